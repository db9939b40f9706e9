// SPDX-License-Identifier: Apache-2.0
// Laws of the patch that hold for any parameters: home is exact, no direction is preferred, threads
// and interruptions change no bit, transport conserves, nothing turns negative.
#include <doctest/doctest.h>

#include <cstring>

#include "patch_setup.h"

namespace stipple::patch_tests {
namespace {

double between(RandomStream& random, double low, double high) {
  return low + (high - low) * random.uniform();
}

// Thin to thick skin of any densities, in few cells.
Column<double> drawn_column(RandomStream& random) {
  const auto density = [&] { return between(random, 0.2, 3.0); };
  LayerDensities d;
  d.fibroblasts_papillary = density(), d.fibroblasts_reticular = density();
  d.fibroblasts_fat = density(), d.vessels_papillary = density();
  d.vessels_reticular = density(), d.vessels_fat = density();
  ColumnSpec spec;
  spec.uv_depth_mm = kUvDepth;
  spec.densities = d;
  spec.edges_mm = {0.0};
  for (const Layer layer : {Layer::epidermis, Layer::papillary, Layer::reticular, Layer::fat})
    for (int cells = 2 + static_cast<int>(3.0 * random.uniform()); cells > 0; --cells) {
      spec.edges_mm.push_back(spec.edges_mm.back() + between(random, 0.02, 0.15));
      spec.layers.push_back(layer);
    }
  return make_column(spec);
}

bool same_bits(const AlignedArray<float>& a, const AlignedArray<float>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0;
}
bool same_bits(const PatchTissue& a, const PatchTissue& b) {
  return a.day == b.day && same_bits(a.volume, b.volume) && same_bits(a.surface, b.surface) &&
         same_bits(a.disorder_home, b.disorder_home);
}
bool all_zero(const AlignedArray<float>& values) {
  return same_bits(values, AlignedArray<float>(values.size()));
}

// A patch that was just wounded, and how it heals.
struct Wounded {
  Block block{};
  HealingModel<double> model{};
  ReferencePatch start{};

  Wounded(const Block& b, std::uint64_t draw, int channels) : block(b) {
    const HealingSetup setup = stated_setup(healing_table());
    RandomStream random = Seed(52).stream("wounded", draw);
    model = make_model(setup.rates, setup.keloid, phototype_three());
    start = b.reference();
    for (Tissue<double>& t : start.columns)
      for (double& q : t.disorder_home) q = 0.3 * random.uniform();
    wound_all(start, b, setup.injury,
              cell_means(b, damage_of(drawn_channels(b, channels, random), b)));
  }
  [[nodiscard]] PatchTissue healed(double day, int members = 1) const {
    PatchTissue p = patch_of(start, block);
    Team team(members);
    PatchHealer healer(p, block.column, team);
    healer.restart(StepControl{});
    REQUIRE(healer.heal(model, day, StepControl{}) == Healed::done);
    return p;
  }
};

// Sum over cells of capacity times mobile field m; of e after the last of them.
double mass_of(PatchTissue& p, const Block& b, std::size_t m) {
  double sum = 0.0;
  for (const Tissue<double>& t : columns_of(p, b)) {
    if (m == kMobile.size()) {
      sum += 1.0 + t.skin(kEpidermis)[0];
      continue;
    }
    const auto& per_capacity = b.column.per_capacity[static_cast<std::size_t>(kMobile[m].cargo)];
    for (int k = 0; k < t.cells; ++k)
      sum += full_value(t, kMobile[m].field, k) / per_capacity[static_cast<std::size_t>(k)];
  }
  return sum;
}

Column<double> stated_column() { return thin_column(stated_setup(healing_table()).densities); }

}  // namespace

TEST_CASE("a healthy patch and its scars stay at home bit for bit for ten years") {
  const ParameterTable table = healing_table();
  for (std::uint64_t draw = 0; draw < 20; ++draw) {
    RandomStream random = Seed(51).stream("home", draw);
    const HealingSetup setup = drawn_setup(table, random);
    const Block b{1 + static_cast<int>(20.0 * random.uniform()),
                  1 + static_cast<int>(4.0 * random.uniform()), between(random, 0.01, 0.1),
                  random.uniform() < 0.5 ? Sides::closed : Sides::periodic, drawn_column(random)};
    Modulators neutral;  // age, turnover and tendency leave home as it is
    neutral.vigour = between(random, 0.5, 1.2);
    neutral.turnover = between(random, 0.5, 1.5);
    neutral.keloid_tendency = random.uniform();
    neutral.pigment_response = random.uniform();
    ReferencePatch healthy = b.reference();
    for (Tissue<double>& t : healthy.columns)
      for (double& q : t.disorder_home) q = between(random, 0.0, 0.9);
    PatchTissue p = patch_of(healthy, b);
    const AlignedArray<float> scars = p.disorder_home;
    Team team;
    PatchHealer healer(p, b.column, team);
    const HealingModel<double> model = make_model(setup.rates, setup.keloid, neutral);
    REQUIRE(healer.heal(model, 3652.5, StepControl{}) == Healed::done);
    CAPTURE(draw);
    CHECK(all_zero(p.volume));
    CHECK(all_zero(p.surface));
    CHECK(same_bits(p.disorder_home, scars));
    CHECK(healer.steps().rejected == 0);
  }
}

TEST_CASE("a mirrored or turned patch heals mirrored or turned") {
  for (const Sides sides : {Sides::closed, Sides::periodic}) {
    const Block b{18, 18, 0.03, sides, stated_column()};
    const Wounded plain(b, 1, 4);
    const auto moved = [&](const std::function<std::size_t(int, int)>& from) {
      Wounded w = plain;
      each_column(
          b, [&](int i, int j) { w.start.columns[b.at(i, j)] = plain.start.columns[from(i, j)]; });
      PatchTissue p = w.healed(7.0);
      return columns_of(p, b);
    };
    const auto mirror = [&](int i, int j) { return b.at(b.nx - 1 - i, j); };
    const auto turn = [&](int i, int j) { return b.at(j, b.nx - 1 - i); };
    const std::vector<Tissue<double>> straight = moved([&](int i, int j) { return b.at(i, j); });
    const std::vector<Tissue<double>> mirrored = moved(mirror), turned = moved(turn);
    const std::vector<Tissue<double>> rest(straight.size(), healthy_tissue(b.column));
    Agreement in_mirror(rest), in_turn(rest), unmoved(rest);
    std::vector<Tissue<double>> as_mirror = straight, as_turn = straight;
    each_column(b, [&](int i, int j) {
      as_mirror[b.at(i, j)] = straight[mirror(i, j)];
      as_turn[b.at(i, j)] = straight[turn(i, j)];
    });
    in_mirror.add(mirrored, as_mirror);
    in_turn.add(turned, as_turn);
    unmoved.add(turned, straight);
    in_mirror.print("mirrored");
    in_turn.print("turned");
    for (int f = 0; f < kAllFields; ++f) {
      CAPTURE(symbol_of(f));
      // Lines are solved from one end, and x before y: each increment is rounded in another way,
      // by 6e-8 of it, in each of two hundred steps.
      CHECK(in_mirror.share(f) <= 1e-5);
      CHECK(in_turn.share(f) <= 1e-5);
    }
    CHECK(unmoved.share(kYoungCollagen) > 0.1);  // the wound itself has no such symmetry
  }
}

TEST_CASE("one, two or three threads heal a patch to the same bits") {
  for (const Sides sides : {Sides::closed, Sides::periodic}) {
    const Wounded w({21, 5, 0.04, sides, stated_column()}, 2, 3);
    const PatchTissue one = w.healed(7.0);
    CHECK(same_bits(one, w.healed(7.0, 2)));
    CHECK(same_bits(one, w.healed(7.0, 3)));
  }
}

TEST_CASE("a run that stops anywhere and goes on from its tissue and steps ends on the same bits") {
  const Wounded w({19, 3, 0.04, Sides::periodic, stated_column()}, 3, 3);
  const PatchTissue whole = w.healed(14.0);
  for (const long stop : {1L, 2L, 37L, 90L}) {
    Team team(2);
    PatchTissue first = patch_of(w.start, w.block);
    PatchHealer begins(first, w.block.column, team);
    begins.restart(StepControl{});
    REQUIRE(begins.heal(w.model, 14.0, StepControl{}, [&](const PatchTissue&, const PatchSteps& s) {
      return s.accepted < stop;
    }) == Healed::stopped);
    CHECK(begins.steps().accepted == stop);
    PatchTissue second = first;
    PatchHealer ends(second, w.block.column, team);
    ends.steps() = begins.steps();
    REQUIRE(ends.heal(w.model, 14.0, StepControl{}) == Healed::done);
    CHECK(same_bits(second, whole));
  }
}

TEST_CASE("transport in a patch, chemotaxis included, neither makes nor loses anything") {
  const ParameterTable table = healing_table();
  for (std::uint64_t draw = 0; draw < 6; ++draw) {
    RandomStream random = Seed(53).stream("conservation", draw);
    const HealingSetup setup = drawn_setup(table, random);
    Block b{18, 4, 0.05, draw % 2 ? Sides::closed : Sides::periodic, drawn_column(random)};
    b.column.faces[static_cast<std::size_t>(Cargo::signal)].back() = 0.0;  // closed below
    const HealingModel<double> model =
        make_model(only_transport(setup.rates), setup.keloid, Modulators{});
    ReferencePatch start = b.reference();
    for (Tissue<double>& t : start.columns) {
      for (const Mobile& mobile : kMobile)
        for (int k = mobile.cargo == Cargo::signal ? 0 : b.column.first_dermal; k < b.cells(); ++k)
          t.field(mobile.field)[k] = between(random, 0.0, 3.0);
      t.skin(kEpidermis)[0] = -random.uniform();
    }
    PatchTissue p = patch_of(start, b);
    std::vector<double> before;
    for (std::size_t m = 0; m <= kMobile.size(); ++m) before.push_back(mass_of(p, b, m));
    Team team;
    PatchHealer healer(p, b.column, team);
    REQUIRE(healer.heal(model, 20.0, StepControl{}) == Healed::done);
    const double steps = static_cast<double>(healer.steps().accepted);
    CHECK(steps > 20.0);
    double worst = 0.0;
    for (std::size_t m = 0; m < before.size(); ++m) {
      const double lost = std::abs(mass_of(p, b, m) - before[m]) / before[m];
      worst = std::max(worst, lost);
      CAPTURE(draw);
      CAPTURE(m);
      CHECK(lost <= 6e-8 * steps);  // every step rounds to float
    }
    std::printf("conservation: %.1e lost in %.0f steps\n", worst, steps);
  }
}

TEST_CASE("no field of a patch turns negative under heavy damage, whatever the parameters") {
  const ParameterTable table = healing_table();
  long looked = 0, positive_steps = 0;
  for (std::uint64_t draw = 0; draw < 8; ++draw) {
    RandomStream random = Seed(54).stream("positivity", draw);
    const HealingSetup setup = drawn_setup(table, random);
    const Block b{17, 5, between(random, 0.02, 0.06), draw % 2 ? Sides::closed : Sides::periodic,
                  drawn_column(random)};
    Modulators m = phototype_three();
    m.keloid_tendency = random.uniform();
    m.uv_med_per_day = random.uniform();
    const HealingModel<double> model = make_model(setup.rates, setup.keloid, m);
    ReferencePatch p = b.reference();
    for (Tissue<double>& t : p.columns)
      for (double& q : t.disorder_home) q = between(random, 0.0, 0.5);
    float lowest = 1.0F;
    const auto look = [&](const PatchTissue& now, const PatchSteps&) {
      PatchTissue copy = now;
      for (const Tissue<double>& t : columns_of(copy, b))
        for (int f = 0; f < kAllFields; ++f)
          for (int k = 0; k < (f < kFieldCount ? t.cells : t.sites); ++k)
            // As the patch itself adds them: in float.
            lowest = std::min(lowest, static_cast<float>(full_value(t, f, k)));
      return true;
    };
    Team team;
    double day = 0.0;
    for (int visit = 0; visit < 2; ++visit) {
      wound_all(p, b, setup.injury, cell_means(b, damage_of(drawn_channels(b, 4, random), b)));
      PatchTissue patch = patch_of(p, b);
      PatchHealer healer(patch, b.column, team);
      healer.restart(StepControl{});
      day += 5.0;
      REQUIRE(healer.heal(model, day, StepControl{}, look) == Healed::done);
      looked += healer.steps().accepted;
      positive_steps += healer.steps().made_positive;
      p.columns = columns_of(patch, b);
    }
    CAPTURE(draw);
    CHECK(lowest >= 0.0F);
  }
  std::printf("positivity: %ld steps looked at, %ld made positive\n", looked, positive_steps);
}

TEST_CASE("a number that is none is reported, never passed on as a healed patch") {
  for (const double bad : {std::nan(""), HUGE_VAL}) {
    Wounded w({4, 3, 0.04, Sides::periodic, stated_column()}, 4, 1);
    w.model.rates.sIx = bad;
    PatchTissue p = patch_of(w.start, w.block);
    Team team;
    PatchHealer healer(p, w.block.column, team);
    healer.restart(StepControl{});
    CHECK(healer.heal(w.model, 3.0, StepControl{}) == Healed::failed);
  }
}

}  // namespace stipple::patch_tests
