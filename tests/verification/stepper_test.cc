// SPDX-License-Identifier: Apache-2.0
// The fast step against ways to the same answer that share as little as possible with it: the slow
// reference stepper, the well-mixed cell, other instruction sets, other lanes.
#include <doctest/doctest.h>

#include <cstdio>
#include <cstring>

#include "healing/pack.h"
#include "healing/reference_stepper.h"
#include "healing/test_setup.h"

namespace stipple {
namespace {

// The largest difference of each field over its largest deviation from home, over what was seen.
struct Agreement {
  double difference[kAllFields] = {};
  double deviation[kAllFields] = {};
  void add(const Tissue<double>& a, const Tissue<double>& b) {
    for (int f = 0; f < kAllFields; ++f)
      for (int i = 0; i < (f < kFieldCount ? a.cells : a.sites); ++i) {
        const double ours = full_value(a, f, i), other = full_value(b, f, i);
        const double home = f < kFieldCount ? (f == kDisorder ? 0.0 : home_of(f))
                                            : surface_home_of(f - kFieldCount);
        difference[f] = std::max(difference[f], std::abs(ours - other));
        deviation[f] = std::max(deviation[f], std::abs(other - home));
      }
  }
  [[nodiscard]] double share(int f) const { return difference[f] / deviation[f]; }
  void print(const char* name) const {
    std::printf("%-26s", name);
    for (int f = 0; f < kAllFields; ++f)
      std::printf(" %s %.3f", std::string(symbol_of(f)).c_str(), 100.0 * share(f));
    std::printf(" %%\n");
  }
};

// Every cell a whole tissue of its own, as in the well-mixed cell, but joined by transport.
Column<double> uniform_column(int cells, double height_mm) {
  ColumnSpec spec;
  spec.uv_depth_mm = kUvDepth;
  spec.densities = {1.0, 1.0, 1.0, 1.0, 1.0, 1.0};
  for (int i = 0; i <= cells; ++i) spec.edges_mm.push_back(height_mm * i / cells);
  spec.layers.assign(static_cast<std::size_t>(cells), Layer::papillary);
  Column<double> c = make_column(spec);
  const CellRole<double> whole = well_mixed_cell().roles[0];
  c.roles.assign(c.roles.size(), whole);
  c.sites = {{0, cells}};
  c.faces[static_cast<std::size_t>(Cargo::signal)].back() = 0.0;
  return c;
}

template <class R>
bool same_bits(const std::vector<R>& a, const std::vector<R>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(R)) == 0;
}

}  // namespace

TEST_CASE("the fast step and the slow reference agree within 1 % on every field, four sessions") {
  const HealingSetup setup = stated_setup(healing_table());
  // Coarse cells keep the explicit method affordable; both run on the same ones.
  ColumnSpec spec;
  spec.uv_depth_mm = kUvDepth;
  spec.densities = setup.densities;
  for (int i = 0; i <= 22; ++i) spec.edges_mm.push_back(i < 4 ? 0.05 * i : 0.1 * (i - 2));
  for (int i = 0; i < 22; ++i)
    spec.layers.push_back(i < 2    ? Layer::epidermis
                          : i < 5  ? Layer::papillary
                          : i < 17 ? Layer::reticular
                                   : Layer::fat);
  const Column<double> column = make_column(spec);
  REQUIRE(column.chemotaxis);
  const HealingModel<double> model = make_model(setup.rates, setup.keloid, phototype_three());
  const std::vector<double> damage = damage_to(column, 0.12, 1.2, 0.1);
  for (const double hole_radius : {0.0, 0.1}) {  // e as one number, and in rings round holes
    Tissue<double> fast = healthy_tissue(column);
    if (hole_radius > 0.0) follow_holes(fast);
    Tissue<double> slow = fast;
    Workspace<double> w(fast);
    const StepControl control;
    Agreement agreement;
    double rings = 0.0;
    const int visits = hole_radius > 0.0 ? 2 : 4;
    for (int k = 0; k < visits; ++k) {
      wound(fast, column, setup.injury, damage, hole_radius);
      wound(slow, column, setup.injury, damage, hole_radius);
      restart_steps(w, fast, control);
      agreement.add(fast, slow);
      for (const double after : {0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 7.0, 14.0, 21.0, 28.0}) {
        REQUIRE(heal(fast, model, column, w, 28.0 * k + after, control));
        heal_slowly(slow, model, column, 28.0 * k + after);
        agreement.add(fast, slow);
        for (std::size_t r = kSurfaceFieldCount; r < fast.surface.size(); ++r)  // rings move by 1
          rings = std::max(rings, std::abs(fast.surface[r] - slow.surface[r]));
      }
    }
    agreement.print(hole_radius > 0.0 ? "fast against slow, holes" : "fast against slow");
    for (int f = 0; f < kAllFields; ++f) {
      CAPTURE(hole_radius);
      CAPTURE(symbol_of(f));
      CHECK(agreement.share(f) <= 0.01);
    }
    std::printf("  rings %.3f %%\n", 100.0 * rings);
    CHECK((rings > 0.0) == (hole_radius > 0.0));
    CHECK(rings <= 0.01);
  }
}

TEST_CASE("a column without layers under even damage is the well-mixed cell") {
  const HealingSetup setup = stated_setup(healing_table());
  const HealingModel<double> model = make_model(setup.rates, setup.keloid, phototype_three());
  const Column<double> column = uniform_column(20, 2.0);
  const Column<double> cell = well_mixed_cell();
  Tissue<double> t = healthy_tissue(column), one = healthy_tissue(cell);
  Workspace<double> w(t), w_one(one);
  for (int k = 0; k < 2; ++k) {
    wound(t, column, setup.injury, std::vector<double>(20, 0.12));
    wound(one, cell, setup.injury, {0.12});
    restart_steps(w, t, StepControl{});
    restart_steps(w_one, one, StepControl{});
    REQUIRE(heal(t, model, column, w, 28.0 * (k + 1), StepControl{}));
    REQUIRE(heal(one, model, cell, w_one, 28.0 * (k + 1), StepControl{}));
  }
  for (int f = 0; f < kAllFields; ++f)
    for (int i = 0; i < (f < kFieldCount ? t.cells : t.sites); ++i) {
      const double a = full_value(t, f, i), b = full_value(one, f, 0);
      CAPTURE(symbol_of(f));
      // The same steps, but for rounding.
      CHECK(std::abs(a - b) <= 1e-9 * (1.0 + std::abs(b)));
    }
}

TEST_CASE("channels a needle wide average to the well-mixed cell of the same damage") {
  const HealingSetup setup = stated_setup(healing_table());
  const HealingModel<double> model = make_model(setup.rates, setup.keloid, phototype_three());
  const Column<double> column = uniform_column(40, 2.0);
  const Column<double> cell = well_mixed_cell();
  Tissue<double> t = healthy_tissue(column), one = healthy_tissue(cell);
  Workspace<double> w(t), w_one(one);
  // A channel of 0.05 mm every 0.5 mm, mean 0.06.
  std::vector<double> damage(40, 0.0);
  for (std::size_t i = 5; i < 40; i += 10) damage[i] = 0.6;
  wound(t, column, setup.injury, damage);
  wound(one, cell, setup.injury, {0.06});
  Agreement agreement;
  for (const double day : {1.0, 2.0, 4.0, 7.0, 14.0, 21.0, 28.0}) {
    REQUIRE(heal(t, model, column, w, day, StepControl{}));
    REQUIRE(heal(one, model, cell, w_one, day, StepControl{}));
    Tissue<double> mean = one;
    for (int f = 0; f < kFieldCount; ++f) {
      double sum = 0.0;
      for (int i = 0; i < t.cells; ++i) sum += t.field(f)[i];
      mean.field(f)[0] = sum / t.cells;
    }
    for (int f = 0; f < kSurfaceFieldCount; ++f) mean.skin(f)[0] = t.skin(f)[0];
    agreement.add(mean, one);
  }
  agreement.print("channels against even");
  // Resolving channels matters to myofibroblasts and disorder, which are not linear in damage.
  for (int f = 0; f < kAllFields; ++f) {
    CAPTURE(symbol_of(f));
    const bool lateral =
        f == kMyofibroblasts || f == kDisorder || f == int{kFieldCount} + int{kEpidermis};
    CHECK(agreement.share(f) <= (lateral ? 0.10 : 0.02));
  }
}

namespace {

// Eight different people in one ensemble, and their runs alone with the same fixed steps.
struct People {
  std::vector<HealingModel<double>> models{};
  std::vector<InjuryParameters<double>> injuries{};
  std::vector<Column<double>> columns{};
  std::vector<std::vector<double>> damage{};
};

People drawn_people() {
  const ParameterTable table = healing_table();
  People people;
  for (std::uint64_t k = 0; k < DoubleLanes::width; ++k) {
    RandomStream random = Seed(21).stream("people", k);
    const HealingSetup setup = drawn_setup(table, random);
    people.models.push_back(make_model(setup.rates, setup.keloid, phototype_three()));
    people.injuries.push_back(setup.injury);
    people.columns.push_back(make_column(usual_column(setup.densities)));
    people.damage.push_back(damage_to(people.columns.back(), 0.3 * random.uniform(), 1.2));
  }
  return people;
}

StepControl fixed_steps() {
  StepControl control;
  control.fixed_step_day = 0.05;
  return control;
}

// Of the holes in the epidermis of each of them, mm.
double hole_radius(std::size_t person) { return 0.04 + 0.02 * static_cast<double>(person); }

template <class R>
Tissue<R> heal_together(const People& people, const std::vector<std::size_t>& order) {
  std::vector<HealingModel<double>> models;
  std::vector<InjuryParameters<double>> injuries;
  std::vector<Column<double>> columns;
  std::vector<const std::vector<double>*> damage;
  for (const std::size_t k : order) {
    models.push_back(people.models[k]);
    injuries.push_back(people.injuries[k]);
    columns.push_back(people.columns[k]);
    damage.push_back(&people.damage[k]);
  }
  const Column<R> column = pack_columns<R>(columns);
  const auto model = pack_struct<HealingModel<R>>(std::span<const HealingModel<double>>(models));
  const auto injury =
      pack_struct<InjuryParameters<R>>(std::span<const InjuryParameters<double>>(injuries));
  std::vector<std::vector<double>> radii;
  for (const std::size_t k : order) radii.push_back({hole_radius(k)});
  std::vector<const std::vector<double>*> each_radius;
  for (const std::vector<double>& radius : radii) each_radius.push_back(&radius);
  Tissue<R> t = healthy_tissue(column);
  follow_holes(t);
  Workspace<R> w(t);
  wound(t, column, injury, pack_vectors<R>(damage), pack_vectors<R>(each_radius).front());
  REQUIRE(heal(t, model, column, w, 10.0, fixed_steps()));
  return t;
}

template <class R>
std::vector<double> lane_of(const std::vector<R>& values, int lane_index) {
  std::vector<double> out;
  for (const R& x : values) out.push_back(x[lane_index]);
  return out;
}

}  // namespace

TEST_CASE("every lane heals to the bit as its member does alone") {
  const People people = drawn_people();
  const Tissue<DoubleLanes> together = heal_together<DoubleLanes>(people, {0, 1, 2, 3, 4, 5, 6, 7});
  for (std::size_t k = 0; k < people.models.size(); ++k) {
    Tissue<double> alone = healthy_tissue(people.columns[k]);
    follow_holes(alone);
    Workspace<double> w(alone);
    wound(alone, people.columns[k], people.injuries[k], people.damage[k], hole_radius(k));
    REQUIRE(heal(alone, people.models[k], people.columns[k], w, 10.0, fixed_steps()));
    CAPTURE(k);
    CHECK(same_bits(lane_of(together.volume, static_cast<int>(k)), alone.volume));
    CHECK(same_bits(lane_of(together.surface, static_cast<int>(k)), alone.surface));
  }
}

TEST_CASE("lanes do not talk to each other: members in another order give the same results") {
  const People people = drawn_people();
  const std::vector<std::size_t> order{5, 2, 7, 0, 1, 6, 3, 4};
  const Tissue<DoubleLanes> first = heal_together<DoubleLanes>(people, {0, 1, 2, 3, 4, 5, 6, 7});
  const Tissue<DoubleLanes> second = heal_together<DoubleLanes>(people, order);
  for (std::size_t k = 0; k < order.size(); ++k) {
    const auto here = static_cast<int>(k), there = static_cast<int>(order[k]);
    CHECK(same_bits(lane_of(second.volume, here), lane_of(first.volume, there)));
    CHECK(same_bits(lane_of(second.surface, here), lane_of(first.surface, there)));
  }
}

TEST_CASE("float lanes agree with their twin in double on every field, within a thousandth") {
  const People people = drawn_people();
  const std::vector<std::size_t> all{0, 1, 2, 3, 4, 5, 6, 7};
  const Tissue<DoubleLanes> exact = heal_together<DoubleLanes>(people, all);
  const Tissue<EnsembleLanes> quick = heal_together<EnsembleLanes>(people, all);
  const auto compare = [&](int field, const DoubleLanes* a, const EnsembleLanes* b, int n) {
    for (int k = 0; k < DoubleLanes::width; ++k) {
      double apart = 0.0, largest = 0.0;
      for (int i = 0; i < n; ++i) {
        apart = std::max(apart, std::abs(a[i][k] - static_cast<double>(b[i][k])));
        largest = std::max(largest, std::abs(a[i][k]));
      }
      CAPTURE(field);
      CAPTURE(k);
      // 2,000 steps of rounding at 6e-8 each; far below the 1 % that the steps themselves may miss.
      CHECK(apart <= 1e-3 * largest + 1e-6);
    }
  };
  for (int f = 0; f < kFieldCount; ++f) compare(f, exact.field(f), quick.field(f), exact.cells);
  for (int f = 0; f < kSurfaceFieldCount; ++f)
    compare(kFieldCount + f, exact.skin(f), quick.skin(f), exact.sites);
}

TEST_CASE("eight times the same member takes the steps of one, and ends on the same bits") {
  const HealingSetup setup = stated_setup(healing_table());
  const Column<double> column = make_column(usual_column(setup.densities));
  const HealingModel<double> model = make_model(setup.rates, setup.keloid, phototype_three());
  const std::vector<double> damage = damage_to(column, 0.12, 1.5);
  Tissue<double> alone = healthy_tissue(column);
  Workspace<double> w(alone);
  wound(alone, column, setup.injury, damage);
  REQUIRE(heal(alone, model, column, w, 100.0, StepControl{}));

  const Column<DoubleLanes> wide =
      pack_columns<DoubleLanes>(std::span<const Column<double>>(&column, 1));
  const auto models =
      pack_struct<HealingModel<DoubleLanes>>(std::span<const HealingModel<double>>(&model, 1));
  const auto injury = pack_struct<InjuryParameters<DoubleLanes>>(
      std::span<const InjuryParameters<double>>(&setup.injury, 1));
  Tissue<DoubleLanes> t = healthy_tissue(wide);
  Workspace<DoubleLanes> ww(t);
  wound(t, wide, injury, pack_vectors<DoubleLanes>({&damage}));
  REQUIRE(heal(t, models, wide, ww, 100.0, StepControl{}));
  CHECK(ww.accepted == w.accepted);
  for (int j = 0; j < DoubleLanes::width; ++j) {
    CHECK(same_bits(lane_of(t.volume, j), alone.volume));
    CHECK(same_bits(lane_of(t.surface, j), alone.surface));
  }
}

// heal() runs the variant for this processor. Here the same step is compiled once more, for the
// plainest processor: if any variant rounded otherwise, the bits would differ.
TEST_CASE("the step gives the same bits for the plainest instruction set") {
  const HealingSetup setup = stated_setup(healing_table());
  const Column<double> column = make_column(usual_column(setup.densities));
  const HealingModel<double> model = make_model(setup.rates, setup.keloid, phototype_three());
  Tissue<double> ours = healthy_tissue(column);
  wound(ours, column, setup.injury, damage_to(column, 0.12, 1.5));
  Tissue<double> plain = ours;
  Workspace<double> w(ours), w_plain(plain);
  StepControl control;
  control.fixed_step_day = 0.125;  // steps add up without rounding
  for (int k = 1; k <= 80; ++k) {
    REQUIRE(heal(ours, model, column, w, 0.125 * k, control));
    (void)rosenbrock_step(model, column, plain, w_plain, 0.125);
    plain.volume.swap(w_plain.stage_volume);
    plain.surface.swap(w_plain.stage_surface);
    plain.day = 0.125 * k;
    w_plain.reset_scale(plain);
  }
  CHECK(same_bits(ours.volume, plain.volume));
  CHECK(same_bits(ours.surface, plain.surface));
}

}  // namespace stipple
