// SPDX-License-Identifier: Apache-2.0
// How much light skin throws back, band by band. Light passes the epidermis, whose melanin filters
// it, turns round in the dermis, and passes the epidermis again:
//   R = T R_d T,   T = exp(-<p> (mu_mel d_mel M + mu_epi d_mel e + mu_blood d_hole))
//   R_d = a'/2 (1 + exp(-4/3 A k)) exp(-k),   k = sqrt(3 (1 - a')),   a' = mu_s' / (mu_a + mu_s')
// R_d of a deep, even dermis [Farrell1992]. Coefficients in 1/mm, lengths in mm. Numbers and
// sources: data/appearance. docs/theory/appearance-colour.md.
#pragma once

#include "appearance/colour_science.h"
#include "evidence/parameter_values.h"

namespace stipple {

// Tables over the bands.
struct OpticalTables {
  Spectrum oxygenated{}, deoxygenated{};  // extinction of haemoglobin, 1/(cm M)
  Spectrum daylight{};                    // D65
};
// data/appearance/haemoglobin.csv and daylight.csv; InvalidInput when a band is missing, out of
// order or no number above 0.
OpticalTables load_optical_tables(const DataFiles&);

inline constexpr std::string_view kOpticsFile = "appearance/optics.json";

// The light that meets a column of skin.
struct OpticalColumn {
  double melanin{1.0};      // of the epidermis, relative to the person's at rest
  double epidermis{1.0};    // thickness relative to rest; 0: a hole
  double hole_blood_mm{};   // blood that stands in the hole of the epidermis
  double dermal_blood{};    // share of the volume
  double dermal_melanin{};  // relative to epidermal melanin at rest
};

// One person's skin: absorption by each part, and scattering, band by band.
struct SkinOptics {
  Spectrum melanin{};    // epidermis at rest
  Spectrum epidermis{};  // epidermis without melanin, with the blood between its ridges
  Spectrum blood{};      // whole blood
  Spectrum scattering{};
  Spectrum dermal_melanin{};  // dermal melanin of amount 1
  Spectrum daylight{};
  double base{};           // dermis without blood and melanin
  double melanin_layer{};  // d_mel
  double path{};           // <p>
  double boundary{};       // A
  double light_spread{};   // standard deviation along one axis
  double dermal_blood{};   // share at rest
  // Of the redness index (docs/theory/outcomes.md), so that what is seen and what is counted agree:
  double dilation{}, clot{}, reach{};

  // One way.
  [[nodiscard]] double transmission(int band, const OpticalColumn&) const;
  [[nodiscard]] double dermal_reflectance(int band, const OpticalColumn&) const;
  // Of an even surface.
  [[nodiscard]] Spectrum reflectance(const OpticalColumn&) const;
  [[nodiscard]] OpticalColumn at_rest() const { return {.dermal_blood = dermal_blood}; }
};

// `optics` from kOpticsFile, `healing` for the redness index; phototype 1 to 6 for I to VI.
SkinOptics skin_optics(const ParameterValues& optics, const ParameterValues& healing,
                       const OpticalTables&, int phototype);

}  // namespace stipple
