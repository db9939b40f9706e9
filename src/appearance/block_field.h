// SPDX-License-Identifier: Apache-2.0
// What of a block can be looked at: every field, and what is made of several of them.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "appearance/colour_map.h"
#include "healing/tissue_block.h"

namespace stipple {

struct BlockField {
  std::string_view name{};   // "collagen_gain"; a field of the model has its symbol
  std::string_view title{};  // "New collagen"
  std::string_view unit{};   // "% of healthy skin"
  bool two_sided{};          // drawn about `middle`
  double middle{};
  bool in_epidermis{};  // it means something there
  [[nodiscard]] ColourMap map() const {
    return two_sided ? ColourMap::two_sided : ColourMap::rising;
  }
};

std::span<const BlockField> block_fields();
// InvalidInput with the names that there are.
const BlockField& block_field(std::string_view name);

// Value of each cell of the block; no number (NaN) where the field means nothing. young_share:
// theta of C = theta c3 + (1 - theta) c1.
std::vector<float> values_of(const TissueBlock&, const BlockField&, double young_share);

}  // namespace stipple
