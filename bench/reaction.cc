// SPDX-License-Identifier: Apache-2.0
// The reaction of the twenty fields of a cell (healing/reaction.h): one cell after the other, and
// cells side by side in lanes, in float and in double, each compiled for the processor that runs
// it. Time of the processor, rounds of all in turn. bench/results/reaction.txt holds one run.
#include <benchmark/benchmark.h>
#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <ctime>

#include "core/random.h"
#include "healing/pack.h"
#include "healing/reaction.h"
#include "healing/test_setup.h"
#include "numerics/instruction_set.h"
#include "numerics/tile.h"

namespace stipple {
namespace {

constexpr int kCells = 272;  // an odd number of lines of the cache, so that fields do not compete
constexpr int kRepeats = 200;
constexpr int kRounds = 41;
constexpr int kNumbers = 3 * kFieldCount + 1;  // of a cell: fields, home of disorder; rates, losses

// A number that counts what is done to it.
struct Counted {
  double x{};
  static inline long sums, products, divisions, choices, powers;
  Counted() = default;
  explicit Counted(double value) : x(value) {}
};
Counted operator+(Counted a, Counted b) { return ++Counted::sums, Counted(a.x + b.x); }
Counted operator-(Counted a, Counted b) { return ++Counted::sums, Counted(a.x - b.x); }
Counted operator-(Counted a) { return Counted(-a.x); }
Counted operator*(Counted a, Counted b) { return ++Counted::products, Counted(a.x * b.x); }
Counted operator/(Counted a, Counted b) { return ++Counted::divisions, Counted(a.x / b.x); }
bool operator<(Counted a, Counted b) { return a.x < b.x; }
bool operator>(Counted a, Counted b) { return a.x > b.x; }
Counted select(bool mask, Counted a, Counted b) { return ++Counted::choices, mask ? a : b; }
Counted power_of(const Counted& a, const Counted& b) {
  return ++Counted::powers, Counted(std::pow(a.x, b.x));
}

// The model in another number type.
template <class R>
HealingModel<R> model_of(const HealingModel<double>& model) {
  if constexpr (LaneTraits<R>::width > 1) {
    return pack_struct<HealingModel<R>>(std::span<const HealingModel<double>>(&model, 1));
  } else {
    constexpr std::size_t count = sizeof(model) / sizeof(double);
    double from[count];
    std::memcpy(from, &model, sizeof(model));
    HealingModel<R> to{};
    static_assert(sizeof(to) == count * sizeof(R));
    for (std::size_t i = 0; i < count; ++i) reinterpret_cast<R*>(&to)[i] = static_cast<R>(from[i]);
    return to;
  }
}

template <class R>
CellRole<R> dermis() {
  return {R(1), R(1), R(1), R(1), R(0.5), R(1), R(1)};
}

template <class R>
struct Cells {
  using T = typename LaneTraits<R>::Value;
  HealingModel<R> model;
  std::vector<T> u, home, rate, loss;  // [field][cell]

  explicit Cells(const HealingModel<double>& m) : model(model_of<R>(m)) {
    RandomStream random = Seed(1).stream("cells");
    for (int i = 0; i < kFieldCount * kCells; ++i)
      u.push_back(static_cast<T>(0.4 * random.uniform()));
    home.assign(kCells, T(0.1));
    rate.resize(u.size());
    loss.resize(u.size());
  }
};

template <class R>
STIPPLE_INLINE R number_at(const typename LaneTraits<R>::Value* p) {
  if constexpr (LaneTraits<R>::width > 1)
    return load<R>(p);
  else
    return *p;
}
template <class R>
STIPPLE_INLINE void put_at(typename LaneTraits<R>::Value* p, const R& x) {
  if constexpr (LaneTraits<R>::width > 1)
    store(p, x);
  else
    *p = x;
}

template <class R>
struct ReactKernel {
  Cells<R>* cells{};
  template <int bytes>
  STIPPLE_INLINE void run() const {
    using T = typename LaneTraits<R>::Value;
    const HealingModel<R>& model = cells->model;
    const CellRole<R> role = dermis<R>();
    const T* from = cells->u.data();
    const T* home = cells->home.data();
    T* rate = cells->rate.data();
    T* loss = cells->loss.data();
    for (int i = 0; i < kCells; i += LaneTraits<R>::width) {
      R u[kFieldCount];
      Reaction<R> out;
      for (int f = 0; f < kFieldCount; ++f) u[f] = number_at<R>(from + f * kCells + i);
      react(model, role, R(T(0.1)), R(T(0.05)), number_at<R>(home + i), u, out);
      for (int f = 0; f < kFieldCount; ++f) {
        put_at(rate + f * kCells + i, out.rate[f]);
        put_at(loss + f * kCells + i, out.loss[f]);
      }
    }
  }
};

double processor_seconds() {
  timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

template <class R>
double ns_per_cell(Cells<R>& cells) {
  const double start = processor_seconds();
  for (int n = 0; n < kRepeats; ++n) {
    run_on(widest_set(), ReactKernel<R>{&cells});
    benchmark::ClobberMemory();
  }
  return 1e9 * (processor_seconds() - start) / (1.0 * kRepeats * kCells);
}

double median(std::vector<double> x) {
  std::sort(x.begin(), x.end());
  return x[x.size() / 2];
}

void print_operations(const HealingModel<double>& model) {
  Counted u[kFieldCount];
  for (Counted& x : u) x = Counted(0.2);
  Reaction<Counted> out;
  HealingModel<Counted> counted = model_of<Counted>(model);
  react(counted, dermis<Counted>(), Counted(0.1), Counted(0.05), Counted(0.1), u, out);
  fmt::print("operations a cell: {} sums, {} products, {} divisions, {} choices, {} powers\n",
             Counted::sums, Counted::products, Counted::divisions, Counted::choices,
             Counted::powers);
}

void reaction(benchmark::State& state) {
  const HealingSetup setup = stated_setup(healing_table());
  const HealingModel<double> model = make_model(setup.rates, setup.keloid, phototype_three());
  print_operations(model);
  Cells<float> one(model);
  Cells<Lanes<float, 16>> many(model);
  Cells<double> one_double(model);
  Cells<Lanes<double, 8>> many_double(model);
  std::vector<double> times[4];
  for (auto _ : state)
    for (int round = 0; round < kRounds; ++round) {
      times[0].push_back(ns_per_cell(one));
      times[1].push_back(ns_per_cell(many));
      times[2].push_back(ns_per_cell(one_double));
      times[3].push_back(ns_per_cell(many_double));
    }
  const char* names[] = {"float, one by one", "float, 16 lanes", "double, one by one",
                         "double, 8 lanes"};
  fmt::print("{:<22}{:>10}{:>10}{:>14}{:>10}\n", "", "ns a cell", "best", "bytes a cell", "times");
  for (int i = 0; i < 4; ++i)
    fmt::print("{:<22}{:>10.2f}{:>10.2f}{:>14}{:>10.1f}\n", names[i], median(times[i]),
               *std::min_element(times[i].begin(), times[i].end()), kNumbers * (i < 2 ? 4 : 8),
               median(times[i / 2 * 2]) / median(times[i]));
}
BENCHMARK(reaction)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace stipple
