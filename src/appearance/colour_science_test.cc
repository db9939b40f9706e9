// SPDX-License-Identifier: Apache-2.0
#include "appearance/colour_science.h"

#include <doctest/doctest.h>

#include <cmath>

#include "appearance/colour_map.h"
#include "appearance/face_block_for_tests.h"

using namespace stipple;

namespace {

Spectrum even(double share) {
  Spectrum s;
  s.fill(share);
  return s;
}

}  // namespace

TEST_CASE("a surface that throws back all light is the white of sRGB, whatever the light") {
  const test::FaceEvidence evidence;
  Spectrum slope{};
  for (std::size_t i = 0; i < slope.size(); ++i) slope[i] = 1.0 + static_cast<double>(i);
  for (const Spectrum& power : {evidence.tables.daylight, even(3.0), slope}) {
    const Light light(power);
    CHECK(srgb_of(light.linear(even(1.0))) == Rgb8{255, 255, 255});
    const Lab white = light.lab(even(1.0));
    CHECK(white.lightness == doctest::Approx(100.0));
    CHECK(std::abs(white.a) + std::abs(white.b) < 1e-9);
    // Grey stays grey.
    const Rgb8 grey = srgb_of(light.linear(even(0.2)));
    CHECK(grey[0] == grey[1]);
    CHECK(grey[1] == grey[2]);
  }
}

TEST_CASE("L*a*b* of a spectrum is that of its sRGB colour under daylight") {
  const test::FaceEvidence evidence;
  const Light light(evidence.tables.daylight);
  const SkinOptics s = evidence.skin(3);
  const Spectrum r = s.reflectance(s.at_rest());
  const Lab direct = light.lab(r), through = lab_of(light.linear(r));
  CHECK(direct.lightness == doctest::Approx(through.lightness).epsilon(1e-3));
  CHECK(direct.a == doctest::Approx(through.a).epsilon(5e-3));
  CHECK(direct.b == doctest::Approx(through.b).epsilon(5e-3));
}

TEST_CASE("colours go to L*a*b* and to bytes and back") {
  for (int red = 0; red < 256; red += 51)
    for (int green = 0; green < 256; green += 51)
      for (int blue = 0; blue < 256; blue += 51) {
        const Rgb8 c{static_cast<std::uint8_t>(red), static_cast<std::uint8_t>(green),
                     static_cast<std::uint8_t>(blue)};
        CHECK(srgb_of(linear_of(c)) == c);
        CHECK(srgb_of(linear_of(lab_of(linear_of(c)))) == c);
      }
}

TEST_CASE("matching functions agree on the brightness of an even spectrum") {
  // Equal energy is white: the areas of the three functions are alike [Wyman2013].
  Xyz area;
  for (int nm = 360; nm <= 830; ++nm) {
    const Xyz m = matching(nm);
    area = {area.x + m.x, area.y + m.y, area.z + m.z};
  }
  CHECK(area.x / area.y == doctest::Approx(1.0).epsilon(0.005));
  CHECK(area.z / area.y == doctest::Approx(1.0).epsilon(0.005));
}

TEST_CASE("equal steps of a number are equal steps of lightness, none cut by the screen") {
  const auto lightness = [](ColourMap map, double share) {
    return lab_of(linear_of(map_colour(map, share))).lightness;
  };
  for (double share = 0.0; share <= 1.0; share += 0.05) {
    CHECK(lightness(ColourMap::rising, share) ==
          doctest::Approx(96.0 - 76.0 * share).epsilon(0.02));
    CHECK(lightness(ColourMap::two_sided, share) ==
          doctest::Approx(96.0 - 62.0 * std::abs(2.0 * share - 1.0)).epsilon(0.02));
  }
  CHECK(map_colour(ColourMap::rising, -3.0) == map_colour(ColourMap::rising, 0.0));
  CHECK(map_colour(ColourMap::rising, 9.0) == map_colour(ColourMap::rising, 1.0));
}
