// SPDX-License-Identifier: Apache-2.0
// What stands in the file of a block beside its fields.
#pragma once

#include <string_view>

namespace stipple::block_part {

inline constexpr double this_version = 1.0;

inline constexpr std::string_view version = "stipple_block_version";
inline constexpr std::string_view day = "TimeValue";  // VTK's own name for the time of a file
inline constexpr std::string_view after_visit = "after_visit";
inline constexpr std::string_view side = "column_side_mm";
inline constexpr std::string_view periodic = "sides_are_periodic";
inline constexpr std::string_view layers = "layer_of_each_depth";  // from the surface down
inline constexpr std::string_view layer = "layer";                 // of each cell, as a number

}  // namespace stipple::block_part
