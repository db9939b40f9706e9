// SPDX-License-Identifier: Apache-2.0
// Stained sections of several days side by side, as a strip for one stain: captions, layers, what
// the colours mean, a scale bar, and a note of what the model holds and what only decorates.
// docs/theory/appearance-histology.md.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "appearance/section.h"
#include "core/random.h"
#include "report/canvas.h"

namespace stipple {

// What all pictures of a strip share.
struct StripView {
  SectionPlane plane{};
  double micrometres_per_pixel{2.0};
  bool decorated{};  // nuclei and fibres of appearance/decoration.h
  Seed seed{};       // of the decoration
  int threads{1};
};

struct SectionStrip {
  Stain stain{};
  std::string title{};  // "Four visits, 1.5 mm, on the cheek"
  StripView view{};
  double cell_um{};                                // of the model, across
  double junction_um{}, reticular_um{}, fat_um{};  // depths where layers begin
  std::vector<std::string> captions{};
  std::vector<Image> pictures{};
};

// Cuts the block once and adds a picture to each strip, so that the blocks of a long run need not
// be kept. All strips share one view. InvalidInput as cut_section().
void add_day(std::span<SectionStrip>, const TissueBlock&, const StainParameters&);

// The strip as a picture; canvas.png() gives the bytes of the file. At least one day.
Canvas section_strip(const SectionStrip&, const StainParameters&);

}  // namespace stipple
