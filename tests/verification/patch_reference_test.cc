// SPDX-License-Identifier: Apache-2.0
// The patch's slow twin against laws that need no other program: it is the column's twin where it
// must be, it conserves, healthy skin stays, and no direction is preferred.
#include <doctest/doctest.h>

#include <cstring>

#include "healing/reference_stepper.h"
#include "patch_setup.h"

namespace stipple::patch_tests {
namespace {

Block small_block(int nx, int ny, Sides sides, const HealingSetup& setup) {
  return {nx, ny, 0.08, sides, thin_column(setup.densities)};
}

double largest_difference(const Tissue<double>& a, const Tissue<double>& b) {
  double largest = 0.0;
  for (std::size_t i = 0; i < a.volume.size(); ++i)
    largest = std::max(largest, std::abs(a.volume[i] - b.volume[i]));
  for (std::size_t i = 0; i < a.surface.size(); ++i)
    largest = std::max(largest, std::abs(a.surface[i] - b.surface[i]));
  return largest;
}

// Of a mobile field, or of e.
double mass_of(const ReferencePatch& p, const Column<double>& column, int field) {
  double sum = 0.0;
  for (std::size_t c = 0; c < p.columns.size(); ++c) {
    if (field >= kFieldCount) sum += p.area_mm2[c] * p.columns[c].skin(kEpidermis)[0];
    for (int k = 0; field < kFieldCount && k < column.cells; ++k)
      sum += p.area_mm2[c] * column.thickness[static_cast<std::size_t>(k)] *
             slow::density(column, field, k) * (p.columns[c].field(field)[k] + home_of(field));
  }
  return sum;
}

bool all_zero(const Tissue<double>& t) {
  const auto zero = [](double x) { return x == 0.0; };
  return std::all_of(t.volume.begin(), t.volume.end(), zero) &&
         std::all_of(t.surface.begin(), t.surface.end(), zero);
}

}  // namespace

TEST_CASE("the slow twin of a patch one column wide is the column's twin, bit for bit") {
  const HealingSetup setup = stated_setup(healing_table());
  const HealingModel<double> model = make_model(setup.rates, setup.keloid, phototype_three());
  for (const Sides sides : {Sides::closed, Sides::periodic}) {
    const Block b = small_block(1, 1, sides, setup);
    ReferencePatch p = b.reference();
    Tissue<double> t = healthy_tissue(b.column);
    const std::vector<double> damage = damage_to(b.column, 0.2, 0.7);
    wound_all(p, b, setup.injury, {damage});
    wound(t, b.column, setup.injury, damage);
    heal_slowly(p, model, b.column, 5.0);
    heal_slowly(t, model, b.column, 5.0);
    CHECK(p.columns[0].volume == t.volume);
    CHECK(p.columns[0].surface == t.surface);
  }
}

TEST_CASE("under even damage every column of the slow twin is the column") {
  const HealingSetup setup = stated_setup(healing_table());
  const HealingModel<double> model = make_model(setup.rates, setup.keloid, phototype_three());
  for (const Sides sides : {Sides::closed, Sides::periodic}) {
    const Block b = small_block(3, 2, sides, setup);
    ReferencePatch p = b.reference();
    Tissue<double> t = healthy_tissue(b.column);
    const std::vector<double> damage = damage_to(b.column, 0.2, 0.7);
    wound_all(p, b, setup.injury, std::vector<std::vector<double>>(6, damage));
    wound(t, b.column, setup.injury, damage);
    heal_slowly(p, model, b.column, 3.0);
    heal_slowly(t, model, b.column, 3.0);
    // Steps differ, since a column with neighbours has a lower limit: what differs is their error.
    for (const Tissue<double>& each : p.columns) CHECK(largest_difference(each, t) < 1e-6);
    for (const Tissue<double>& each : p.columns)
      CHECK(largest_difference(each, p.columns[0]) == 0.0);
  }
}

TEST_CASE("healthy skin and its scars stay at home in the slow twin") {
  const HealingSetup setup = stated_setup(healing_table());
  const HealingModel<double> model = make_model(setup.rates, setup.keloid, phototype_three());
  const Block b = small_block(4, 3, Sides::periodic, setup);
  ReferencePatch p = b.reference();
  RandomStream random = Seed(31).stream("scars");
  for (Tissue<double>& t : p.columns)
    for (double& q : t.disorder_home) q = 0.9 * random.uniform();
  heal_slowly(p, model, b.column, 2.0);
  for (const Tissue<double>& t : p.columns) CHECK(all_zero(t));
}

TEST_CASE("transport in the slow twin neither makes nor loses anything") {
  const HealingSetup setup = stated_setup(healing_table());
  const HealingModel<double> model =
      make_model(only_transport(setup.rates), setup.keloid, Modulators{});
  RandomStream random = Seed(32).stream("conservation");
  for (const bool rings : {false, true}) {
    Block b = small_block(4, 3, Sides::periodic, setup);
    b.column.faces[0].back() = 0.0;  // signals stay
    ReferencePatch p =
        rings ? ring_patch(b.column, {0.0, 0.05, 0.1, 0.18, 0.3, 0.5}) : b.reference();
    for (Tissue<double>& t : p.columns)
      for (const Mobile& mobile : kMobile)
        for (int k = 0; k < t.cells; ++k)
          if (slow::density(b.column, mobile.field, k) > 0.0)
            t.field(mobile.field)[k] = 3.0 * random.uniform();
    for (Tissue<double>& t : p.columns) t.skin(kEpidermis)[0] = -random.uniform();
    std::vector<int> fields{kFieldCount};
    for (const Mobile& mobile : kMobile) fields.push_back(mobile.field);
    std::vector<double> before;
    for (const int field : fields) before.push_back(mass_of(p, b.column, field));
    const double uneven = p.columns[0].field(kInflammation)[5];
    heal_slowly(p, model, b.column, 3.0);
    CHECK(std::abs(p.columns[0].field(kInflammation)[5] - uneven) > 0.01);  // things did move
    for (std::size_t k = 0; k < fields.size(); ++k) {
      CAPTURE(symbol_of(fields[k]));
      // Sums of some thousand steps, each rounded.
      CHECK(std::abs(mass_of(p, b.column, fields[k]) - before[k]) <= 1e-11 * std::abs(before[k]));
    }
  }
}

TEST_CASE("a mirrored or turned wound heals mirrored or turned in the slow twin") {
  const HealingSetup setup = stated_setup(healing_table());
  const HealingModel<double> model = make_model(setup.rates, setup.keloid, phototype_three());
  const Block b = small_block(5, 5, Sides::closed, setup);
  RandomStream random = Seed(33).stream("turns");
  const auto damage = cell_means(b, damage_of(drawn_channels(b, 3, random), b));
  const auto healed = [&](const std::function<std::size_t(int, int)>& from) {
    ReferencePatch p = b.reference();
    each_column(b, [&](int i, int j) {
      wound(p.columns[b.at(i, j)], b.column, setup.injury, damage[from(i, j)]);
    });
    heal_slowly(p, model, b.column, 1.0);
    return p;
  };
  const auto mirror = [&](int i, int j) { return b.at(b.nx - 1 - i, j); };
  const auto turn = [&](int i, int j) { return b.at(j, b.nx - 1 - i); };
  const ReferencePatch plain = healed([&](int i, int j) { return b.at(i, j); });
  const ReferencePatch mirrored = healed(mirror), turned = healed(turn);
  double apart = 0.0;
  each_column(b, [&](int i, int j) {
    const auto at = b.at(i, j);
    // Sums over neighbours run in another order: rounding of about a thousand steps.
    CHECK(largest_difference(mirrored.columns[at], plain.columns[mirror(i, j)]) < 1e-12);
    CHECK(largest_difference(turned.columns[at], plain.columns[turn(i, j)]) < 1e-12);
    apart = std::max(apart, largest_difference(turned.columns[at], plain.columns[at]));
  });
  CHECK(apart > 0.1);  // the wound itself has no such symmetry
}

TEST_CASE("rings and squares, two ways to join columns, tell the same of one round wound") {
  const HealingSetup setup = stated_setup(healing_table());
  const HealingModel<double> model = make_model(setup.rates, setup.keloid, phototype_three());
  InjuryParameters<double> injury = setup.injury;
  injury.inj_ke = 0.0;  // no epidermis here
  const Block b{20, 20, 0.06, Sides::closed, bare_column(1, 0.1)};
  const GaussianWound wound_shape{0.7, 0.15};
  ReferencePatch squares = b.reference();
  wound_all(squares, b, injury, cell_means(b, wound_shape.in_middle_of(b)));
  // The disc of the same area.
  std::vector<double> radii;
  for (int k = 0; k <= 25; ++k)
    radii.push_back(b.nx * b.side / std::sqrt(std::numbers::pi) * k / 25);
  ReferencePatch rings = ring_patch(b.column, radii);
  for (std::size_t k = 0; k < rings.columns.size(); ++k)
    wound(rings.columns[k], b.column, injury, {wound_shape.mean_of_ring(radii[k], radii[k + 1])});
  Agreement agreement({healthy_tissue(b.column)});
  for (const double day : {0.5, 1.0, 2.0}) {
    heal_slowly(squares, model, b.column, day);
    heal_slowly(rings, model, b.column, day);
    agreement.add({mean_of(squares)}, {mean_of(rings)});
  }
  agreement.print("squares against rings, means");
  // Cells of 0.06 and 0.027 mm for a wound of 0.15, and corners for a rim.
  for (int f = 0; f < kAllFields; ++f)
    if (agreement.moved(f)) CHECK(agreement.share(f) <= 0.01);
}

}  // namespace stipple::patch_tests
