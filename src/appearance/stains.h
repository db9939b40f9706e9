// SPDX-License-Identifier: Apache-2.0
// What a stained section of skin does to light. Each dye has a vector of optical density in red,
// green and blue [Ruifrok2001] [Landini2021]; densities of dyes add up, and light falls by
// 10^-density (Beer and Lambert). Parameters: data/appearance/histology.json.
// docs/theory/appearance-histology.md.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "appearance/image.h"
#include "evidence/parameters.h"
#include "healing/column.h"

namespace stipple {

enum class Stain {
  haematoxylin_eosin,
  masson,          // trichrome with methyl blue
  picrosirius,     // picrosirius red in bright field
  van_gieson,      // Verhoeff's elastic stain with van Gieson's
  fontana_masson,  // silver for melanin
};
inline constexpr std::array kStains{Stain::haematoxylin_eosin, Stain::masson, Stain::picrosirius,
                                    Stain::van_gieson, Stain::fontana_masson};

enum class Dye {
  haematoxylin,
  eosin,
  iron_haematoxylin,
  ponceau_fuchsin,
  methyl_blue,
  sirius_red,
  picric_acid,
  verhoeff,
  acid_fuchsin,
  silver,
  fast_red,
  melanin,  // no dye: its own brown, in every stain
};
inline constexpr int kDyes = 12;

// What takes up dye. Amounts are 1 where the name says.
enum Constituent : int {
  kEpidermalNuclei,  // share of the picture that nuclei cover
  kDermalNuclei,     // of fibroblasts, myofibroblasts and vessel walls
  kLeukocyteNuclei,  //
  kKeratinocytes,    // the living epidermis between its nuclei: 1
  kHorny,            // the horny layer: 1
  kMatureFibres,     // 1: as much as all collagen of healthy reticular dermis
  kYoungFibres,      // alike
  kElasticFibres,    // 1: as in healthy reticular dermis
  kClotFill,         // 1: clot fills the place
  kCytoplasm,        // cell bodies of the dermis; 1: as many as healthy fibroblasts
  kVesselFill,       // 1: as dense as the model counts 1
  kFat,              // 1 in fat
  kMelaninGrains,    // 1: mean of healthy epidermis
  kConstituentCount
};
using Amounts = std::array<double, kConstituentCount>;
using OpticalDensity = std::array<double, 3>;  // of red, green, blue; decadic

// Of each layer relative to healthy reticular dermis.
struct LayerMakeUp {
  double collagen{}, elastin{}, fibroblasts{}, vessels{};
};

// How an amount of tissue becomes an amount on the glass.
struct TissueMakeUp {
  double young_share{};  // theta, of all collagen at home
  double horny_mm{}, melanin_depth_mm{};
  double keratinocytes_per_mm2{};                                         // of skin
  double fibroblast_profiles{}, vessel_profiles{}, leukocyte_profiles{};  // 1/mm2 of a section
  double nucleus_um{}, slice_um{};
  double clot_displaces{};
  double papillary_blend_mm{};
  std::array<LayerMakeUp, 4> layers{};  // by Layer
};

// Sizes of what only decorates (appearance/decoration.h).
struct GrainSizes {
  double reticular_um{}, papillary_um{}, horny_um{}, fat_cell_um{}, contrast{};
};

struct StainParameters {
  std::array<OpticalDensity, kDyes> vectors{};                        // of length 1
  std::array<std::array<double, kConstituentCount>, kDyes> uptake{};  // density at amount 1
  std::array<bool, kDyes> vector_assumed{};                           // no measured one was at hand
  TissueMakeUp tissue{};
  GrainSizes grain{};
};

inline constexpr std::string_view kHistologyFile = "appearance/histology.json";

// `histology` is kHistologyFile; `healing` is parameters/healing.json: share of young collagen and
// densities of the layers. InvalidInput when a symbol is missing or unknown.
StainParameters make_stain_parameters(const ParameterTable& histology,
                                      const ParameterTable& healing);
StainParameters load_stain_parameters(const DataFiles&, const Bibliography&);

std::span<const Dye> dyes_of(Stain);  // melanin last
std::string_view name_of(Stain);      // "Masson's trichrome"
std::string_view key_of(Stain);       // "masson", as in names of files
std::string_view name_of(Dye);        // "methyl_blue", as in names of parameters

// Optical density of one dye, and of a whole stain, where these amounts lie.
double dye_density(Dye, const Amounts&, const StainParameters&);
OpticalDensity optical_density(Stain, const Amounts&, const StainParameters&);
// Light of a white lamp behind it: 255 * 10^-density, rounded.
std::array<std::uint8_t, 3> seen_through(const OpticalDensity&);
// The densities of the first three dyes of a stain (two: the third is what no dye explains) that
// give this colour: colour deconvolution.
std::array<double, 3> unmixed(Stain, const std::array<std::uint8_t, 3>& rgb,
                              const StainParameters&);

}  // namespace stipple
