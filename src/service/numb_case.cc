// SPDX-License-Identifier: Apache-2.0
#include "service/numb_case.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/file.h"
#include "outcome/course_result.h"
#include "report/numb_json.h"
#include "service/case_names.h"
#include "service/drawn_people.h"

namespace stipple {
namespace {

std::string banded(const char* name, const Band& b, int digits, const char* unit) {
  return fmt::format("  {:<32} {:>8.{}f} ({:.{}f} to {:.{}f}) {}", name, b.median, digits, b.low,
                     digits, b.high, digits, unit);
}

std::vector<std::string> lines_of(const NumbingResult& r, const std::string& name) {
  std::vector<std::string> out{name, "  " + r.cream, ""};
  for (const std::string& warning : r.warnings) out.push_back("  ! " + warning);
  for (const std::string& question : r.questions) out.push_back("  ? " + question);
  out.push_back("");
  if (r.has_cream) {
    for (std::size_t i = 0; i < r.minutes.size(); ++i)
      if (std::fmod(r.minutes[i], 30.0) == 0.0)
        out.push_back(banded(fmt::format("numb at {:.0f} min", r.minutes[i]).c_str(),
                             r.numb_depth_mm[i], 1, "mm"));
    out.push_back(banded("lidocaine in plasma, peak", r.plasma_peak, 3, "ug/mL"));
    out.push_back(banded("all anaesthetics, peak", r.plasma_peak_all, 3, "ug/mL"));
    out.push_back(banded("absorbed", r.absorbed_mg, 0, "mg"));
    out.push_back(fmt::format("  {:<32} {:>8.0f} mg{}", "put on", r.applied_mg,
                              r.dose_mg_per_kg ? fmt::format(", {:.1f} mg/kg", *r.dose_mg_per_kg)
                                               : std::string(", per kg unknown: no weight")));
  }
  out.push_back(banded("pain while needling", r.pain, 1, "of 10"));
  out.push_back(banded("  without a cream", r.pain_without_cream, 1, "of 10"));
  out.push_back(banded("microbes at a tenth after", r.microbe_tenth_hours, 0, "h"));
  if (!r.checks.empty()) out.push_back("");
  for (const DoseCheck& c : r.checks)
    out.push_back(
        fmt::format("  {:<12} {:<8} {:<20} {}", name_of(c.verdict), c.check, c.what, c.text));
  return out;
}

}  // namespace

NumbOutput numb_case(const NumbJob& job) {
  const Document document = parse_document(read_file(job.case_path, kDocumentLimit), job.case_path);
  const Library library = load_library(DataFiles::choose(job.data_folder));
  const CaseNames known = case_names(library);
  const Case c = read_case(document, {}, &known);
  if (!job.set.empty()) static_cast<void>(library.numbing.set_named(job.set));
  const CoursePlan plan = plan_course(c.patient, c.course, library);
  const auto conditioned = load_conditioned(library.files);
  NumbingResult result =
      numbing_result(plan, library,
                     conditioned ? conditioned_members(library, *conditioned, job.seed, job.members)
                                 : prior_members(library, job.seed, job.members),
                     job.set);
  if (holds_distribution(document))
    result.warnings.push_back(
        "The case gives distributions: the numbing is that of their middle, one person.");
  NumbOutput out;
  out.lines = lines_of(result, c.name);
  out.json = numb_json(result, {.case_name = c.name,
                                .evidence_hash = library.files.evidence_hash(),
                                .seed = job.seed.value(),
                                .conditioned = conditioned.has_value()});
  return out;
}

}  // namespace stipple
