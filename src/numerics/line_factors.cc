// SPDX-License-Identifier: Apache-2.0
#include "numerics/line_factors.h"

#include "core/error.h"

namespace stipple {

template <class T>
LineFactors<T> factor_line(const LineCouplings& line, bool closes, std::size_t padded) {
  const std::size_t n = line.extra.size();
  STIPPLE_REQUIRE(n > 0 && line.before.size() == n && line.after.size() == n && padded >= n);
  LineFactors<T> f;
  for (auto* each : {&f.inverse, &f.forward, &f.back, &f.gather, &f.spike}) each->resize(padded);
  double back = 0.0;
  double spike = 0.0;
  // Of the equation of the last cell: what it still takes from x_i, and its diagonal.
  double gather = closes ? line.after[n - 1] : 0.0;
  double taken = 0.0;
  for (std::size_t i = 0; i < n; ++i) {
    const bool last = i + 1 == n;
    const double before = i > 0 ? line.before[i] : 0.0;
    double diagonal = 1.0 + line.extra[i] + line.before[i] + line.after[i] - before * back;
    if (closes && last) {
      // A ring of one cell gives and takes the same.
      diagonal = 1.0 + line.extra[i];
      if (n > 1) diagonal += line.before[i] + line.after[i] - taken;
    }
    const double inverse = 1.0 / diagonal;
    f.inverse[i] = static_cast<T>(inverse);
    if (closes && last) break;
    spike = closes ? (i == 0 ? line.before[0] : before * spike) * inverse : 0.0;
    back = last ? 0.0 : line.after[i] * inverse;
    if (closes && i + 2 == n) {
      // The neighbour of the last cell knows it as its neighbour and as the border.
      spike += back;
      back = 0.0;
      gather += line.before[n - 1];
    }
    f.forward[i] = static_cast<T>(before * inverse);
    f.back[i] = static_cast<T>(back);
    f.gather[i] = static_cast<T>(closes ? gather : 0.0);
    f.spike[i] = static_cast<T>(spike);
    taken += gather * spike;
    gather *= back;
  }
  return f;
}

template LineFactors<float> factor_line(const LineCouplings&, bool, std::size_t);
template LineFactors<double> factor_line(const LineCouplings&, bool, std::size_t);

}  // namespace stipple
