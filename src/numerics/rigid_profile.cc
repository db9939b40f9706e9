// SPDX-License-Identifier: Apache-2.0
#include "numerics/rigid_profile.h"

#include <cmath>
#include <limits>

#include "core/error.h"

namespace stipple {
namespace {

struct Line {
  PlanePoint normal{};  // unit, out of the body
  double above{};       // signed distance of the point from the line
  double along{};       // from the first end of the line
  double length{};
};

Line seen_from(const PlanePoint& a, const PlanePoint& b, const PlanePoint& p) {
  const double length = std::hypot(b.x - a.x, b.y - a.y);
  const PlanePoint t{(b.x - a.x) / length, (b.y - a.y) / length};
  const PlanePoint n{t.y, -t.x};
  return {.normal = n,
          .above = n.x * (p.x - a.x) + n.y * (p.y - a.y),
          .along = t.x * (p.x - a.x) + t.y * (p.y - a.y),
          .length = length};
}

ProfileDistance from_line(const Line& line, double rounding) {
  return {.value = line.above - rounding, .dx = line.normal.x, .dy = line.normal.y};
}

ProfileDistance from_point(const PlanePoint& centre, const PlanePoint& p, double rounding) {
  const double d = std::hypot(p.x - centre.x, p.y - centre.y);
  // At the centre itself every direction is as good as another.
  if (d <= 0.0) return {.value = -rounding, .dy = -1.0};
  const double nx = (p.x - centre.x) / d, ny = (p.y - centre.y) / d;
  return {.value = d - rounding,
          .dx = nx,
          .dy = ny,
          .dxx = (1.0 - nx * nx) / d,
          .dxy = -nx * ny / d,
          .dyy = (1.0 - ny * ny) / d};
}

}  // namespace

ProfileDistance distance_from(const RigidProfile& body, PlanePoint p) {
  STIPPLE_REQUIRE(!body.chain.empty());
  if (body.chain.size() == 1) return from_point(body.chain.front(), p, body.rounding);
  // Inside the chain the nearest line counts, outside the nearest place of any line.
  Line inner{.above = -std::numeric_limits<double>::infinity()};
  Line outer{};
  double nearest = std::numeric_limits<double>::infinity();
  std::size_t corner = body.chain.size();  // none
  for (std::size_t i = 0; i + 1 < body.chain.size(); ++i) {
    const Line line = seen_from(body.chain[i], body.chain[i + 1], p);
    if (line.above > inner.above) inner = line;
    const bool before = line.along<0.0, after = line.along> line.length;
    const PlanePoint& end = body.chain[after ? i + 1 : i];
    const double d = before || after ? std::hypot(p.x - end.x, p.y - end.y) : std::abs(line.above);
    if (d >= nearest) continue;
    nearest = d;
    outer = line;
    corner = before || after ? (after ? i + 1 : i) : body.chain.size();
  }
  if (inner.above <= 0.0) return from_line(inner, body.rounding);
  if (corner < body.chain.size()) return from_point(body.chain[corner], p, body.rounding);
  return from_line(outer, body.rounding);
}

namespace {

constexpr double kFarUp = 1e3;  // an upright wall ends nowhere that matters, in units of the radius

}  // namespace

RigidProfile flat_punch(double radius, double edge_radius) {
  STIPPLE_REQUIRE(radius > edge_radius && edge_radius >= 0.0);
  const double a = radius - edge_radius, up = kFarUp * radius;
  return {.chain = {{0.0, edge_radius}, {a, edge_radius}, {a, edge_radius + up}},
          .rounding = edge_radius};
}

RigidProfile round_tipped_cone(double tip_radius, double half_angle, double shaft_radius) {
  STIPPLE_REQUIRE(tip_radius >= 0.0 && shaft_radius > tip_radius);
  const double wide = shaft_radius - tip_radius;
  const double up = tip_radius + wide / std::tan(half_angle);
  return {.chain = {{0.0, tip_radius}, {wide, up}, {wide, up + kFarUp * shaft_radius}},
          .rounding = tip_radius};
}

RigidProfile shifted(RigidProfile body, double dy) {
  for (PlanePoint& p : body.chain) p.y += dy;
  return body;
}

}  // namespace stipple
