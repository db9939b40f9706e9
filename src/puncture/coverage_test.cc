// SPDX-License-Identifier: Apache-2.0
#include "puncture/coverage.h"

#include <doctest/doctest.h>

#include <cmath>
#include <numbers>
#include <numeric>

#include "core/random.h"

namespace stipple {
namespace {

constexpr double kPi = std::numbers::pi;

void add(PunctureMap& map, double x, double y, double slit = 0.0, double direction = 0.0) {
  map.x.push_back(static_cast<float>(x));
  map.y.push_back(static_cast<float>(y));
  map.slit.push_back(static_cast<float>(slit));
  map.direction.push_back(static_cast<float>(direction));
}

double between(RandomStream& random, double low, double high) {
  return low + (high - low) * random.uniform();
}

double capsule_area(double radius, double slit) {
  return kPi * radius * radius + 2 * radius * slit;
}

}  // namespace

TEST_CASE("one capsule anywhere covers its area; finer cells come closer to it") {
  // Mean error over many places and directions, at two sizes of cell.
  const auto mean_error = [](double cells_per_radius) {
    RandomStream random = Seed(1).stream("capsule");
    double error = 0.0;
    constexpr int rounds = 200;
    for (int i = 0; i < rounds; ++i) {
      PunctureMap map{.width = 3.0, .height = 2.5};
      const double radius = between(random, 0.05, 0.2), slit = between(random, 0.0, 0.6);
      add(map, between(random, 1, 2), between(random, 1, 1.5), slit, between(random, 0, 360));
      const Coverage c = coverage_of(map, radius, {.cells_per_radius = cells_per_radius});
      error += std::abs(c.share * 7.5 / capsule_area(radius, slit) - 1.0) / rounds;
    }
    return error;
  };
  const double coarse = mean_error(4.0), fine = mean_error(16.0), finest = mean_error(64.0);
  MESSAGE("error at 4, 16, 64 cells a radius: " << coarse << ", " << fine << ", " << finest);
  CHECK(coarse < 0.02);
  CHECK(fine < coarse / 3.0);
  CHECK(finest < fine / 3.0);
}

TEST_CASE("a slit across, along or between covers the same") {
  for (double direction = 0.0; direction < 360.0; direction += 15.0) {
    PunctureMap map{.width = 3.0, .height = 3.0};
    add(map, 1.5, 1.5, 0.7, direction);
    const Coverage c = coverage_of(map, 0.1, {.cells_per_radius = 40.0});
    CHECK(c.share * 9.0 == doctest::Approx(capsule_area(0.1, 0.7)).epsilon(0.003));
  }
}

TEST_CASE("figures apart add, the same figure twice counts once and is seen twice") {
  PunctureMap map{.width = 6.0, .height = 4.0};
  double area = 0.0;
  for (int i = 0; i < 5; ++i) {
    add(map, 0.7 + i, 0.8 + 0.5 * i, 0.1 * i, 40.0 * i);
    area += capsule_area(0.15, 0.1 * i);
  }
  const CoverageOptions fine{.cells_per_radius = 60.0};
  const Coverage once = coverage_of(map, 0.15, fine);
  CHECK(once.share * 24.0 == doctest::Approx(area).epsilon(0.003));
  CHECK(once.times[1] == doctest::Approx(once.share));
  const PunctureMap single = map;
  for (int i = 0; i < 5; ++i)
    add(map, single.x[i], single.y[i], single.slit[i], single.direction[i]);
  const Coverage twice = coverage_of(map, 0.15, fine);
  CHECK(twice.share == once.share);
  CHECK(twice.times[1] == 0.0);
  CHECK(twice.times[2] == doctest::Approx(once.share));
}

TEST_CASE("holes on a square grid cover n pi r^2 until they touch, and the circle's share beyond") {
  const double pitch = 0.5;
  for (const double radius : {0.1, 0.2, 0.25, 0.3, 0.34}) {
    PunctureMap map{.width = 10.0, .height = 10.0};
    for (double x = pitch / 2.0; x < 10.0; x += pitch)
      for (double y = pitch / 2.0; y < 10.0; y += pitch) add(map, x, y);
    // Beyond half a pitch four neighbours cut a lens each out of the disc: half of it lies in the
    // square.
    const double half = pitch / 2.0;
    double area = kPi * radius * radius;
    if (radius > half)
      area -= 4.0 * (radius * radius * std::acos(half / radius) -
                     half * std::sqrt(radius * radius - half * half));
    const Coverage c = coverage_of(map, radius, {.cells_per_radius = 30.0});
    CHECK(c.share == doctest::Approx(area / (pitch * pitch)).epsilon(0.004));
  }
}

TEST_CASE("figures scattered at random cover 1 - exp(-n A), and k deep as Poisson has it") {
  RandomStream random = Seed(2).stream("field");
  for (const double slit : {0.0, 0.25}) {
    PunctureMap map{.width = 60.0, .height = 50.0};
    const double radius = 0.125, margin = radius + slit;
    // Scattered beyond the edge as well, so that the edge is as any other place.
    const double density = 8.0;
    const auto count = int(density * (60.0 + 2 * margin) * (50.0 + 2 * margin));
    for (int i = 0; i < count; ++i)
      add(map, between(random, -margin, 60.0 + margin), between(random, -margin, 50.0 + margin),
          slit, between(random, 0.0, 360.0));
    const double mean = density * capsule_area(radius, slit);
    const Coverage c = coverage_of(map, radius);
    // 24,000 figures: the covered share is known to about 0.4 % of itself.
    CHECK(c.share == doctest::Approx(-std::expm1(-mean)).epsilon(0.012));
    CHECK(c.times[0] == doctest::Approx(std::exp(-mean)).epsilon(0.012));
    CHECK(c.times[1] == doctest::Approx(mean * std::exp(-mean)).epsilon(0.03));
    CHECK(c.times[2] == doctest::Approx(mean * mean / 2.0 * std::exp(-mean)).epsilon(0.06));
    CHECK(std::accumulate(c.times.begin(), c.times.end(), 0.0) == doctest::Approx(1.0));
  }
}

TEST_CASE("the map of coarse cells sums up to the share, and lies where the punctures are") {
  RandomStream random = Seed(3).stream("map");
  PunctureMap map{.width = 13.3, .height = 7.9};
  for (int i = 0; i < 300; ++i) add(map, between(random, 0.0, 6.0), between(random, 0.0, 7.9));
  const Coverage c = coverage_of(map, 0.11);
  REQUIRE(c.columns == 14);
  REQUIRE(c.rows == 8);
  double sum = 0.0;
  for (int row = 0; row < c.rows; ++row)
    for (int k = 0; k < c.columns; ++k) {
      const double share = c.map[std::size_t(row) * std::size_t(c.columns) + std::size_t(k)];
      sum += share / (c.rows * c.columns);
      if (k > 7) CHECK(share == 0.0);
    }
  CHECK(sum == doctest::Approx(c.share).epsilon(0.01));
}

TEST_CASE("finer cells than the usual move the share of many holes by less than a thousandth") {
  RandomStream random = Seed(4).stream("fine");
  PunctureMap map{.width = 50.0, .height = 50.0};
  for (int i = 0; i < 25000; ++i)
    add(map, between(random, 0.0, 50.0), between(random, 0.0, 50.0), between(random, 0.0, 0.3),
        between(random, 0.0, 360.0));
  const double usual = coverage_of(map, 0.125).share;
  CHECK(coverage_of(map, 0.125, {.cells_per_radius = 32.0}).share ==
        doctest::Approx(usual).epsilon(0.001));
}

}  // namespace stipple
