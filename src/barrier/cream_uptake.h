// SPDX-License-Identifier: Apache-2.0
// How fast a cream gives its drug to the skin, per area:
//   j(t) = J_ss (1 - exp(-t/lag)) while it is on, then dying away from the horny layer's store,
//        + c P C_v 2^(-(t0 + t)/T_p), through the channels of needles of t0 hours before, while it
//        is on
// (the whole skin that the channels take away is left out: a few percent, on the safe side)
// and no more than was put on: uptake M(t) = m0 [1 - exp(-int_0^t j dt / m0)].
// Plain doubles: h, mg/cm2, mg/cm2/h. Theory: docs/theory/numbing.md.
#pragma once

namespace stipple {

// Channels that the cream meets, and how they close: as the path does (open_path.h).
struct OpenChannels {
  double flux{};  // through them were they as at the visit, over the whole surface: c P C_v
  double hours_since{};
  double half_life_h{};
  friend bool operator==(const OpenChannels&, const OpenChannels&) = default;
};

struct CreamLayer {
  double on_h{};         // from putting on to taking off
  double lag_h{};        // of the flux through whole skin
  double reservoir_h{};  // over which it dies away afterwards
  double steady_flux{};  // J_ss through whole skin
  double supply{};       // m0: drug put on
  OpenChannels channels{};
  friend bool operator==(const CreamLayer&, const CreamLayer&) = default;
};

// M(t), never above the supply.
double uptake_until(const CreamLayer&, double hours);
// dM/dt. At the moment of removal the flux through channels ends: `on` says from which side it is
// meant.
double uptake_rate(const CreamLayer&, double hours, bool on);

}  // namespace stipple
