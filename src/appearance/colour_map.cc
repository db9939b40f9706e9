// SPDX-License-Identifier: Apache-2.0
#include "appearance/colour_map.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <span>

namespace stipple {
namespace {

// Colours at equal distances; lightness is set apart, only a* and b* are taken from here.
struct Tint {
  double chroma{}, hue_deg{};
};

Lab tinted(std::span<const Tint> tints, double share, double lightness) {
  const double at = share * static_cast<double>(tints.size() - 1);
  const auto i = std::min(static_cast<std::size_t>(at), tints.size() - 2);
  const double t = at - static_cast<double>(i);
  const double chroma = tints[i].chroma + t * (tints[i + 1].chroma - tints[i].chroma);
  const double hue =
      (tints[i].hue_deg + t * (tints[i + 1].hue_deg - tints[i].hue_deg)) * std::numbers::pi / 180.0;
  return {lightness, chroma * std::cos(hue), chroma * std::sin(hue)};
}

constexpr std::array<Tint, 6> kRising{
    {{6, 95}, {26, 120}, {32, 160}, {24, 205}, {28, 255}, {38, 290}}};
constexpr std::array<Tint, 4> kBelow{{{0, 255}, {20, 260}, {36, 268}, {46, 278}}};
constexpr std::array<Tint, 4> kAbove{{{0, 75}, {28, 72}, {50, 64}, {54, 54}}};

}  // namespace

Rgb8 map_colour(ColourMap map, double share) {
  const double t = std::clamp(share, 0.0, 1.0);
  if (map == ColourMap::rising) return srgb_of(linear_of(tinted(kRising, t, 96.0 - 76.0 * t)));
  const double off = std::abs(2.0 * t - 1.0);
  const std::span<const Tint> side = t < 0.5 ? kBelow : kAbove;
  return srgb_of(linear_of(tinted(side, off, 96.0 - 62.0 * off)));
}

}  // namespace stipple
