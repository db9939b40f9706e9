// SPDX-License-Identifier: Apache-2.0
// Reading what a published row says in words: a word in its setting, the numbers in a text.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace stipple {

bool mentions(std::string_view text, std::string_view word);
// The unsigned numbers in a text, in order: "EMLA 180-240 min" has 180 and 240.
std::vector<double> numbers_in(std::string_view text);
std::optional<double> mean_number_in(std::string_view text);

}  // namespace stipple
