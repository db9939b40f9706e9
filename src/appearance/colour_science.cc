// SPDX-License-Identifier: Apache-2.0
#include "appearance/colour_science.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace stipple {
namespace {

// A bell with one width below its middle and another above.
double bell(double nm, double middle, double below, double above) {
  const double s = (nm - middle) / (nm < middle ? below : above);
  return std::exp(-0.5 * s * s);
}

// XYZ of the white of sRGB: the sums of the rows of its matrix.
constexpr Xyz kWhite{0.9505, 1.0, 1.0890};

LinearRgb from_xyz(const Xyz& c) {
  return {3.2406 * c.x - 1.5372 * c.y - 0.4986 * c.z, -0.9689 * c.x + 1.8758 * c.y + 0.0415 * c.z,
          0.0557 * c.x - 0.2040 * c.y + 1.0570 * c.z};
}

Xyz to_xyz(const LinearRgb& c) {
  return {0.4124 * c.red + 0.3576 * c.green + 0.1805 * c.blue,
          0.2126 * c.red + 0.7152 * c.green + 0.0722 * c.blue,
          0.0193 * c.red + 0.1192 * c.green + 0.9505 * c.blue};
}

constexpr double kKink = 6.0 / 29.0;  // where the cube root gives way to a straight line
double root_of(double share) {
  return share > kKink * kKink * kKink ? std::cbrt(share)
                                       : share / (3.0 * kKink * kKink) + 4.0 / 29.0;
}
double cube_of(double root) {
  return root > kKink ? root * root * root : 3.0 * kKink * kKink * (root - 4.0 / 29.0);
}

Lab lab_of_shares(const Xyz& shares) {
  const double x = root_of(shares.x), y = root_of(shares.y), z = root_of(shares.z);
  return {116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)};
}

std::uint8_t curved(double amount) {
  const double a = std::clamp(amount, 0.0, 1.0);
  const double v = a <= 0.0031308 ? 12.92 * a : 1.055 * std::pow(a, 1.0 / 2.4) - 0.055;
  return static_cast<std::uint8_t>(std::lround(255.0 * v));
}

double straight(std::uint8_t byte) {
  const double v = byte / 255.0;
  return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
}

}  // namespace

Xyz matching(double nm) {
  return {1.056 * bell(nm, 599.8, 37.9, 31.0) + 0.362 * bell(nm, 442.0, 16.0, 26.7) -
              0.065 * bell(nm, 501.1, 20.4, 26.2),
          0.821 * bell(nm, 568.8, 46.9, 40.5) + 0.286 * bell(nm, 530.9, 16.3, 31.1),
          1.217 * bell(nm, 437.0, 11.8, 36.0) + 0.681 * bell(nm, 459.0, 26.0, 13.8)};
}

double typology_angle(const Lab& c) {
  return std::atan2(c.lightness - 50.0, c.b) * 180.0 / std::numbers::pi;
}

Rgb8 srgb_of(const LinearRgb& c) { return {curved(c.red), curved(c.green), curved(c.blue)}; }

LinearRgb linear_of(const Rgb8& c) { return {straight(c[0]), straight(c[1]), straight(c[2])}; }

Lab lab_of(const LinearRgb& c) {
  const Xyz v = to_xyz(c);
  return lab_of_shares({v.x / kWhite.x, v.y / kWhite.y, v.z / kWhite.z});
}

LinearRgb linear_of(const Lab& c) {
  const double y = (c.lightness + 16.0) / 116.0;
  return from_xyz({kWhite.x * cube_of(y + c.a / 500.0), kWhite.y * cube_of(y),
                   kWhite.z * cube_of(y - c.b / 200.0)});
}

Light::Light(const Spectrum& power) {
  Xyz white;
  for (int i = 0; i < kBands; ++i) {
    const auto band = static_cast<std::size_t>(i);
    const Xyz m = matching(wavelength_nm(i));
    shares_[band] = {m.x * power[band], m.y * power[band], m.z * power[band]};
    white.x += shares_[band].x;
    white.y += shares_[band].y;
    white.z += shares_[band].z;
  }
  // The rounded matrix gives its own white within 1e-4; divided out, white is white exactly.
  const LinearRgb full = from_xyz(kWhite);
  for (std::size_t i = 0; i < shares_.size(); ++i) {
    shares_[i] = {shares_[i].x / white.x, shares_[i].y / white.y, shares_[i].z / white.z};
    const LinearRgb c =
        from_xyz({kWhite.x * shares_[i].x, kWhite.y * shares_[i].y, kWhite.z * shares_[i].z});
    weights_[i] = {c.red / full.red, c.green / full.green, c.blue / full.blue};
  }
}

Xyz Light::relative_xyz(const Spectrum& reflectance) const {
  Xyz sum;
  for (std::size_t i = 0; i < shares_.size(); ++i) {
    sum.x += shares_[i].x * reflectance[i];
    sum.y += shares_[i].y * reflectance[i];
    sum.z += shares_[i].z * reflectance[i];
  }
  return sum;
}

Lab Light::lab(const Spectrum& reflectance) const {
  return lab_of_shares(relative_xyz(reflectance));
}

LinearRgb Light::linear(const Spectrum& reflectance) const {
  LinearRgb sum;
  for (std::size_t i = 0; i < weights_.size(); ++i) {
    sum.red += weights_[i].red * reflectance[i];
    sum.green += weights_[i].green * reflectance[i];
    sum.blue += weights_[i].blue * reflectance[i];
  }
  return sum;
}

}  // namespace stipple
