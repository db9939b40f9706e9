// SPDX-License-Identifier: Apache-2.0
#include "healing/patch_wound.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "healing/test_setup.h"

namespace stipple {
namespace {

double between(RandomStream& random, double low, double high) {
  return low + (high - low) * random.uniform();
}

double difference(const std::vector<double>& a, const std::vector<double>& b) {
  double most = 0.0;
  for (std::size_t n = 0; n < a.size(); ++n) most = std::max(most, std::abs(a[n] - b[n]));
  return most;
}

// A patch in any state, with any damage, and the injury of any needle.
struct World {
  HealingSetup setup{};
  Column<double> column{};
  PatchTissue patch;
  std::vector<float> damage{};  // [pencil][cell][lane]

  World(RandomStream& random, int nx, int ny)
      : setup(drawn_setup(healing_table(), random)),
        column(make_column(usual_column(setup.densities))),
        patch(Pencils(nx, ny, column.cells, 0.02, Sides::periodic)),
        damage(static_cast<std::size_t>(patch.pencils.count()) * patch.cells_of_pencil()) {
    for (int j = 0; j < ny; ++j)
      for (int i = 0; i < nx; ++i) {
        for (int k = 0; k < column.cells; ++k) {
          for (int f = 0; f < kFieldCount; ++f)
            patch.value(f, i, j, k) =
                static_cast<float>(between(random, f == kDisorder ? 0.0 : -home_of(f), 1.0));
          home(i, j, k) = static_cast<float>(0.5 * random.uniform());
          at(i, j, k) = random.uniform() < 0.3 ? 0.0F : static_cast<float>(random.uniform());
        }
        for (int f = 0; f < kSurfaceFieldCount; ++f)
          patch.skin_value(f, i, j) = static_cast<float>(between(random, -surface_home_of(f), 1.0));
      }
  }
  [[nodiscard]] std::size_t place(int i, int j, int k) const {
    return static_cast<std::size_t>(patch.pencils.pencil(i, j)) * patch.cells_of_pencil() +
           static_cast<std::size_t>(k * Pencils::width + Pencils::lane(i));
  }
  float& at(int i, int j, int k) { return damage[place(i, j, k)]; }
  float& home(int i, int j, int k) { return patch.disorder_home.data()[place(i, j, k)]; }

  [[nodiscard]] Tissue<double> column_at(int i, int j) {
    Tissue<double> t = healthy_tissue(column);
    for (int k = 0; k < column.cells; ++k) {
      for (int f = 0; f < kFieldCount; ++f) t.field(f)[k] = double{patch.value(f, i, j, k)};
      t.disorder_home[static_cast<std::size_t>(k)] = double{home(i, j, k)};
    }
    for (int f = 0; f < kSurfaceFieldCount; ++f) t.skin(f)[0] = double{patch.skin_value(f, i, j)};
    return t;
  }
  void wound(const InjuryParameters<double>& injury) {
    const std::size_t size = patch.cells_of_pencil();
    wound_patch(patch, column, injury, [&](int p, std::span<float> out) {
      std::copy_n(damage.data() + static_cast<std::size_t>(p) * size, size, out.data());
    });
  }
};

}  // namespace

TEST_CASE("every column of a patch is wounded as a column by itself") {
  RandomStream random = Seed(1).stream("patch wound");
  double worst = 0.0;
  for (int round = 0; round < 3; ++round) {
    World w(random, 21, 3);
    std::vector<Tissue<double>> columns;
    for (int j = 0; j < 3; ++j)
      for (int i = 0; i < 21; ++i) {
        columns.push_back(w.column_at(i, j));
        std::vector<double> damage;
        for (int k = 0; k < w.column.cells; ++k) damage.push_back(double{w.at(i, j, k)});
        wound(columns.back(), w.column, w.setup.injury, damage);
      }
    w.wound(w.setup.injury);
    for (int j = 0; j < 3; ++j)
      for (int i = 0; i < 21; ++i) {
        const Tissue<double> now = w.column_at(i, j);
        const Tissue<double>& alone =
            columns[static_cast<std::size_t>(j) * 21 + static_cast<std::size_t>(i)];
        worst = std::max({worst, difference(now.volume, alone.volume),
                          difference(now.surface, alone.surface),
                          difference(now.disorder_home, alone.disorder_home)});
      }
  }
  MESSAGE("largest difference of any number, values up to 13: " << worst);
  CHECK(worst < 4e-6);  // a few roundings of a float
}

TEST_CASE("cells that no needle meets stay to a rounding, lanes past the last column at home") {
  RandomStream random = Seed(2).stream("untouched");
  World w(random, 18, 2);
  // Column (5, 1) is left alone.
  for (int k = 0; k < w.column.cells; ++k) w.at(5, 1, k) = 0.0F;
  const Tissue<double> before = w.column_at(5, 1);
  w.wound(w.setup.injury);
  const Tissue<double> after = w.column_at(5, 1);
  CHECK(difference(before.volume, after.volume) < 1.2e-7);
  CHECK(before.disorder_home == after.disorder_home);
  PencilTissue t = w.patch.at(1);
  for (int n = 0; n < kFieldCount * t.cells; ++n)
    for (int lane = 2; lane < Pencils::width; ++lane) CHECK(t.volume[n][lane] == 0.0F);
}

TEST_CASE("a removed core leaves no matrix, and no more cells than a needle does") {
  RandomStream random = Seed(3).stream("core");
  World w(random, 16, 1);
  World solid = w;
  std::ranges::fill(w.damage, 1.0F);
  std::ranges::fill(solid.damage, 1.0F);
  w.wound(cored(w.setup.injury));
  solid.wound(solid.setup.injury);
  for (int i = 0; i < 16; ++i)
    for (int k = w.column.first_dermal; k < w.column.cells; ++k) {
      for (const int f : {kYoungCollagen, kMatureCollagen, kElastin})
        CHECK(w.patch.value(f, i, 0, k) == -1.0F);
      CHECK(w.patch.value(kDisorder, i, 0, k) == 0.0F);
      CHECK(w.home(i, 0, k) == 0.0F);
      for (const int f : {kFibroblasts, kMyofibroblasts, kVessels, kInflammation})
        CHECK(w.patch.value(f, i, 0, k) == solid.patch.value(f, i, 0, k));
    }
}

}  // namespace stipple
