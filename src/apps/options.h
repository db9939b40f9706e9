// SPDX-License-Identifier: Apache-2.0
// What several commands take alike.
#pragma once

#include <string>

#include "core/quantity.h"

namespace CLI {
class Validator;
}

namespace stipple {

inline constexpr long long kMostMembers = 1000000;
// What every reader of JSON takes for the same whole number.
inline constexpr long long kLargestSeed = (1LL << 53) - 1;

int threads_or_all(int wanted);

// CLI11 reads "-1" as a large number and says little about "many".
CLI::Validator whole_number(long long low, long long high);

// "2 mm", "2mm": a number with a unit, within limits. Months count as twelfths of a year.
template <Dimension D>
CLI::Validator quantity_within(Quantity<D> low, Quantity<D> high);
// Of a text that has passed.
template <Dimension D>
Quantity<D> quantity_of(const std::string& text);

}  // namespace stipple
