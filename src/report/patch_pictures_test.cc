// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "appearance/face_block_for_tests.h"
#include "report/cut_block_picture.h"
#include "report/field_picture.h"
#include "report/patch_frames.h"
#include "report/skin_face_picture.h"

using namespace stipple;

namespace {

const test::FaceEvidence& evidence() {
  static const test::FaceEvidence shared;
  return shared;
}

SkinFace face_of(const TissueBlock& b, Team& team) {
  return skin_face(b, evidence().skin(), evidence().relief(), team);
}

Colour bytes(const Rgb8& c) { return colour(unsigned{c[0]} << 16U | unsigned{c[1]} << 8U | c[2]); }

Slice slice_of(std::vector<float> values) {
  Slice s;
  s.values = std::move(values);
  for (std::size_t i = 0; i <= s.values.size(); ++i) s.across_mm.push_back(0.1 * double(i));
  s.down_mm = {0.0, 0.1};
  return s;
}

// Where the first frame of a film and of a map begins on the sheet, as in the .cc files.
constexpr double kFrameLeft = 32, kFilmTop = 110, kMapTop = 92;

}  // namespace

TEST_CASE("moments have the names that people use") {
  CHECK(moment_name(-0.5, false) == "before the first visit");
  CHECK(moment_name(0.0, false) == "before the first visit");
  CHECK(moment_name(0.0, true) == "minute 0");
  CHECK(moment_name(0.25, false) == "hour 6");
  CHECK(moment_name(3.0, false) == "day 3");
  CHECK(moment_name(28.0, true) == "day 28, just needled");
  CHECK(moment_name(84.0, true) == "day 84, just needled");
  CHECK(frame_name(1.0 / 24.0, false) == "Hour 1");
  CHECK(frame_name(0.0, false) == "Before the first visit");
  CHECK(moment_name(91.3, false) == "month 3");
  CHECK(moment_name(365.25, false) == "month 12");
}

TEST_CASE("the scale of colours holds every number, has round ends, and its middle in the middle") {
  RandomStream random = Seed{3}.stream("levels");
  for (int draw = 0; draw < 200; ++draw) {
    const double size = std::pow(10.0, 6.0 * random.uniform() - 3.0);
    const auto high = static_cast<float>(size * random.uniform());
    const Slice one = slice_of({high, std::numeric_limits<float>::quiet_NaN()});
    const Slice two = slice_of({static_cast<float>(0.3 * size)});
    const Slice* const all[] = {&one, &two};
    const Levels rising = levels_of(block_field("x"), all);
    CHECK(rising.low == 0.0);
    CHECK(rising.high >= high * (1.0 - 1e-6));
    CHECK(rising.high < 2.1 * std::max<double>(high, 0.3 * size));
    const Levels sided = levels_of(block_field("collagen"), all);
    CHECK(sided.low + sided.high == doctest::Approx(200.0));
    CHECK((sided.low <= high + 1e-4 && sided.high >= high * (1.0 - 1e-6)));
  }
  const Slice nothing = slice_of({0.0F});
  const Slice* const none[] = {&nothing};
  CHECK(levels_of(block_field("q"), none).high > 0.0);
}

TEST_CASE("frames of a film never overlap and stay on the sheet, in rows as even as can be") {
  for (std::size_t frames = 1; frames <= 13; ++frames) {
    const Film film = film_of(frames, 960, 32, 88, 0.8, 5);
    CHECK(film.per_row <= 5);
    CHECK(film.step_x > film.width);
    CHECK(film.step_y > film.height + 15);
    for (std::size_t k = 0; k < frames; ++k) {
      CHECK(film.corner(k).x >= 32 - 1e-9);
      CHECK(film.corner(k).x + film.width <= 960 - 32 + 1e-9);
      CHECK(film.corner(k).y + film.height <= film.bottom(frames) + 1e-9);
    }
  }
  CHECK(film_of(9, 960, 32, 88, 1, 5).per_row == 5);
  CHECK(film_of(6, 960, 32, 88, 1, 5).per_row == 3);
}

TEST_CASE("the face in a film has the colour that was computed, one frame and many") {
  Team team;
  const SkinFace face = face_of(test::healthy_block(16, 16, 0.1), team);
  const Colour skin = bytes(srgb_of(face.colour[0]));
  for (const std::size_t count : {1, 3, 9}) {
    std::vector<FaceFrame> frames(count, FaceFrame{face, 3.0, false});
    const Canvas strip = skin_face_strip({.title = "Skin"}, frames);
    const Film film = film_of(count, kSheetWidth, kSheetMargin, 88, 1.0, 5);
    for (std::size_t k = 0; k < count; ++k) {
      const Point corner = film.corner(k);
      for (const double at : {0.1, 0.5, 0.8})
        CHECK(strip.colour_at({corner.x + at * film.width, corner.y + 0.4 * film.height}) == skin);
    }
    CHECK(film.corner(0).y == kFilmTop);
    CHECK(strip.png() == skin_face_strip({.title = "Skin"}, frames).png());
  }
  const Canvas one =
      skin_face_picture({.title = "Skin", .caution = colour_caution(6)}, {face, 0.0, true});
  CHECK(one.colour_at({300, 400}) == skin);
}

TEST_CASE(
    "a map and a section show each value in the colour of the bar, their first cell upper left") {
  TissueBlock b = test::healthy_block(10, 10, 0.1);
  b.volume[kDisorder][b.at(0, 9, 20)] = 0.5F;
  const double depth = b.edges_mm[20] + 1e-6;
  const BlockField& q = block_field("q");
  const FieldFrame map = map_frame(b, q, evidence().young_share(), depth);
  const Canvas picture =
      field_picture({.title = "Disorder", .place = depth_name(depth), .field = &q}, map);
  CHECK(picture.colour_at({kFrameLeft + 8, kMapTop + 8}) == bytes(map_colour(q.map(), 1.0)));
  CHECK(picture.colour_at({kFrameLeft + 120, kMapTop + 120}) == bytes(map_colour(q.map(), 0.0)));
  const FieldFrame section = section_frame(b, q, evidence().young_share(), Wall::along_x, 0.95);
  CHECK(section.borders_mm.size() == 3);
  const Canvas strip = field_strip({.title = "Disorder", .field = &q},
                                   {section, map_frame(b, q, evidence().young_share(), depth)});
  CHECK(strip.png().size() > 1000);
}

TEST_CASE(
    "the walls of the opened block show the field, its top the skin, in equal bytes each time") {
  Team team;
  TissueBlock b = test::healthy_block(20, 20, 0.1);
  for (const std::size_t f : {std::size_t{kYoungCollagen}, std::size_t{kMatureCollagen}})
    std::fill(b.volume[f].begin(), b.volume[f].end(), 1.2F);
  const BlockField& gain = block_field("collagen_gain");
  const SkinFace face = face_of(b, team);
  const CutBlock cut = cut_block(b, values_of(b, gain, evidence().young_share()), face, {});
  const BlockPicture p{.title = "Block", .field = &gain};
  const Canvas picture = cut_block_picture(p, cut, team);
  long walls = 0, top = 0, all = 0;
  const Colour wall = bytes(map_colour(gain.map(), 1.0)), skin = bytes(srgb_of(face.colour[0]));
  for (double x = 150; x < 750; x += 2)
    for (double y = 98; y < 760; y += 2, ++all) {
      const Colour c = picture.colour_at({x, y});
      walls += c == wall ? 1 : 0;
      top += c == skin ? 1 : 0;
    }
  // 20 % is the end of the scale; dermis on four walls, three quarters of the top.
  CHECK(double(walls) / double(all) > 0.3);
  CHECK(double(top) / double(all) > 0.08);
  CHECK(cut_block_strip(p, {cut, cut}, team).png() == cut_block_strip(p, {cut, cut}, team).png());
}

TEST_CASE("a scale bar is a round length, a fifth to a third of the picture") {
  for (double mm = 0.3; mm < 20.0; mm *= 1.17) {
    CHECK(scale_length(mm) <= 0.36 * mm);
    CHECK(scale_length(mm) >= 0.14 * mm);
  }
}
