// SPDX-License-Identifier: Apache-2.0
#include "core/random.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace stipple {
namespace {

std::uint64_t mixed(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

template <std::size_t N>
double polynomial(const std::array<double, N>& c, double x) {
  double sum = 0.0;
  for (const double a : c) sum = sum * x + a;
  return sum;
}

}  // namespace

std::uint64_t RandomStream::bits() {
  constexpr std::uint64_t golden = 0x9e3779b97f4a7c15ULL;
  return mixed(mixed(key_) + golden * ++counter_);
}

double RandomStream::uniform() {
  // 53 bits, centred in their cells so that 0 and 1 never come.
  return (static_cast<double>(bits() >> 11) + 0.5) * 0x1.0p-53;
}

double RandomStream::normal() { return normal_quantile(uniform()); }

double RandomStream::truncated_normal(double mean, double sd, double low, double high) {
  const double u = uniform();
  if (!(sd > 0.0) || !(high > low)) return std::clamp(mean, low, high);
  const double a = normal_cdf((low - mean) / sd);
  const double b = normal_cdf((high - mean) / sd);
  const double p = std::clamp(a + u * (b - a), 1e-300, 1.0 - 1e-16);
  return std::clamp(mean + sd * normal_quantile(p), low, high);
}

RandomStream Seed::stream(std::string_view tag, std::uint64_t index) const {
  std::uint64_t h = 0xcbf29ce484222325ULL;  // FNV-1a over the tag
  for (const char c : tag) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return RandomStream(mixed(mixed(value_ + h) + index));
}

double normal_cdf(double z) { return 0.5 * std::erfc(-z / std::numbers::sqrt2); }

double normal_quantile(double p) {
  static constexpr std::array a{-3.969683028665376e+01, 2.209460984245205e+02,
                                -2.759285104469687e+02, 1.383577518672690e+02,
                                -3.066479806614716e+01, 2.506628277459239e+00};
  static constexpr std::array b{-5.447609879822406e+01, 1.615858368580409e+02,
                                -1.556989798598866e+02, 6.680131188771972e+01,
                                -1.328068155288572e+01, 1.0};
  static constexpr std::array c{-7.784894002430293e-03, -3.223964580411365e-01,
                                -2.400758277161838e+00, -2.549732539343734e+00,
                                4.374664141464968e+00,  2.938163982698783e+00};
  static constexpr std::array d{7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00,
                                3.754408661907416e+00, 1.0};
  constexpr double tail = 0.02425;
  double x = 0.0;
  if (p < tail || p > 1.0 - tail) {
    const double q = std::sqrt(-2.0 * std::log(p < tail ? p : 1.0 - p));
    x = polynomial(c, q) / polynomial(d, q);
    if (p > tail) x = -x;
  } else {
    const double q = p - 0.5;
    x = q * polynomial(a, q * q) / polynomial(b, q * q);
  }
  // One Halley step takes the rational approximation to rounding.
  const double e = normal_cdf(x) - p;
  const double u = e * std::sqrt(2.0 * std::numbers::pi) * std::exp(0.5 * x * x);
  return x - u / (1.0 + 0.5 * x * u);
}

}  // namespace stipple
