// SPDX-License-Identifier: Apache-2.0
#include "appearance/skin_face.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "appearance/face_block_for_tests.h"
#include "appearance/lateral_spread.h"

using namespace stipple;

namespace {

const test::FaceEvidence& evidence() {
  static const test::FaceEvidence shared;
  return shared;
}

SkinFace face_of(const TissueBlock& b, int members = 1, int phototype = 2) {
  Team team(members);
  return skin_face(b, evidence().skin(phototype), evidence().relief(), team);
}

// Every horizontal plane of the block sent from (i, j) to to(i, j).
template <class To>
TissueBlock moved(const TissueBlock& b, To to) {
  TissueBlock out = b;
  const auto move = [&](std::vector<float>& into, const std::vector<float>& from) {
    if (from.empty()) return;
    const std::size_t columns = b.at(0, 0, 1);
    for (std::size_t k = 0; k < from.size() / columns; ++k)
      for (int j = 0; j < b.ny; ++j)
        for (int i = 0; i < b.nx; ++i) {
          const auto [x, y] = to(i, j);
          into[b.at(x, y, static_cast<int>(k))] = from[b.at(i, j, static_cast<int>(k))];
        }
  };
  for (std::size_t f = 0; f < kFieldCount; ++f) move(out.volume[f], b.volume[f]);
  for (std::size_t f = 0; f < kSurfaceFieldCount; ++f) move(out.surface[f], b.surface[f]);
  move(out.collagen_home, b.collagen_home);
  return out;
}

double largest_difference(const LinearRgb& a, const LinearRgb& b) {
  return std::max(
      {std::abs(a.red - b.red), std::abs(a.green - b.green), std::abs(a.blue - b.blue)});
}

Lab mean_lab(const SkinFace& f) {
  LinearRgb sum;
  for (const LinearRgb& c : f.colour)
    sum = {sum.red + c.red, sum.green + c.green, sum.blue + c.blue};
  const auto n = static_cast<double>(f.colour.size());
  return lab_of({sum.red / n, sum.green / n, sum.blue / n});
}

}  // namespace

TEST_CASE("healthy skin has one colour, that of its spectrum, and no relief") {
  for (const Sides sides : {Sides::closed, Sides::periodic}) {
    const SkinFace f = face_of(test::healthy_block(20, 14, 0.02, sides));
    const SkinOptics s = evidence().skin();
    const LinearRgb expected = Light(s.daylight).linear(s.reflectance(s.at_rest()));
    for (const LinearRgb& c : f.colour) CHECK(largest_difference(c, expected) < 1e-12);
    for (const double h : f.height_mm) CHECK(h == 0.0);
    const Image image = face_image(f, {.exaggeration = 5.0}, 3);
    CHECK(image.width == 60);
    CHECK(image.height == 42);
    const Rgb8 flat = srgb_of(expected);
    for (std::size_t p = 0; p < image.rgb.size(); ++p) CHECK(image.rgb[p] == flat[p % 3]);
  }
}

TEST_CASE("a mirrored block has a mirrored face, bit for bit") {
  const TissueBlock b = test::needled_block(40, 0.025, 1.0, 5);
  const SkinFace plain = face_of(b);
  const SkinFace mirrored = face_of(moved(b, [&](int i, int j) {
    return std::pair{b.nx - 1 - i, j};
  }));
  // The light is mirrored with the block.
  const Image a = face_image(plain, {.azimuth_deg = 90.0}, 2);
  const Image c = face_image(mirrored, {.azimuth_deg = 90.0}, 2);
  for (int j = 0; j < b.ny; ++j)
    for (int i = 0; i < b.nx; ++i) {
      const LinearRgb &one = plain.colour[b.at(i, j)],
                      &two = mirrored.colour[b.at(b.nx - 1 - i, j)];
      CHECK((one.red == two.red && one.green == two.green && one.blue == two.blue));
      CHECK(plain.height_mm[b.at(i, j)] == mirrored.height_mm[b.at(b.nx - 1 - i, j)]);
    }
  int most = 0;
  for (int y = 0; y < a.height; ++y)
    for (int x = 0; x < a.width; ++x) {
      const Rgb8 one = test::pixel(a, x, y), two = test::pixel(c, a.width - 1 - x, y);
      for (std::size_t part = 0; part < 3; ++part)
        most = std::max(most, std::abs(one[part] - two[part]));
    }
  CHECK(most <= 1);
}

TEST_CASE("a block turned by 90 degrees has a turned face, to rounding") {
  const TissueBlock b = test::needled_block(36, 0.03, 0.5, 5);
  const SkinFace plain = face_of(b);
  const SkinFace turned = face_of(moved(b, [&](int i, int j) {
    return std::pair{b.ny - 1 - j, i};
  }));
  for (int j = 0; j < b.ny; ++j)
    for (int i = 0; i < b.nx; ++i) {
      const std::size_t from = b.at(i, j), to = b.at(b.ny - 1 - j, i);
      CHECK(largest_difference(plain.colour[from], turned.colour[to]) < 1e-13);
      CHECK(plain.height_mm[from] == doctest::Approx(turned.height_mm[to]).epsilon(1e-10));
    }
}

TEST_CASE("one thread and three give the same bits") {
  const TissueBlock b = test::needled_block(30, 0.03, 0.2);
  const SkinFace one = face_of(b, 1), three = face_of(b, 3);
  CHECK(face_image(one, {}, 2).rgb == face_image(three, {}, 2).rgb);
  for (std::size_t c = 0; c < one.colour.size(); ++c)
    CHECK(largest_difference(one.colour[c], three.colour[c]) == 0.0);
}

TEST_CASE("wider vessels, more vessels and clot redden; dermal and epidermal melanin darken") {
  const TissueBlock rest = test::healthy_block(12, 12, 0.05);
  const Lab before = mean_lab(face_of(rest));
  const auto with = [&](Field f, float v) {
    TissueBlock b = rest;
    std::fill(b.volume[f].begin(), b.volume[f].end(), v);
    return mean_lab(face_of(b));
  };
  CHECK(with(kInflammation, 1.0F).a > before.a + 1.0);
  CHECK(with(kVessels, 1.5F).a > before.a + 1.0);
  CHECK(with(kClot, 0.5F).a > before.a);
  CHECK(with(kDermalMelanin, 0.2F).lightness < before.lightness);
  TissueBlock spot = rest;
  spot.melanin_home.assign(rest.at(0, 0, 1), 2.0F);
  CHECK(mean_lab(face_of(spot)).lightness < before.lightness - 1.0);
}

TEST_CASE("pinpoint blood stays where its hole is, redness of the dermis spreads") {
  TissueBlock b = test::healthy_block(60, 60, 0.02);
  const std::size_t centre = b.at(30, 30), far = b.at(0, 0), near = b.at(36, 30);
  b.surface[kEpidermis][centre] = 0.0F;
  for (int k = epidermal_cells(b); k < b.nz(); ++k) b.volume[kClot][b.at(30, 30, k)] = 1.0F;
  const SkinFace dot = face_of(b);
  // Darker than the skin round it; a tenth of a millimetre away nearly nothing is seen of it.
  CHECK(lab_of(dot.colour[centre]).lightness < lab_of(dot.colour[far]).lightness - 10.0);
  CHECK(largest_difference(dot.colour[near], dot.colour[far]) < 0.01);
  TissueBlock red = test::healthy_block(60, 60, 0.02);
  for (int j = 20; j < 41; ++j)
    for (int i = 20; i < 41; ++i)
      for (int k = epidermal_cells(red); k < red.nz(); ++k)
        red.volume[kInflammation][red.at(i, j, k)] = 6.0F;
  const SkinFace flush = face_of(red);
  const auto redness = [&](int i) { return lab_of(flush.colour[red.at(i, 30)]).a; };
  // A tenth of a millimetre outside there is still a quarter of it.
  CHECK(redness(45) - redness(0) > 0.25 * (redness(30) - redness(0)));
}

TEST_CASE("spreading keeps the sum, the even field, and widens as a normal distribution does") {
  for (const Sides sides : {Sides::closed, Sides::periodic}) {
    const int nx = 61, ny = 45;
    std::vector<double> field(test::place(0, ny, nx), 0.0);
    field[test::place(30, 22, nx)] = 1.0;
    const std::vector<double> out = spread_sideways(field, nx, ny, sides, 4.0);
    CHECK(std::accumulate(out.begin(), out.end(), 0.0) == doctest::Approx(1.0).epsilon(1e-12));
    double variance = 0.0;
    for (int j = 0; j < ny; ++j)
      for (int i = 0; i < nx; ++i) variance += (i - 30) * (i - 30) * out[test::place(i, j, nx)];
    // The tails beyond 3.5 deviations are cut.
    CHECK(std::sqrt(variance) == doctest::Approx(4.0).epsilon(0.01));
    // A corner loses nothing, and a kernel may be wider than the field.
    std::vector<double> corner(6, 0.0);
    corner[0] = 1.0;
    const std::vector<double> wide = spread_sideways(corner, 3, 2, sides, 20.0);
    CHECK(std::accumulate(wide.begin(), wide.end(), 0.0) == doctest::Approx(1.0).epsilon(1e-12));
    CHECK(wide[5] == doctest::Approx(1.0 / 6.0).epsilon(0.02));
  }
}

TEST_CASE("a scar is a hollow, as deep as its lost collagen; new collagen fills it by eta_v") {
  TissueBlock b = test::healthy_block(8, 8, 0.1);
  b.collagen_home.assign(b.at(0, 0, b.nz()), 1.0F);
  const int first = epidermal_cells(b), last = 30;
  for (int k = first; k < last; ++k)
    for (std::size_t c = 0; c < 64; ++c) b.collagen_home[b.at(0, 0, k) + c] = 0.6F;
  const ReliefParameters p = evidence().relief();
  const double deep = b.edges_mm[static_cast<std::size_t>(last)] - epidermis_mm(b);
  const std::vector<double> before = relief_mm(b, p);
  CHECK(before[0] == doctest::Approx(-p.collagen_height * 0.4 * deep).epsilon(1e-5));
  for (int field : {kYoungCollagen, kMatureCollagen})
    for (int k = first; k < last; ++k)
      for (std::size_t c = 0; c < 64; ++c)
        b.volume[static_cast<std::size_t>(field)][b.at(0, 0, k) + c] = 1.25F;
  // D/D0 = 1 - eta_v C_h (C - 1) / (1 - C_h), as the outcome has it.
  const double left = relief_mm(b, p)[0] / before[0];
  CHECK(left == doctest::Approx(1.0 - p.fill * 0.6 * 0.25 / 0.4).epsilon(1e-5));
}

TEST_CASE("light from a side brightens slopes that face it; flat skin keeps its colour") {
  std::vector<double> slope, flat(30, 0.7);
  for (int j = 0; j < 5; ++j)
    for (int i = 0; i < 6; ++i) slope.push_back(0.01 * i);
  const auto bright = [&](const std::vector<double>& h, double azimuth, double exaggeration) {
    return shading(h, 6, 5, 0.1, Sides::closed,
                   {.azimuth_deg = azimuth, .exaggeration = exaggeration})[14];
  };
  CHECK(bright(flat, 135, 1.0) == doctest::Approx(1.0));
  CHECK(bright(slope, 180, 1.0) > 1.05);  // it rises to the right and faces left
  CHECK(bright(slope, 0, 1.0) < 0.95);
  CHECK(bright(slope, 180, 3.0) > bright(slope, 180, 1.0));
  CHECK(bright(slope, 180, 0.0) == doctest::Approx(1.0));
}
