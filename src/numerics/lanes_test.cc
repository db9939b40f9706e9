// SPDX-License-Identifier: Apache-2.0
#include "numerics/lanes.h"

#include <doctest/doctest.h>

#include <bit>
#include <cstdint>

#include "core/random.h"

namespace stipple {
namespace {

template <class T>
using Eight = Lanes<T, 8>;

template <class T>
Eight<T> drawn(RandomStream& random, T low, T high) {
  Eight<T> x(low);
  for (int i = 0; i < 8; ++i) x.set(i, low + (high - low) * static_cast<T>(random.uniform()));
  return x;
}

bool same_bits(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

// Largest relative error of power_of against the C library over x in [1e-6, 4] and powers to 3.
template <class T>
double worst_power_error(std::uint64_t seed) {
  RandomStream random = Seed(seed).stream("power");
  double worst = 0.0;
  for (int k = 0; k < 20000; ++k) {
    // Evenly in the logarithm, so that small numbers count.
    const Eight<T> exponent = drawn<T>(random, T(0.01), T(3));
    Eight<T> x(T(1));
    for (int i = 0; i < 8; ++i)
      x.set(i, static_cast<T>(1e-6 * std::exp(std::log(4e6) * random.uniform())));
    const Eight<T> y = power_of(x, exponent);
    for (int i = 0; i < 8; ++i) {
      const double exact = std::pow(static_cast<double>(x[i]), static_cast<double>(exponent[i]));
      worst = std::max(worst, std::abs(static_cast<double>(y[i]) / exact - 1.0));
    }
  }
  return worst;
}

}  // namespace

TEST_CASE("a power is the C library's to the stated error") {
  const double in_double = worst_power_error<double>(31);
  const double in_float = worst_power_error<float>(32);
  MESSAGE("largest relative error, double " << in_double << ", float " << in_float);
  CHECK(in_double < 2e-14);
  CHECK(in_float < 5e-6);
}

TEST_CASE("a power of 0 is 0, of 1 is 1, and never falls as the base grows") {
  for (const double power : {0.1, 0.5, 1.0, 1.5, 3.0}) {
    CHECK(power_of(0.0, power) == 0.0);
    CHECK(power_of(1.0, power) == 1.0);
    double last = 0.0;
    for (double x = 1e-3; x < 4.0; x += 1e-3) {
      const double y = power_of(x, power);
      CHECK(y >= last * (1.0 - 1e-13));
      last = y;
    }
  }
}

TEST_CASE("lanes and a plain number give the same bits") {
  RandomStream random = Seed(33).stream("lanes");
  for (int k = 0; k < 2000; ++k) {
    const Eight<double> a = drawn(random, -4.0, 4.0), b = drawn(random, 0.1, 4.0);
    const Eight<double> sum = a + b, difference = a - b, product = a * b, ratio = a / b;
    const Eight<double> most = larger(a, b), least = smaller(a, b), above = positive(a);
    const Eight<double> size = magnitude(a), power = power_of(b, b), chosen = select(a < b, a, -b);
    for (int i = 0; i < 8; ++i) {
      const double x = a[i], y = b[i];
      CHECK(same_bits(sum[i], x + y));
      CHECK(same_bits(difference[i], x - y));
      CHECK(same_bits(product[i], x * y));
      CHECK(same_bits(ratio[i], x / y));
      CHECK(same_bits(most[i], larger(x, y)));
      CHECK(same_bits(least[i], smaller(x, y)));
      CHECK(same_bits(above[i], positive(x)));
      CHECK(same_bits(size[i], magnitude(x)));
      CHECK(same_bits(power[i], power_of(y, y)));
      CHECK(same_bits(chosen[i], select(x < y, x, -y)));
    }
  }
}

TEST_CASE("choosing by size is what the C library calls max, min and abs") {
  RandomStream random = Seed(34).stream("choose");
  for (int k = 0; k < 2000; ++k) {
    const double x = random.normal(), y = random.normal();
    CHECK(larger(x, y) == std::fmax(x, y));
    CHECK(smaller(x, y) == std::fmin(x, y));
    CHECK(magnitude(x) == std::abs(x));
    CHECK(positive(x) == std::fmax(x, 0.0));
  }
}

TEST_CASE("the largest and the smallest lane are found wherever they stand") {
  for (int place = 0; place < 8; ++place) {
    Eight<double> x(1.0);
    x.set(place, 7.0);
    CHECK(largest_lane(x) == 7.0);
    CHECK(smallest_lane(x) == 1.0);
    set_lane(x, place, -3.0);
    CHECK(lane(x, place) == -3.0);
    CHECK(smallest_lane(x) == -3.0);
    CHECK(largest_lane(x) == 1.0);
  }
}

}  // namespace stipple
