// SPDX-License-Identifier: Apache-2.0
#include "puncture/pattern_statistics.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "core/random.h"

namespace stipple {
namespace {

void add(PunctureMap& map, double x, double y) {
  map.x.push_back(static_cast<float>(x));
  map.y.push_back(static_cast<float>(y));
}

PunctureMap random_field(std::uint64_t seed, double width, double height, int count) {
  RandomStream random = Seed(seed).stream("field");
  PunctureMap map{.width = width, .height = height};
  for (int i = 0; i < count; ++i) add(map, width * random.uniform(), height * random.uniform());
  return map;
}

}  // namespace

TEST_CASE("in a random field no statistic sees a pattern: its z scatters about 0 with spread 1") {
  constexpr int fields = 200;
  double mean = 0.0, square = 0.0, quadrat_mean = 0.0, quadrat_square = 0.0, largest = 0.0;
  for (int i = 0; i < fields; ++i) {
    const PatternStatistics s = pattern_statistics(random_field(std::uint64_t(i), 30, 20, 3000));
    CHECK(s.density_cm2 == doctest::Approx(500.0));
    mean += s.nearest.z / fields;
    square += s.nearest.z * s.nearest.z / fields;
    quadrat_mean += s.fine.z / fields;
    quadrat_square += s.fine.z * s.fine.z / fields;
    largest += s.nearest.largest_difference * std::sqrt(double(s.nearest.count)) / fields;
  }
  // Means of 200 are known to 0.07, spreads to 5 %: three of these; neighbours are not independent,
  // which widens the spread a little.
  CHECK(std::abs(mean) < 0.25);
  CHECK(std::sqrt(square) == doctest::Approx(1.0).epsilon(0.2));
  CHECK(std::abs(quadrat_mean) < 0.25);
  CHECK(std::sqrt(quadrat_square) == doctest::Approx(1.0).epsilon(0.2));
  // Kolmogorov's largest difference of n independent values is 0.87 / sqrt n in the mean.
  CHECK(largest == doctest::Approx(0.87).epsilon(0.25));
}

TEST_CASE("a square grid has R = 2, a triangular one 2.149, pairs one far below 1") {
  PunctureMap grid{.width = 20.0, .height = 20.0}, triangles = grid, pairs = grid;
  for (int i = 0; i < 40; ++i)
    for (int k = 0; k < 40; ++k) add(grid, 0.25 + 0.5 * i, 0.25 + 0.5 * k);
  triangles.height = 40.0 * 0.5 * std::sqrt(0.75);
  for (int i = 0; i < 40; ++i)
    for (int k = 0; k < 40; ++k)
      add(triangles, 0.125 + 0.25 * (k % 2) + 0.5 * i, (0.5 + k) * 0.5 * std::sqrt(0.75));
  RandomStream random = Seed(9).stream("pairs");
  for (int i = 0; i < 800; ++i) {
    const double x = 0.1 + 19.8 * random.uniform(), y = 20.0 * random.uniform();
    add(pairs, x, y);
    add(pairs, x + 0.01, y);
  }
  CHECK(nearest_distances(grid).clark_evans == doctest::Approx(2.0).epsilon(1e-5));
  CHECK(nearest_distances(grid).sd < 1e-5);
  CHECK(nearest_distances(triangles).clark_evans ==
        doctest::Approx(2.0 * std::sqrt(2.0 / std::sqrt(3.0))).epsilon(1e-5));
  CHECK(nearest_distances(pairs).clark_evans < 0.1);
  CHECK(nearest_distances(grid).z > 50.0);
  CHECK(nearest_distances(pairs).z < -50.0);
  CHECK(quadrat_counts(grid, 1.0).variance_to_mean == 0.0);
  CHECK(quadrat_counts(pairs, 1.0).variance_to_mean > 1.5);
}

TEST_CASE("nearest distances are those of comparing each with all") {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    // Bunched in one part, so that cells are empty and full.
    PunctureMap map = random_field(seed, 12.0, 8.0, 150);
    for (std::size_t i = 0; i < 100; ++i) map.x[i] *= 0.2F;
    const NearestDistances n = nearest_distances(map);
    const double strip = std::min(2.0 / std::sqrt(150.0 / 96.0), 2.0);
    double sum = 0.0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < map.size(); ++i) {
      if (map.x[i] < strip || map.x[i] > 12.0 - strip || map.y[i] < strip || map.y[i] > 8.0 - strip)
        continue;
      double nearest = 1e300;
      for (std::size_t k = 0; k < map.size(); ++k)
        if (k != i)
          nearest = std::min(nearest, std::hypot(double(map.x[k]) - double(map.x[i]),
                                                 double(map.y[k]) - double(map.y[i])));
      sum += nearest;
      ++count;
    }
    REQUIRE(n.count == count);
    if (count > 0) CHECK(n.mean == doctest::Approx(sum / double(count)).epsilon(1e-5));
  }
}

TEST_CASE("quadrats count every puncture in them, and all of them where they tile the patch") {
  const PunctureMap map = random_field(3, 30.0, 20.0, 5000);
  const QuadratCounts fine = quadrat_counts(map, 1.0), coarse = quadrat_counts(map, 10.0);
  CHECK(fine.count == 600);
  CHECK(coarse.count == 6);
  CHECK(fine.mean_cm2 == doctest::Approx(5000.0 / 6.0));
  CHECK(coarse.mean_cm2 == doctest::Approx(5000.0 / 6.0));
  CHECK(fine.sd_cm2 > coarse.sd_cm2);
  CHECK(quadrat_counts(map, 40.0).count == 0);
}

TEST_CASE("the curves rise from 0 towards 1, and percentiles stand in order") {
  const NearestDistances n = nearest_distances(random_field(5, 30.0, 20.0, 3000));
  REQUIRE(n.r.size() == n.observed.size());
  REQUIRE(n.r.size() == n.random.size());
  CHECK(std::ranges::is_sorted(n.observed));
  CHECK(std::ranges::is_sorted(n.random));
  CHECK(n.observed.front() == 0.0);
  CHECK(n.observed.back() > 0.99);
  CHECK(n.p5 < n.mean);
  CHECK(n.mean < n.p95);
}

TEST_CASE("a map without punctures, or with one, has no neighbours") {
  CHECK(nearest_distances(random_field(1, 5, 5, 0)).count == 0);
  CHECK(nearest_distances(random_field(1, 5, 5, 1)).count == 0);
  CHECK(pattern_statistics(random_field(1, 5, 5, 0)).density_cm2 == 0.0);
}

}  // namespace stipple
