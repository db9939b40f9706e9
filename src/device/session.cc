// SPDX-License-Identifier: Apache-2.0
#include "device/session.h"

namespace stipple {

void describe(Visitor& v, SessionSettings& s) {
  v.field(
      "depth", s.depth,
      {.help = "set depth of the needles; for a roller or stamp not more than the needle length",
       .low = 0.0,
       .high = 3.0,
       .low_open = true});
  v.field("passes", s.passes,
          {.help = "times the device goes over each place; give this or a density",
           .required = false,
           .low = 0.0,
           .high = 100.0});
  v.field("density", s.density,
          {.help = "punctures wanted in all; give this or a number of passes",
           .low = 0.0,
           .high = 20000.0,
           .low_open = true});
  v.field("glide", s.glide,
          {.help = "speed of the hand along the skin; 0 for a device that is lifted between places",
           .required = false,
           .low = 0.0,
           .high = 300.0});
  v.field("overlap", s.overlap,
          {.help = "share of each swath that the next one beside it covers again",
           .required = false,
           .low = 0.0,
           .high = 0.9});
  v.field("pattern", s.pattern, {.help = "directions of the passes", .required = false});
  v.field("tension", s.tension,
          {.help = "tension of skin that is held taut; skin left alone has 28 to 92 kPa",
           .low = 0.0,
           .high = 500.0,
           .low_open = true});
  v.field("area", s.area, {.help = "treated skin", .low = 0.0, .high = 20000.0, .low_open = true});
  v.check((s.passes > 0.0) != s.density.has_value(), "passes",
          "give either a number of passes above 0 or a density, not both and not neither");
}

}  // namespace stipple
