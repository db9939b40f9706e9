// SPDX-License-Identifier: Apache-2.0
#include "report/face_map.h"

#include <algorithm>
#include <cmath>

#include "report/face_map_shapes.h"

namespace stipple {
namespace {

using shapes::Drawing;
using shapes::Half;

constexpr int kSteps = 6;  // of a smooth line between two points of it
constexpr double kHatchApart = 2.2;

// Catmull and Rom's curve through the points: it meets each of them.
Point between(const Point& before, const Point& from, const Point& to, const Point& after,
              double t) {
  const auto along = [t](double a, double b, double c, double d) {
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t +
                  (3 * b - a - 3 * c + d) * t * t * t);
  };
  return {along(before.x, from.x, to.x, after.x), along(before.y, from.y, to.y, after.y)};
}

Outline smooth(const Outline& points, bool closed) {
  const auto n = static_cast<long>(points.size());
  const auto at = [&](long i) {
    return points[static_cast<std::size_t>(closed ? (i + n) % n : std::clamp(i, 0L, n - 1))];
  };
  Outline out;
  for (long i = 0; i < (closed ? n : n - 1); ++i)
    for (int k = 0; k < kSteps; ++k)
      out.push_back(between(at(i - 1), at(i), at(i + 1), at(i + 2), 1.0 * k / kSteps));
  out.push_back(closed ? points.front() : points.back());
  return out;
}

Outline mirrored(Outline points) {
  for (Point& p : points) p.x = -p.x;
  return points;
}

// Down the right half and up its mirror: one line from middle to middle and back.
Outline both_halves(const Outline& right) {
  Outline all = right;
  for (auto p = right.rbegin(); p != right.rend(); ++p)
    if (p->x > 0) all.push_back({-p->x, p->y});
  return all;
}

Outline moved(Outline points, const Drawing& d) {
  for (Point& p : points) p = {p.x - d.left, p.y - d.top};
  return points;
}

void add_areas(std::vector<Outline>& out, const shapes::Area& area, const Drawing& d) {
  const Outline whole = area.half == Half::middle ? both_halves(area.points) : area.points;
  out.push_back(moved(smooth(whole, true), d));
  if (area.half == Half::pair) out.push_back(moved(smooth(mirrored(whole), true), d));
}

void add_strokes(std::vector<Outline>& out, const shapes::Stroke& stroke, const Drawing& d) {
  out.push_back(moved(smooth(stroke.points, stroke.closed), d));
  if (stroke.half != Half::single)
    out.push_back(moved(smooth(mirrored(stroke.points), stroke.closed), d));
}

bool holds(const Drawing& d, std::string_view zone) {
  return std::ranges::any_of(d.areas, [&](const shapes::Area& a) { return a.zone == zone; });
}

}  // namespace

bool zone_is_on_face(std::string_view zone) { return holds(shapes::face(), zone); }

bool zone_is_mapped(std::string_view zone) {
  return zone_is_on_face(zone) || holds(shapes::body(), zone);
}

BodyMap map_of_zone(std::string_view zone) {
  Drawing d = shapes::body();
  if (!holds(d, zone)) d = shapes::face();
  BodyMap map{.width = d.right - d.left, .height = d.bottom - d.top};
  for (const shapes::Stroke& stroke : d.strokes) add_strokes(map.lines, stroke, d);
  for (const shapes::Area& area : d.areas)
    if (area.zone == zone) add_areas(map.treated, area, d);
  for (const shapes::Area& area : d.kept_off)
    if (area.zone.empty() || area.zone == zone) add_areas(map.kept_off, area, d);
  return map;
}

bool lies_inside(Point p, const Outline& closed) {
  bool inside = false;
  for (std::size_t i = 0, k = closed.size() - 1; i < closed.size(); k = i++) {
    const Point &a = closed[i], &b = closed[k];
    if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (b.x - a.x) * (p.y - a.y) / (b.y - a.y))
      inside = !inside;
  }
  return inside;
}

std::vector<Outline> hatching(const Outline& area, double apart) {
  // Along x + y = s every crossing of the outline is found by its x.
  double low = INFINITY, high = -INFINITY;
  for (const Point& p : area) {
    low = std::min(low, p.x + p.y);
    high = std::max(high, p.x + p.y);
  }
  std::vector<Outline> out;
  for (double s = low + apart / 2; s < high; s += apart) {
    std::vector<double> cuts;
    for (std::size_t i = 0, k = area.size() - 1; i < area.size(); k = i++) {
      const double a = area[i].x + area[i].y - s, b = area[k].x + area[k].y - s;
      if ((a > 0) != (b > 0)) cuts.push_back(area[i].x + (area[k].x - area[i].x) * a / (a - b));
    }
    std::ranges::sort(cuts);
    for (std::size_t i = 0; i + 1 < cuts.size(); i += 2)
      out.push_back({{cuts[i], s - cuts[i]}, {cuts[i + 1], s - cuts[i + 1]}});
  }
  return out;
}

std::string face_map_svg(std::string_view zone, std::string_view described_as, double height) {
  const BodyMap map = map_of_zone(zone);
  const double scale = height / map.height;
  const auto scaled = [&](Outline line) {
    for (Point& p : line) p = {p.x * scale, p.y * scale};
    return line;
  };
  Svg svg(map.width * scale, height, described_as);
  for (const Outline& area : map.treated) svg.path(scaled(area), "map-zone");
  for (const Outline& area : map.kept_off) {
    svg.path(scaled(area), "map-kept-off");
    for (const Outline& line : hatching(area, kHatchApart)) svg.path(scaled(line), "map-hatch");
  }
  for (const Outline& line : map.lines) svg.path(scaled(line), "map-line");
  return svg.finish();
}

}  // namespace stipple
