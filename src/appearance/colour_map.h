// SPDX-License-Identifier: Apache-2.0
// Colours for numbers: equal steps of the number are equal steps of lightness L*, so that the
// picture reads alike in print without colour and with any colour vision.
#pragma once

#include "appearance/colour_science.h"

namespace stipple {

enum class ColourMap {
  rising,    // from pale sand through green to deep blue
  two_sided  // blue below the middle, pale in the middle, orange to brown above
};

// share 0..1, cut to it.
Rgb8 map_colour(ColourMap, double share);

}  // namespace stipple
