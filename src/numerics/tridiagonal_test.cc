// SPDX-License-Identifier: Apache-2.0
#include "numerics/tridiagonal.h"

#include <doctest/doctest.h>

#include "core/random.h"

namespace stipple {

TEST_CASE("the solution of a random dominant system gives back its right-hand side") {
  RandomStream random = Seed(61).stream("tridiagonal");
  for (int k = 0; k < 200; ++k) {
    const auto n = static_cast<std::size_t>(1.0 + 60.0 * random.uniform());
    std::vector<double> lower(n), diagonal(n), upper(n), b(n);
    for (std::size_t i = 0; i < n; ++i) {
      lower[i] = random.uniform() - 0.5;
      upper[i] = random.uniform() - 0.5;
      diagonal[i] = 1.2 + random.uniform();
      b[i] = 10.0 * random.uniform() - 5.0;
    }
    std::vector<double> x = b;
    Tridiagonal(lower, diagonal, upper).solve(x);
    for (std::size_t i = 0; i < n; ++i) {
      const double row = diagonal[i] * x[i] + (i > 0 ? lower[i] * x[i - 1] : 0.0) +
                         (i + 1 < n ? upper[i] * x[i + 1] : 0.0);
      CHECK(row == doctest::Approx(b[i]).epsilon(1e-11).scale(10.0));
    }
  }
}

}  // namespace stipple
