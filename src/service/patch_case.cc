// SPDX-License-Identifier: Apache-2.0
#include "service/patch_case.h"

#include "course/patch_twin.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>

#include "core/error.h"
#include "course/patch_input.h"
#include "service/folder.h"
#include "service/patch_checkpoint.h"
#include "service/patch_need.h"
#include "service/patch_pictures.h"

namespace stipple {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// The course of the stated member as a patch sees it; nothing large.
struct Setting {
  const Library& library;
  CoursePlan plan;
  MemberRuns member;
  PatchRequest request{};
  Pencils grid;

  Setting(const PreparedCourse& course, const PatchAsk& ask)
      : library(course.library),
        plan(plan_course(course.request.patient, course.request.course, library)),
        member(member_runs(plan, library, stated_member(library))),
        request{.width = ask.width,
                .cell = ask.cell,
                .concern = ask.concern,
                .seed = course.request.seed},
        grid(patch_grid(plan, member, request)) {
    if (ask.until) request.end_day = ask.until->in(day);
    const std::size_t concerns = course.request.patient.concerns.size();
    if (ask.concern && *ask.concern >= concerns)
      throw InvalidInput({{.path = "--concern",
                           .message = fmt::format("the case has {} concern{}", concerns,
                                                  concerns == 1 ? "" : "s")}});
  }
  [[nodiscard]] double end_day() const { return patch_end_day(plan, request); }
  [[nodiscard]] double depth_mm() const { return patch_depth_mm(plan, member, request); }
  [[nodiscard]] PatchNeed need(int threads, const std::optional<std::string>& folder) const {
    const std::size_t pictures = picture_days(plan.visit_days, end_day()).size();
    return patch_need(grid, threads, request.concern.has_value(), pictures, folder);
  }
};

RunIdentity identity_of(const PreparedCourse& course, const Setting& s) {
  const StepControl& c = s.request.control;
  return {{{"the program", STIPPLE_VERSION},
           {"the case", hash_of(course.request.case_json)},
           {"the evidence", course.library.files.evidence_hash()},
           {"--seed", fmt::format("{}", course.request.seed.value())},
           {"--width", fmt::format("{} mm", s.request.width.in(mm))},
           {"--cell", fmt::format("{} um", s.request.cell.in(um))},
           {"--until", fmt::format("{} days", s.end_day())},
           {"the concern",
            s.request.concern ? fmt::format("{}", *s.request.concern + 1) : std::string("none")},
           {"the step control", fmt::format("{} {} {} {}", c.tolerance, c.first_step_day,
                                            c.longest_step_day, c.fixed_step_day)}}};
}

// Seconds for each cell and step on these cores now: some steps after a visit on a patch that is
// large enough not to fit into their caches.
double measured_cost(const Setting& s, int threads) {
  constexpr double kColumns = 64.0;
  constexpr long kIdle = 2, kSteps = 10;
  PatchRequest small = s.request;
  small.width = std::min(s.request.width, kColumns * Length(s.grid.side(), mm));
  const PatchInput in = patch_input(s.plan, s.library, s.member, small);
  Team team(threads);
  PatchState state(in, team);
  Clock::time_point start;
  double spent = 0.0;
  PatchHooks hooks;
  hooks.step = [&](const PatchState& now) {
    if (now.steps.accepted == kIdle) start = Clock::now();
    spent = seconds_since(start);
    return now.steps.accepted < kIdle + kSteps;
  };
  (void)run_patch(in, state, team, hooks);
  return spent / (static_cast<double>(kSteps) * in.pencils.columns() * in.pencils.cells());
}

PatchAbout about_of(const PreparedCourse& course, const Setting& s, std::size_t visits) {
  const Patient& p = course.request.patient;
  const std::string phototype{name_of(p.phototype)};
  std::string shown;
  if (s.request.concern) {
    shown = std::string(", ") + std::string(name_of(p.concerns[*s.request.concern].kind));
    std::replace(shown.begin(), shown.end(), '_', ' ');
  }
  return {
      fmt::format("{}, set to {:.3g} mm, {} visit{}, {}{}, phototype {}", s.plan.device.name,
                  s.plan.course->visits.front().settings.depth.in(mm), visits,
                  visits == 1 ? "" : "s", course.library.zones.at(p.zone).name, shown, phototype),
      static_cast<int>(p.phototype) + 1};
}

InvalidInput asked_wrong(const std::string& path, const std::string& message) {
  return InvalidInput(std::vector<Problem>{{.path = path, .message = message}});
}

}  // namespace

struct PatchCase::Impl {
  const PreparedCourse& course;
  PatchAsk ask;
  std::optional<std::string> folder;
  Setting setting;
  std::optional<FolderLock> lock{};

  Impl(const PreparedCourse& c, const PatchAsk& a, std::optional<std::string> f)
      : course(c), ask(a), folder(std::move(f)), setting(c, a) {}
  [[nodiscard]] std::string checkpoint() const { return *folder + "/" + kCheckpointName; }
  void require_checkpoint_as_asked() const;
  PatchResult result_of(const PatchInput& in, PatchState&& state) const;
};

// Hours of work are not overwritten because one word was left out.
void PatchCase::Impl::require_checkpoint_as_asked() const {
  if (ask.resume && !folder)
    throw asked_wrong("--resume", "needs the folder of the run: give --out");
  if (!folder) return;
  const bool there = std::filesystem::exists(checkpoint());
  if (ask.resume && !there)
    throw asked_wrong("--resume", fmt::format("there is no {}: the run has ended or never came so "
                                              "far; start without --resume",
                                              checkpoint()));
  if (!ask.resume && there)
    throw asked_wrong("--resume", fmt::format("is missing: {} is of a run that was stopped; go on "
                                              "from it with --resume, or delete it",
                                              checkpoint()));
}

PatchCase::PatchCase(const PreparedCourse& course, const PatchAsk& ask,
                     std::optional<std::string> out_folder)
    : impl_(std::make_unique<Impl>(course, ask, std::move(out_folder))) {
  impl_->require_checkpoint_as_asked();
  require_fits(impl_->setting.need(course.request.threads, impl_->folder), impl_->setting.grid);
  if (!impl_->folder) return;
  make_folder(*impl_->folder);
  impl_->lock.emplace(*impl_->folder);
  for (const char* name : {kCheckpointName, "result.json", "report.html", "trajectory.csv",
                           "trajectory-patch.csv", ".stipple-probe"})
    remove_parts(*impl_->folder, name);
  remove_parts_of_moments(*impl_->folder);
}

PatchCase::~PatchCase() = default;

PatchResult PatchCase::Impl::result_of(const PatchInput& in, PatchState&& state) const {
  PatchResult result{.about = about_of(course, setting, in.visits.size()),
                     .nx = in.pencils.nx(),
                     .ny = in.pencils.ny(),
                     .side_mm = in.pencils.side(),
                     .edges_mm = in.edges_mm,
                     .end_day = in.end_day,
                     .record = std::move(state.record),
                     .steps = state.steps};
  result.column = column_twin(in, result.record);
  return result;
}

PatchResult PatchCase::simulate() {
  const Setting& s = impl_->setting;
  const PatchAsk& ask = impl_->ask;
  const PatchInput in = patch_input(s.plan, s.library, s.member, s.request);
  Team team(impl_->course.request.threads);
  PatchState state(in, team);
  const RunIdentity identity = identity_of(impl_->course, s);
  if (ask.resume)
    read_checkpoint(impl_->checkpoint(), identity, state);
  else if (impl_->folder)
    forget_moments(*impl_->folder);

  const ExpectedSteps expected(in.visits, in.end_day);
  PatchTold told{.end_day = in.end_day};
  told.share_at_start = expected.until(state.tissue.day) / expected.all();
  Clock::time_point kept = Clock::now();
  PatchHooks hooks;
  hooks.step = [&](const PatchState& now) {
    told.day = now.tissue.day;
    told.share = expected.until(told.day) / expected.all();
    const bool go_on = !ask.progress || ask.progress(told);
    if (impl_->folder && (!go_on || seconds_since(kept) >= ask.checkpoint_every.in(second))) {
      write_checkpoint(impl_->checkpoint(), identity, now);
      kept = Clock::now();
    }
    return go_on;
  };
  if (impl_->folder)
    hooks.picture = [&](const TissueBlock& block) { write_picture_day(*impl_->folder, block); };
  switch (run_patch(in, state, team, hooks)) {
    case PatchEnd::done: break;
    case PatchEnd::stopped:
      throw Cancelled(fmt::format("stopped on day {:.3g} of {:.4g}{}", told.day, told.end_day,
                                  impl_->folder ? "; the same command with --resume goes on" : ""));
    case PatchEnd::failed:
      throw Failure(
          FailureCode::cannot_compute,
          fmt::format("the patch could not be computed beyond day {:.4g}", state.tissue.day));
  }
  return impl_->result_of(in, std::move(state));
}

PatchEstimate PatchCase::estimate(const PreparedCourse& course, const PatchAsk& ask,
                                  const std::optional<std::string>& out_folder) {
  const Setting s(course, ask);
  const int threads = course.request.threads;
  const PatchNeed need = s.need(threads, out_folder);
  const ExpectedSteps steps(s.plan.visit_days, s.end_day());
  const auto free = [](const std::optional<double>& bytes) {
    return bytes ? fmt::format("{} free", bytes_words(*bytes)) : std::string("free: not known");
  };
  PatchEstimate out;
  const double cells = static_cast<double>(s.grid.columns()) * s.grid.cells();
  out.lines = {fmt::format("patch   {}", size_words(s.grid, s.depth_mm())),
               fmt::format("cells   {:.0f}", cells),
               fmt::format("memory  {}, {}", bytes_words(need.memory), free(need.memory_free))};
  if (out_folder)
    out.lines.push_back(
        fmt::format("disk    {}, {}", bytes_words(need.disk), free(need.disk_free)));
  try {
    require_fits(need, s.grid);
  } catch (const InvalidInput& e) {
    out.refusal = e;
    return out;
  }
  const double seconds = measured_cost(s, threads) * cells * steps.all();
  out.lines.push_back(fmt::format("time    about {} for {:.0f} steps to day {:.4g}, on {} thread{}",
                                  duration_words(seconds), steps.all(), s.end_day(), threads,
                                  threads == 1 ? "" : "s"));
  return out;
}

void PatchCase::forget_checkpoint() {
  if (!impl_->folder) return;
  std::error_code error;
  std::filesystem::remove(impl_->checkpoint(), error);
}

}  // namespace stipple
