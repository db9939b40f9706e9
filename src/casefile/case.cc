// SPDX-License-Identifier: Apache-2.0
#include "casefile/case.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "casefile/device_limits.h"
#include "format/reference.h"
#include "format/schema.h"
#include "format/shown.h"
#include "format/suggest.h"
#include "format/writer.h"

namespace stipple {
namespace {

// A file of a later version would drown in "unknown field": one sentence says it better.
void require_known_version(const Document& document) {
  const Node* version = document.root.find("version");
  if (!version || version->kind() != Node::Kind::number) return;  // the reader reports it
  if (version->number() > kCaseVersion)
    throw InvalidInput(std::vector<Problem>{
        {.path = "version",
         .file = document.name,
         .line = version->line(),
         .message = fmt::format("the file is of version {}, this program knows up to {}",
                                version->number(), kCaseVersion)}});
}

// A name of our data, such as a zone: looked up in the document, where its line is known.
void require_name(Reader& reader, const Document& document, const std::string& part,
                  const std::string& field, const std::vector<std::string>& known) {
  const Node* object = document.root.find(part);
  const Node* node = object ? object->find(field) : nullptr;
  if (!node || node->kind() != Node::Kind::text) return;  // the reader reports it
  if (std::ranges::find(known, node->text()) != known.end()) return;
  const std::vector<std::string_view> names(known.begin(), known.end());
  const std::string_view meant = nearest_name(node->text(), names);
  reader.report(
      {.path = part + "." + field,
       .file = document.name,
       .line = node->line(),
       .message = fmt::format("\"{}\" is unknown; known are {}{}", shown(node->text()),
                              fmt::join(names, ", "),
                              meant.empty() ? "" : fmt::format("; did you mean \"{}\"?", meant))});
}

// What has happened has begun before the first visit.
bool is_before(const std::optional<PastDate>& date, const Course& course) {
  const auto start = laid_out(course).start;
  return !date || !start || date->first <= *start;
}

void check_dates(Visitor& v, const Case& c) {
  const History& h = c.patient.history;
  const std::pair<std::string_view, const std::optional<PastDate>*> dates[] = {
      {"isotretinoin_stopped", &h.isotretinoin_stopped},
      {"other_retinoid_stopped", &h.other_retinoid_stopped},
      {"stent_stroke_or_clot_on", &h.stent_stroke_or_clot_on},
      {"last_period", &h.last_period},
      {"sunburn_or_tan_on", &h.sunburn_or_tan_on}};
  for (const auto& [name, date] : dates)
    v.check(is_before(*date, c.course), "patient",
            fmt::format("{} is after the first visit", name));
  v.check(!h.procedures ||
              std::ranges::all_of(*h.procedures,
                                  [&](const Procedure& p) { return is_before(p.date, c.course); }),
          "patient", "a procedure of the history is after the first visit");
}

constexpr const char* kReferenceOpening = R"(# Case files

A case file is one JSON document in UTF-8: who is treated, where, for what, and how. Comments (`//`
and `/* */`) are allowed. Reading is strict: an unknown field, a missing unit or a value out of
range is refused, every problem at once with its line. `cases/` holds examples; `stipple schema`
prints the JSON Schema for editors. This page is generated from the program.

* **Quantities** are text with a unit: `"1.5 mm"`, `"4 weeks"`. A fraction is a number or a
  percentage: `0.5`, `"50 %"`.
* **Dates** are year, month, day: `"2026-03-02"`. Where the past is known to the month or the year
  only, `"2026-03"` or `"2026"`: waits then count from its last day.
* **Unknown is an answer.** What is left out of the history is unknown; it never counts as "no".
* **Any number may be a distribution**, so that one file describes a cohort:
  `{"uniform": ["1 mm", "2 mm"]}`, `{"normal": {"mean": "34 years", "sd": "6 years"}}`,
  `{"lognormal": {"median": "1 mm", "sigma": 0.3}}` (sigma is the standard deviation of the natural
  logarithm), `{"choice": [3, 4]}` (each as likely). For one patient the program takes the middle of
  a uniform, the mean of a normal, the median of a lognormal, the first of a choice. For a cohort it
  draws; the draw depends on the seed, the number of the member and the place in the file alone.
  Normal and lognormal are cut off at the limits in the tables; ends, means, medians and choices
  must lie within.
)";

}  // namespace

void describe(Visitor& v, Case& c) {
  v.field("version", c.version, {.help = "of this format", .low = 1, .high = kCaseVersion});
  v.field("name", c.name, {.help = "what the report is headed with", .most = 120});
  v.field("note", c.note,
          {.help = "anything a reader should know", .required = false, .most = 4000});
  v.field("patient", c.patient, {.help = "who is treated, where and for what"});
  v.field("course", c.course, {.help = "what is planned"});
  v.field("screening", c.screening,
          {.help = "what professionals decided against rules of screening", .required = false});
  v.field(
      "care", c.care,
      {.help = "what the papers for the patient need: leaflet, calendar, plan", .required = false});
  check_dates(v, c);
  const std::size_t times = c.care.times.size();
  v.check(times <= 1 || times == laid_out(c.course).visits.size(), "care",
          fmt::format("has {} times for {} visits: give one for all, or one for each", times,
                      laid_out(c.course).visits.size()));
}

Case read_case(const Document& document, const ReadMode& mode, const CaseNames* known) {
  require_known_version(document);
  Reader reader(document, mode);
  Case c = read<Case>(reader);
  if (known) {
    require_name(reader, document, "patient", "zone", known->zones);
    std::vector<std::string> devices;
    for (const Device& d : known->devices) devices.push_back(d.id);
    require_name(reader, document, "course", "device", devices);
    report_device_limits(reader, document, c, *known);
  }
  reader.finish();
  c.course = laid_out(std::move(c.course));
  return c;
}

std::string write_case(const Case& c) { return write_json(c); }

std::string case_schema() { return to_json(schema_of<Case>("Stipple case")) + '\n'; }

std::string case_reference() { return reference_page<Case>(kReferenceOpening); }

}  // namespace stipple
