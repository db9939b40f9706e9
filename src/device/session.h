// SPDX-License-Identifier: Apache-2.0
// What the operator sets for one visit: how deep, how often over the skin, how fast the hand
// glides. Theory: docs/theory/device.md.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "core/describe.h"
#include "core/quantity.h"

namespace stipple {

// In which directions the passes are laid. Density adds whatever the pattern; the slits of a
// gliding pen follow it.
enum class PassPattern {
  parallel,  // all along one direction
  crossed,   // alternately along and across
  star,      // along, across and both diagonals
};

template <>
struct EnumNames<PassPattern> {
  static constexpr std::array<std::string_view, 3> names{"parallel", "crossed", "star"};
};

struct SessionSettings {
  Length depth{};   // pen: set protrusion; roller, stamp: at most the needle length
  double passes{};  // times the device goes over each place; fractions are means
  std::optional<ArealDensity> density{};  // punctures wanted in all, instead of a number of passes
  Speed glide{};  // of the hand along the skin; 0 where the device is lifted and set down
  Fraction
      overlap{};  // share of each swath, drum or plate that the next one beside it covers again
  PassPattern pattern{PassPattern::crossed};
  std::optional<Area> area{};       // treated skin, where known
  std::optional<Stress> tension{};  // of skin that the operator holds taut; none: as it is
  friend bool operator==(const SessionSettings&, const SessionSettings&) = default;
};

void describe(Visitor&, SessionSettings&);

}  // namespace stipple
