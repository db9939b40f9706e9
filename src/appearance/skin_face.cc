// SPDX-License-Identifier: Apache-2.0
#include "appearance/skin_face.h"

#include <algorithm>
#include <cmath>

#include "appearance/lateral_spread.h"
#include "core/error.h"

namespace stipple {
namespace {

// What the dermis of a column shows, cells near the surface weighed most.
struct Seen {
  double blood{};    // relative to rest
  double melanin{};  // dermal
};

Seen seen_in_dermis(const TissueBlock& b, const SkinOptics& s, std::size_t column) {
  const std::size_t columns = b.at(0, 0, 1);
  const double junction = epidermis_mm(b);
  Seen seen;
  double all = 0.0;
  for (int k = epidermal_cells(b); k < b.nz(); ++k) {
    const auto layer = static_cast<std::size_t>(k);
    const double top = b.edges_mm[layer], bottom = b.edges_mm[layer + 1];
    const double weight = (bottom - top) * std::exp(-(0.5 * (top + bottom) - junction) / s.reach);
    const std::size_t cell = layer * columns + column;
    const double I = b.volume[kInflammation][cell];
    const double wide = 1.0 + s.dilation * I * I / (1.0 + I * I);
    seen.blood += weight * (b.volume[kVessels][cell] * wide + s.clot * b.volume[kClot][cell]);
    seen.melanin += weight * b.volume[kDermalMelanin][cell];
    all += weight;
  }
  if (all > 0.0) {
    seen.blood /= all;
    seen.melanin /= all;
  }
  return {std::max(0.0, seen.blood), std::max(0.0, seen.melanin)};
}

LinearRgb mixed(const LinearRgb& a, const LinearRgb& b, double share) {
  return {a.red + share * (b.red - a.red), a.green + share * (b.green - a.green),
          a.blue + share * (b.blue - a.blue)};
}

// The two columns that a pixel lies between, and how far it is from the first.
struct Between {
  std::size_t first{}, second{};
  double share{};
};

std::vector<Between> places(int n, int per_column, Sides sides) {
  std::vector<Between> all;
  for (int p = 0; p < n * per_column; ++p) {
    const double at = (p + 0.5) / per_column - 0.5;
    const int low = static_cast<int>(std::floor(at));
    const auto real = [&](int i) {
      if (sides == Sides::periodic) return static_cast<std::size_t>((i + n) % n);
      return static_cast<std::size_t>(std::clamp(i, 0, n - 1));
    };
    all.push_back({real(low), real(low + 1), at - low});
  }
  return all;
}

}  // namespace

OpticalColumn optical_column(const TissueBlock& b, const SkinOptics& s, std::size_t column) {
  const double e = std::max(0.0, double{b.surface[kEpidermis][column]});
  const double home = b.melanin_home.empty() ? 1.0 : double{b.melanin_home[column]};
  const Seen seen = seen_in_dermis(b, s, column);
  // A thicker epidermis holds no more melanin; a hole holds none.
  return {.melanin = std::max(0.0, double{b.surface[kMelanin][column]}) * home * std::min(e, 1.0),
          .epidermis = e,
          .hole_blood_mm = epidermis_mm(b) * std::max(0.0, 1.0 - e) * clot_under_surface(b, column),
          .dermal_blood = s.dermal_blood * seen.blood,
          .dermal_melanin = seen.melanin};
}

SkinFace skin_face(const TissueBlock& b, const SkinOptics& s, const ReliefParameters& relief,
                   Team& team) {
  const std::size_t columns = b.at(0, 0, 1);
  std::vector<OpticalColumn> met(columns);
  team.share(static_cast<int>(columns), [&](int first, int last) {
    for (int c = first; c < last; ++c)
      met[static_cast<std::size_t>(c)] = optical_column(b, s, static_cast<std::size_t>(c));
  });
  std::vector<std::vector<double>> reflected(kBands);
  team.share(kBands, [&](int first, int last) {
    for (int band = first; band < last; ++band) {
      std::vector<double> through(columns), turned(columns);
      for (std::size_t c = 0; c < columns; ++c) {
        through[c] = s.transmission(band, met[c]);
        turned[c] = through[c] * s.dermal_reflectance(band, met[c]);
      }
      turned = spread_sideways(turned, b.nx, b.ny, b.sides, s.light_spread / b.side_mm);
      for (std::size_t c = 0; c < columns; ++c) turned[c] *= through[c];
      reflected[static_cast<std::size_t>(band)] = std::move(turned);
    }
  });
  SkinFace face{.nx = b.nx, .ny = b.ny, .side_mm = b.side_mm, .sides = b.sides};
  face.height_mm = relief_mm(b, relief);
  const Light light(s.daylight);
  face.colour.resize(columns);
  for (std::size_t c = 0; c < columns; ++c) {
    Spectrum r{};
    for (std::size_t band = 0; band < kBands; ++band) r[band] = reflected[band][c];
    face.colour[c] = light.linear(r);
  }
  return face;
}

std::vector<LinearRgb> lit_colours(const SkinFace& f, const RakingLight& light) {
  const std::vector<double> bright = shading(f.height_mm, f.nx, f.ny, f.side_mm, f.sides, light);
  std::vector<LinearRgb> lit(f.colour.size());
  for (std::size_t c = 0; c < lit.size(); ++c)
    lit[c] = {f.colour[c].red * bright[c], f.colour[c].green * bright[c],
              f.colour[c].blue * bright[c]};
  return lit;
}

Image face_image(const SkinFace& f, const RakingLight& light, int pixels_per_column) {
  STIPPLE_REQUIRE(pixels_per_column >= 1);
  const std::vector<LinearRgb> lit = lit_colours(f, light);
  const auto across = places(f.nx, pixels_per_column, f.sides);
  const auto up = places(f.ny, pixels_per_column, f.sides);
  Image image{.width = f.nx * pixels_per_column, .height = f.ny * pixels_per_column};
  image.rgb.reserve(across.size() * up.size() * 3);
  const auto at = [&](std::size_t i, std::size_t j) {
    return lit[j * static_cast<std::size_t>(f.nx) + i];
  };
  for (auto y = up.rbegin(); y != up.rend(); ++y)
    for (const Between& x : across) {
      const LinearRgb below = mixed(at(x.first, y->first), at(x.second, y->first), x.share);
      const LinearRgb above = mixed(at(x.first, y->second), at(x.second, y->second), x.share);
      const Rgb8 pixel = srgb_of(mixed(below, above, y->share));
      image.rgb.insert(image.rgb.end(), pixel.begin(), pixel.end());
    }
  return image;
}

}  // namespace stipple
