// SPDX-License-Identifier: Apache-2.0
// From spectra to colours: CIE 1931 matching functions as fits [Wyman2013], L*a*b* relative to the
// light itself, sRGB [IEC1999]. Spectra are 31 values, 400 to 700 nm by 10 nm.
// docs/theory/appearance-colour.md, "From light to colour".
#pragma once

#include <array>
#include <cstdint>

namespace stipple {

inline constexpr int kBands = 31;
using Spectrum = std::array<double, kBands>;
constexpr double wavelength_nm(int band) { return 400.0 + 10.0 * band; }

struct Xyz {
  double x{}, y{}, z{};
};
// Matching functions at one wavelength.
Xyz matching(double nm);

struct Lab {
  double lightness{}, a{}, b{};  // L* 0..100
};
// Individual typology angle, degrees: atan((L* - 50) / b*).
double typology_angle(const Lab&);

// Amounts of the three lights of sRGB before its curve; a white surface is 1, 1, 1.
struct LinearRgb {
  double red{}, green{}, blue{};
};
using Rgb8 = std::array<std::uint8_t, 3>;
// What sRGB cannot show is cut to the nearest amount.
Rgb8 srgb_of(const LinearRgb&);
LinearRgb linear_of(const Rgb8&);
// L*a*b* of a colour under the white of sRGB, and back; back may leave 0..1.
Lab lab_of(const LinearRgb&);
LinearRgb linear_of(const Lab&);

// A light that falls on a surface: its power, band by band, in any unit.
class Light {
 public:
  explicit Light(const Spectrum& power);
  // Colours of a surface that throws back that share of each band. XYZ relative to white: a
  // surface that throws back everything is 1, 1, 1.
  [[nodiscard]] Xyz relative_xyz(const Spectrum& reflectance) const;
  [[nodiscard]] Lab lab(const Spectrum& reflectance) const;
  // The white of the light is shown as the white of sRGB.
  [[nodiscard]] LinearRgb linear(const Spectrum& reflectance) const;
  // What one unit of reflectance in one band adds to the linear colour.
  [[nodiscard]] const std::array<LinearRgb, kBands>& weights() const { return weights_; }

 private:
  std::array<Xyz, kBands> shares_{};         // of white, sum 1
  std::array<LinearRgb, kBands> weights_{};  // sum 1
};

}  // namespace stipple
