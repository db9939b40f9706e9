// SPDX-License-Identifier: Apache-2.0
// The face of a patch as a picture, and its days side by side as a film. What is drawn is computed
// tissue, not a person: the caption says so.
#pragma once

#include <string>
#include <vector>

#include "appearance/skin_face.h"
#include "report/canvas.h"

namespace stipple {

struct FaceFrame {
  SkinFace face{};
  double day{};
  bool after_visit{};
};

struct FacePicture {
  std::string title{};    // "The skin from above"
  std::string setting{};  // device and depth, phototype, zone
  std::string caution{};  // a sentence more below the picture
  RakingLight light{};
};

// What to say of a phototype, 1 to 6 for I to VI; empty where there is nothing to say.
std::string colour_caution(int phototype);

// One moment: colour with relief, and beside it the height as a map with its figures.
Canvas skin_face_picture(const FacePicture&, const FaceFrame&);
// At least one frame; all of one width.
Canvas skin_face_strip(const FacePicture&, const std::vector<FaceFrame>&);

}  // namespace stipple
