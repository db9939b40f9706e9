// SPDX-License-Identifier: Apache-2.0
// Who is treated, with what, when and how: the first page below the verdict.
#include <fmt/format.h>

#include <algorithm>

#include "report/face_map.h"
#include "report/plan_parts.h"

namespace stipple {
namespace {

constexpr std::size_t kCautions = 5;

std::string word(const TextBook& book, std::string_view list, std::string_view name) {
  return book.say(fmt::format("words.{}.{}", list, name));
}

std::string words_of(const TextBook& book, const Concern& c) {
  std::string text = said(book, "concern",
                          {{"kind", word(book, "concern", name_of(c.kind))},
                           {"severity", word(book, "severity", name_of(c.severity))},
                           {"examined", word(book, "answer", name_of(c.examined))}});
  if (!c.diagnosis.empty()) text += said(book, "diagnosis", {{"words", c.diagnosis}});
  return text;
}

const char* drive_of(const Device& d) {
  struct Name {
    const char* operator()(const Pen&) const { return "pen"; }
    const char* operator()(const Roller&) const { return "roller"; }
    const char* operator()(const Stamp&) const { return "stamp"; }
  };
  return std::visit(Name{}, d.drive);
}

std::string device_words(const TextBook& book, const Device& d) {
  return said(book, "device_says",
              {{"name", d.name},
               {"kind", said(book, fmt::format("drive.{}", drive_of(d)))},
               {"count", std::to_string(d.needle_count)},
               {"wide", book.number(d.needle.diameter.in(mm), 2)},
               {"material", word(book, "needle", name_of(d.needle.material))}});
}

std::string date_words(const PlanInput& in, const TextBook& book, std::size_t visit) {
  const Visit& v = in.subject.course.visits[visit];
  const VerdictKind verdict = in.verdict.visits[visit].verdict;
  if (!may_be_treated(verdict))
    return said(book, "not_as_planned", {{"verdict", word(book, "verdict", name_of(verdict))}});
  std::string text;
  if (const auto date = date_of(v, in.subject.course))
    text = book.long_date(*date);
  else
    text = said(book, "day", {{"n", book.number(v.day.in(day), 0)}});
  if (const auto minute = clock_of(in.subject.care, visit)) text += ", " + format_clock(*minute);
  return text;
}

std::string passes_words(const TextBook& book, const SessionSettings& s) {
  const std::string pattern = said(book, fmt::format("pattern.{}", name_of(s.pattern)));
  if (s.density) return pattern;
  return said(
      book, "passes",
      {{"n", book.number(s.passes, s.passes == int(s.passes) ? 0 : 1)}, {"pattern", pattern}});
}

std::vector<std::string> session_row(const PlanInput& in, const TextBook& book, std::size_t visit) {
  const SessionSettings& s = in.subject.course.visits[visit].settings;
  const VisitSummary& v = in.result.visits[visit];
  return {std::to_string(visit + 1),
          date_words(in, book, visit),
          book.number(v.set_depth_mm, 2),
          depth_in(book, v.true_depth_mm),
          book.number(v.punctures_per_cm2, 0),
          passes_words(book, s),
          s.glide.in(mm_per_s) > 0 ? book.number(s.glide.in(mm_per_s), 0) : "\u2013",
          s.area ? book.number(s.area->in(cm2), 0) : "\u2013"};
}

// What has a key is said in the language of the plan; of the rest only English is at hand.
std::optional<std::string> caution_in(const TextBook& book, const CourseResult& result,
                                      const std::string& warning) {
  const auto keyed = std::ranges::find(result.cautions, warning, &Caution::says);
  if (keyed == result.cautions.end() || !book.has("caution." + keyed->key))
    return book.language() == "en" ? std::optional(warning) : std::nullopt;
  Fill fill;
  for (const Caution::Figure& f : keyed->figures)
    fill.emplace_back(f.name, book.number(f.value, f.digits));
  return book.say("caution." + keyed->key, fill);
}

void add_cautions(PlanContent& out, const PlanInput& in, const TextBook& book) {
  for (const std::string& warning : in.result.warnings)
    if (const auto words = caution_in(book, in.result, warning);
        words && out.cautions.size() < kCautions)
      out.cautions.push_back(*words);
  if (const std::size_t more = in.result.warnings.size() - out.cautions.size(); more > 0)
    out.cautions.push_back(book.counted("plan.more_cautions", static_cast<int>(more)));
}

}  // namespace

void add_person(PlanContent& out, const PlanInput& in, const TextBook& book) {
  const Patient& p = in.subject.patient;
  out.title = said(book, "title");
  out.whose = in.subject.name;
  out.facts.push_back({said(book, "patient"), said(book, "person",
                                                   {{"sex", word(book, "sex", name_of(p.sex))},
                                                    {"age", book.number(p.age.in(year), 0)},
                                                    {"type", std::string(name_of(p.phototype))}})});
  out.facts.push_back({said(book, "zone"), word(book, "zone", p.zone)});
  std::string concerns;
  for (const Concern& c : p.concerns)
    concerns += (concerns.empty() ? "" : "; ") + words_of(book, c);
  out.facts.push_back({said(book, "concerns"), concerns.empty() ? said(book, "none") : concerns});
  out.facts.push_back({said(book, "device"), device_words(book, in.device)});
}

void add_numbing(PlanContent& out, const PlanInput& in, const TextBook& book) {
  const auto& n = in.subject.course.numbing;
  if (!n) {
    out.numbing.push_back({said(book, "cream"), said(book, "no_cream")});
  } else {
    out.numbing.push_back(
        {said(book, "cream"), said(book, "cream_says",
                                   {{"product", word(book, "cream", name_of(n->product))},
                                    {"strength", book.number(n->strength.in(percent), 1)}})});
    out.numbing.push_back(
        {said(book, "amount"), said(book, "amount_says",
                                    {{"grams", value_in(book, n->amount.in(gram), {})},
                                     {"area", value_in(book, n->area.in(cm2), {})}})});
    out.numbing.push_back(
        {said(book, "time_on"), said(book, n->occluded ? "time_under_film" : "time_open",
                                     {{"minutes", book.number(n->time_on.in(minute), 0)}})});
  }
  for (const Outcome& o : in.result.outcomes)
    if (o.name == "pain_0_10" && !o.points.empty())
      out.numbing.push_back(
          {outcome_label(book, o.name, o.label), band_in(book, o.points.front().band, o.unit)});
  add_cautions(out, in, book);
}

void add_settings(PlanContent& out, const PlanInput& in, const TextBook& book) {
  const SessionSettings& s = in.subject.course.visits.front().settings;
  const VisitSummary& v = in.result.visits.front();
  out.zone = in.subject.patient.zone;
  out.map_title = said(book, "map_title", {{"zone", word(book, "zone", out.zone)}});
  out.map_words = said(book, "map_words");
  if (!map_of_zone(out.zone).kept_off.empty())
    out.kept_off = said(book, zone_is_on_face(out.zone) ? "kept_off.face" : "kept_off.body");
  const auto add = [&](const char* name, std::string says) {
    out.settings.push_back({said(book, name), std::move(says)});
  };
  add("set_depth", said(book, "mm", {{"n", book.number(v.set_depth_mm, 2)}}));
  add("true_depth", said(book, "mm", {{"n", depth_in(book, v.true_depth_mm)}}));
  add("density", said(book, "per_cm2", {{"n", book.number(v.punctures_per_cm2, 0)}}));
  add("passes_name", passes_words(book, s));
  out.sessions.head = {said(book, "visit"),   said(book, "when"),        said(book, "set_mm"),
                       said(book, "true_mm"), said(book, "density_cm2"), said(book, "passes_name"),
                       said(book, "glide"),   said(book, "area")};
  for (std::size_t k = 0; k < in.result.visits.size(); ++k)
    out.sessions.rows.push_back(session_row(in, book, k));
}

}  // namespace stipple
