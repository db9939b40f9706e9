// SPDX-License-Identifier: Apache-2.0
// The two pages of the plan as pieces, for one size of letters.
#pragma once

#include <vector>

#include "report/pieces.h"
#include "report/plan_content.h"

namespace stipple {

struct PlanPages {
  std::vector<Piece> first{}, second{};
  std::vector<Piece> sources{};  // line by line below the second
};

struct PlanLook {
  double width{};  // of the text
  double size{};   // of the letters; small ones are no smaller than kSmallest
  bool short_sources{};
};
inline constexpr double kSmallest = 7.5;

PlanPages plan_pages(const Paper&, const PlanContent&, const TextBook&, const PlanLook&);

}  // namespace stipple
