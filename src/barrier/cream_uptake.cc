// SPDX-License-Identifier: Apache-2.0
#include "barrier/cream_uptake.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace stipple {
namespace {

// 1 - exp(-t/lag) and its integral.
double build_up(double t, double lag) { return -std::expm1(-t / lag); }
double build_up_integral(double t, double lag) { return t - lag * build_up(t, lag); }

double through_channels(const OpenChannels& c, double hours) {
  if (c.flux == 0.0) return 0.0;
  return c.flux * std::exp2(-(c.hours_since + hours) / c.half_life_h);
}

double through_channels_until(const OpenChannels& c, double hours) {
  if (c.flux == 0.0) return 0.0;
  const double tau = c.half_life_h / std::numbers::ln2;
  return through_channels(c, 0.0) * tau * build_up(hours, tau);
}

// Of a supply without end.
double endless_until(const CreamLayer& c, double hours) {
  const double on = std::min(hours, c.on_h);
  double whole = build_up_integral(on, c.lag_h);
  if (hours > c.on_h)
    whole += build_up(c.on_h, c.lag_h) * c.reservoir_h * build_up(hours - c.on_h, c.reservoir_h);
  return c.steady_flux * whole + through_channels_until(c.channels, on);
}

}  // namespace

double uptake_until(const CreamLayer& c, double hours) {
  if (!(c.supply > 0.0)) return 0.0;
  return -c.supply * std::expm1(-endless_until(c, hours) / c.supply);
}

double uptake_rate(const CreamLayer& c, double hours, bool on) {
  if (!(c.supply > 0.0)) return 0.0;
  double endless = c.steady_flux;
  if (on)
    endless = endless * build_up(hours, c.lag_h) + through_channels(c.channels, hours);
  else
    endless *= build_up(c.on_h, c.lag_h) * std::exp(-(hours - c.on_h) / c.reservoir_h);
  return endless * std::exp(-endless_until(c, hours) / c.supply);
}

}  // namespace stipple
