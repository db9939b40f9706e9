// SPDX-License-Identifier: Apache-2.0
// A needling device as its maker builds it: the needle, how many, and what drives them. Figures of
// named devices live in data/devices/, each with its source; catalogue.h reads them. Theory:
// docs/theory/device.md.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <variant>

#include "core/describe.h"
#include "core/quantity.h"

namespace stipple {

// What touches the skin; where a maker does not say, it is steel.
enum class NeedleMaterial { steel, coated_steel, titanium, polymer };

struct Needle {
  Length diameter{};      // of the shaft
  Length tip_diameter{};  // of the blunt end that meets the skin first
  Length length{};        // free length beyond the plate or drum
  Length taper{};         // length over which the tip widens to the shaft
  NeedleMaterial material{};
  friend bool operator==(const Needle&, const Needle&) = default;
};

// A motor drives the needles through a guide plane by a crank: z(t) = D - S/2 (1 - cos 2 pi f t).
struct Pen {
  Frequency frequency{};  // strokes per second
  Length stroke{};        // S, whole travel of the crank
  Length swath{};         // width of skin that one glide covers
  friend bool operator==(const Pen&, const Pen&) = default;
};

// A drum with needles rolls over the skin.
struct Roller {
  Length drum_radius{};
  Length drum_width{};
  int needles_around{};  // rows of needles along one turn; 0: as square as the count allows
  friend bool operator==(const Roller&, const Roller&) = default;
};

// A plate of needles is pressed straight down and lifted straight off.
struct Stamp {
  Area plate_area{};
  friend bool operator==(const Stamp&, const Stamp&) = default;
};

using Drive = std::variant<Pen, Roller, Stamp>;

// How the needles of a cartridge or plate stand; a drum has rows of its own.
enum class Arrangement { rings, square, hexagonal, rows };

template <>
struct EnumNames<Arrangement> {
  static constexpr std::array<std::string_view, 4> names{"rings", "square", "hexagonal", "rows"};
};

struct Device {
  std::string id{};    // name in data/devices, or the case author's own
  std::string name{};  // as it stands in a report
  Needle needle{};
  int needle_count{};
  Length pitch{};  // distance between neighbouring needles
  Arrangement arrangement{Arrangement::rings};
  Drive drive{};
  Length max_depth{};        // what the scale allows
  Length depth_tolerance{};  // half-width of the error of the scale
  friend bool operator==(const Device&, const Device&) = default;
};

template <>
struct EnumNames<NeedleMaterial> {
  static constexpr std::array<std::string_view, 4> names{"steel", "coated_steel", "titanium",
                                                         "polymer"};
};

void describe(Visitor&, Needle&);
void describe(Visitor&, Pen&);
void describe(Visitor&, Roller&);
void describe(Visitor&, Stamp&);
void describe(Visitor&, Device&);

}  // namespace stipple
