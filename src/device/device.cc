// SPDX-License-Identifier: Apache-2.0
#include "device/device.h"

#include <optional>

namespace stipple {

void describe(Visitor& v, Needle& n) {
  v.field("diameter", n.diameter,
          {.help = "diameter of the needle shaft", .low = 0.03, .high = 1.0});
  v.field("tip_diameter", n.tip_diameter,
          {.help = "diameter of the blunt end of the tip", .low = 0.001, .high = 0.3});
  v.field("length", n.length, {.help = "free length of the needle", .low = 0.1, .high = 5.0});
  v.field("taper", n.taper,
          {.help = "length over which the tip widens to the shaft", .low = 0.0, .high = 5.0});
  v.check(n.tip_diameter <= n.diameter, "tip_diameter", "the tip is wider than the shaft");
  v.field("material", n.material,
          {.help = "what the needles are made of; steel where the maker does not say",
           .required = false});
  v.check(n.taper <= n.length, "taper", "the taper is longer than the needle");
}

void describe(Visitor& v, Pen& p) {
  v.field("frequency", p.frequency, {.help = "strokes per second", .low = 1.0, .high = 500.0});
  v.field("stroke", p.stroke,
          {.help = "whole travel of the needle plate", .low = 0.1, .high = 6.0});
  v.field("swath", p.swath,
          {.help = "width of skin that one glide covers", .low = 0.5, .high = 50.0});
}

void describe(Visitor& v, Roller& r) {
  v.field("drum_radius", r.drum_radius,
          {.help = "radius of the drum without the needles", .low = 1.0, .high = 100.0});
  v.field("drum_width", r.drum_width,
          {.help = "width of the needled part of the drum", .low = 1.0, .high = 200.0});
  v.field("needles_around", r.needles_around,
          {.help = "rows of needles along one turn; 0: as square as the count allows",
           .required = false,
           .low = 0,
           .high = 5000});
}

void describe(Visitor& v, Stamp& s) {
  v.field("plate_area", s.plate_area,
          {.help = "needled area of the plate", .low = 0.001, .high = 100.0});
}

void describe(Visitor& v, Device& d) {
  v.field("id", d.id, {.help = "short name of the device"});
  v.field("name", d.name, {.help = "name in reports"});
  v.field("needle", d.needle, {.help = "shape of one needle"});
  v.field("needle_count", d.needle_count,
          {.help = "needles on the cartridge, drum or plate", .low = 1, .high = 5000});
  v.field("pitch", d.pitch,
          {.help = "distance between neighbouring needles", .low = 0.02, .high = 50.0});
  v.field("arrangement", d.arrangement,
          {.help = "how the needles of a pen or stamp stand on their plate", .required = false});
  v.field("max_depth", d.max_depth,
          {.help = "deepest setting of the scale", .low = 0.05, .high = 5.0});
  v.field("depth_tolerance", d.depth_tolerance,
          {.help = "half-width of the error of the depth scale", .low = 0.0, .high = 1.0});
  // A file names exactly one drive: each kind is an optional field here. An empty Pen is a device
  // not read yet.
  std::optional<Pen> pen;
  std::optional<Roller> roller;
  std::optional<Stamp> stamp;
  if (const auto* p = std::get_if<Pen>(&d.drive); p && *p != Pen{}) pen = *p;
  if (const auto* r = std::get_if<Roller>(&d.drive)) roller = *r;
  if (const auto* s = std::get_if<Stamp>(&d.drive)) stamp = *s;
  v.field("pen", pen, {.help = "a motor drives the needles; give one of pen, roller, stamp"});
  v.field("roller", roller, {.help = "needles on a drum; give one of pen, roller, stamp"});
  v.field("stamp", stamp, {.help = "needles on a plate; give one of pen, roller, stamp"});
  const int kinds = int(pen.has_value()) + int(roller.has_value()) + int(stamp.has_value());
  v.check(kinds == 1, "pen", "give exactly one of pen, roller, stamp");
  if (roller)
    d.drive = *roller;
  else if (stamp)
    d.drive = *stamp;
  else if (pen)
    d.drive = *pen;
}

}  // namespace stipple
