// SPDX-License-Identifier: Apache-2.0
// A professional's decision against one rule, by name, with the reason; it stands in every output.
#pragma once

#include <string>
#include <vector>

#include "core/date.h"
#include "core/describe.h"

namespace stipple {

struct Override {
  std::string rule{};  // id in data/rules/candidacy.json
  std::string name{}, role{}, reason{};
  Date date{};
  friend bool operator==(const Override&, const Override&) = default;
};

struct Screening {
  std::vector<Override> overrides{};
  friend bool operator==(const Screening&, const Screening&) = default;
};

void describe(Visitor&, Override&);
void describe(Visitor&, Screening&);

}  // namespace stipple
