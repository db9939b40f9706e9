// SPDX-License-Identifier: Apache-2.0
// Figures in words: every number with its unit and its band, in the fewest digits that still tell
// the ends apart.
#pragma once

#include <string>
#include <string_view>

#include "outcome/result.h"

namespace stipple {

enum class Sign { plain, always };

// "+24 %", "3.1 days", "41 hours", "2.4 points"; unit "1" is shown in percent.
std::string figure(double value, std::string_view unit, Sign = Sign::plain);
// The ends of a band alone: "+9 to +41 %".
std::string ends(const Band&, std::string_view unit, Sign = Sign::plain);
// "+24 % (+9 to +41)": the unit stands once, by the figure.
std::string figure_and_ends(const Band&, std::string_view unit, Sign = Sign::plain);
// Digits after the point for a group of figures: two significant ones for the largest, none from 10
// on.
int decimals_for(double largest);
// A value of a parameter: up to three significant digits, then the unit.
std::string parameter_value(double value, std::string_view unit);

// "from literature", "tuned to data", "assumed", "no benefit modelled".
std::string_view words_for(Standing);
// The same as a class name for the style sheet.
std::string_view style_for(Standing);

// "at once", "1 day", "28 days", "6 months", "1 year": as people say it.
std::string span_words(double days);

}  // namespace stipple
