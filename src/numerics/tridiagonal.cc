// SPDX-License-Identifier: Apache-2.0
#include "numerics/tridiagonal.h"

#include "core/error.h"

namespace stipple {

Tridiagonal::Tridiagonal(std::span<const double> lower, std::span<const double> diagonal,
                         std::span<const double> upper)
    : share_(diagonal.size()), inverse_(diagonal.size()), upper_(upper.begin(), upper.end()) {
  STIPPLE_REQUIRE(!diagonal.empty() && lower.size() == diagonal.size() &&
                  upper.size() == diagonal.size());
  inverse_[0] = 1.0 / diagonal[0];
  for (std::size_t i = 1; i < diagonal.size(); ++i) {
    share_[i] = lower[i] * inverse_[i - 1];
    inverse_[i] = 1.0 / (diagonal[i] - share_[i] * upper[i - 1]);
  }
}

void Tridiagonal::solve(std::span<double> x) const {
  const std::size_t n = inverse_.size();
  STIPPLE_REQUIRE(x.size() == n);
  for (std::size_t i = 1; i < n; ++i) x[i] -= share_[i] * x[i - 1];
  x[n - 1] *= inverse_[n - 1];
  for (std::size_t i = n - 1; i-- > 0;) x[i] = (x[i] - upper_[i] * x[i + 1]) * inverse_[i];
}

}  // namespace stipple
