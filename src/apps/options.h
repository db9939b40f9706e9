// SPDX-License-Identifier: Apache-2.0
// What several commands take alike.
#pragma once

namespace CLI {
class Validator;
}

namespace stipple {

inline constexpr long long kMostMembers = 1000000;
// What every reader of JSON takes for the same whole number.
inline constexpr long long kLargestSeed = (1LL << 53) - 1;

// CLI11 reads "-1" as a large number and says little about "many".
CLI::Validator whole_number(long long low, long long high);

}  // namespace stipple
