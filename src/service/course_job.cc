// SPDX-License-Identifier: Apache-2.0
#include "service/course_job.h"

#include "core/file.h"
#include "service/case_names.h"
#include "service/drawn_people.h"
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

}  // namespace

PreparedCourse prepare_course(const CourseJob& job) {
  const Document document = parse_document(read_file(job.case_path, kDocumentLimit), job.case_path);
  Library library = load_library(DataFiles::choose(job.data_folder));
  const CaseNames known = case_names(library);
  Case nominal = read_case(document, {}, &known);
  RuleSet rules = rules_for(library, job.rules_path);
  CourseVerdict verdict = verdict_of(nominal, rules, job.case_path);
  require_memory(nominal, library, job.members);
  PreparedCourse out{.library = std::move(library),
                     .nominal = std::move(nominal),
                     .rules = std::move(rules),
                     .verdict = std::move(verdict)};
  out.conditioned = load_conditioned(out.library.files);
  out.request.case_name = out.nominal.name;
  out.request.case_json = write_case(out.nominal);
  out.request.patient = out.nominal.patient;
  out.request.course = out.nominal.course;
  out.request.seed = job.seed;
  out.request.members = job.members;
  out.request.threads = job.threads;
  out.request.progress = job.progress;
  if (holds_distribution(document)) {
    DrawnPeople people =
        draw_people(document, out.nominal, known, job.seed,
                    member_numbers(out.library, out.conditioned, job.seed, job.members));
    out.warnings = std::move(people.warnings);
    if (!people.by_member.empty())
      out.request.person = [by_member = std::move(people.by_member)](std::size_t member) {
        return by_member.at(member);
      };
  }
  return out;
}

CourseResult simulate_prepared(PreparedCourse& course) {
  CourseResult result = simulate_course(course.request, course.library, course.conditioned);
  for (const std::string& warning : course.warnings) result.warnings.push_back(warning);
  add_simulated_waits(course.verdict, result);
  add_cited(result.references, course.verdict, course.library);
  return result;
}

}  // namespace stipple
