// SPDX-License-Identifier: Apache-2.0
#include "appearance/slice.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "appearance/block_field.h"
#include "appearance/cut_block.h"
#include "appearance/face_block_for_tests.h"
#include "core/error.h"

using namespace stipple;

namespace {

// A number that tells its cell.
std::vector<float> numbered(const TissueBlock& b) {
  std::vector<float> v(b.at(0, 0, b.nz()));
  for (std::size_t c = 0; c < v.size(); ++c) v[c] = static_cast<float>(c);
  return v;
}

using test::pixel;

constexpr Rgb8 kNothing{1, 2, 3}, kPaper{250, 251, 252};

}  // namespace

TEST_CASE("a map and a section hold the cells of their place, y upwards, z downwards") {
  const TissueBlock b = test::healthy_block(7, 5, 0.1);
  const std::vector<float> v = numbered(b);
  const Slice map = map_at_depth(b, v, 0.3 + 1e-6);
  REQUIRE(map.columns() == 7);
  REQUIRE(map.rows() == 5);
  CHECK(map.values[0] == v[b.at(0, 4, 12)]);
  CHECK(map.values[4 * 7 + 6] == v[b.at(6, 0, 12)]);
  const Slice front = section_at(b, v, Wall::along_x, 0.25);
  CHECK(front.values[3] == v[b.at(3, 2, 0)]);
  CHECK(front.values[2 * 7 + 3] == v[b.at(3, 2, 2)]);
  const Slice side = section_at(b, v, Wall::along_y, 0.05);
  REQUIRE(side.columns() == 5);
  CHECK(side.values[4] == v[b.at(0, 4, 0)]);
  // Beyond the block is its last cell.
  CHECK(map_at_depth(b, v, 99.0).values[0] == v[b.at(0, 4, b.nz() - 1)]);
}

TEST_CASE("a painted slice is at true scale and shows each cell in its colour") {
  const TissueBlock b = test::healthy_block(4, 4, 0.1);
  std::vector<float> v(b.at(0, 0, b.nz()), 0.25F);
  v[b.at(2, 3, 0)] = std::nanf("");
  const Image map = painted(map_at_depth(b, v, 0.0), {0, 1}, ColourMap::rising, 50.0, kNothing);
  CHECK(map.width == 20);
  CHECK(map.height == 20);
  int holes = 0;
  for (int y = 0; y < 20; ++y)
    for (int x = 0; x < 20; ++x) {
      if (pixel(map, x, y) == kNothing)
        ++holes;
      else
        CHECK(pixel(map, x, y) == map_colour(ColourMap::rising, 0.25));
    }
  CHECK(holes == 25);
  CHECK(pixel(map, 12, 2) == kNothing);
  const Image wall =
      painted(section_at(b, v, Wall::along_x, 0.0), {0, 1}, ColourMap::rising, 50.0, kNothing);
  CHECK(wall.height == std::lround(b.edges_mm.back() * 50.0));
}

TEST_CASE("the outline of a block of cells is as long as its rim") {
  const TissueBlock b = test::healthy_block(10, 10, 0.1);
  std::vector<float> v(b.at(0, 0, b.nz()), 0.0F);
  for (int j = 3; j < 6; ++j)
    for (int i = 2; i < 7; ++i) v[b.at(i, j, 0)] = 1.0F;
  double length = 0.0;
  for (const Piece& p : outline(map_at_depth(b, v, 0.0), 0.5))
    length += std::hypot(p.x1 - p.x0, p.y1 - p.y0);
  CHECK(length == doctest::Approx(2.0 * (0.5 + 0.3)));
}

TEST_CASE("every field of the model can be looked at, and made ones follow from them") {
  const test::FaceEvidence evidence;
  TissueBlock b = test::healthy_block(2, 2, 0.1);
  const double theta = evidence.young_share();
  for (const BlockField& f : block_fields()) {
    const std::vector<float> v = values_of(b, f, theta);
    CHECK(v.size() == b.at(0, 0, b.nz()));
    CHECK(std::isnan(v[0]) != f.in_epidermis);
    // At home every field has the middle of its colours, or the foot.
    CHECK(v[b.at(0, 0, 20)] == doctest::Approx(f.middle));
    CHECK(&block_field(f.name) == &f);
  }
  const std::size_t c = b.at(1, 1, 30);
  b.volume[kYoungCollagen][c] = 2.0F;
  CHECK(values_of(b, block_field("collagen_gain"), theta)[c] == doctest::Approx(100.0 * theta));
  b.collagen_home.assign(b.at(0, 0, b.nz()), 0.5F);
  CHECK(values_of(b, block_field("collagen"), theta)[c] == doctest::Approx(50.0 * (1.0 + theta)));
  CHECK_THROWS_WITH_AS(block_field("collagn"), doctest::Contains("collagen_gain"), InvalidInput);
}

TEST_CASE("the cut block shows the top, the walls behind the corner, and paper beside it") {
  const test::FaceEvidence evidence;
  const TissueBlock b = test::healthy_block(20, 20, 0.1);
  Team team;
  const SkinFace face = skin_face(b, evidence.skin(), evidence.relief(), team);
  // Left and right half of the block have different numbers, front and back too.
  std::vector<float> v(b.at(0, 0, b.nz()));
  for (int k = 0; k < b.nz(); ++k)
    for (int j = 0; j < 20; ++j)
      for (int i = 0; i < 20; ++i)
        v[b.at(i, j, k)] = static_cast<float>((i < 10 ? 0.1 : 0.4) + (j < 10 ? 0.0 : 0.5));
  const BlockView view;
  const CutBlock cut = cut_block(b, v, face, view);
  const Image image =
      cut_block_image(cut, {}, view, {0, 1}, ColourMap::rising, kNothing, kPaper, team);
  const BlockCamera camera = camera_of(cut, view);
  const auto colour_at = [&](double x, double y, double z) {
    const auto [px, py] = camera.pixel(x, y, z);
    return pixel(image, static_cast<int>(px), static_cast<int>(py));
  };
  const auto of = [](double share) { return map_colour(ColourMap::rising, share); };
  const Rgb8 skin = srgb_of(face.colour[0]);
  CHECK(cut.layers.size() == cut.borders_mm.size() + 1);
  CHECK(colour_at(0.5, 1.5, 0.0) == skin);
  CHECK(colour_at(0.5, 0.5, 0.0) == skin);
  CHECK(colour_at(0.5, 0.0, 1.0) == of(0.1));  // front of what is left
  CHECK(colour_at(1.0, 0.5, 0.8) == of(0.1));  // inner wall that looks right
  CHECK(colour_at(1.5, 1.0, 0.8) == of(0.9));  // inner wall that looks to the front
  CHECK(colour_at(2.0, 1.5, 1.0) == of(0.9));  // right side
  CHECK(pixel(image, 0, 0) == kPaper);
  // Under the inner edge one looks through where the corner was.
  const auto [px, py] = camera.pixel(cut.cut_x, cut.cut_y, cut.height_mm);
  CHECK(pixel(image, static_cast<int>(px), static_cast<int>(py) + 12) == kPaper);
}

TEST_CASE("what lies too deep is left out, on a face of cells; nothing else changes") {
  const test::FaceEvidence evidence;
  const TissueBlock b = test::healthy_block(8, 8, 0.1);
  Team team;
  const SkinFace face = skin_face(b, evidence.skin(), evidence.relief(), team);
  const std::vector<float> v = numbered(b);
  const CutBlock whole = cut_block(b, v, face, {.deepest_mm = 99.0});
  const CutBlock upper = cut_block(b, v, face, {.deepest_mm = 1.0});
  CHECK(whole.height_mm == b.edges_mm.back());
  CHECK(upper.height_mm <= 1.0);
  CHECK(upper.height_mm > 0.96);
  CHECK(upper.borders_mm.size() == 2);
  for (std::size_t w = 0; w < 4; ++w) {
    const Slice &a = whole.walls[w], &c = upper.walls[w];
    REQUIRE(c.values.size() == c.columns() * c.rows());
    CHECK(std::equal(c.values.begin(), c.values.end(), a.values.begin()));
  }
}

TEST_CASE("the camera finds the point that it shows, and the cut block needs no certain threads") {
  const test::FaceEvidence evidence;
  const TissueBlock b = test::needled_block(24, 0.05, 3.0, 4);
  const std::array<double, 3> corners[] = {{0, 0, 0},
                                           {1.2, 1.2, 0},
                                           {0, 1.2, 0},
                                           {1.2, 0, b.edges_mm.back()},
                                           {0, 0, b.edges_mm.back()}};
  const BlockCamera camera({}, corners);
  for (const double x : {0.0, 0.3, 1.2})
    for (const double z : {0.0, 0.7}) {
      const auto [px, py] = camera.pixel(x, 0.4, z);
      const auto from = camera.origin(px, py);
      const auto way = camera.direction();
      const double t = (0.4 - from[1]) / way[1];
      CHECK(from[0] + t * way[0] == doctest::Approx(x));
      CHECK(from[2] + t * way[2] == doctest::Approx(z));
      CHECK((px >= -1e-9 && px <= camera.width() && py >= -1e-9 && py <= camera.height()));
    }
  const auto draw = [&](int members) {
    Team team(members);
    const SkinFace face = skin_face(b, evidence.skin(), evidence.relief(), team);
    const auto v = values_of(b, block_field("collagen_gain"), evidence.young_share());
    return cut_block_image(cut_block(b, v, face, {}), {}, {.pixels_per_mm = 60}, {-20, 20},
                           ColourMap::two_sided, kNothing, kPaper, team)
        .rgb;
  };
  CHECK(draw(1) == draw(3));
}
