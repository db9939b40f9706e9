// SPDX-License-Identifier: Apache-2.0
#include "appearance/lateral_spread.h"

#include <cmath>
#include <cstddef>

#include "core/error.h"

namespace stipple {
namespace {

constexpr double kReach = 3.5;  // standard deviations; beyond lies less than 1e-3 of the whole

// Weights at distance 0, 1, 2, ...; their sum over both sides is 1.
std::vector<double> weights_of(double deviation) {
  const auto reach = static_cast<std::size_t>(std::ceil(kReach * deviation));
  std::vector<double> w;
  double sum = 0.0;
  for (std::size_t d = 0; d <= reach; ++d) {
    const double s = static_cast<double>(d) / deviation;
    w.push_back(std::exp(-0.5 * s * s));
    sum += (d == 0 ? 1.0 : 2.0) * w.back();
  }
  for (double& v : w) v /= sum;
  return w;
}

// The cell that stands for place i of a row of n, which may lie beyond its ends.
std::size_t place_of(long i, long n, Sides sides) {
  if (sides == Sides::periodic) return static_cast<std::size_t>(((i % n) + n) % n);
  const long m = ((i % (2 * n)) + 2 * n) % (2 * n);
  return static_cast<std::size_t>(m < n ? m : 2 * n - 1 - m);
}

// Spreads over rows of n blocks of `step` values that lie together.
void spread_row(const double* in, double* out, std::size_t n, std::size_t step, Sides sides,
                const std::vector<double>& w) {
  for (std::size_t i = 0; i < n; ++i) {
    double* to = out + i * step;
    const double* here = in + i * step;
    for (std::size_t s = 0; s < step; ++s) to[s] = w[0] * here[s];
    for (std::size_t d = 1; d < w.size(); ++d) {
      const auto shift = static_cast<long>(d), at = static_cast<long>(i);
      const double* before = in + place_of(at - shift, static_cast<long>(n), sides) * step;
      const double* after = in + place_of(at + shift, static_cast<long>(n), sides) * step;
      for (std::size_t s = 0; s < step; ++s) to[s] += w[d] * (before[s] + after[s]);
    }
  }
}

std::vector<double> turned_over(const std::vector<double>& v, std::size_t columns) {
  const std::size_t rows = v.size() / columns;
  std::vector<double> out(v.size());
  for (std::size_t j = 0; j < rows; ++j)
    for (std::size_t i = 0; i < columns; ++i) out[i * rows + j] = v[j * columns + i];
  return out;
}

}  // namespace

std::vector<double> spread_sideways(const std::vector<double>& values, int nx, int ny, Sides sides,
                                    double deviation) {
  const auto columns = static_cast<std::size_t>(nx), rows = static_cast<std::size_t>(ny);
  STIPPLE_REQUIRE(values.size() == columns * rows && deviation >= 0.0);
  // Narrower than that, nothing reaches a neighbour.
  if (deviation < 0.05) return values;
  const std::vector<double> w = weights_of(deviation);
  // Both passes run over whole rows of memory: along y, then along x of the turned field.
  std::vector<double> along_y(values.size());
  spread_row(values.data(), along_y.data(), rows, columns, sides, w);
  const std::vector<double> turned = turned_over(along_y, columns);
  std::vector<double> along_x(values.size());
  spread_row(turned.data(), along_x.data(), columns, rows, sides, w);
  return turned_over(along_x, rows);
}

}  // namespace stipple
