// SPDX-License-Identifier: Apache-2.0
#include "healing/patch_lines.h"

namespace stipple {
namespace {

LineFactors<float> even_line(int n, double coupling, bool closes, int padded) {
  LineCouplings line;
  const auto cells = static_cast<std::size_t>(n);
  line.before.assign(cells, coupling);
  line.after.assign(cells, coupling);
  line.extra.assign(cells, 0.0);
  if (!closes) line.before.front() = line.after.back() = 0.0;
  return factor_line<float>(line, closes, static_cast<std::size_t>(padded));
}

// One line of n numbers, `step` apart.
void solve(const LineFactors<float>& f, bool closes, int n, int step, float* k) {
  float x = 0.0F;
  float gathered = 0.0F;
  for (int i = 0; i < n; ++i) {
    const auto c = static_cast<std::size_t>(i);
    x = f.inverse[c] * k[i * step] + f.forward[c] * x;
    gathered += f.gather[c] * x;
    k[i * step] = x;
  }
  float last = 0.0F;
  if (closes) last = k[(n - 1) * step] += f.inverse[static_cast<std::size_t>(n) - 1] * gathered;
  x = 0.0F;
  for (int i = n - 1; i >= 0; --i) {
    const auto c = static_cast<std::size_t>(i);
    x = k[i * step] + f.spike[c] * last + f.back[c] * x;
    k[i * step] = x;
  }
}

}  // namespace

SidewaysLines sideways_lines(const RateParameters<double>& rates, const Pencils& p, double h) {
  const bool closes = p.sides() == Sides::periodic;
  const double share = h / (p.side() * p.side());
  const int padded = p.in_row() * Pencils::width;
  const Transport<double> transport = transport_of(rates);
  SidewaysLines lines;
  for (std::size_t m = 0; m < kMobile.size(); ++m) {
    const double coupling = share * transport.diffusivity[m];
    lines.x[m] = even_line(p.nx(), coupling, closes, padded);
    lines.y[m] = even_line(p.ny(), coupling, closes, p.ny());
  }
  lines.skin_x = even_line(p.nx(), share * rates.D_e, closes, padded);
  lines.skin_y = even_line(p.ny(), share * rates.D_e, closes, p.ny());
  return lines;
}

void solve_skin(const Pencils& p, const SidewaysLines& lines, std::vector<float>& k) {
  const bool closes = p.sides() == Sides::periodic;
  for (int j = 0; j < p.ny(); ++j) solve(lines.skin_x, closes, p.nx(), 1, k.data() + j * p.nx());
  for (int i = 0; i < p.nx(); ++i) solve(lines.skin_y, closes, p.ny(), p.nx(), k.data() + i);
}

}  // namespace stipple
