// SPDX-License-Identifier: Apache-2.0
#include "service/simulate_case.h"

#include <fmt/format.h>

#include <filesystem>

#include "core/error.h"
#include "core/file.h"
#include "report/report.h"
#include "service/course_job.h"
#include "service/folder.h"
#include "service/patch_pictures.h"
#include "service/screen_case.h"

namespace stipple {
namespace {

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
                 const PatchResult* patch, const std::vector<NamedPicture>& pictures,
                 SimulateOutput& out) {
  std::vector<std::pair<const char*, std::string>> files{
      {"trajectory.csv", trajectory_csv(result)},
      {"report.html", report_html(result, &verdict, patch, pictures)}};
  if (patch) files.emplace_back("trajectory-patch.csv", patch_trajectory_csv(*patch));
  files.emplace_back("result.json", out.result_json);
  if (job.progress && !job.progress(1, 1)) throw Cancelled("stopped before the files were written");
  if (patch) out.files = write_pictures(*job.out_folder + "/pictures", pictures);
  for (const auto& [name, bytes] : files) {
    out.files.push_back(*job.out_folder + "/" + name);
    atomic_write(out.files.back(), bytes);
  }
}

PreparedCourse prepared(const SimulateJob& job) {
  return prepare_course({.case_path = job.case_path,
                         .data_folder = job.data_folder,
                         .rules_path = job.rules_path,
                         .seed = job.seed,
                         .members = job.members,
                         .threads = job.threads,
                         .progress = job.progress});
}

std::vector<std::string> lines_of(const PatchResult& patch) {
  const PatchRecord& record = patch.record;
  long channels = 0;
  for (const PatchVisit& v : record.visits) channels += v.channels;
  const auto collagen = static_cast<std::size_t>(kCollagen);
  return {
      fmt::format("Patch of {:.4g} × {:.4g} × {:.3g} mm, cells {:.3g} µm wide, {} channels in "
                  "{} visit{}, {} steps",
                  patch.nx * patch.side_mm, patch.ny * patch.side_mm, patch.edges_mm.back(),
                  1000.0 * patch.side_mm, channels, record.visits.size(),
                  record.visits.size() == 1 ? "" : "s", patch.steps.accepted),
      fmt::format(
          "Collagen of its dermis on day {:.4g}: {:+.2f} % (stated parameters)",
          record.rows.back().day,
          100.0 * (record.rows.back().mean[collagen] / record.rows.front().mean[collagen] - 1.0))};
}

}  // namespace

std::string default_out_folder(const std::string& case_path) {
  return "out/" + std::filesystem::path(case_path).stem().string();
}

SimulateOutput simulate_case(const SimulateJob& job) {
  PreparedCourse course = prepared(job);
  std::optional<PatchCase> patch;
  if (job.patch) patch.emplace(course, *job.patch, job.out_folder);
  if (job.out_folder) make_folder(*job.out_folder);
  const CourseResult result = simulate_prepared(course);
  const CourseVerdict& verdict = course.verdict;
  std::optional<PatchResult> resolved;
  if (patch) resolved = patch->simulate();
  const PatchResult* shown = resolved ? &*resolved : nullptr;

  SimulateOutput out;
  out.case_name = course.nominal.name;
  out.verdict = short_lines_of(verdict.visits.front());
  out.warnings = result.warnings;
  out.result_json = result_json(result, &verdict, shown);
  out.headlines = headlines_of(result);
  if (shown) out.patch = lines_of(*shown);
  std::vector<NamedPicture> pictures;
  if (shown && job.out_folder)
    pictures = run_pictures(
        *job.out_folder, shown->about,
        picture_evidence(course.library.files, course.library.bibliography, shown->about.phototype),
        job.seed, job.threads);
  if (job.out_folder) write_files(job, result, verdict, shown, pictures, out);
  if (patch) patch->forget_checkpoint();
  return out;
}

PatchEstimate estimate_patch(const SimulateJob& job) {
  const PreparedCourse course = prepared(job);
  return PatchCase::estimate(course, job.patch.value(), job.out_folder);
}

}  // namespace stipple
