// SPDX-License-Identifier: Apache-2.0
// What healing costs on one core: a course, a step and its parts, lanes against one member, the
// slow reference, and the arithmetic the core can do. bench/results/healing.txt holds one run.
#include <benchmark/benchmark.h>

#include "healing/pack.h"
#include "healing/reference_stepper.h"
#include "healing/test_setup.h"

namespace stipple {
namespace {

// As in heal(): every part is compiled for the processor that runs it.
#if defined(__GNUC__) && !defined(__clang__)
#define STIPPLE_HERE \
  __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4"), flatten))
#else
#define STIPPLE_HERE
#endif

template <class R>
struct Skin {
  HealingModel<R> model{};
  Column<R> column{};
  InjuryParameters<R> injury{};
  std::vector<R> damage{};
};

Skin<double> one_skin(int refinement = 1) {
  const HealingSetup setup = stated_setup(healing_table());
  Skin<double> s{make_model(setup.rates, setup.keloid, phototype_three()),
                 make_column(usual_column(setup.densities, refinement)),
                 setup.injury,
                 {}};
  s.damage = damage_to(s.column, 0.12, 1.5);
  return s;
}

Skin<EnsembleLanes> many_skins() {
  const Skin<double> one = one_skin();
  return {pack_struct<HealingModel<EnsembleLanes>>(
              std::span<const HealingModel<double>>(&one.model, 1)),
          pack_columns(std::span<const Column<double>>(&one.column, 1)),
          pack_struct<InjuryParameters<EnsembleLanes>>(
              std::span<const InjuryParameters<double>>(&one.injury, 1)),
          pack_vectors({&one.damage})};
}

template <class R>
Skin<R> make_skin() {
  if constexpr (LaneTraits<R>::width == 1)
    return one_skin();
  else
    return many_skins();
}

// Three days after a session: every field is busy.
template <class R>
struct Scene {
  Skin<R> skin{make_skin<R>()};
  Tissue<R> tissue{healthy_tissue(skin.column)};
  Workspace<R> w{tissue};
  Scene() {
    wound(tissue, skin.column, skin.injury, skin.damage);
    if (!heal(tissue, skin.model, skin.column, w, 3.0, StepControl{})) std::abort();
  }
};

template <class R>
void count(benchmark::State& state, const Tissue<R>& t, double steps) {
  const double cells = steps * t.cells * LaneTraits<R>::width;
  state.counters["ns_per_cell_step"] = benchmark::Counter(
      1e-9 * cells, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
  state.counters["steps"] = steps;
  state.counters["cells"] = t.cells;
}

// Four sessions four weeks apart, then healing to nine months.
template <class R>
void course(benchmark::State& state) {
  const Skin<R> skin = make_skin<R>();
  StepControl control;
  control.tolerance = 1e-4 * static_cast<double>(state.range(0));
  long steps = 0;
  Tissue<R> t;
  for (auto _ : state) {
    t = healthy_tissue(skin.column);
    Workspace<R> w(t);
    for (int k = 0; k < 4; ++k) {
      if (!heal(t, skin.model, skin.column, w, 28.0 * k, control)) std::abort();
      wound(t, skin.column, skin.injury, skin.damage);
      restart_steps(w, t, control);
    }
    if (!heal(t, skin.model, skin.column, w, 270.0, control)) std::abort();
    steps = w.accepted + w.rejected;
    benchmark::DoNotOptimize(t.volume.data());
  }
  count(state, t, static_cast<double>(steps));
}

// The same course by the slow reference, one day of it.
void reference_day(benchmark::State& state) {
  Scene<double> s;
  for (auto _ : state) {
    Tissue<double> t = s.tissue;
    heal_slowly(t, s.skin.model, s.skin.column, 4.0);
    benchmark::DoNotOptimize(t.volume.data());
  }
}

// target_clones wants plain functions: one of each part for each R. (The h of the factors may be
// any number: a scale is one.)
#define STIPPLE_PARTS(R)                                                                         \
  STIPPLE_HERE void run_whole_step(Scene<R>& s) {                                                \
    benchmark::DoNotOptimize(rosenbrock_step(s.skin.model, s.skin.column, s.tissue, s.w, 1e-3)); \
  }                                                                                              \
  STIPPLE_HERE void run_first_rates(Scene<R>& s) {                                               \
    compute_rates<true>(s.skin.model, s.skin.column, s.tissue, s.tissue.volume.data(),           \
                        s.tissue.surface.data(), s.w.start);                                     \
  }                                                                                              \
  STIPPLE_HERE void run_second_rates(Scene<R>& s) {                                              \
    compute_rates<false>(s.skin.model, s.skin.column, s.tissue, s.tissue.volume.data(),          \
                         s.tissue.surface.data(), s.w.stage);                                    \
  }                                                                                              \
  STIPPLE_HERE void run_reactions(Scene<R>& s) {                                                 \
    react_column<true>(s.skin.model, s.skin.column, s.tissue, s.tissue.volume.data(),            \
                       s.tissue.surface.data(), s.w.start);                                      \
  }                                                                                              \
  STIPPLE_HERE void run_factors(Scene<R>& s) {                                                   \
    step_detail::factor_volume(s.skin.column, s.w.scale[0], s.w);                                \
  }                                                                                              \
  STIPPLE_HERE void run_solve(Scene<R>& s) {                                                     \
    const int n = s.tissue.cells;                                                                \
    auto* from = s.w.start.volume.data();                                                        \
    auto* to = s.w.stage_volume.data();                                                          \
    step_detail::solve_volume(                                                                   \
        s.skin.column, s.w, s.w.k2.data(), [&](int f, int i) { return from[f * n + i]; },        \
        [&](int f, int i, const auto& x) { to[f * n + i] = x; });                                \
  }
STIPPLE_PARTS(double)
STIPPLE_PARTS(EnsembleLanes)

template <class R, void (*part)(Scene<R>&)>
void step_part(benchmark::State& state) {
  Scene<R> s;
  for (auto _ : state) {
    part(s);
    benchmark::ClobberMemory();
  }
  count(state, s.tissue, 1.0);
}

// Multiplications and additions in registers, as many chains as hide their latency; without fused
// operations, as everywhere in the program.
STIPPLE_HERE double multiply_and_add(int rounds) {
  constexpr int chains = 12;
  using L = Lanes<double, 8>;
  L x[chains];
  for (int k = 0; k < chains; ++k) x[k] = L(1.0 + 1e-3 * k);
  const L a(0.999999), b(1e-6);
  for (int i = 0; i < rounds; ++i)
#pragma GCC unroll 12
    for (int k = 0; k < chains; ++k) x[k] = x[k] * a + b;
  L sum(0.0);
  for (const L& value : x) sum += value;
  return sum[0] + sum[7];
}

STIPPLE_HERE double divide(int rounds) {
  constexpr int chains = 12;
  using L = Lanes<double, 8>;
  L x[chains];
  for (int k = 0; k < chains; ++k) x[k] = L(1.0 + 1e-3 * k);
  const L a(1.0000001);
  for (int i = 0; i < rounds; ++i)
#pragma GCC unroll 12
    for (int k = 0; k < chains; ++k) x[k] = x[k] / a;
  L sum(0.0);
  for (const L& value : x) sum += value;
  return sum[0] + sum[7];
}

void peak_multiply_add(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(multiply_and_add(10000));
  state.counters["flop_per_s"] =
      benchmark::Counter(10000.0 * 12 * 8 * 2, benchmark::Counter::kIsIterationInvariantRate);
}

void peak_divide(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(divide(10000));
  state.counters["divisions_per_s"] =
      benchmark::Counter(10000.0 * 12 * 8, benchmark::Counter::kIsIterationInvariantRate);
}

// Tolerance in units of 1e-4: the default is 20.
BENCHMARK(course<double>)->Arg(20)->Arg(10)->Arg(1)->Unit(benchmark::kMillisecond);
BENCHMARK(course<EnsembleLanes>)->Arg(20)->Arg(10)->Unit(benchmark::kMillisecond);
BENCHMARK(reference_day)->Unit(benchmark::kMillisecond);
#define STIPPLE_MEASURE(part)                                  \
  BENCHMARK((step_part<double, part>))->Name("double " #part); \
  BENCHMARK((step_part<EnsembleLanes, part>))->Name("lanes " #part)
STIPPLE_MEASURE(run_whole_step);
STIPPLE_MEASURE(run_first_rates);
STIPPLE_MEASURE(run_second_rates);
STIPPLE_MEASURE(run_reactions);
STIPPLE_MEASURE(run_factors);
STIPPLE_MEASURE(run_solve);
BENCHMARK(peak_multiply_add);
BENCHMARK(peak_divide);

}  // namespace
}  // namespace stipple
