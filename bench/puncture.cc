// SPDX-License-Identifier: Apache-2.0
// A whole face, 300 cm2 with a million punctures: where each of them lies, what they cover, how
// evenly they lie. On one core; the aims are 2 s and 500 MB for the map, 1 s for the coverage.
#include <benchmark/benchmark.h>

#include <cmath>

#include "course/library.h"
#include "puncture/catalogue.h"
#include "puncture/coverage.h"
#include "puncture/pattern_statistics.h"
#include "puncture/puncture_map.h"

namespace {

using namespace stipple;

// A pen, a roller, a stamp.
constexpr const char* kDevices[] = {"skinpen-precision", "roller-192", "stamp"};

PunctureMap whole_face(const char* device_id) {
  const Library library = load_library(DataFiles::embedded());
  const Device device = device_named(DataFiles::embedded(), device_id, library.bibliography);
  SessionSettings s;
  s.depth = Length(1.5, mm);
  s.density = ArealDensity(1e6 / 300.0, per_cm2);
  s.glide = Speed(40.0, mm_per_s);
  s.pattern = PassPattern::star;
  const PunctureParameters p = puncture_parameters(library.puncture, library.healing);
  const Skin skin{.zone = "cheek", .epidermis = Length(0.07, mm), .dermis = Length(1.2, mm)};
  const double side = std::sqrt(30000.0);
  return place_punctures(device, s, wound_pattern(device, s, skin, p), p,
                         hand_motion(ParameterValues(library.puncture)), side, side, Seed(1));
}

void map(benchmark::State& state) {
  const char* device = kDevices[state.range(0)];
  state.SetLabel(device);
  std::size_t punctures = 0;
  for (auto _ : state) punctures = whole_face(device).size();
  state.counters["punctures"] = static_cast<double>(punctures);
}

void coverage(benchmark::State& state) {
  const PunctureMap face = whole_face(kDevices[state.range(0)]);
  state.SetLabel(kDevices[state.range(0)]);
  Coverage c;
  for (auto _ : state) c = coverage_of(face, 0.125);
  state.counters["share"] = c.share;
}

void statistics(benchmark::State& state) {
  const PunctureMap face = whole_face(kDevices[state.range(0)]);
  state.SetLabel(kDevices[state.range(0)]);
  PatternStatistics s;
  for (auto _ : state) s = pattern_statistics(face);
  state.counters["clark_evans"] = s.nearest.clark_evans;
}

BENCHMARK(map)->DenseRange(0, 2)->Unit(benchmark::kMillisecond);
BENCHMARK(coverage)->DenseRange(0, 2)->Unit(benchmark::kMillisecond);
BENCHMARK(statistics)->DenseRange(0, 2)->Unit(benchmark::kMillisecond);

}  // namespace
