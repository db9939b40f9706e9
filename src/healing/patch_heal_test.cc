// SPDX-License-Identifier: Apache-2.0
// The parts of the patch's engine; what it makes of the model is tested in tests/verification.
#include "healing/patch_heal.h"

#include <doctest/doctest.h>

#include "healing/patch_block.h"
#include "healing/patch_lateral.h"
#include "healing/patch_lines.h"
#include "healing/patch_wound.h"
#include "healing/test_setup.h"

namespace stipple {
namespace {

struct SmallPatch {
  HealingSetup setup = stated_setup(healing_table());
  HealingModel<double> model = make_model(setup.rates, setup.keloid, phototype_three());
  Column<double> column = make_column(usual_column(setup.densities));
};

// A different damage in every column.
void wound_unevenly(PatchTissue& t, const SmallPatch& s) {
  const std::vector<double> deep = damage_to(s.column, 0.5, 1.0);
  wound_patch(t, s.column, s.setup.injury, [&](int pencil, std::span<float> out) {
    std::fill(out.begin(), out.end(), 0.0F);
    const int b = pencil % t.pencils.in_row(), j = pencil / t.pencils.in_row();
    for (int k = 0; k < t.pencils.cells(); ++k)
      for (int l = 0; l < t.pencils.filled(b); ++l) {
        const double wave = 1.0 + std::sin(1.7 * (b * Pencils::width + l) + 0.9 * j);
        out[static_cast<std::size_t>(k) * Pencils::width + static_cast<std::size_t>(l)] =
            static_cast<float>(wave * deep[static_cast<std::size_t>(k)]);
      }
  });
}

TEST_CASE("Every number of a patch has one place, whoever asks for it") {
  PatchTissue t(Pencils(19, 3, 5, 0.05, Sides::closed));
  for (int f = 0; f < kFieldCount; ++f)
    for (int k = 0; k < 5; ++k)
      for (int j = 0; j < 3; ++j)
        for (int i = 0; i < 19; ++i)
          t.value(f, i, j, k) = static_cast<float>(((f * 5 + k) * 3 + j) * 19 + i);
  for (int f = 0; f < kFieldCount; ++f)
    for (int k = 0; k < 5; ++k)
      for (int j = 0; j < 3; ++j)
        for (int i = 0; i < 19; ++i)
          CHECK(t.at(t.pencils.pencil(i, j)).field(f)[k][Pencils::lane(i)] ==
                static_cast<float>(((f * 5 + k) * 3 + j) * 19 + i));
  float past_the_end = 0.0F;
  for (int j = 0; j < 3; ++j)
    for (int l = 3; l < Pencils::width; ++l)
      past_the_end += std::abs(t.at(t.pencils.pencil(16, j)).field(kClot)[2][l]);
  CHECK(past_the_end == 0.0F);
}

TEST_CASE("Neighbours in x stand one lane aside, the border's beyond the last column") {
  PatchLanes own;
  for (int l = 0; l < Pencils::width; ++l) own.set(l, static_cast<float>(l));
  const PatchLanes west = west_of(own, -5.0F);
  CHECK(west[0] == -5.0F);
  for (int l = 1; l < Pencils::width; ++l) CHECK(west[l] == static_cast<float>(l - 1));
  for (int last = 0; last < Pencils::width; ++last) {
    const PatchLanes east = east_of(own, 99.0F, last);
    CHECK(east[last] == 99.0F);
    for (int l = 0; l < last; ++l) CHECK(east[l] == static_cast<float>(l + 1));
  }
}

// (1 + h T) x = b along the epidermis' lines, put back into the equation.
TEST_CASE("Lines in x and y solve their equation, closed and periodic") {
  const SmallPatch s;
  for (const Sides sides : {Sides::closed, Sides::periodic})
    for (const int n : {1, 2, 7, 40}) {
      const Pencils p(n, 3, 1, 0.03, sides);
      const double h = 0.8;
      const SidewaysLines lines = sideways_lines(s.setup.rates, p, h);
      const double c = h * s.setup.rates.D_e / (p.side() * p.side());
      std::vector<float> b(static_cast<std::size_t>(3 * n));
      for (std::size_t i = 0; i < b.size(); ++i)
        b[i] = static_cast<float>(std::sin(3.1 * double(i)));
      std::vector<float> x = b;
      solve_skin(p, lines, x);
      const auto at = [&](int i, int j) {
        return static_cast<double>(x[static_cast<std::size_t>(j) * static_cast<std::size_t>(n) +
                                     static_cast<std::size_t>(i)]);
      };
      // The product of both lines gives b again.
      const auto once = [&](int i, int j) {
        return at(i, j) + c * (2.0 * at(i, j) - at(i, p.before(j, 3)) - at(i, p.after(j, 3)));
      };
      for (int j = 0; j < 3; ++j)
        for (int i = 0; i < n; ++i) {
          const double twice = once(i, j) + c * (2.0 * once(i, j) - once(p.before(i, n), j) -
                                                 once(p.after(i, n), j));
          CHECK(twice ==
                doctest::Approx(double(b[static_cast<std::size_t>(j) * static_cast<std::size_t>(n) +
                                         static_cast<std::size_t>(i)]))
                    .epsilon(2e-5));
        }
    }
}

TEST_CASE("A block shows the values of the equations") {
  const SmallPatch s;
  PatchTissue t(Pencils(18, 2, s.column.cells, 0.05, Sides::periodic));
  const std::vector<double> edges = usual_column(s.setup.densities).edges_mm;
  std::vector<float> home(static_cast<std::size_t>(18 * 2 * s.column.cells));
  for (std::size_t c = 0; c < home.size(); ++c) home[c] = 0.001F * static_cast<float>(c % 100);
  set_disorder_home(t, home);
  wound_unevenly(t, s);
  const TissueBlock block = block_of(t, edges, s.column.layers);
  CHECK(block.nz() == s.column.cells);
  for (const auto& [i, j, k] : {std::array{0, 0, 3}, std::array{17, 1, 20}, std::array{5, 1, 54}}) {
    const std::size_t c = block.at(i, j, k);
    CHECK(block.volume[kFibroblasts][c] == t.value(kFibroblasts, i, j, k) + 1.0F);
    CHECK(block.volume[kClot][c] == t.value(kClot, i, j, k));
    CHECK(block.volume[kDisorder][c] == t.value(kDisorder, i, j, k) + block.disorder_home[c]);
    CHECK(block.surface[kEpidermis][block.at(i, j)] == t.skin_value(kEpidermis, i, j) + 1.0F);
    CHECK(block.disorder_home[c] <= home[c]);  // a needle frees what it cuts
  }
}

TEST_CASE("What a patch is said to need, it takes") {
  const Pencils p(32, 30, 55, 0.02, Sides::periodic);
  const PatchTissue t(p);
  const std::size_t cells = std::size_t{32} * 30 * 55;
  const std::size_t numbers = 2 * t.volume.size() + t.disorder_home.size() + cells * kMobile.size();
  const std::size_t said = PatchHealer::bytes_at_rest(p) + PatchHealer::bytes_of_room(p, 1);
  CHECK(said >= numbers * sizeof(float));
  CHECK(said <= numbers * sizeof(float) + (std::size_t{4} << 20));
  CHECK(numbers * sizeof(float) / cells <= 200);
}

}  // namespace
}  // namespace stipple
