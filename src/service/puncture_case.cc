// SPDX-License-Identifier: Apache-2.0
#include "service/puncture_case.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <set>

#include "casefile/case.h"
#include "core/error.h"
#include "core/file.h"
#include "outcome/course_result.h"
#include "puncture/catalogue.h"
#include "report/puncture_result.h"
#include "service/bench_tables.h"
#include "service/case_names.h"
#include "service/drawn_people.h"
#include "service/folder.h"
#include "service/needle_model.h"

namespace stipple {
namespace {

constexpr double kMm2PerCm2 = 100.0;
constexpr double kMostPunctures = 5e6;

// One problem of what was asked for on the command line, told with the place in the case.
InvalidInput asked_wrong(const PunctureJob& job, const std::string& path,
                         const std::string& message) {
  return InvalidInput(
      std::vector<Problem>{{.path = path, .file = job.case_path, .message = message}});
}

const Visit& visit_of(const PunctureJob& job, const Case& c) {
  const std::size_t count = c.course.visits.size();
  if (job.visit < 1 || job.visit > count)
    throw asked_wrong(job, "course.visits",
                      fmt::format("has {} visit{}: there is no visit {}", count,
                                  count == 1 ? "" : "s", job.visit));
  return c.course.visits[job.visit - 1];
}

// Side of the square that is punctured, mm.
double side_of(const PunctureJob& job, const Visit& visit, const Device& device) {
  double side = job.patch.in(mm);
  if (job.whole_area) {
    if (!visit.settings.area)
      throw asked_wrong(job, fmt::format("course.visits[{}].settings.area", job.visit - 1),
                        "is needed for the whole area: give the treated area");
    side = std::sqrt(visit.settings.area->in(mm2));
  }
  const double punctures = session_density_cm2(device, visit.settings) / kMm2PerCm2 * side * side;
  if (punctures > kMostPunctures)
    throw asked_wrong(job, fmt::format("course.visits[{}].settings", job.visit - 1),
                      fmt::format("{:.2g} punctures on {:.0f} × {:.0f} mm are more than {:.0g}: "
                                  "ask for a smaller patch",
                                  punctures, side, side, kMostPunctures));
  return side;
}

DeviceSource device_of(const Case& c, const Library& library) {
  if (c.course.custom_device) return {*c.course.custom_device, {}};
  return {device_named(library.files, c.course.device, library.bibliography),
          load_device_record(library.files, c.course.device, library.bibliography)};
}

// "set to 1.5 mm, gliding at 20 mm/s, star".
std::string setting_words(const SessionSettings& s, const Device& device) {
  std::string words = std::holds_alternative<Pen>(device.drive)
                          ? fmt::format("set to {:.4g} mm", s.depth.in(mm))
                          : fmt::format("pressed to {:.4g} mm", s.depth.in(mm));
  if (s.glide.in(mm_per_s) > 0.0) words += fmt::format(", {:.4g} mm/s", s.glide.in(mm_per_s));
  if (s.density)
    words += fmt::format(", {:.4g} punctures per cm² wanted", s.density->in(per_cm2));
  else
    words += fmt::format(", {:.4g} pass{}", s.passes, s.passes == 1.0 ? "" : "es");
  return words + ", " + std::string(name_of(s.pattern));
}

std::string zone_words(const Patient& p, const Library& library) {
  std::string zone = library.zones.at(p.zone).name;
  zone[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(zone[0])));
  return fmt::format("{}, {} of {:.0f}", zone, p.sex == Sex::female ? "woman" : "man",
                     p.age.in(year));
}

void add_warnings(PunctureResult& out, const PunctureStudy& study, const StudiedMembers& m) {
  const double limit = evaluated_depth(study.library);
  if (out.set_depth > limit + 1e-9)
    out.warnings.push_back(fmt::format(
        "Deeper than {:.1f} mm was not evaluated for safety in the pens' approvals.", limit));
  const double dermis_end = (m.stated.skin.epidermis + m.stated.skin.dermis).in(mm);
  if (m.at_stated.depth_p95 > dermis_end)
    out.warnings.push_back(
        fmt::format("Some punctures reach {:.2f} mm, below the dermis of this "
                    "zone ({:.2f} mm by ultrasound, which reads thin).",
                    m.at_stated.depth_p95, dermis_end));
  if (m.at_stated.entered < 0.95)
    out.warnings.push_back(
        fmt::format("Only {:.0f} % of the needles break through at this setting.",
                    100.0 * m.at_stated.entered));
  const double passes = m.stated.pattern.passes;
  if (passes > 0.0 && passes < 0.95)
    out.warnings.push_back(fmt::format(
        "This density is {:.2f} of one pass at this speed: parts of the skin are left out. "
        "Glide {:.2g} times as fast for one whole pass.",
        passes, 1.0 / passes));
  if (m.replaced > 0)
    out.warnings.push_back(fmt::format(
        "{} of {} members have the stated device: draws from the ranges of its figures cannot be "
        "built or set like this.",
        m.replaced, study.members.size()));
}

void add_assumed(PunctureResult& out, const Library& library, const DeviceSource& device) {
  const auto add = [&](const Parameter& p, const std::string& where) {
    if (p.status == Status::assumed)
      out.assumed.push_back(
          {p.symbol, p.help.empty() ? where : p.help, p.unit, p.basis, p.low, p.value, p.high});
  };
  for (const Parameter& p : library.puncture.all()) add(p, "");
  if (!device.record) return;
  for (const DeviceFigure& f : device_figures(device))
    if (f.standing == Standing::assumed && f.word.empty())
      out.assumed.push_back(
          {"device", f.label, f.unit == "-" ? "1" : f.unit, f.basis, f.low, f.value, f.high});
}

void add_references(PunctureResult& out, const PunctureStudy& study) {
  std::set<std::string> keys;
  for (const PunctureFigure& f : out.figures) keys.insert(f.sources.begin(), f.sources.end());
  for (const Parameter& p : study.library.puncture.all())
    keys.insert(p.sources.begin(), p.sources.end());
  for (const DeviceFigure& f : device_figures(study.device))
    keys.insert(f.sources.begin(), f.sources.end());
  if (out.bench)
    for (const ComparedFigure& c : out.bench->compared) keys.insert(c.study);
  for (const std::string& key : keys)
    if (const Reference* r = study.library.bibliography.find(key)) {
      const char* read = r->reading == Reading::read          ? "read"
                         : r->reading == Reading::second_hand ? "second-hand"
                                                              : "unconfirmed";
      const std::string year = r->year ? fmt::format(" ({})", *r->year) : "";
      out.references.push_back({key, r->authors + year + ", " + r->published, r->id, read});
    }
}

// All is made before the first file is replaced.
void write_files(const PunctureJob& job, const PunctureResult& result,
                 const std::string& needle_model, PunctureOutput& out) {
  std::vector<std::pair<const char*, std::string>> files{
      {"punctures.csv", punctures_csv(result.map)},
      {"puncture-map.png", map_picture(result).png()},
      {"force.svg", force_chart_file(result.force)},
      {"channels.png", channel_picture(result.channels).png()}};
  if (result.bench) {
    files.emplace_back("bench-report.html", bench_report_html(result));
    files.emplace_back("bench-report.csv", bench_report_csv(result));
  }
  if (job.needle_model) files.emplace_back("needle.feb", needle_model);
  files.emplace_back("puncture.json", out.json);
  if (job.progress && !job.progress(1, 1)) throw Cancelled("stopped before the files were written");
  for (const auto& [name, bytes] : files) {
    out.files.push_back(*job.out_folder + "/" + name);
    atomic_write(out.files.back(), bytes);
  }
}

void add_program(PunctureResult& out, const PunctureJob& job, const Library& library,
                 const std::optional<ConditionedEnsemble>& conditioned) {
  out.program_version = STIPPLE_VERSION;
  out.evidence_hash = library.files.evidence_hash();
  out.seed = job.seed.value();
  out.ensemble.members = job.members;
  out.ensemble.conditioned = conditioned.has_value();
  out.ensemble.conditioning =
      conditioned ? "Members are drawn by their weights from the ensemble that evidence left; the "
                    "figures of the device from their stated ranges."
                  : "Members are drawn from the ranges of the parameters; no conditioned ensemble.";
}

}  // namespace

PunctureOutput puncture_case(const PunctureJob& job) {
  // Everything that can be wrong is found before the work.
  const Document document = parse_document(read_file(job.case_path, kDocumentLimit), job.case_path);
  const Library library = load_library(DataFiles::choose(job.data_folder));
  const CaseNames known = case_names(library);
  const Case nominal = read_case(document, {}, &known);
  const Visit& visit = visit_of(job, nominal);
  const DeviceSource device = device_of(nominal, library);
  const double side = side_of(job, visit, device.stated);
  const auto conditioned = load_conditioned(library.files);
  PunctureStudy study{
      .library = library,
      .device = device,
      .patient = nominal.patient,
      .settings = visit.settings,
      .width = side,
      .height = side,
      .seed = job.seed,
      .members = conditioned ? conditioned_members(library, *conditioned, job.seed, job.members)
                             : prior_members(library, job.seed, job.members),
      .person = {},
      .visit = job.visit - 1};
  DrawnPeople people;
  if (holds_distribution(document)) {
    std::vector<std::size_t> numbers;
    for (const MemberValues& m : study.members) numbers.push_back(m.member);
    people = draw_people(document, nominal, known, job.seed, numbers);
    study.person = [&](std::size_t member) { return people.by_member.at(member); };
  }
  if (job.out_folder) make_folder(*job.out_folder);

  const StudiedMembers members = study_members(study, job.progress);
  PunctureResult result;
  add_program(result, job, library, conditioned);
  result.case_name = nominal.name;
  result.visit = job.visit;
  result.day = visit.day.in(day);
  result.device = device.stated.name;
  result.setting = setting_words(visit.settings, device.stated);
  result.zone = zone_words(nominal.patient, library);
  add_punctures(result, study, members);
  if (job.bench_report) result.bench = bench_tables(study, members, job.progress);
  result.warnings = people.warnings;
  add_warnings(result, study, members);
  add_assumed(result, library, device);
  add_references(result, study);

  PunctureOutput out;
  out.json = puncture_json(result);
  out.table = puncture_table(result);
  if (!job.out_folder) return out;
  std::string needle;
  if (job.needle_model)
    needle = needle_model_of(library, device.stated, visit.settings, nominal.patient);
  write_files(job, result, needle, out);
  return out;
}

}  // namespace stipple
