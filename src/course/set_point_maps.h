// SPDX-License-Identifier: Apache-2.0
// Scars, stretch marks and dark spots in a patch: where the skin has set points of its own. Each
// kind has a form with the depth and width of its lesion, centred in the patch; every cell takes
// the share of it that lies inside. Only the dermis holds a scar. Plain doubles: mm.
// Theory: docs/theory/lesions.md, "In a patch".
#pragma once

#include <span>
#include <vector>

#include "course/member.h"
#include "numerics/pencils.h"

namespace stipple {

enum class LesionForm {
  none,      // read from plain skin
  bowl,      // shallow, deepest in its middle: d = D (1 - (2r/W)^2)
  cylinder,  // flat floor, steep wall
  cone,      // narrow, pointed: d = D (1 - 2r/W)
  band,      // flat floor, from one side of the patch to the other along y
  spot,      // a disc in the epidermis
};
LesionForm form_of(ConcernKind);

// What the table of lesions does not tell: data/patch/lesions.json.
struct LesionBorder {
  double edge_mm{};     // over which walls, floors and rims pass into the skin round them
  double melanin{1.0};  // of a spot, relative to the skin round it
  friend bool operator==(const LesionBorder&, const LesionBorder&) = default;
};
ParameterTable lesion_borders(const DataFiles&, const Bibliography&);
LesionBorder border_of(const ParameterTable&, LesionForm, Severity);

// In the order of TissueBlock; empty where nothing differs from healthy skin.
struct SetPointMaps {
  std::vector<float> disorder_home{};                  // q_h
  std::vector<float> collagen_home{}, elastin_home{};  // C_h, L_h
  std::vector<float> melanin_home{};                   // M_h, one value a column
  friend bool operator==(const SetPointMaps&, const SetPointMaps&) = default;
};

// edges: faces of the cells in depth; layers: of the cells. Under every place the lesion holds
// d(x, y) of the dermis, whatever its edge; nothing lies deeper than half an edge below that.
// A lesion wider than the patch fills it. points: in x and in y that stand for a cell.
SetPointMaps set_point_maps(LesionForm, const LesionValues&, const LesionBorder&, const Pencils&,
                            std::span<const double> edges, std::span<const Layer> layers,
                            int points = 4);

}  // namespace stipple
