// SPDX-License-Identifier: Apache-2.0
// What a patch run leaves to look at, day by day.
#pragma once

#include <string>

#include "healing/tissue_block.h"

namespace stipple {

// Into the folder of the run, at the days of picture_days(). A run that goes on from a checkpoint
// writes the days after it again, with the same bytes.
void write_picture_day(const std::string& out_folder, const TissueBlock&);

// Bytes on disk of one such day.
double picture_day_bytes(double cells);

}  // namespace stipple
