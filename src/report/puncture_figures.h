// SPDX-License-Identifier: Apache-2.0
// Figures of needles in words: three digits and their unit, never a power of ten.
#pragma once

#include <string>
#include <string_view>

#include "outcome/result.h"

namespace stipple {

// "1250", "12.5", "0.125", "0".
std::string short_number(double value);
// The unit as people write it: "per cm²", "%", "mm".
std::string shown_unit_of(std::string_view unit);
// "1.38 mm", "18 %".
std::string shown_figure(double value, std::string_view unit);
// "1.22 to 1.55", in the unit of shown_figure().
std::string shown_ends(const Band&, std::string_view unit);

}  // namespace stipple
