// SPDX-License-Identifier: Apache-2.0
// A field of punctures for tests of pictures and tables.
#pragma once

#include "puncture/puncture_map.h"

namespace stipple::test {

// Scattered at random, with even depths and slits in four directions.
inline PunctureMap random_map(std::size_t count, double side, double slit, double shallow,
                              double deep, Seed seed = Seed(7)) {
  PunctureMap map;
  map.width = map.height = side;
  RandomStream draw = seed.stream("map of a test");
  for (std::size_t i = 0; i < count; ++i) {
    map.x.push_back(static_cast<float>(side * draw.uniform()));
    map.y.push_back(static_cast<float>(side * draw.uniform()));
    map.time.push_back(static_cast<float>(i) * 0.01F);
    map.depth.push_back(static_cast<float>(shallow + (deep - shallow) * draw.uniform()));
    map.angle.push_back(0.0F);
    map.slit.push_back(static_cast<float>(slit * draw.uniform()));
    map.direction.push_back(static_cast<float>(45.0 * static_cast<double>(i % 4)));
    map.pass.push_back(static_cast<std::uint16_t>(i % 4));
  }
  return map;
}

}  // namespace stipple::test
