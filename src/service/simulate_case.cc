// SPDX-License-Identifier: Apache-2.0
#include "service/simulate_case.h"

#include <fmt/format.h>

#include <filesystem>

#include "casefile/case.h"
#include "core/error.h"
#include "core/file.h"
#include "outcome/course_result.h"
#include "report/report.h"
#include "service/case_names.h"
#include "service/drawn_people.h"
#include "service/folder.h"
#include "service/memory_need.h"
#include "service/screen_case.h"
#include "service/simulated_waits.h"

namespace stipple {
namespace {

// Numbers of every member that will be asked for: those of the believed ensemble and, for the band
// before conditioning, the plain draws.
std::vector<std::size_t> member_numbers(const Library& library,
                                        const std::optional<ConditionedEnsemble>& conditioned,
                                        Seed seed, long count) {
  std::vector<std::size_t> numbers;
  for (long k = 0; k < count; ++k) numbers.push_back(static_cast<std::size_t>(k));
  if (conditioned)
    for (const MemberValues& m : conditioned_members(library, *conditioned, seed, count))
      numbers.push_back(m.member);
  return numbers;
}

std::vector<std::string> headlines_of(const CourseResult& r) {
  std::vector<std::string> lines;
  for (const Outcome& o : r.outcomes) {
    if (o.points.empty()) continue;
    const bool over_time = o.points.size() > 1;
    const OutcomePoint& p = over_time ? o.points[1] : o.points[0];
    const bool share = o.unit == "1";
    const double scale = share ? 100.0 : 1.0;
    const std::string figures =
        over_time
            ? fmt::format("{:>+7.1f} {:<2} ({:+.1f} to {:+.1f}) {:.0f} days after the last visit",
                          scale * p.band.median, "%", scale * p.band.low, scale * p.band.high,
                          *p.days_after_last_visit)
            : fmt::format("{0:>7.{4}f} {1:<2} ({2:.{4}f} to {3:.{4}f}) worst visit",
                          scale * p.band.median, share ? "%" : o.unit, scale * p.band.low,
                          scale * p.band.high, o.unit == "tendency" ? 2 : 1);
    lines.push_back(fmt::format("{:<34} {}", o.label, figures));
  }
  return lines;
}

// All is made before the first file is replaced: whoever stops us in between has the old files.
void write_files(const SimulateJob& job, const CourseResult& result, const CourseVerdict& verdict,
                 SimulateOutput& out) {
  const std::pair<const char*, std::string> files[] = {
      {"trajectory.csv", trajectory_csv(result)},
      {"report.html", report_html(result, &verdict)},
      {"result.json", out.result_json}};
  if (job.progress && !job.progress(1, 1)) throw Cancelled("stopped before the files were written");
  for (const auto& [name, bytes] : files) {
    out.files.push_back(*job.out_folder + "/" + name);
    atomic_write(out.files.back(), bytes);
  }
}

}  // namespace

std::string default_out_folder(const std::string& case_path) {
  return "out/" + std::filesystem::path(case_path).stem().string();
}

SimulateOutput simulate_case(const SimulateJob& job) {
  // Everything that can be wrong is found before the long work.
  const Document document = parse_document(read_file(job.case_path, kDocumentLimit), job.case_path);
  const Library library = load_library(DataFiles::choose(job.data_folder));
  const CaseNames known = case_names(library);
  const Case nominal = read_case(document, {}, &known);
  CourseVerdict verdict = verdict_of(nominal, rules_for(library, job.rules_path), job.case_path);
  require_memory(nominal, library, job.members);
  const auto conditioned = load_conditioned(library.files);
  DrawnPeople people;
  if (holds_distribution(document))
    people = draw_people(document, nominal, known, job.seed,
                         member_numbers(library, conditioned, job.seed, job.members));
  if (job.out_folder) make_folder(*job.out_folder);

  CourseRequest request;
  request.case_name = nominal.name;
  request.case_json = write_case(nominal);
  request.patient = nominal.patient;
  request.course = nominal.course;
  if (!people.by_member.empty())
    request.person = [&](std::size_t member) { return people.by_member.at(member); };
  request.seed = job.seed;
  request.members = job.members;
  request.threads = job.threads;
  request.progress = job.progress;
  CourseResult result = simulate_course(request, library, conditioned);
  for (std::string& warning : people.warnings) result.warnings.push_back(std::move(warning));
  add_simulated_waits(verdict, result);
  add_cited(result.references, verdict, library);

  SimulateOutput out;
  out.case_name = nominal.name;
  out.verdict = short_lines_of(verdict.visits.front());
  out.warnings = result.warnings;
  out.result_json = result_json(result, &verdict);
  out.headlines = headlines_of(result);
  if (job.out_folder) write_files(job, result, verdict, out);
  return out;
}

}  // namespace stipple
