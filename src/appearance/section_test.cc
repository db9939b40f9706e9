// SPDX-License-Identifier: Apache-2.0
#include "appearance/section.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "appearance/parameters_for_tests.h"
#include "appearance/wounded_block_for_tests.h"
#include "core/error.h"
#include "core/random.h"

namespace stipple {
namespace {

constexpr std::array<Channel, 2> kChannels{Channel{0.13, 0.15, 0.1, 0.7},
                                           Channel{0.31, 0.2, 0.08, 0.5}};

TissueBlock wounded(double day) {
  return wounded_block(healthy_block(20, 16, 0.02), kChannels, day);
}

std::size_t at(int i) { return static_cast<std::size_t>(i); }

TissueBlock mirrored(const TissueBlock& b) {
  TissueBlock out = b;
  const auto turn = [&](std::vector<float>& field, int nz) {
    for (int k = 0; k < nz; ++k)
      for (int j = 0; j < b.ny; ++j) {
        const auto row = field.begin() + static_cast<std::ptrdiff_t>(b.at(0, j, k));
        std::reverse(row, row + b.nx);
      }
  };
  for (auto& field : out.volume) turn(field, b.nz());
  for (auto& field : out.surface) turn(field, 1);
  return out;
}

// Every field anything up to 1.5, by chance.
TissueBlock drawn_block(std::uint64_t seed) {
  TissueBlock b = healthy_block(8, 6, 0.05, 1.4);
  RandomStream random = Seed(seed).stream("block");
  for (auto& field : b.volume)
    for (float& x : field) x = static_cast<float>(1.5 * random.uniform());
  for (auto& field : b.surface)
    for (float& x : field) x = static_cast<float>(1.5 * random.uniform());
  return b;
}

double sum_of(const std::vector<float>& values) {
  double sum = 0.0;
  for (const float x : values) sum += static_cast<double>(x);
  return sum;
}

}  // namespace

TEST_CASE("healthy skin looks the same at any lateral position") {
  const StainParameters p = shipped_stains();
  const TissueBlock b = healthy_block(12, 9, 0.02);
  for (const Stain s : kStains) {
    const Image image = stained_section(b, s, {.y_mm = 0.05}, 3.0, p);
    long unlike = 0;
    for (int row = 0; row < image.height; ++row)
      for (int i = 3; i < 3 * image.width; ++i) {
        const int first = 3 * row * image.width;
        unlike += image.rgb[at(first + i)] != image.rgb[at(first + i % 3)] ? 1 : 0;
      }
    CHECK(unlike == 0);
    for (const double y : {0.0, 0.021, 0.18})
      CHECK(stained_section(b, s, {.y_mm = y}, 3.0, p).rgb == image.rgb);
  }
}

TEST_CASE("the mirror of a block gives the mirror of its picture") {
  const StainParameters p = shipped_stains();
  const TissueBlock b = wounded(3.0);
  for (const Stain s : kStains) {
    const Image image = stained_section(b, s, {.y_mm = 0.15}, 2.5, p);
    const Image mirror = stained_section(mirrored(b), s, {.y_mm = 0.15}, 2.5, p);
    REQUIRE(image.width == mirror.width);
    int worst = 0;
    for (int row = 0; row < image.height; ++row)
      for (int column = 0; column < image.width; ++column)
        for (int light = 0; light < 3; ++light) {
          const int here = 3 * (row * image.width + column) + light;
          const int there = 3 * (row * image.width + image.width - 1 - column) + light;
          worst = std::max(worst, std::abs(image.rgb[at(here)] - mirror.rgb[at(there)]));
        }
    // Where rounding falls differs by the last bit of a place.
    CHECK(worst <= 1);
  }
}

TEST_CASE("any number of threads gives the same bits") {
  const StainParameters p = shipped_stains();
  const TissueBlock b = wounded(1.0);
  for (const Stain s : kStains) {
    const Image one = stained_section(b, s, {.y_mm = 0.16}, 2.0, p, 1);
    for (const int threads : {2, 3, 7})
      CHECK(stained_section(b, s, {.y_mm = 0.16}, 2.0, p, threads).rgb == one.rgb);
  }
}

TEST_CASE("more collagen in a cell never takes blue from Masson's stain, and adds some near it") {
  const StainParameters p = shipped_stains();
  RandomStream random = Seed(8).stream("cells");
  for (std::uint64_t n = 0; n < 20; ++n) {
    TissueBlock b = drawn_block(n);
    const SectionPlane plane{.y_mm = 0.12, .depth_mm = 1.3};
    const SectionAmounts before = cut_section(b, plane, 10.0, p);
    const int i = static_cast<int>(random.uniform() * b.nx);
    const int k = 2 + static_cast<int>(random.uniform() * 22);  // in the dermis
    const Field field = n % 2 == 0 ? kMatureCollagen : kYoungCollagen;
    b.volume[field][b.at(i, 1, k)] += 0.5F;
    const SectionAmounts after = cut_section(b, plane, 10.0, p);
    double least = 0.0, most = 0.0;
    for (std::size_t pixel = 0; pixel < before.of[0].size(); ++pixel) {
      const double gain = dye_density(Dye::methyl_blue, after.at(pixel), p) -
                          dye_density(Dye::methyl_blue, before.at(pixel), p);
      least = std::min(least, gain);
      most = std::max(most, gain);
    }
    CHECK(least == 0.0);
    CHECK(most > 0.0);
  }
}

TEST_CASE("the picture of a wound gives its dyes back") {
  StainParameters p = shipped_stains();
  TissueBlock b = wounded(2.0);
  std::fill(b.surface[kMelanin].begin(), b.surface[kMelanin].end(), 0.0F);
  std::fill(b.volume[kDermalMelanin].begin(), b.volume[kDermalMelanin].end(), 0.0F);
  const SectionAmounts section = cut_section(b, {.y_mm = 0.15}, 4.0, p);
  const Image image = stained(section, Stain::haematoxylin_eosin, p);
  double worst = 0.0;
  for (std::size_t i = 0; i < section.of[0].size(); ++i) {
    const std::array<std::uint8_t, 3> rgb{image.rgb[3 * i], image.rgb[3 * i + 1],
                                          image.rgb[3 * i + 2]};
    const auto found = unmixed(Stain::haematoxylin_eosin, rgb, p);
    const Amounts a = section.at(i);
    worst = std::max({worst, std::abs(found[0] - dye_density(Dye::haematoxylin, a, p)),
                      std::abs(found[1] - dye_density(Dye::eosin, a, p))});
  }
  // Half a step of the darkest byte here (about 40) is 0.0055; the vectors are well apart.
  CHECK(worst < 0.01);
}

TEST_CASE("the epidermis is e times as high as at rest, with its horny layer on top") {
  const StainParameters p = shipped_stains();
  for (const double e : {0.0, 0.05, 0.5, 1.0, 1.4}) {
    TissueBlock b = healthy_block(4, 4, 0.02);
    std::fill(b.surface[kEpidermis].begin(), b.surface[kEpidermis].end(), static_cast<float>(e));
    const SectionAmounts s = cut_section(b, {.y_mm = 0.03}, 3.0, p);
    double horny = 0.0, height = 0.0;
    int first_living = s.height, last_horny = -1;
    for (int row = 0; row < s.height; ++row) {
      const Amounts a = s.at(s.pixel(2, row));
      horny += 3.0 * a[kHorny];
      height += 3.0 * (a[kHorny] + a[kKeratinocytes]);
      if (a[kHorny] > 0.0) last_horny = row;
      if (a[kKeratinocytes] > 0.0) first_living = std::min(first_living, row);
    }
    CHECK(height == doctest::Approx(100.0 * e).epsilon(1e-4));
    CHECK(horny == doctest::Approx(1000.0 * p.tissue.horny_mm * std::min(e, 1.0)).epsilon(1e-4));
    CHECK(last_horny <= first_living);
  }
}

TEST_CASE("a torn epidermis leaves a gap, clear or filled with the clot of the cells below") {
  const StainParameters p = shipped_stains();
  for (const double clot : {0.0, 0.3, 1.0}) {
    TissueBlock b = healthy_block(4, 4, 0.02);
    std::fill(b.surface[kEpidermis].begin(), b.surface[kEpidermis].end(), 0.0F);
    std::fill(b.volume[kClot].begin(), b.volume[kClot].end(), static_cast<float>(clot));
    const SectionAmounts s = cut_section(b, {.y_mm = 0.03}, 2.0, p);
    for (int row = 0; row < s.height; ++row) {
      const double depth = s.top_um + 2.0 * row;
      const Amounts a = s.at(s.pixel(1, row));
      if (depth < -3.0) CHECK(a == Amounts{});
      if (depth > 0.0 && depth < 98.0) {
        Amounts only{};
        only[kClotFill] = static_cast<double>(static_cast<float>(clot));
        CHECK(a == only);
      }
    }
  }
}

TEST_CASE("where there is nothing the glass is white") {
  TissueBlock b = healthy_block(4, 4, 0.02);
  for (auto& field : b.volume) std::fill(field.begin(), field.end(), 0.0F);
  std::fill(b.surface[kEpidermis].begin(), b.surface[kEpidermis].end(), 0.0F);
  // Walls of fat cells are there whatever the fields say.
  for (const Stain s : kStains) {
    const Image image =
        stained_section(b, s, {.y_mm = 0.04, .depth_mm = 1.1}, 5.0, shipped_stains());
    CHECK(*std::min_element(image.rgb.begin(), image.rgb.end()) == 255);
  }
}

TEST_CASE("straight lines between cells keep the mean of a row and follow a straight profile") {
  const StainParameters p = shipped_stains();
  TissueBlock b = healthy_block(10, 4, 0.02);
  for (int k = 0; k < b.nz(); ++k)
    for (int j = 0; j < b.ny; ++j)
      for (int i = 0; i < b.nx; ++i) {
        const double depth = 0.02 * (k + 0.5);
        b.volume[kMatureCollagen][b.at(i, j, k)] = static_cast<float>(1.0 + depth);
        b.volume[kElastin][b.at(i, j, k)] = static_cast<float>(1.0 + 0.5 * std::sin(i * 2.1));
      }
  const SectionAmounts s = cut_section(b, {.y_mm = 0.03}, 2.0, p);
  double cells = 0.0;
  for (int i = 0; i < b.nx; ++i)
    cells += static_cast<double>(b.volume[kElastin][b.at(i, 1, 40)]) / b.nx;
  for (int row = 0; row < s.height; ++row) {
    const double depth_mm = (s.top_um + 2.0 * (row + 0.5)) / 1000.0;
    if (depth_mm < 0.4 || depth_mm > 1.15) continue;  // in the reticular dermis alone
    CHECK(s.at(s.pixel(3, row))[kMatureFibres] ==
          doctest::Approx((1.0 - p.tissue.young_share) * (1.0 + depth_mm)).epsilon(1e-5));
    double mean = 0.0;
    for (int column = 0; column < s.width; ++column)
      mean += s.at(s.pixel(column, row))[kElasticFibres] / s.width;
    CHECK(mean == doctest::Approx(cells).epsilon(1e-5));
  }
}

TEST_CASE("a scar's own rest counts like less of everything that it scales") {
  const StainParameters p = shipped_stains();
  TissueBlock scar = healthy_block(6, 4, 0.02), poor = scar;
  scar.collagen_home.assign(scar.volume[kClot].size(), 0.5F);
  scar.elastin_home.assign(scar.volume[kClot].size(), 0.25F);
  scar.melanin_home.assign(scar.surface[kMelanin].size(), 2.0F);
  for (const auto& [field, share] :
       {std::pair(kMatureCollagen, 0.5F), {kYoungCollagen, 0.5F}, {kElastin, 0.25F}})
    for (float& x : poor.volume[at(field)]) x *= share;
  for (float& x : poor.surface[kMelanin]) x *= 2.0F;
  for (const Stain s : kStains)
    CHECK(stained_section(scar, s, {.y_mm = 0.04}, 2.0, p).rgb ==
          stained_section(poor, s, {.y_mm = 0.04}, 2.0, p).rgb);
}

TEST_CASE("epidermal melanin adds up to its field, most of it at the basement membrane") {
  const StainParameters p = shipped_stains();
  TissueBlock b = healthy_block(4, 4, 0.02);
  std::fill(b.surface[kMelanin].begin(), b.surface[kMelanin].end(), 1.7F);
  const SectionAmounts s = cut_section(b, {.y_mm = 0.04, .width_mm = 0.001}, 0.25, p);
  const double total = 0.25 * sum_of(s.of[kMelaninGrains]) / s.width;
  // The horny layer is drawn clear: what the profile has up there is missing.
  CHECK(total == doctest::Approx(1.7 * 100.0).epsilon(0.002));
  const auto most = std::max_element(s.of[kMelaninGrains].begin(), s.of[kMelaninGrains].end());
  const auto row = (most - s.of[kMelaninGrains].begin()) / s.width;
  const double depth = s.top_um + 0.25 * static_cast<double>(row);
  CHECK(depth == doctest::Approx(99.75));
}

TEST_CASE("a plane that misses the block is refused, one message for each thing wrong") {
  const StainParameters p = shipped_stains();
  const TissueBlock b = healthy_block(10, 10, 0.02);
  const auto paths = [&](const SectionPlane& plane, double pixel) {
    std::vector<std::string> list;
    try {
      (void)cut_section(b, plane, pixel, p);
    } catch (const InvalidInput& wrong) {
      for (const Problem& problem : wrong.problems()) list.push_back(problem.path);
    }
    return list;
  };
  using Paths = std::vector<std::string>;
  CHECK(paths({.y_mm = 0.1}, 2.0).empty());
  CHECK(paths({.y_mm = 0.3}, 2.0) == Paths{"section.y"});
  CHECK(paths({.y_mm = -0.1, .depth_mm = 5.0}, 0.0) ==
        Paths{"section.y", "section.depth", "section.pixel"});
  CHECK(paths({.left_mm = 0.15, .width_mm = 0.1}, 2.0) == Paths{"section.width"});
  CHECK(paths({.above_mm = -1.0}, 2.0) == Paths{"section.above"});
  CHECK(paths({}, 0.001) == Paths{"section.pixel"});
  CHECK(paths({}, 500.0) == Paths{"section.pixel"});
}

}  // namespace stipple
