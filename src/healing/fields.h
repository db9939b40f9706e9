// SPDX-License-Identifier: Apache-2.0
// The fields of the healing model (docs/theory/healing.md). Signals, leukocytes, clot and melanin
// activation are excess over healthy skin; cells and matrix are relative to it. Those that are 1 at
// home are stored as deviations, so that healthy skin is all zeros and an exact equilibrium, bit
// for bit.
#pragma once

#include <array>
#include <string_view>

namespace stipple {

// Volume fields, one value a cell. Stored as deviation: f, c3, c1, l, v (from 1) and q (from the
// local q_home).
enum Field : int {
  kInflammation,    // I   inflammatory signal (IL-1, TNF, IL-6)
  kMitogens,        // g   PDGF, FGF2, KGF, VEGF
  kTgfBeta1,        // b   active TGF-beta 1/2
  kTgfBeta3,        // r   TGF-beta 3 and IL-10: against scars
  kCollagenase,     // p   net collagenolysis, MMP less TIMP
  kNeutrophils,     // n
  kMacrophages1,    // m1  inflammatory
  kMacrophages2,    // m2  repair
  kFibroblasts,     // f
  kMyofibroblasts,  // y
  kClot,            // x   clot, provisional matrix, debris
  kYoungCollagen,   // c3
  kMatureCollagen,  // c1
  kElastin,         // l
  kDisorder,        // q   matrix disorder
  kVessels,         // v
  kDermalMelanin,   // M_d
  kFieldCount
};

// Fields of the surface, one value per site of the epidermis: e and M stored as deviation from 1.
enum SurfaceField : int {
  kEpidermis,             // e
  kMelanocyteActivation,  // a_m
  kMelanin,               // M
  kSurfaceFieldCount
};

inline constexpr int kAllFields = int{kFieldCount} + int{kSurfaceFieldCount};

inline constexpr std::array<std::string_view, kFieldCount> kFieldSymbols{
    "I", "g", "b", "r", "p", "n", "m1", "m2", "f", "y", "x", "c3", "c1", "l", "q", "v", "md"};
inline constexpr std::array<std::string_view, kSurfaceFieldCount> kSurfaceSymbols{"e", "am", "mel"};

// What is added to the stored value to get the value in the equations.
constexpr double home_of(int field) {
  return field == kFibroblasts || field == kYoungCollagen || field == kMatureCollagen ||
                 field == kElastin || field == kVessels
             ? 1.0
             : 0.0;
}
constexpr double surface_home_of(int field) { return field == kMelanocyteActivation ? 0.0 : 1.0; }

// The fields that move; the others are ordinary equations cell by cell.
enum class Cargo { signal, leukocyte, fibroblast, vessel };
struct Mobile {
  Field field{};
  Cargo cargo{};
  int attractant{-1};  // chemotaxis up the gradient of H of this field, or -1
};
inline constexpr std::array<Mobile, 11> kMobile{{{kInflammation, Cargo::signal},
                                                 {kMitogens, Cargo::signal},
                                                 {kTgfBeta1, Cargo::signal},
                                                 {kTgfBeta3, Cargo::signal},
                                                 {kCollagenase, Cargo::signal},
                                                 {kNeutrophils, Cargo::leukocyte, kInflammation},
                                                 {kMacrophages1, Cargo::leukocyte, kInflammation},
                                                 {kMacrophages2, Cargo::leukocyte, kInflammation},
                                                 {kFibroblasts, Cargo::fibroblast, kMitogens},
                                                 {kMyofibroblasts, Cargo::fibroblast},
                                                 {kVessels, Cargo::vessel}}};

}  // namespace stipple
