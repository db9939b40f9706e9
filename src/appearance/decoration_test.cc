// SPDX-License-Identifier: Apache-2.0
#include "appearance/decoration.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "appearance/parameters_for_tests.h"
#include "appearance/wounded_block_for_tests.h"

namespace stipple {
namespace {

SectionAmounts skin(const StainParameters& p, const SectionPlane& plane, double pixel) {
  return cut_section(healthy_block(80, 4, 0.02), plane, pixel, p);
}

double mean_of(const std::vector<float>& values) {
  double sum = 0.0;
  for (const float x : values) sum += static_cast<double>(x);
  return sum / static_cast<double>(values.size());
}

}  // namespace

TEST_CASE("nuclei drawn by chance cover as much as the model has") {
  const StainParameters p = shipped_stains();
  const SectionAmounts smooth = skin(p, {.y_mm = 0.04, .width_mm = 1.0, .depth_mm = 0.6}, 1.0);
  const double area = double(smooth.width) * smooth.height;
  const double one = std::numbers::pi / 4.0 * std::pow(p.tissue.nucleus_um, 2);
  for (const Constituent kind : {kEpidermalNuclei, kDermalNuclei}) {
    const double expected = mean_of(smooth.of[kind]);
    // At most as uneven as a Poisson process; over several seeds.
    constexpr int kSeeds = 4;
    double mean = 0.0;
    for (int n = 0; n < kSeeds; ++n)
      mean += mean_of(decorated(smooth, p, Seed(20 + n)).of[kind]) / kSeeds;
    const double nuclei = expected * area / one * kSeeds;
    // A soft rim makes a slender nucleus up to 3 % larger.
    CHECK(std::abs(mean / expected - 1.0) < 4.0 / std::sqrt(nuclei) + 0.03);
  }
}

TEST_CASE("fibres keep the mean of what they are drawn into") {
  const StainParameters p = shipped_stains();
  const SectionAmounts smooth = skin(p, {.y_mm = 0.04, .depth_mm = 1.4}, 2.0);
  for (const Constituent c : {kMatureFibres, kYoungFibres, kElasticFibres, kHorny, kFat}) {
    CAPTURE(int(c));
    double mean = 0.0;
    constexpr int kSeeds = 8;
    for (int n = 0; n < kSeeds; ++n)
      mean += mean_of(decorated(smooth, p, Seed(40 + n)).of[c]) / kSeeds;
    // Threads are few: their mean is the least certain.
    CHECK(mean ==
          doctest::Approx(mean_of(smooth.of[c])).epsilon(c == kElasticFibres ? 0.06 : 0.03));
  }
}

TEST_CASE("nothing is drawn where there is nothing") {
  const StainParameters p = shipped_stains();
  const SectionAmounts smooth = skin(p, {.y_mm = 0.04, .depth_mm = 0.6}, 2.0);
  const SectionAmounts drawn = decorated(smooth, p, Seed(1));
  long wrong = 0;
  for (int row = 0; row < smooth.height; ++row) {
    const double depth = smooth.top_um + 2.0 * (row + 1);
    // A nucleus may reach over the border that its middle lies behind.
    if (depth > -p.tissue.nucleus_um) break;
    for (int column = 0; column < smooth.width; ++column)
      wrong += drawn.at(drawn.pixel(column, row)) == Amounts{} ? 0 : 1;
  }
  for (std::size_t i = 0; i < smooth.of[0].size(); ++i)
    for (const Constituent c : {kMatureFibres, kElasticFibres, kHorny, kClotFill, kFat})
      wrong += smooth.of[c][i] == 0.0F && drawn.of[c][i] != 0.0F ? 1 : 0;
  CHECK(wrong == 0);
}

TEST_CASE("decoration is the same for any number of threads and at the same place of any window") {
  const StainParameters p = shipped_stains();
  const SectionAmounts wide = skin(p, {.y_mm = 0.04, .depth_mm = 1.2}, 2.0);
  const SectionAmounts one = decorated(wide, p, Seed(5), 1);
  CHECK(decorated(wide, p, Seed(5), 3).of == one.of);
  CHECK(decorated(wide, p, Seed(6), 1).of != one.of);
  const SectionAmounts part =
      decorated(skin(p, {.y_mm = 0.04, .left_mm = 0.4, .width_mm = 0.6, .depth_mm = 1.2}, 2.0), p,
                Seed(5), 2);
  float worst = 0.0F;
  constexpr int kRim = 10;  // nuclei whose middle lies outside of the window are not drawn
  for (int row = kRim; row < part.height - kRim; ++row)
    for (int column = kRim; column < part.width - kRim; ++column)
      for (std::size_t c = 0; c < one.of.size(); ++c)
        worst = std::max(worst, std::abs(part.of[c][part.pixel(column, row)] -
                                         one.of[c][one.pixel(column + 200, row)]));
  CHECK(worst < 1e-4F);
}

}  // namespace stipple
