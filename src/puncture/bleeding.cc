// SPDX-License-Identifier: Apache-2.0
#include "puncture/bleeding.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace stipple {

VesselParameters vessel_parameters(const ParameterValues& v) {
  return {.loop_density = v["loop_density"],
          .loop_radius = v["loop_radius"],
          .plexus_depth = v["plexus_depth"],
          .plexus_length = v["plexus_length"],
          .plexus_radius = v["plexus_radius"]};
}

double loop_hit(const VesselParameters& v, double needle_radius, double slit) {
  const double reach = needle_radius + v.loop_radius;
  return -std::expm1(-v.loop_density * (std::numbers::pi * reach * reach + 2.0 * reach * slit));
}

double plexus_hit(const VesselParameters& v, double needle_radius) {
  return -std::expm1(-v.plexus_length * 2.0 * (needle_radius + v.plexus_radius));
}

double share_bleeding(const VesselParameters& v, double needle_radius, double slit,
                      double reach_loops, double reach_plexus) {
  const double loop = loop_hit(v, needle_radius, slit);
  // Who reaches the plexus has passed the loops; only those that missed them count anew.
  return reach_loops * loop +
         std::min(reach_loops, reach_plexus) * (1.0 - loop) * plexus_hit(v, needle_radius);
}

}  // namespace stipple
