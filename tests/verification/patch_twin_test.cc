// SPDX-License-Identifier: Apache-2.0
// The patch against ways to the same answer that share little with it: its slow twin in double,
// field by field, and the column.
#include <doctest/doctest.h>

#include "patch_setup.h"

namespace stipple::patch_tests {
namespace {

// Sun, smoke, a cream that irritates: nothing about the patient is neutral.
Modulators many_habits() {
  Modulators m = phototype_three();
  m.collagen = 0.85;
  m.mmp = 1.4;
  m.vigour = 0.9;
  m.uv_med_per_day = 0.2;
  m.irritant = 0.5;
  m.turnover = 1.2;
  m.keloid_tendency = 0.2;
  return m;
}

// Half of the columns run through a scar.
ReferencePatch scarred_skin(const Block& b, const HealingModel<double>& model,
                            RandomStream& random) {
  std::vector<double> scar(static_cast<std::size_t>(b.cells()), 0.0);
  for (std::size_t k = 0; k < scar.size(); ++k)
    if (b.column.depth[k] > 0.2 && b.column.depth[k] < 0.7) scar[k] = 0.1 + 0.5 * random.uniform();
  const Tissue<double> inside = at_rest(b.column, model, scar);
  const Tissue<double> outside =
      at_rest(b.column, model, std::vector<double>(static_cast<std::size_t>(b.cells()), 0.0));
  ReferencePatch p = b.reference();
  each_column(b,
              [&](int i, int j) { p.columns[b.at(i, j)] = 2 * i + j < b.nx ? inside : outside; });
  return p;
}

void compare_with_twin(const char* name, const Block& b, const HealingSetup& setup,
                       const Modulators& habits, std::uint64_t draw) {
  RandomStream random = Seed(41).stream("twin", draw);
  const HealingModel<double> model = make_model(setup.rates, setup.keloid, habits);
  ReferencePatch slow = scarred_skin(b, model, random);
  Team team(2);
  PatchTissue fast = patch_of(slow, b);
  PatchHealer healer(fast, b.column, team);
  Agreement agreement(slow.columns);
  for (const double visit : {0.0, 2.5}) {
    const ChannelDamage damage = damage_of(drawn_channels(b, 4, random), b);
    wound_all(slow, b, setup.injury, cell_means(b, damage));
    wound_all(fast, b, setup.injury, damage);
    agreement.add(columns_of(fast, b), slow.columns);
    healer.restart(StepControl{});
    for (const double day : {0.1, 0.5, 1.0, 1.5, 2.5}) {
      REQUIRE(healer.heal(model, visit + day, StepControl{}) == Healed::done);
      heal_slowly(slow, model, b.column, visit + day);
      agreement.add(columns_of(fast, b), slow.columns);
    }
  }
  agreement.print(name);
  std::printf("  %ld steps\n", healer.steps().accepted);
  for (int f = 0; f < kAllFields; ++f) {
    CAPTURE(name);
    CAPTURE(symbol_of(f));
    CHECK(agreement.moved(f));
    CHECK(agreement.share(f) <= 0.01);
  }
}

}  // namespace

TEST_CASE("the patch and its slow twin agree within 1 % on every field and cell: two visits") {
  const ParameterTable table = healing_table();
  const HealingSetup setup = stated_setup(table);
  compare_with_twin("closed, 2 pencils a row",
                    {18, 3, 0.07, Sides::closed, thin_column(setup.densities)}, setup,
                    many_habits(), 1);
  compare_with_twin("periodic, 7 x 8", {7, 8, 0.08, Sides::periodic, thin_column(setup.densities)},
                    setup, phototype_three(), 2);
}

TEST_CASE("the patch and its slow twin agree within 1 % for any reactions and layers") {
  const ParameterTable table = healing_table();
  RandomStream random = Seed(42).stream("reactions");
  HealingSetup setup = drawn_setup(table, random);
  // Transport as stated, so that the twin's explicit steps stay affordable; chemotaxis strong
  // enough to outrun diffusion in places.
  const RateParameters<double> stated = stated_setup(table).rates;
  RateParameters<double>& p = setup.rates;
  p.D_I = stated.D_I, p.D_g = stated.D_g, p.D_b = stated.D_b, p.D_r = stated.D_r;
  p.D_p = stated.D_p, p.D_n = 0.1, p.D_m1 = stated.D_m1, p.D_m2 = stated.D_m2;
  p.D_f = 0.01, p.D_y = stated.D_y, p.D_v = stated.D_v;
  p.chi_n = 0.5, p.chi_m1 = 0.3, p.chi_m2 = 0.1, p.chi_f = 0.1;
  compare_with_twin("drawn reactions", {6, 5, 0.08, Sides::periodic, thin_column(setup.densities)},
                    setup, many_habits(), 3);
}

TEST_CASE("a patch one column wide is the column") {
  const HealingSetup setup = stated_setup(healing_table());
  const HealingModel<double> model = make_model(setup.rates, setup.keloid, phototype_three());
  const Column<double> column = make_column(usual_column(setup.densities));
  const std::vector<double> damage = damage_to(column, 0.12, 1.5);
  for (const Sides sides : {Sides::closed, Sides::periodic}) {
    const Block b{1, 1, 0.02, sides, column};
    Tissue<double> t = healthy_tissue(column);
    wound(t, column, setup.injury, damage);
    ReferencePatch one = b.reference();
    one.columns[0] = t;
    Team team;
    PatchTissue p = patch_of(one, b);
    PatchHealer healer(p, column, team);
    healer.restart(StepControl{});
    Workspace<double> w(t);
    restart_steps(w, t, StepControl{});
    Agreement agreement({healthy_tissue(column)});
    for (const double day : {0.25, 1.0, 3.0, 7.0, 14.0, 28.0}) {
      REQUIRE(healer.heal(model, day, StepControl{}) == Healed::done);
      REQUIRE(heal(t, model, column, w, day, StepControl{}));
      agreement.add(columns_of(p, b), {t});
    }
    agreement.print("one column wide");
    std::printf("  %ld steps, the column %ld\n", healer.steps().accepted, w.accepted);
    // Float against double, some hundred steps of rounding at 6e-8; and a second stage whose
    // implicit part differs by one order of the step.
    for (int f = 0; f < kAllFields; ++f)
      if (agreement.moved(f)) {
        CAPTURE(symbol_of(f));
        CHECK(agreement.share(f) <= 2e-4);
      }
  }
}

TEST_CASE("under even damage every column of a patch is the same, and the column") {
  const HealingSetup setup = stated_setup(healing_table());
  const HealingModel<double> model = make_model(setup.rates, setup.keloid, phototype_three());
  const Column<double> column = thin_column(setup.densities);
  const std::vector<double> damage = damage_to(column, 0.2, 0.7);
  for (const Sides sides : {Sides::closed, Sides::periodic}) {
    const Block b{19, 4, 0.02, sides, column};
    Tissue<double> t = healthy_tissue(column);
    wound(t, column, setup.injury, damage);
    ReferencePatch all = b.reference();
    for (Tissue<double>& each : all.columns) each = t;
    Team team;
    PatchTissue p = patch_of(all, b);
    PatchHealer healer(p, column, team);
    healer.restart(StepControl{});
    Workspace<double> w(t);
    restart_steps(w, t, StepControl{});
    Agreement with_column({healthy_tissue(column)}), with_each_other({healthy_tissue(column)});
    for (const double day : {0.25, 1.0, 4.0, 14.0}) {
      REQUIRE(healer.heal(model, day, StepControl{}) == Healed::done);
      REQUIRE(heal(t, model, column, w, day, StepControl{}));
      const std::vector<Tissue<double>> columns = columns_of(p, b);
      for (const Tissue<double>& each : columns) {
        with_each_other.add({each}, {columns.front()});
        with_column.add({each}, {t});
      }
    }
    with_each_other.print("even damage, among columns");
    with_column.print("even damage, against column");
    for (int f = 0; f < kAllFields; ++f)
      if (with_column.moved(f)) {
        CAPTURE(symbol_of(f));
        // Lines in x and y round each increment by 6e-8 in another way at each place.
        CHECK(with_each_other.share(f) <= 2e-6);
        CHECK(with_column.share(f) <= 2e-4);
      }
  }
}

}  // namespace stipple::patch_tests
