// SPDX-License-Identifier: Apache-2.0
// Transport of twelve fields on 144^3 cells beside the bandwidth of the same machine in the same
// run: rounds of all kernels in turn, the median of the rounds. On one core the time is that of the
// processor, since others may use the machine; on two it is that of the clock. Shares are of two
// scalings in place, each the best of its rounds: that of the same twelve fields, and the best of
// all, which is that of fewer fields where these stay partly in the cache.
// bench/results/transport.txt holds one run.
#include <benchmark/benchmark.h>
#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <string>

#include "numerics/transport_faces.h"
#include "numerics/transport_layers.h"

namespace stipple {
namespace {

constexpr int kCells = 144;
constexpr int kFields = 12;
constexpr int kRounds = 9;

double seconds(clockid_t clock) {
  timespec t{};
  clock_gettime(clock, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

template <class T>
struct ScaleKernel {
  T* p{};
  std::size_t n{};
  template <int bytes>
  STIPPLE_INLINE void run() const {
    using L = Lanes<T, bytes / static_cast<int>(sizeof(T))>;
    for (std::size_t i = 0; i < n; i += L::width) store(p + i, scaled(T(0.999999), load<L>(p + i)));
  }
};

// Layers of skin, and channels through them every fifth of a millimetre.
FaceClasses skin_with_channels(const Grid3& g) {
  FaceClasses faces(g);
  for (int k = 0; k < g.nz(); ++k)
    for (int j = 0; j < g.ny(); ++j)
      for (int i = 0; i < g.nx(); ++i) {
        const int layer = k < 4 ? 1 : k < 30 ? 2 : k < 110 ? 3 : 4;
        const bool channel = i % 10 < 3 && j % 10 < 3 && k < 75;
        const auto own = static_cast<std::uint8_t>(channel ? layer + 4 : layer);
        for (auto* map : {&faces.x, &faces.y, &faces.z}) map->data()[g.at(i, j, k)] = own;
      }
  faces.complete(g);
  return faces;
}

// Twelve fields with what each step needs.
template <class T>
struct Scene {
  Grid3 grid;
  std::vector<Field3<T>> u{}, source{};
  std::vector<LayeredTransport<T>> lod{}, layers{};
  std::vector<ClassedTransport<T>> classes{};
  std::vector<LayeredField<T>> by_lod{}, by_layers{};
  std::vector<ClassedField<T>> by_classes{};
  FaceClasses faces;

  explicit Scene(Sides sides)
      : grid(kCells, kCells, 0.02, even_faces(kCells, 0.02 * kCells), sides),
        faces(skin_with_channels(grid)) {
    for (int f = 0; f < kFields; ++f) {
      const double D = 0.01 * (f + 1);
      u.emplace_back(grid);
      source.emplace_back(grid);
      for (std::size_t i = 0; i < grid.size(); ++i)
        if (static_cast<std::ptrdiff_t>(i) % grid.plane() < grid.row() * kCells)
          u.back().data()[i] = T(1) + static_cast<T>((i * 7919) % 1009) / T(1009);
      const Spread spread{std::vector<double>(kCells, D), 0.1, 0.0};
      lod.push_back(layered_transport<T>(grid, spread, 0.02, 1.0));
      layers.push_back(layered_transport<T>(grid, spread, 0.02, 0.55));
      ClassedSpread by_class;
      for (std::size_t c = 1; c < 9; ++c)
        by_class.diffusivity[c] = D * static_cast<double>(c) / 4.0;
      by_class.loss = 0.1;
      classes.push_back(classed_transport<T>(grid, by_class, 0.02, 0.55));
    }
    for (std::size_t f = 0; f < u.size(); ++f) {
      by_lod.push_back({&lod[f], u[f].data(), nullptr});
      by_layers.push_back({&layers[f], u[f].data(), source[f].data()});
      by_classes.push_back({&classes[f], u[f].data(), source[f].data()});
    }
  }
};

struct Measured {
  std::string name{};
  double bytes{};    // moved per update
  double updates{};  // of one call
  int cores{};
  std::function<void()> call{};
  std::vector<double> times{};
};

template <class T>
void scale_all(Scene<T>& s, std::size_t fields) {
  for (std::size_t f = 0; f < fields; ++f)
    run_on(widest_set(), ScaleKernel<T>{s.u[f].data(), s.grid.size() / Grid3::line * Grid3::line});
}

template <class T>
void add_steps(std::vector<Measured>& all, const std::string& type, Scene<T>& s, Team& team) {
  const double w = sizeof(T);
  const double n = 1.0 * kCells * kCells * kCells * kFields;
  const int cores = team.members();
  const std::string tail = fmt::format(" {}, {} core{}", type, cores, cores > 1 ? "s" : "");
  all.push_back({"LOD" + tail, 4 * w, n, cores, [&] { lod_step<T>(s.grid, s.by_lod, team); }, {}});
  all.push_back({"Douglas, one D" + tail,
                 6 * w,
                 n,
                 cores,
                 [&] { douglas_step<T>(s.grid, s.by_layers, team); },
                 {}});
  all.push_back({"Douglas, D by faces" + tail,
                 6 * w + 7,
                 n,
                 cores,
                 [&] { douglas_step<T>(s.grid, s.faces, s.by_classes, team); },
                 {}});
}

double median(std::vector<double> x) {
  std::sort(x.begin(), x.end());
  return x[x.size() / 2];
}

double best_rate(const Measured& m) {
  return m.updates / *std::min_element(m.times.begin(), m.times.end());
}

// The first `scales` of all are scalings, the last of each number of cores that of all fields.
void print(const std::vector<Measured>& all, std::size_t scales) {
  double same[3]{};
  double best[3]{};
  for (std::size_t i = 0; i < scales; ++i) {
    same[all[i].cores] = all[i].bytes * best_rate(all[i]);
    best[all[i].cores] = std::max(best[all[i].cores], same[all[i].cores]);
  }
  fmt::print("\n{:<42}{:>12}{:>8}{:>12}{:>8}{:>16}{:>16}\n", "kernel", "M updates/s", "best",
             "bytes each", "GB/s", "of same fields", "of best scaling");
  for (const Measured& m : all) {
    const double rate = m.updates / median(m.times);
    fmt::print("{:<42}{:>12.0f}{:>8.0f}{:>12.0f}{:>8.1f}{:>15.0f}%{:>15.0f}%\n", m.name,
               1e-6 * rate, 1e-6 * best_rate(m), m.bytes, 1e-9 * rate * m.bytes,
               100.0 * rate * m.bytes / same[m.cores], 100.0 * rate * m.bytes / best[m.cores]);
  }
}

void transport(benchmark::State& state) {
  Scene<float> closed(Sides::closed);
  Scene<float> ring(Sides::periodic);
  Scene<double> twin(Sides::closed);
  Team one(1);
  Team two(2);
  std::vector<Measured> all;
  const double field = 1.0 * static_cast<double>(closed.grid.size());
  for (const std::size_t fields : {4U, 8U, 12U})
    all.push_back({fmt::format("scale in place, {:.0f} MB, 1 core", 4e-6 * field * fields),
                   8.0,
                   field * static_cast<double>(fields),
                   1,
                   [&, fields] { scale_all(closed, fields); },
                   {}});
  all.push_back({"scale in place, 2 cores",
                 8.0,
                 field * kFields,
                 2,
                 [&] {
                   two.share(kFields, [&](int first, int last) {
                     for (int f = first; f < last; ++f)
                       run_on(widest_set(),
                              ScaleKernel<float>{closed.u[static_cast<std::size_t>(f)].data(),
                                                 closed.grid.size()});
                   });
                 },
                 {}});
  const std::size_t scales = all.size();
  add_steps<float>(all, "float, closed", closed, one);
  add_steps<float>(all, "float, periodic", ring, one);
  add_steps<double>(all, "double, closed", twin, one);
  add_steps<float>(all, "float, closed", closed, two);
  double load[1]{};
  (void)getloadavg(load, 1);
  fmt::print("load of the machine before {:.1f}", load[0]);
  for (auto _ : state)
    for (int round = 0; round < kRounds; ++round)
      for (Measured& m : all) {
        const clockid_t clock = m.cores == 1 ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC;
        const double start = seconds(clock);
        m.call();
        m.times.push_back(seconds(clock) - start);
      }
  (void)getloadavg(load, 1);
  fmt::print(", after {:.1f}\n", load[0]);
  print(all, scales);
}

BENCHMARK(transport)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace stipple
