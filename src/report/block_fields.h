// SPDX-License-Identifier: Apache-2.0
// What the fields of a block of tissue are called in files that others open: volumes and tables.
// "_excess": above healthy skin, which is 0; "_relative": healthy skin is 1. All are plain numbers.
#pragma once

#include <array>
#include <string_view>

#include "healing/column.h"
#include "healing/fields.h"

namespace stipple {

inline constexpr std::array<std::string_view, kFieldCount> kFieldNames{
    "inflammation_excess",
    "growth_factors_excess",
    "tgf_beta_1_excess",
    "tgf_beta_3_excess",
    "collagenase_excess",
    "neutrophils_excess",
    "macrophages_inflammatory_excess",
    "macrophages_repair_excess",
    "fibroblasts_relative",
    "myofibroblasts_excess",
    "clot_excess",
    "collagen_young_relative",
    "collagen_mature_relative",
    "elastin_relative",
    "matrix_disorder",
    "vessels_relative",
    "dermal_melanin_excess",
};
inline constexpr std::array<std::string_view, kSurfaceFieldCount> kSurfaceNames{
    "epidermis_relative", "melanocyte_activation_excess", "melanin_relative"};

// Set points: 1 in healthy skin. Amount of collagen = relative value x set point.
inline constexpr std::string_view kDisorderHomeName = "matrix_disorder_at_rest";
inline constexpr std::string_view kCollagenHomeName = "collagen_set_point";
inline constexpr std::string_view kElastinHomeName = "elastin_set_point";
inline constexpr std::string_view kMelaninHomeName = "melanin_set_point";

inline constexpr std::array<std::string_view, 4> kLayerNames{"epidermis", "papillary_dermis",
                                                             "reticular_dermis", "fat"};

// Whether a field lives in a layer (docs/theory/healing.md, "Fields"); elsewhere its numbers say
// nothing.
bool lives_in(Field, Layer);

}  // namespace stipple
