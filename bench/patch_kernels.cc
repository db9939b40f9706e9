// SPDX-License-Identifier: Apache-2.0
// The four kernels of a step of the patch, each alone on one core, beside the bandwidth of that
// core in the same run: 1 mm2 in cells of at most 20 micrometres, a day after a visit. Rounds of
// all in turn, medians of the processor's time. Bytes: every array that a kernel needs, read or
// written once a pass; what stands in the caches between two uses is not counted again.
//
//   bench_patch_kernels [kernel]       all, or once that one alone, for a counter of instructions
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <functional>

#include "course/patch_input.h"
#include "course/test_course.h"
#include "healing/pack.h"
#include "healing/patch_step.h"
#include "numerics/instruction_set.h"

namespace stipple {
namespace {

constexpr int kRounds = 11;
constexpr double kAll = int{kFieldCount}, kMoving = kMobile.size(), kStill = kAll - kMoving;

double processor_seconds() {
  timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

double median(std::vector<double> x) {
  std::sort(x.begin(), x.end());
  return x[x.size() / 2];
}

struct ScaleKernel {
  float* p{};
  std::size_t n{};
  template <int bytes>
  STIPPLE_INLINE void run() const {
    using L = Lanes<float, bytes / int{sizeof(float)}>;
    for (std::size_t i = 0; i < n; i += L::width) store(p + i, scaled(0.999999F, load<L>(p + i)));
  }
};

PatchInput skin_with_channels(double width_mm, double end_day) {
  const PlannedCourse planned(some_patient(), some_course({0.0}, 1.5, 300.0), 10.0);
  PatchRequest request;
  request.width = Length(width_mm, mm);
  request.cell = Length(0.02, mm);
  request.end_day = end_day;
  return patch_input(planned.plan, shipped_library(),
                     planned.member(stated_member(shipped_library())), request);
}

// A step's kernels with all that they need.
struct Scene {
  PatchInput in;
  Team team{1};
  PatchState state;
  Column<PatchLanes> column;
  AlignedArray<float> k1, k2, s1, s2;
  PatchRoom room;
  PatchStep step;

  // Run to the end where that is a day at least; else the skin before its visit.
  Scene(double width_mm, double end_day)
      : in(skin_with_channels(width_mm, end_day)),
        state(in, team),
        column(pack_columns({&in.column, 1})),
        k1(state.tissue.volume.size()),
        k2(k1.size() / kFieldCount * kMobile.size()),
        s1(state.tissue.surface.size()),
        s2(s1.size()),
        room(healthy_tissue(column), in.pencils),
        step(patch_step(state.tissue, column)) {
    if (end_day >= 1.0) (void)run_patch(in, state, team, {});
    step.dt = 0.01;
    step.h = 0.29289 * step.dt;
    step.model = pack_struct<HealingModel<PatchLanes>>(
        std::span<const HealingModel<double>>(&in.models.back(), 1));
    step.lines = sideways_lines(in.models.back().rates, in.pencils, step.h);
    step.k1 = k1.data(), step.k2 = k2.data(), step.s1 = s1.data(), step.s2 = s2.data();
  }
  [[nodiscard]] double cells() const {
    return static_cast<double>(in.pencils.columns()) * in.pencils.cells();
  }
};

struct Measured {
  const char* name{};
  double bytes{};  // of a cell
  std::function<void()> call{};
  std::vector<double> times{};
};

std::vector<Measured> kernels_of(Scene& s) {
  const Pencils& p = s.in.pencils;
  const auto rows = [&s, &p](auto work) {
    return [&s, &p, work] {
      for (int j = 0; j < p.ny(); ++j) work(s.step, j, s.room);
    };
  };
  const auto places = [&p](auto work) {
    return [&p, work] {
      for (int b = 0; b < p.in_row(); ++b)
        for (std::size_t m = 0; m < kMobile.size(); ++m) work(b, m);
    };
  };
  constexpr double w = sizeof(float);
  // first rows: u and the home of q read, K1 written. Lines in y: K1 read and written. Second rows:
  // u, K1, home read; K2 and the new still fields written. Second lines in y: K2 read and written
  // on the way down, read on the way back; u and K1 read, the new state written.
  return {
      {"first stage, rows", (2.0 * kAll + 1.0) * w, rows(first_stage_of_row), {}},
      {"first stage, lines in y",
       2.0 * kMoving * w,
       places([&s](int b, std::size_t m) { first_stage_of_place(s.step, b, m); }),
       {}},
      {"second stage, rows",
       (2.0 * kAll + 1.0 + kMoving + kStill) * w,
       rows(second_stage_of_row),
       {}},
      {"second stage, lines in y",
       5.0 * kMoving * w,
       places([&s](int b, std::size_t m) { second_stage_of_place(s.step, b, m, s.room.report); }),
       {}}};
}

void measure(Scene& scene) {
  std::vector<Measured> all = kernels_of(scene);
  AlignedArray<float> large(std::size_t{36} << 20);
  all.push_back({"scale in place, 151 MB",
                 0.0,
                 [&] {
                   run_on(widest_set(), ScaleKernel{large.data(), large.size()});
                 },
                 {}});
  for (int round = 0; round < kRounds; ++round)
    for (Measured& m : all) {
      const double start = processor_seconds();
      m.call();
      m.times.push_back(processor_seconds() - start);
    }
  const double scaled_bytes = 8.0 * static_cast<double>(large.size());
  const double bandwidth =
      scaled_bytes / *std::min_element(all.back().times.begin(), all.back().times.end());
  fmt::print("{} x {} x {} cells; in place: {:.1f} GB/s at best, {:.1f} in the middle\n",
             scene.in.pencils.nx(), scene.in.pencils.ny(), scene.in.pencils.cells(),
             1e-9 * bandwidth, 1e-9 * scaled_bytes / median(all.back().times));
  fmt::print("{:<28}{:>10}{:>14}{:>10}{:>10}\n", "kernel", "ns a cell", "bytes a cell", "GB/s",
             "share");
  double ns = 0.0, bytes = 0.0;
  const auto row = [&](const char* name, double time, double moved) {
    fmt::print("{:<28}{:>10.1f}{:>14.0f}{:>10.1f}{:>9.0f}%\n", name, time, moved, moved / time,
               100e9 * moved / time / bandwidth);
  };
  all.pop_back();
  for (const Measured& m : all) {
    const double time = 1e9 * median(m.times) / scene.cells();
    ns += time, bytes += m.bytes;
    row(m.name, time, m.bytes);
  }
  row("a step", ns, bytes);
}

}  // namespace
}  // namespace stipple

int main(int argc, char** argv) {
  using namespace stipple;
  if (argc > 1) {
    Scene small(0.32, 0.001);
    kernels_of(small).at(static_cast<std::size_t>(std::atoi(argv[1]))).call();
    fmt::print("{:.0f} cells\n", small.cells());
    return 0;
  }
  Scene scene(1.0, 1.0);
  measure(scene);
}
