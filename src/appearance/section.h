// SPDX-License-Identifier: Apache-2.0
// A vertical section through a block of tissue, stained. Fields are read by straight lines between
// the centres of cells, so that nothing is seen that the model does not hold: no fibre, no single
// cell, a flat basement membrane. The epidermis stands on that membrane, e times as high as at
// rest; where it is torn the clot fills the gap up to the surface at rest.
// docs/theory/appearance-histology.md.
#pragma once

#include <array>
#include <vector>

#include "appearance/stains.h"
#include "healing/tissue_block.h"

namespace stipple {

// The plane of the cut, along x, and the part of it that is seen. mm.
struct SectionPlane {
  double y_mm{};
  double left_mm{};
  double width_mm{};      // 0: as far as the block goes
  double depth_mm{};      // below the surface at rest; 0: as far as the block goes
  double above_mm{0.06};  // glass above the surface at rest: room for a thicker epidermis
};

// What lies in each pixel: means over its height, at the middle of its width.
struct SectionAmounts {
  int width{}, height{};
  double micrometres_per_pixel{};
  double left_um{}, top_um{};                      // of the first pixel's corner in the block
  double junction_um{}, reticular_um{}, fat_um{};  // depths where layers begin
  std::array<std::vector<float>, kConstituentCount> of{};  // [row * width + column]

  [[nodiscard]] std::size_t pixel(int column, int row) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(width) +
           static_cast<std::size_t>(column);
  }
  [[nodiscard]] Amounts at(std::size_t pixel) const;
};

// InvalidInput when the plane misses the block, a size makes no sense, or the picture would have
// more than 16 million pixels. Any number of threads gives the same bits.
SectionAmounts cut_section(const TissueBlock&, const SectionPlane&, double micrometres_per_pixel,
                           const StainParameters&, int threads = 1);
// The light through it.
Image stained(const SectionAmounts&, Stain, const StainParameters&, int threads = 1);
// Both at once.
Image stained_section(const TissueBlock&, Stain, const SectionPlane&, double micrometres_per_pixel,
                      const StainParameters&, int threads = 1);

}  // namespace stipple
