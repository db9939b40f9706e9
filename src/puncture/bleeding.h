// SPDX-License-Identifier: Apache-2.0
// Whether a puncture bleeds: it meets a capillary loop just under the epidermis,
//   p = 1 - exp(-rho (pi (R + r)^2 + 2 (R + r) s)),
// or, deeper, a vessel of the plexus that lies as a sheet in the dermis,
//   p = 1 - exp(-L (d + d_v)),   L the length of its vessels per area [Braverman1997].
// Plain doubles: mm, 1/mm2, 1/mm. Theory: docs/theory/puncture.md.
#pragma once

#include "evidence/parameter_values.h"

namespace stipple {

struct VesselParameters {
  double loop_density{}, loop_radius{};
  double plexus_depth{};   // of the sheet below the surface
  double plexus_length{};  // of vessels per area of the sheet
  double plexus_radius{};
  friend bool operator==(const VesselParameters&, const VesselParameters&) = default;
};
VesselParameters vessel_parameters(const ParameterValues& puncture);

double loop_hit(const VesselParameters&, double needle_radius, double slit);
double plexus_hit(const VesselParameters&, double needle_radius);
// Share of punctures that bleed; `reach_loops` and `reach_plexus` of them come that deep.
double share_bleeding(const VesselParameters&, double needle_radius, double slit,
                      double reach_loops, double reach_plexus);

}  // namespace stipple
