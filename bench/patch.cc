// SPDX-License-Identifier: Apache-2.0
// What a patch costs: 1 mm3 through one session and 28 days (aim: 15 s on two cores), and 4 mm2 x
// 2.5 mm through four sessions and nine months (aim: 8 minutes, every signal stepped), both in
// cells of at most 20 micrometres, with their channels, what is watched and the blocks for
// pictures. Memory: all that the program takes at its peak, less what it took before.
//
//   bench_patch [threads [small|course [tolerance]]]
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "course/patch_input.h"

namespace {

using namespace stipple;

Patient ordinary_patient() {
  Patient p;
  p.age = Duration(40.0, year);
  p.phototype = Phototype::III;
  p.zone = "cheek";
  return p;
}

Course visits(int count) {
  Course c;
  c.device = "exceed";
  for (int k = 0; k < count; ++k) {
    Visit v;
    v.day = Duration(28.0 * k, day);
    v.settings.depth = Length(1.5, mm);
    v.settings.density = ArealDensity(300.0, per_cm2);
    v.settings.glide = Speed(40.0, mm_per_s);
    c.visits.push_back(v);
  }
  return c;
}

double peak_bytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return 1024.0 * static_cast<double>(usage.ru_maxrss);
}

double seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double processor_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto all = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
  };
  return all(usage.ru_utime) + all(usage.ru_stime);
}

void patch(const char* name, int count, double width_mm, double end_day, int threads,
           double tolerance) {
  const Library library = load_library(DataFiles::embedded());
  const Patient patient = ordinary_patient();
  const Course course = visits(count);
  const CoursePlan plan = plan_course(patient, course, library);
  const MemberRuns member = member_runs(plan, library, stated_member(library));
  PatchRequest request;
  request.width = Length(width_mm, mm);
  request.cell = Length(0.02, mm);
  request.end_day = end_day;
  request.control.tolerance = tolerance;
  const PatchInput in = patch_input(plan, library, member, request);
  const double before = peak_bytes();
  const double start = seconds(), start_cpu = processor_seconds();
  Team team(threads);
  PatchState state(in, team);
  long moments = 0;  // a block of each is made, as for a file
  PatchHooks hooks;
  hooks.picture = [&](const TissueBlock& block) { moments += !block.layers.empty(); };
  const PatchEnd end = run_patch(in, state, team, hooks);
  const double took = seconds() - start, cpu = processor_seconds() - start_cpu;
  const double cells = static_cast<double>(in.pencils.columns()) * in.pencils.cells();
  const long steps = state.steps.accepted + state.steps.rejected;
  fmt::print("{}: {} x {} x {} cells of {:.1f} um, {:.2f} mm deep, {} threads, tolerance {}{}\n",
             name, in.pencils.nx(), in.pencils.ny(), in.pencils.cells(), 1000.0 * in.pencils.side(),
             in.edges_mm.back(), threads, tolerance, end == PatchEnd::done ? "" : " FAILED");
  fmt::print(
      "  {:.1f} s by the clock, {:.1f} s of processors, {} steps ({} rejected, {} made positive), "
      "{:.0f} ns of processor a cell and step\n",
      took, cpu, steps, state.steps.rejected, state.steps.made_positive,
      1e9 * cpu / (cells * static_cast<double>(steps)));
  fmt::print("  {:.0f} MB, {:.0f} bytes a cell, with {} blocks put down; channels",
             (peak_bytes() - before) / 1e6, (peak_bytes() - before) / cells, moments);
  for (const PatchVisit& v : state.record.visits)
    fmt::print(" {} (torn {:.1f} %)", v.channels, 100.0 * v.torn_share);
  const PatchRow& last = state.record.rows.back();
  fmt::print("\n  collagen of the papillary dermis on day {:.0f}: {:.4f} ({:.4f} to {:.4f})\n",
             last.day, last.mean[kPapillaryCollagen], last.low[kPapillaryCollagen],
             last.high[kPapillaryCollagen]);
}

}  // namespace

int main(int argc, char** argv) {
  const int threads = argc > 1 ? std::atoi(argv[1]) : 2;
  const std::string which = argc > 2 ? argv[2] : "all";
  const double tolerance = argc > 3 ? std::atof(argv[3]) : 1e-3;
  // Each in a process of its own, so that its peak of memory is its own.
  const auto alone = [](const auto& work) {
    if (fork() == 0) {
      work();
      std::fflush(stdout);
      _exit(0);
    }
    wait(nullptr);
  };
  if (which != "course")
    alone([&] { patch("1 mm2, one session, 28 days", 1, 1.0, 28.0, threads, tolerance); });
  if (which != "small")
    alone([&] { patch("4 mm2, four sessions, nine months", 4, 2.0, 274.0, threads, tolerance); });
}
