// SPDX-License-Identifier: Apache-2.0
#include "core/random.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <set>
#include <vector>

namespace stipple {

TEST_CASE("a stream depends on its seed, tag and index and on nothing else") {
  RandomStream other = Seed(1).stream("another");
  (void)other.bits();
  RandomStream a = Seed(7).stream("needles", 3), b = Seed(7).stream("needles", 3);
  for (int k = 0; k < 100; ++k) CHECK(a.bits() == b.bits());
  std::set<std::uint64_t> first;
  for (const std::uint64_t seed : {1, 2, 3})
    for (const char* tag : {"a", "b", "ab", ""})
      for (std::uint64_t index = 0; index < 200; ++index)
        first.insert(Seed(seed).stream(tag, index).bits());
  CHECK(first.size() == 3 * 4 * 200);
}

TEST_CASE("uniform numbers fill the unit interval evenly and never touch its ends") {
  constexpr int bins = 64, draws = 200000;
  std::array<int, bins> count{};
  RandomStream random = Seed(51).stream("uniform");
  for (int k = 0; k < draws; ++k) {
    const double u = random.uniform();
    REQUIRE(u > 0.0);
    REQUIRE(u < 1.0);
    ++count[static_cast<std::size_t>(u * bins)];
  }
  double chi2 = 0.0;
  constexpr double expected = static_cast<double>(draws) / bins;
  for (const int c : count) chi2 += (c - expected) * (c - expected) / expected;
  // 63 degrees of freedom: mean 63, sd 11.2; five sd either way.
  CHECK(chi2 < 63 + 5 * 11.2);
  CHECK(chi2 > 63 - 5 * 11.2);
}

TEST_CASE(
    "neighbouring draws, and first draws of neighbouring streams, do not resemble each other") {
  constexpr int n = 100000;
  const auto correlation = [](const std::vector<double>& u) {
    double sum = 0.0;
    for (std::size_t k = 1; k < u.size(); ++k) sum += (u[k] - 0.5) * (u[k - 1] - 0.5) * 12.0;
    return sum / static_cast<double>(u.size() - 1);
  };
  std::vector<double> along, across;
  RandomStream random = Seed(52).stream("along");
  for (std::uint64_t k = 0; k < n; ++k) {
    along.push_back(random.uniform());
    across.push_back(Seed(52).stream("across", k).uniform());
  }
  CHECK(std::abs(correlation(along)) < 5.0 / std::sqrt(n));
  CHECK(std::abs(correlation(across)) < 5.0 / std::sqrt(n));
}

TEST_CASE("normal numbers have mean 0, sd 1, no skew and the normal's tails") {
  constexpr int n = 200000;
  double sum = 0.0, squares = 0.0, cubes = 0.0;
  int beyond = 0;
  RandomStream random = Seed(53).stream("normal");
  for (int k = 0; k < n; ++k) {
    const double z = random.normal();
    sum += z;
    squares += z * z;
    cubes += z * z * z;
    beyond += std::abs(z) > 1.959963984540054;
  }
  CHECK(std::abs(sum / n) < 5.0 / std::sqrt(n));
  CHECK(std::abs(squares / n - 1.0) < 5.0 * std::sqrt(2.0 / n));
  CHECK(std::abs(cubes / n) < 5.0 * std::sqrt(15.0 / n));
  CHECK(std::abs(beyond / double(n) - 0.05) < 5.0 * std::sqrt(0.05 * 0.95 / n));
}

TEST_CASE("the quantile undoes the distribution function") {
  for (double z = -8.0; z <= 5.0; z += 0.01)  // beyond 5 the distance to 1 loses its digits
    CHECK(std::abs(normal_quantile(normal_cdf(z)) - z) < 1e-9 * (1.0 + std::abs(z)));
  for (double p = 1e-15; p < 0.5; p *= 1.3) {
    CHECK(std::abs(normal_cdf(normal_quantile(p)) / p - 1.0) < 1e-9);
    CHECK(normal_quantile(1.0 - p) == doctest::Approx(-normal_quantile(p)).epsilon(1e-2));
  }
  CHECK(normal_quantile(0.5) == doctest::Approx(0.0));
  CHECK(normal_quantile(0.975) == doctest::Approx(1.959963984540054).epsilon(1e-12));
}

TEST_CASE("a truncated normal keeps its bounds, however far out they lie") {
  RandomStream random = Seed(54).stream("truncated");
  for (int k = 0; k < 20000; ++k) {
    const double mean = 10.0 * (random.uniform() - 0.5), sd = 3.0 * random.uniform();
    const double low = 20.0 * (random.uniform() - 0.5), high = low + 5.0 * random.uniform();
    const double x = random.truncated_normal(mean, sd, low, high);
    REQUIRE(x >= low);
    REQUIRE(x <= high);
  }
  CHECK(random.truncated_normal(1.0, 0.0, 0.0, 2.0) == 1.0);
  CHECK(random.truncated_normal(3.0, 0.0, 0.0, 2.0) == 2.0);
}

TEST_CASE("between far bounds a truncated normal is the normal, and one draw costs one number") {
  RandomStream a = Seed(55).stream("far"), b = Seed(55).stream("far");
  for (int k = 0; k < 1000; ++k)
    CHECK(a.truncated_normal(2.0, 0.5, -100.0, 100.0) ==
          doctest::Approx(2.0 + 0.5 * b.normal()).epsilon(1e-9));
}

}  // namespace stipple
