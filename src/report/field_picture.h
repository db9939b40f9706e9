// SPDX-License-Identifier: Apache-2.0
// A field of the patch as a picture: a map at a depth or a vertical section, with its colour bar,
// unit, scale and day; and several days side by side on one scale of colours.
#pragma once

#include <string>
#include <vector>

#include "appearance/block_field.h"
#include "appearance/slice.h"
#include "report/canvas.h"

namespace stipple {

struct FieldFrame {
  Slice slice{};
  std::vector<double> borders_mm{};  // of layers, in a section: depths
  double day{};
  bool after_visit{};
};
FieldFrame map_frame(const TissueBlock&, const BlockField&, double young_share, double depth_mm);
FieldFrame section_frame(const TissueBlock&, const BlockField&, double young_share, Wall,
                         double place_mm);

struct FieldPicture {
  std::string title{};
  std::string setting{};
  std::string place{};  // "0.20 mm below the surface"
  const BlockField* field{};
};
std::string depth_name(double depth_mm);
std::string section_name(Wall, double place_mm);

Canvas field_picture(const FieldPicture&, const FieldFrame&);
// At least one frame, all of one size.
Canvas field_strip(const FieldPicture&, const std::vector<FieldFrame>&);

}  // namespace stipple
