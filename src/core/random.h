// SPDX-License-Identifier: Apache-2.0
// Counter-based random numbers, keyed by what they are for: the same seed, tag and index give the
// same draw on any machine, whatever was drawn before and on however many threads. Mixing function:
// SplitMix64 finaliser [Steele2014].
#pragma once

#include <cstdint>
#include <string_view>

namespace stipple {

class RandomStream {
 public:
  explicit RandomStream(std::uint64_t key) : key_(key) {}
  std::uint64_t bits();
  double uniform();  // in (0, 1), never 0 or 1
  double normal();   // mean 0, sd 1, by inversion of the normal distribution
  // Normal restricted to [low, high] by inversion: no rejection, so one draw always costs one
  // number.
  double truncated_normal(double mean, double sd, double low, double high);

 private:
  std::uint64_t key_;
  std::uint64_t counter_{0};
};

class Seed {
 public:
  explicit constexpr Seed(std::uint64_t value = 1) : value_(value) {}
  [[nodiscard]] RandomStream stream(std::string_view tag, std::uint64_t index = 0) const;
  [[nodiscard]] constexpr std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_;
};

double normal_cdf(double z);
double normal_quantile(double p);  // relative error below 1e-9 [Acklam2003], one Halley step added

}  // namespace stipple
