// SPDX-License-Identifier: Apache-2.0
// The ensemble of a plan: members drawn from the parameters' ranges, each through four sessions and
// nine months in its own skin, on as many threads. Reported per member; the aim is 1,000 members on
// two cores in 6 s, better 2 s.
#include <benchmark/benchmark.h>

#include "outcome/course_result.h"

namespace {

using namespace stipple;

Patient ordinary_patient() {
  Patient p;
  p.age = Duration(40.0, year);
  p.phototype = Phototype::III;
  p.zone = "cheek";
  return p;
}

Course four_visits() {
  Course c;
  c.device = "exceed";
  for (int k = 0; k < 4; ++k) {
    Visit v;
    v.day = Duration(28.0 * k, day);
    v.settings.depth = Length(1.5, mm);
    v.settings.density = ArealDensity(300.0, per_cm2);
    v.settings.glide = Speed(20.0, mm_per_s);
    c.visits.push_back(v);
  }
  return c;
}

// range(0): members, range(1): threads. Set-up of the members, rest under habits and every watched
// value included.
void ensemble(benchmark::State& state) {
  const Library library = load_library(DataFiles::embedded());
  const Patient patient = ordinary_patient();
  const Course course = four_visits();
  const CoursePlan plan = plan_course(patient, course, library);
  Timeline timeline = treated_timeline(plan, {}, stated_member(library).healing);
  while (timeline.grid.back() > 270.0) timeline.grid.pop_back();
  EnsembleOptions options;
  options.threads = static_cast<int>(state.range(1));
  options.with_control = false;
  long failed = 0;
  for (auto _ : state) {
    const auto members = simulate_members(
        plan, library, prior_members(library, Seed(1), state.range(0)), timeline, options);
    for (const SimulatedMember& m : members) failed += m.failed;
  }
  state.counters["failed"] = static_cast<double>(failed);
  state.counters["ms_a_member"] = benchmark::Counter(
      static_cast<double>(state.range(0)) * 1e-3,
      benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
BENCHMARK(ensemble)
    ->Args({1000, 1})
    ->Args({1000, 2})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond)
    ->Iterations(2);

}  // namespace
