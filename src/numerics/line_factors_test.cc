// SPDX-License-Identifier: Apache-2.0
#include "numerics/line_factors.h"

#include <doctest/doctest.h>

#include "core/random.h"

namespace stipple {
namespace {

LineCouplings drawn_line(RandomStream& random, std::size_t n) {
  LineCouplings line;
  for (std::size_t i = 0; i < n; ++i) {
    line.before.push_back(20.0 * random.uniform());
    line.after.push_back(20.0 * random.uniform());
    line.extra.push_back(random.uniform());
  }
  return line;
}

// As the kernels of transport do it.
std::vector<double> solved(const LineFactors<double>& f, std::vector<double> b) {
  const std::size_t n = b.size();
  double gathered = 0.0;
  for (std::size_t i = 0; i < n; ++i) {
    b[i] = b[i] * f.inverse[i] + (i > 0 ? f.forward[i] * b[i - 1] : 0.0);
    gathered += f.gather[i] * b[i];
  }
  const double last = b[n - 1] + gathered * f.inverse[n - 1];
  b[n - 1] = last;
  for (std::size_t i = n - 1; i-- > 0;) b[i] += f.spike[i] * last + f.back[i] * b[i + 1];
  return b;
}

}  // namespace

TEST_CASE("a factored line gives back its right-hand side, open or closed on itself") {
  RandomStream random = Seed(11).stream("line factors");
  for (int draw = 0; draw < 200; ++draw) {
    const auto n = static_cast<std::size_t>(2.0 + 40.0 * random.uniform());
    const bool closes = draw % 2 == 0;
    const LineCouplings line = drawn_line(random, n);
    std::vector<double> b;
    for (std::size_t i = 0; i < n; ++i) b.push_back(random.normal());
    const std::vector<double> x = solved(factor_line<double>(line, closes, n), b);
    for (std::size_t i = 0; i < n; ++i) {
      const double before = i > 0 ? x[i - 1] : closes ? x[n - 1] : 0.0;
      const double after = i + 1 < n ? x[i + 1] : closes ? x[0] : 0.0;
      const double row = (1.0 + line.extra[i] + line.before[i] + line.after[i]) * x[i] -
                         line.before[i] * before - line.after[i] * after;
      CHECK(row == doctest::Approx(b[i]).epsilon(1e-11).scale(10.0));
    }
  }
}

TEST_CASE("no factor is negative, and the padding holds zeros") {
  RandomStream random = Seed(12).stream("line factors");
  for (int draw = 0; draw < 100; ++draw) {
    const auto n = static_cast<std::size_t>(1.0 + 30.0 * random.uniform());
    const auto f = factor_line<float>(drawn_line(random, n), draw % 2 == 0, n + 5);
    for (const auto* each : {&f.inverse, &f.forward, &f.back, &f.gather, &f.spike})
      for (std::size_t i = 0; i < n + 5; ++i) {
        CHECK((*each)[i] >= 0.0f);
        if (i >= n) CHECK((*each)[i] == 0.0f);
      }
  }
}

}  // namespace stipple
