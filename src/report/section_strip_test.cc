// SPDX-License-Identifier: Apache-2.0
#include "report/section_strip.h"

#include <doctest/doctest.h>

#include <array>

#include "appearance/parameters_for_tests.h"
#include "appearance/wounded_block_for_tests.h"

using namespace stipple;

namespace {

std::vector<SectionStrip> strips_of(const StripView& view, const std::vector<double>& days) {
  std::vector<SectionStrip> strips;
  for (const Stain s : kStains) strips.push_back({.stain = s, .title = "A title", .view = view});
  constexpr std::array<Channel, 1> kChannels{Channel{0.2, 0.1, 0.1, 0.8}};
  for (const double day : days)
    add_day(strips, wounded_block(healthy_block(20, 10, 0.02), kChannels, day), shipped_stains());
  return strips;
}

constexpr StripView kView{.plane = {.y_mm = 0.1}, .micrometres_per_pixel = 4.0};

// Dots of a colour that nothing else has.
long dots_of(const Canvas& canvas, Colour wanted, double width, double height) {
  long count = 0;
  for (double y = 0.25; y < height; y += 0.5)
    for (double x = 0.25; x < width; x += 0.5) count += canvas.colour_at({x, y}) == wanted ? 1 : 0;
  return count;
}

// Width and height in dots, as the file says.
std::array<unsigned, 2> size_of(const std::string& png) {
  const auto number = [&](std::size_t at) {
    unsigned value = 0;
    for (std::size_t k = 0; k < 4; ++k)
      value = value << 8U | static_cast<unsigned char>(png[at + k]);
    return value;
  };
  return {number(16), number(20)};
}

}  // namespace

TEST_CASE("a day is cut once and stained for every strip") {
  const auto strips = strips_of(kView, {0.0, 3.0, 60.0});
  const StainParameters p = shipped_stains();
  constexpr std::array<Channel, 1> kChannels{Channel{0.2, 0.1, 0.1, 0.8}};
  for (const SectionStrip& s : strips) {
    REQUIRE(s.pictures.size() == 3);
    const Image alone = stained_section(wounded_block(healthy_block(20, 10, 0.02), kChannels, 3.0),
                                        s.stain, kView.plane, 4.0, p);
    CHECK(s.pictures[1].rgb == alone.rgb);
    CHECK(s.captions == std::vector<std::string>{"Minute 0", "Day 3", "Month 2"});
  }
}

TEST_CASE("every picture is on the strip, each pixel one dot, however many rows they take") {
  const StainParameters p = shipped_stains();
  SectionStrip strip = strips_of(kView, {0.0}).front();
  constexpr std::uint8_t kRed = 3, kGreen = 250, kBlue = 77;  // of no dye
  Image picture = strip.pictures.front();
  for (std::size_t i = 0; i < picture.rgb.size(); i += 3) {
    picture.rgb[i] = kRed;
    picture.rgb[i + 1] = kGreen;
    picture.rgb[i + 2] = kBlue;
  }
  for (const std::size_t count : {1U, 4U, 23U}) {
    strip.pictures.assign(count, picture);
    strip.captions.assign(count, "Day 1");
    const Canvas canvas = section_strip(strip, p);
    const auto [width, height] = size_of(canvas.png());
    const long dots = dots_of(canvas, colour(0x03fa4d), width / 2.0, height / 2.0);
    // A thin frame is painted over the outermost dots.
    const long inner = (picture.width - 2L) * (picture.height - 2L) * static_cast<long>(count);
    const long all = static_cast<long>(picture.width) * picture.height * static_cast<long>(count);
    CHECK(dots >= inner);
    CHECK(dots <= all);
  }
}

TEST_CASE("a strip is a PNG, and decoration changes the picture and the note alone") {
  const StainParameters p = shipped_stains();
  StripView with = kView;
  with.decorated = true;
  const auto plain = strips_of(kView, {0.0}), drawn = strips_of(with, {0.0});
  for (std::size_t i = 0; i < plain.size(); ++i) {
    const std::string a = section_strip(plain[i], p).png(), b = section_strip(drawn[i], p).png();
    CHECK(a.substr(1, 3) == "PNG");
    CHECK(size_of(a)[0] == size_of(b)[0]);
    CHECK(plain[i].pictures[0].rgb != drawn[i].pictures[0].rgb);
  }
}
