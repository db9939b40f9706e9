// SPDX-License-Identifier: Apache-2.0
#include "service/simulate_case.h"

#include <fmt/format.h>

#include <filesystem>

#include "casefile/case.h"
#include "core/error.h"
#include "core/file.h"
#include "outcome/course_result.h"
#include "report/report.h"
#include "service/folder.h"

namespace stipple {
namespace {

bool has_distributions(const Case& nominal, const Document& document) {
  for (std::uint64_t member = 0; member < 3; ++member)
    if (!(read_case(document, ReadMode{Seed(1), member}) == nominal)) return true;
  return false;
}

// One line per outcome: changes over time carry a sign, durations and chances do not.
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
            : fmt::format("{:>7.1f} {:<2} ({:.1f} to {:.1f}) worst visit", scale * p.band.median,
                          share ? "%" : o.unit, scale * p.band.low, scale * p.band.high);
    lines.push_back(fmt::format("{:<34} {}", o.label, figures));
  }
  return lines;
}

}  // namespace

std::string default_out_folder(const std::string& case_path) {
  return "out/" + std::filesystem::path(case_path).stem().string();
}

SimulateOutput simulate_case(const SimulateJob& job) {
  // Everything that can be wrong is found before the long work.
  const Document document = parse_document(read_file(job.case_path, kDocumentLimit), job.case_path);
  const Case nominal = read_case(document);
  const Library library = load_library(DataFiles::choose(job.data_folder));
  const auto conditioned = load_conditioned(library.files);
  if (job.out_folder) make_folder(*job.out_folder);

  CourseRequest request;
  request.case_name = nominal.name;
  request.case_json = write_case(nominal);
  request.patient = nominal.patient;
  request.course = nominal.course;
  if (has_distributions(nominal, document))
    request.person = [&](std::size_t member) {
      const Case drawn = read_case(document, ReadMode{job.seed, member});
      return Person{drawn.patient, drawn.course};
    };
  request.seed = job.seed;
  request.members = job.members;
  request.threads = job.threads;
  request.progress = job.progress;
  const CourseResult result = simulate_course(request, library, conditioned);

  SimulateOutput out;
  out.case_name = nominal.name;
  out.result_json = result_json(result);
  out.headlines = headlines_of(result);
  if (job.out_folder) {
    const auto put = [&](const char* name, const std::string& bytes) {
      out.files.push_back(*job.out_folder + "/" + name);
      atomic_write(out.files.back(), bytes);
    };
    put("result.json", out.result_json);
    put("trajectory.csv", trajectory_csv(result));
    put("report.html", report_html(result));
  }
  return out;
}

}  // namespace stipple
