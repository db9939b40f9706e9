// SPDX-License-Identifier: Apache-2.0
// The punctures of a patch as a picture: each hole and slit at true scale in its place and
// direction, coloured by its true depth; beside it how many there are over the whole patch.
#pragma once

#include <string>
#include <vector>

#include "puncture/puncture_map.h"
#include "report/canvas.h"

namespace stipple {

struct PictureFact {
  std::string label{};   // "Punctures"
  std::string figure{};  // "400 per cm²"
};

struct PuncturePicture {
  std::string title{};    // the device
  std::string setting{};  // "1.5 mm, 20 mm/s, star, on the cheek"
  std::vector<PictureFact> facts{};
  double needle_radius{};  // mm
  double window{10.0};     // side of the square that is shown at true scale, mm
};

// Drawn at true scale: the square of the patch whose density is most like that of the whole.
Canvas puncture_picture(const PuncturePicture&, const PunctureMap&);

}  // namespace stipple
