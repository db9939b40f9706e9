// SPDX-License-Identifier: Apache-2.0
#include "report/canvas.h"

#include <doctest/doctest.h>

#include <cmath>
#include <numbers>

#include "core/error.h"

using namespace stipple;

namespace {

const Colour kPaper = colour(0xffffff), kInk = colour(0x0a5fa4);

// Area in square pixels that is no longer paper; a dot half covered counts half.
double painted(const Canvas& canvas, double width, double height) {
  double area = 0.0;
  for (double x = 0.25; x < width; x += 0.5)
    for (double y = 0.25; y < height; y += 0.5)
      area += 0.25 * (1.0 - canvas.colour_at({x, y}).red) / (1.0 - kInk.red);
  return area;
}

unsigned big_endian(const std::string& bytes, std::size_t at) {
  unsigned value = 0;
  for (std::size_t k = 0; k < 4; ++k)
    value = value << 8U | static_cast<unsigned char>(bytes[at + k]);
  return value;
}

}  // namespace

TEST_CASE("a picture is a PNG of the size asked for") {
  const std::string bytes = Canvas(120, 80, kPaper, 1.5).png();
  CHECK(bytes.substr(0, 8) == "\x89PNG\r\n\x1a\n");
  CHECK(big_endian(bytes, 16) == 180);
  CHECK(big_endian(bytes, 20) == 120);
}

TEST_CASE("shapes cover their area") {
  Canvas canvas(100, 100, kPaper, 2.0);
  double area = 0.0;
  SUBCASE("rectangle") {
    canvas.rect({10, 20}, 30, 15, kInk);
    area = 450;
  }
  SUBCASE("circle") {
    canvas.circle({50, 50}, 20, kInk);
    area = std::numbers::pi * 400;
  }
  SUBCASE("capsule, askew") {
    canvas.capsule({30, 30}, {60, 70}, 6, kInk);
    area = std::numbers::pi * 36 + 12 * 50;
  }
  SUBCASE("capsule without length") {
    canvas.capsule({40, 40}, {40, 40}, 12, kInk);
    area = std::numbers::pi * 144;
  }
  SUBCASE("triangle") {
    canvas.polygon({{10, 10}, {60, 10}, {10, 90}}, kInk);
    area = 2000;
  }
  SUBCASE("path") {
    canvas.path({{10, 50}, {90, 50}}, kInk, 4);
    area = 320;
  }
  SUBCASE("nothing outside a clip") {
    canvas.clip({20, 20}, 10, 10);
    canvas.rect({0, 0}, 100, 100, kInk);
    canvas.unclip();
    area = 100;
  }
  CHECK(painted(canvas, 100, 100) == doctest::Approx(area).epsilon(0.01));
}

TEST_CASE("words are as wide as said, longer ones wider, and shortened to the room they have") {
  const TextStyle style{.size = 14, .ink = kInk};
  Canvas canvas(400, 60, kPaper, 2.0);
  const double width = canvas.text_width("True depth, mm", style);
  CHECK(width > 60);
  CHECK(canvas.text_width("True depth, mm and more", style) > width);
  TextStyle narrow = style;
  narrow.room = 50;
  CHECK(canvas.text_width("True depth, mm", narrow) <= 50);
  canvas.text({200, 30}, "True depth, mm", {.size = 14, .ink = kInk, .anchor = Anchor::end});
  for (double y = 1; y < 59; ++y) {
    CHECK(canvas.colour_at({201.5, y}) == kPaper);
    CHECK(canvas.colour_at({200 - width - 1.5, y}) == kPaper);
  }
  CHECK(painted(canvas, 400, 60) > 100);
}

TEST_CASE("bytes that are no text do not stop a picture") {
  Canvas canvas(200, 40, kPaper);
  canvas.text({4, 20},
              std::string_view("a\xff\xfe\x00"
                               "b\nc",
                               7),
              {.ink = kInk});
  CHECK(canvas.png().size() > 100);
}

TEST_CASE("a picture fills its rectangle, the right way up, with squares of its own colours") {
  Canvas canvas(40, 20, kPaper, 1.5);
  const Image picture{2, 1, {255, 0, 0, 0, 0, 255}};
  canvas.image({10, 4}, 20, 10, picture);
  CHECK(canvas.colour_at({11, 5}) == colour(0xff0000));
  CHECK(canvas.colour_at({19, 13}) == colour(0xff0000));
  CHECK(canvas.colour_at({21, 5}) == colour(0x0000ff));
  CHECK(canvas.colour_at({29, 13}) == colour(0x0000ff));
  CHECK(canvas.colour_at({31, 8}) == kPaper);
  CHECK(canvas.colour_at({20, 16}) == kPaper);
  const Image tall{1, 2, {255, 0, 0, 0, 0, 255}};
  canvas.image({10, 4}, 4, 10, tall);
  CHECK(canvas.colour_at({11, 5}) == colour(0xff0000));
  CHECK(canvas.colour_at({11, 13}) == colour(0x0000ff));
}

TEST_CASE("a picture too large for memory is refused") {
  CHECK_THROWS_AS(Canvas(1e8, 1e8, kPaper), Failure);
}
