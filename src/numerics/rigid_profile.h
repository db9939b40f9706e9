// SPDX-License-Identifier: Apache-2.0
// The outline of a rigid convex body that presses on a mesh: a chain of straight lines, widened all
// round by a radius. One point: a circle (sphere); a flat line and an upright: a punch with a
// rounded edge; a point and a slope: a cone with a round tip.
#pragma once

#include <vector>

#include "numerics/quad_mesh.h"

namespace stipple {

struct RigidProfile {
  // From the middle (x = 0) outward and up; the body lies above and left of it. Convex.
  std::vector<PlanePoint> chain{};
  double rounding{};  // the radius by which the chain is widened
  friend bool operator==(const RigidProfile&, const RigidProfile&) = default;
};

// Distance from the surface of the body, negative inside, with its first and second derivatives.
struct ProfileDistance {
  double value{};
  double dx{}, dy{};
  double dxx{}, dxy{}, dyy{};
};
ProfileDistance distance_from(const RigidProfile&, PlanePoint);

// The lowest point of each stands at y = 0 on the axis.
RigidProfile flat_punch(double radius, double edge_radius);
// Half angle from the axis, in radians; above `shaft_radius` the wall is upright.
RigidProfile round_tipped_cone(double tip_radius, double half_angle, double shaft_radius);
RigidProfile shifted(RigidProfile, double dy);

}  // namespace stipple
