// SPDX-License-Identifier: Apache-2.0
// Where a zone lies: a face and neck from the front, or a body from the front and the back, as
// lines, with the areas of the zone and what is kept off (lids and orbital rim, lips, nostrils,
// nipples). A drawing to point at, no measure of anybody.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/markup.h"

namespace stipple {

using Outline = std::vector<Point>;

struct BodyMap {
  double width{}, height{};         // the drawing lies in (0, 0) to (width, height)
  std::vector<Outline> lines{};     // open or closed, to be drawn
  std::vector<Outline> treated{};   // closed, to be filled
  std::vector<Outline> kept_off{};  // closed, to be hatched over what is filled
};

// Zones of data/skin/zones.json that have a place on a drawing: all of them, tested.
bool zone_is_mapped(std::string_view zone);
bool zone_is_on_face(std::string_view zone);
// The drawing on which the zone lies, with its areas; without areas when it has none.
BodyMap map_of_zone(std::string_view zone);

// Slanting lines over the inside of a closed outline: two points each.
std::vector<Outline> hatching(const Outline& area, double apart);
bool lies_inside(Point, const Outline& closed);

// The same drawing for a page: a style sheet gives map-zone, map-kept-off, map-hatch and map-line
// their looks.
std::string face_map_svg(std::string_view zone, std::string_view described_as, double height);

}  // namespace stipple
