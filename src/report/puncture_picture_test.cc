// SPDX-License-Identifier: Apache-2.0
#include "report/puncture_picture.h"

#include <doctest/doctest.h>

#include <cmath>
#include <numbers>

#include "report/colour_scale.h"
#include "report/map_for_tests.h"

using namespace stipple;

namespace {

// The square of punctures on the sheet, as in puncture_picture.cc.
constexpr double kLeft = 32, kTop = 96, kSide = 560;

// Share of the square that is not bare skin.
double painted_share(const Canvas& canvas) {
  const Colour skin = colour(0xfaf6f1);
  long painted = 0, all = 0;
  for (double x = kLeft + 2; x < kLeft + kSide - 2; x += 1)
    for (double y = kTop + 2; y < kTop + kSide - 2; y += 1, ++all)
      painted += canvas.colour_at({x + 0.3, y + 0.3}) == skin ? 0 : 1;
  return static_cast<double>(painted) / static_cast<double>(all);
}

PunctureMap one(double x, double y, double slit, double direction) {
  PunctureMap map = test::random_map(1, 10.0, 0.0, 1.0, 1.0);
  map.x[0] = static_cast<float>(x);
  map.y[0] = static_cast<float>(y);
  map.slit[0] = static_cast<float>(slit);
  map.direction[0] = static_cast<float>(direction);
  return map;
}

bool is_dark(const Canvas& canvas, double x_mm, double y_mm) {
  return canvas.colour_at({kLeft + x_mm * kSide / 10.0, kTop + kSide - y_mm * kSide / 10.0}) !=
         colour(0xfaf6f1);
}

}  // namespace

TEST_CASE("the painted share of the square is the area of the slits, whatever their direction") {
  // A rim of 0.7 pixels is painted round each.
  const double radius = 0.3, rim = 0.7 * 10.0 / kSide;
  for (const double direction : {0.0, 30.0, 90.0, 225.0}) {
    const Canvas canvas = puncture_picture({.needle_radius = radius}, one(5, 5, 1.5, direction));
    const double r = radius + rim;
    const double area = std::numbers::pi * r * r + 2.0 * r * 1.5;
    CHECK(painted_share(canvas) == doctest::Approx(area / 100.0).epsilon(0.02));
  }
}

TEST_CASE("a puncture is drawn in its place and its slit runs in its direction, y upwards") {
  const Canvas canvas = puncture_picture({.needle_radius = 0.1}, one(3, 7, 2.0, 90.0));
  CHECK(is_dark(canvas, 3.0, 7.0));
  CHECK(is_dark(canvas, 3.0, 9.0));
  CHECK_FALSE(is_dark(canvas, 3.0, 6.5));
  CHECK_FALSE(is_dark(canvas, 5.0, 7.0));
}

TEST_CASE("random scatter paints the share that chance leaves covered") {
  const PunctureMap map = test::random_map(2000, 10.0, 0.0, 1.0, 1.5);
  const double radius = 0.1, r = radius + 0.7 * 10.0 / kSide;
  const double expected = 1.0 - std::exp(-20.0 * std::numbers::pi * r * r);
  CHECK(painted_share(puncture_picture({.needle_radius = radius}, map)) ==
        doctest::Approx(expected).epsilon(0.03));
}

TEST_CASE("pictures of maps of any size and of none are drawn, equal ones in equal bytes") {
  for (const std::size_t count : {0, 1, 50})
    for (const double side : {0.5, 3.0, 10.0, 60.0}) {
      const PunctureMap map = test::random_map(count, side, 0.1, 0.8, 0.8);
      const PuncturePicture picture{.title = std::string(300, 'W') + "\xff",
                                    .setting = "1.5 mm",
                                    .facts = {{"Punctures", "400 per cm²"}},
                                    .needle_radius = 0.1};
      CHECK(puncture_picture(picture, map).png() == puncture_picture(picture, map).png());
    }
}

TEST_CASE("deeper is darker: the scale of depth keeps its order in print without colour") {
  double last = 2.0;
  for (double share = 0.0; share <= 1.0; share += 0.05) {
    const Colour c = deep_colour(share);
    const double luminance = 0.2126 * c.red + 0.7152 * c.green + 0.0722 * c.blue;
    CHECK(luminance < last);
    last = luminance;
  }
}
