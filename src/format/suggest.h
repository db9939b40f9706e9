// SPDX-License-Identifier: Apache-2.0
// "Did you mean": the known name nearest to a mistyped one.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace stipple {

// Fewest single-letter changes, and swaps of neighbours, from one word to the other.
std::size_t edit_distance(std::string_view a, std::string_view b);
// Empty when none is near enough to be meant.
std::string_view nearest_name(std::string_view word, std::span<const std::string_view> names);

}  // namespace stipple
