// SPDX-License-Identifier: Apache-2.0
// A block of tissue as rows of a table: how each field lies across the skin, layer by layer.
#pragma once

#include <string>
#include <string_view>

#include "healing/tissue_block.h"

namespace stipple {

// One row a layer and field, the same rows at every moment. Each column of the block gives the mean
// of its cells in the layer, weighed by their thickness; mean, least, largest, 5th and 95th
// percentile are those of the columns. Fields stand only in the layers in which they live; the
// layer of the epidermis's own fields is "surface". unit: 1, a plain number
// (report/block_fields.h).
inline constexpr std::string_view kBlockCsvHeader =
    "day,after_visit,layer,field,unit,mean,min,max,p5,p95\n";

// The rows of one moment, without the header.
std::string block_csv_rows(const TissueBlock&);

}  // namespace stipple
