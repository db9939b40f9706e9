// SPDX-License-Identifier: Apache-2.0
// A tridiagonal system factored once and solved many times (Thomas' algorithm): for diffusion along
// a line, whose matrices are diagonally dominant and need no pivoting.
#pragma once

#include <span>
#include <vector>

namespace stipple {

class Tridiagonal {
 public:
  // lower[0] and upper.back() are not read.
  Tridiagonal(std::span<const double> lower, std::span<const double> diagonal,
              std::span<const double> upper);
  // The right-hand side becomes the solution.
  void solve(std::span<double> x) const;

 private:
  std::vector<double> share_{};    // of the row above, taken off each row
  std::vector<double> inverse_{};  // of the diagonal after that
  std::vector<double> upper_{};
};

}  // namespace stipple
