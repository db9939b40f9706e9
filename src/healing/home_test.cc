// SPDX-License-Identifier: Apache-2.0
// Laws of the healing model that hold for any parameters in range and any layers: home is exact,
// nothing turns negative, transport neither makes nor loses anything.
#include <doctest/doctest.h>

#include <cstring>

#include "healing/pack.h"
#include "healing/test_setup.h"

namespace stipple {
namespace {

double between(RandomStream& random, double low, double high) {
  return low + (high - low) * random.uniform();
}

// Thin to thick skin, any densities.
ColumnSpec drawn_column(RandomStream& random) {
  const LayerThickness layers{between(random, 0.04, 0.2), between(random, 0.1, 0.4),
                              between(random, 0.5, 3.0), between(random, 0.3, 2.0)};
  const LayerDensities densities{between(random, 0.2, 3.0), between(random, 0.2, 3.0),
                                 between(random, 0.1, 3.0), between(random, 0.2, 3.0),
                                 between(random, 0.2, 3.0), between(random, 0.1, 3.0)};
  return layered_column(layers, densities, between(random, 0.2, 2.5), kUvDepth);
}

// Bits, so that -0 or a denormal number would show.
template <class R>
bool all_zero(const std::vector<R>& values) {
  const std::vector<unsigned char> zeros(values.size() * sizeof(R), 0);
  return std::memcmp(values.data(), zeros.data(), zeros.size()) == 0;
}

double lowest_value(const Tissue<double>& t) {
  double lowest = 1.0;
  for (int f = 0; f < kAllFields; ++f)
    for (int i = 0; i < (f < kFieldCount ? t.cells : t.sites); ++i)
      lowest = std::min(lowest, full_value(t, f, i));
  return lowest;
}

// Sum over cells of capacity times what the equations call the field.
double mass_of(const Column<double>& column, const Tissue<double>& t, const Mobile& mobile) {
  double sum = 0.0;
  for (int i = 0; i < t.cells; ++i) {
    const auto c = static_cast<std::size_t>(i);
    const bool lives = mobile.cargo == Cargo::signal || i >= column.first_dermal;
    if (lives)
      sum += full_value(t, mobile.field, i) /
             column.per_capacity[static_cast<std::size_t>(mobile.cargo)][c];
  }
  return sum;
}

}  // namespace

TEST_CASE("healthy skin stays at home bit for bit for ten years, whatever the parameters") {
  const ParameterTable table = healing_table();
  for (std::uint64_t draw = 0; draw < 60; ++draw) {
    RandomStream random = Seed(11).stream("home", draw);
    const HealingSetup setup = drawn_setup(table, random);
    const Column<double> column = make_column(drawn_column(random));
    Modulators neutral;
    neutral.vigour = between(random, 0.5, 1.2);  // age, turnover and tendency leave home as it is
    neutral.turnover = between(random, 0.5, 1.5);
    neutral.keloid_tendency = random.uniform();
    neutral.pigment_response = random.uniform();
    const HealingModel<double> model = make_model(setup.rates, setup.keloid, neutral);
    Tissue<double> t = healthy_tissue(column);
    for (double& q : t.disorder_home) q = between(random, 0.0, 0.9);  // scars stay as they are
    const std::vector<double> scars = t.disorder_home;
    Workspace<double> w(t);
    REQUIRE(heal(t, model, column, w, 3652.5, StepControl{}));
    CAPTURE(draw);
    CHECK(all_zero(t.volume));
    CHECK(all_zero(t.surface));
    CHECK(t.disorder_home == scars);
    CHECK(w.rejected == 0);
  }
}

TEST_CASE("healthy skin stays at home in the lanes of an ensemble too") {
  const ParameterTable table = healing_table();
  for (std::uint64_t draw = 0; draw < 8; ++draw) {
    RandomStream random = Seed(15).stream("home", draw);
    const LayerThickness layers{0.1, 0.2, between(random, 1.0, 2.0), 0.6};
    std::vector<HealingModel<double>> models;
    std::vector<Column<double>> columns;
    std::vector<std::vector<double>> scars;
    for (int k = 0; k < EnsembleLanes::width; ++k) {
      const HealingSetup setup = drawn_setup(table, random);
      models.push_back(make_model(setup.rates, setup.keloid, Modulators{}));
      columns.push_back(make_column(layered_column(layers, setup.densities, 1.5, kUvDepth)));
      scars.emplace_back(static_cast<std::size_t>(columns.back().cells), 0.5 * random.uniform());
    }
    const Column<EnsembleLanes> column = pack_columns(columns);
    const auto model =
        pack_struct<HealingModel<EnsembleLanes>>(std::span<const HealingModel<double>>(models));
    Tissue<EnsembleLanes> t = healthy_tissue(column);
    std::vector<const std::vector<double>*> each;
    for (const std::vector<double>& q : scars) each.push_back(&q);
    t.disorder_home = pack_vectors(each);
    Workspace<EnsembleLanes> w(t);
    REQUIRE(heal(t, model, column, w, 3652.5, StepControl{}));
    CHECK(all_zero(t.volume));
    CHECK(all_zero(t.surface));
  }
}

TEST_CASE("no field turns negative under heavy damage, whatever the parameters") {
  const ParameterTable table = healing_table();
  long steps = 0;
  for (std::uint64_t draw = 0; draw < 30; ++draw) {
    RandomStream random = Seed(12).stream("positivity", draw);
    const HealingSetup setup = drawn_setup(table, random);
    const Column<double> column = make_column(drawn_column(random));
    Modulators m = phototype_three();
    m.keloid_tendency = random.uniform();
    m.uv_med_per_day = random.uniform();
    const HealingModel<double> model = make_model(setup.rates, setup.keloid, m);
    Tissue<double> t = healthy_tissue(column);
    for (double& q : t.disorder_home) q = between(random, 0.0, 0.5);
    Workspace<double> w(t);
    double lowest = 1.0;
    for (const double visit : {0.0, 7.0}) {
      REQUIRE(heal(t, model, column, w, visit, StepControl{}));
      wound(t, column, setup.injury, damage_to(column, 0.6, 1.5));
      restart_steps(w, t, StepControl{});
      lowest = std::min(lowest, lowest_value(t));
      REQUIRE(heal(t, model, column, w, visit + 7.0, StepControl{}, [&](const Tissue<double>& now) {
        lowest = std::min(lowest, lowest_value(now));
      }));
    }
    REQUIRE(heal(t, model, column, w, 60.0, StepControl{},
                 [&](const Tissue<double>& now) { lowest = std::min(lowest, lowest_value(now)); }));
    steps += w.accepted;
    CAPTURE(draw);
    CHECK(lowest >= 0.0);
  }
  MESSAGE("accepted steps looked at: " << steps);
}

TEST_CASE("transport, chemotaxis included, neither makes nor loses anything") {
  const ParameterTable table = healing_table();
  for (std::uint64_t draw = 0; draw < 20; ++draw) {
    RandomStream random = Seed(13).stream("conservation", draw);
    const HealingSetup setup = drawn_setup(table, random);
    Column<double> column = make_column(drawn_column(random));
    column.faces[static_cast<std::size_t>(Cargo::signal)].back() = 0.0;  // closed below
    const HealingModel<double> model =
        make_model(only_transport(setup.rates), setup.keloid, Modulators{});
    Tissue<double> t = healthy_tissue(column);
    for (const Mobile& mobile : kMobile)
      for (int i = 0; i < t.cells; ++i)
        if (mobile.cargo == Cargo::signal || i >= column.first_dermal)
          t.field(mobile.field)[i] = between(random, 0.0, 3.0);
    std::vector<double> before;
    for (const Mobile& mobile : kMobile) before.push_back(mass_of(column, t, mobile));
    Workspace<double> w(t);
    REQUIRE(heal(t, model, column, w, 30.0, StepControl{}));
    CHECK(w.accepted > 20);
    for (std::size_t k = 0; k < kMobile.size(); ++k) {
      CAPTURE(draw);
      CAPTURE(symbol_of(kMobile[k].field));
      const double after = mass_of(column, t, kMobile[k]);
      // The sum of the 60 cells after some hundred steps, each rounded.
      CHECK(std::abs(after - before[k]) <= 1e-11 * before[k]);
    }
  }
}

TEST_CASE("cells at rest in layers of any density drive no flux") {
  const ParameterTable table = healing_table();
  RandomStream random = Seed(14).stream("rest");
  const HealingSetup setup = stated_setup(table);
  const HealingModel<double> model =
      make_model(only_transport(setup.rates), setup.keloid, Modulators{});
  for (int draw = 0; draw < 50; ++draw) {
    const Column<double> column = make_column(drawn_column(random));
    Tissue<double> t = healthy_tissue(column);
    const double level = between(random, 0.0, 3.0);  // as much above home everywhere
    for (const int field : {kFibroblasts, kMyofibroblasts, kVessels})
      for (int i = 0; i < t.cells; ++i) t.field(field)[i] = level;
    Rates<double> rates;
    rates.resize(t.cells, t.sites);
    compute_rates<true>(model, column, t, t.volume.data(), t.surface.data(), rates);
    for (const int field : {kFibroblasts, kMyofibroblasts, kVessels})
      for (int i = 0; i < t.cells; ++i) CHECK(rates.volume.data()[field * t.cells + i] == 0.0);
  }
}

TEST_CASE("a number that is none is reported, never passed on as healed tissue") {
  const HealingSetup setup = stated_setup(healing_table());
  const Column<double> column = make_column(usual_column(setup.densities));
  for (const double bad : {std::nan(""), HUGE_VAL}) {
    HealingModel<double> model = make_model(setup.rates, setup.keloid, phototype_three());
    Tissue<double> t = healthy_tissue(column);
    wound(t, column, setup.injury, damage_to(column, 0.12, 1.5));
    model.rates.sIx = bad;
    Workspace<double> w(t);
    CHECK_FALSE(heal(t, model, column, w, 10.0, StepControl{}));
  }
}

TEST_CASE("signals leave through an open bottom and never enter by it") {
  const HealingSetup setup = stated_setup(healing_table());
  const HealingModel<double> model =
      make_model(only_transport(setup.rates), setup.keloid, Modulators{});
  const Column<double> column = make_column(usual_column(setup.densities));
  Tissue<double> t = healthy_tissue(column);
  for (int i = 0; i < t.cells; ++i) t.field(kInflammation)[i] = 1.0;
  Workspace<double> w(t);
  double before = mass_of(column, t, kMobile[0]);
  for (const double day : {0.5, 1.0, 5.0, 20.0, 100.0}) {
    REQUIRE(heal(t, model, column, w, day, StepControl{}));
    const double after = mass_of(column, t, kMobile[0]);
    CHECK(after < before);
    before = after;
  }
}

}  // namespace stipple
