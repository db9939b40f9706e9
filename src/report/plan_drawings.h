// SPDX-License-Identifier: Apache-2.0
// The drawings of the plan as pieces of a page: an outcome over time, the map of the treated zone.
#pragma once

#include "report/axes.h"
#include "report/pieces.h"
#include "report/plan_content.h"

namespace stipple {

// One range for all charts of a unit, so that they compare.
Range common_range(const std::vector<PlanChart>&, const std::string& unit);
Piece chart_piece(const PlanChart&, const Range&, const TextBook&, double width, double height,
                  double size);

// Gives its own width; a line leads from the treated area to the right edge.
struct MapPiece {
  Piece piece{};
  double width{};
};
MapPiece map_piece(const std::string& zone, double height);

}  // namespace stipple
