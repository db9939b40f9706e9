// SPDX-License-Identifier: Apache-2.0
// The skin of one person at one zone, as far as a needle is concerned.
#pragma once

#include <string>

#include "core/quantity.h"

namespace stipple {

struct Skin {
  std::string zone{};  // id in data/skin/zones.json
  Length epidermis{};
  Length dermis{};           // papillary and reticular together
  Duration age{40.0, year};  // of the person
  friend bool operator==(const Skin&, const Skin&) = default;
};

}  // namespace stipple
