// SPDX-License-Identifier: Apache-2.0
#include "appearance/stains.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "appearance/parameters_for_tests.h"
#include "core/error.h"
#include "core/random.h"
#include "evidence/conditioned.h"

namespace stipple {
namespace {

Amounts drawn_amounts(RandomStream& random, double most) {
  Amounts a{};
  for (double& x : a) x = most * random.uniform();
  return a;
}

// What half a step of a byte is in optical density, at its worst.
double rounding_of(std::uint8_t byte) {
  const double level = byte;
  return std::max(std::log10((level + 0.5) / level), std::log10(level / (level - 0.5)));
}

using Matrix = std::array<OpticalDensity, 3>;

// By cofactors, another way than the library's.
Matrix inverse(const Matrix& m) {
  Matrix out{};
  const auto minor = [&](std::size_t r, std::size_t c) {
    const std::size_t r1 = (r + 1) % 3, r2 = (r + 2) % 3, c1 = (c + 1) % 3, c2 = (c + 2) % 3;
    return m[r1][c1] * m[r2][c2] - m[r1][c2] * m[r2][c1];
  };
  const double volume = m[0][0] * minor(0, 0) + m[0][1] * minor(0, 1) + m[0][2] * minor(0, 2);
  for (std::size_t r = 0; r < 3; ++r)
    for (std::size_t c = 0; c < 3; ++c) out[c][r] = minor(r, c) / volume;
  return out;
}

}  // namespace

TEST_CASE("glass without dye is white in every stain") {
  const StainParameters p = shipped_stains();
  for (const Stain s : kStains)
    CHECK(seen_through(optical_density(s, Amounts{}, p)) ==
          std::array<std::uint8_t, 3>{255, 255, 255});
}

TEST_CASE("optical densities add up and are proportional to amounts") {
  const StainParameters p = shipped_stains();
  RandomStream random = Seed(3).stream("amounts");
  for (int n = 0; n < 200; ++n) {
    const Amounts a = drawn_amounts(random, 2.0), b = drawn_amounts(random, 2.0);
    const double k = 3.0 * random.uniform();
    Amounts sum{};
    for (std::size_t c = 0; c < sum.size(); ++c) sum[c] = a[c] + k * b[c];
    for (const Stain s : kStains) {
      const OpticalDensity of_a = optical_density(s, a, p), of_b = optical_density(s, b, p);
      const OpticalDensity of_sum = optical_density(s, sum, p);
      for (std::size_t light = 0; light < 3; ++light)
        CHECK(of_sum[light] == doctest::Approx(of_a[light] + k * of_b[light]).epsilon(1e-12));
    }
  }
}

TEST_CASE("more of anything never lets more light through, and every constituent shows somewhere") {
  const StainParameters p = shipped_stains();
  RandomStream random = Seed(4).stream("amounts");
  std::array<bool, kConstituentCount> shows{};
  for (int n = 0; n < 100; ++n) {
    const Amounts a = drawn_amounts(random, 0.5);
    for (std::size_t c = 0; c < a.size(); ++c) {
      Amounts more = a;
      more[c] += 1.0;
      for (const Stain s : kStains) {
        const auto before = seen_through(optical_density(s, a, p));
        const auto after = seen_through(optical_density(s, more, p));
        for (std::size_t light = 0; light < 3; ++light) {
          CHECK(after[light] <= before[light]);
          shows[c] = shows[c] || after[light] < before[light];
        }
      }
    }
  }
  for (const bool seen : shows) CHECK(seen);
}

TEST_CASE("collagen makes Masson's stain bluer, clot makes it redder") {
  const StainParameters p = shipped_stains();
  for (const double amount : {0.2, 0.5, 1.0, 2.0}) {
    Amounts collagen{}, clot{};
    collagen[kMatureFibres] = amount;
    clot[kClotFill] = amount;
    const auto blue = seen_through(optical_density(Stain::masson, collagen, p));
    const auto red = seen_through(optical_density(Stain::masson, clot, p));
    CHECK(blue[2] > blue[1]);
    CHECK(blue[2] > blue[0]);
    CHECK(red[0] > red[1]);
    CHECK(red[0] > red[2]);
  }
}

TEST_CASE("unmixing a colour gives the dyes back within the rounding of its bytes") {
  const StainParameters p = shipped_stains();
  RandomStream random = Seed(5).stream("amounts");
  long compared = 0;
  for (const Stain s : kStains) {
    CAPTURE(name_of(s));
    const auto dyes = dyes_of(s);
    const auto vector_of = [&](Dye d) { return p.vectors[static_cast<std::size_t>(d)]; };
    Matrix vectors{vector_of(dyes[0]), vector_of(dyes[1]), vector_of(dyes[2])};
    if (dyes.size() == 3) {  // two dyes and melanin: the third is at a right angle to both
      const OpticalDensity a = vectors[0], b = vectors[1];
      OpticalDensity c{a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2],
                       a[0] * b[1] - a[1] * b[0]};
      const double length = std::sqrt(c[0] * c[0] + c[1] * c[1] + c[2] * c[2]);
      for (double& x : c) x /= length;
      vectors[2] = c;
    }
    const Matrix back = inverse(vectors);  // densities = seen * back
    for (int n = 0; n < 500; ++n) {
      Amounts a = drawn_amounts(random, 0.4);
      a[kMelaninGrains] = 0.0;  // a fourth colour that three lights cannot tell apart
      const auto rgb = seen_through(optical_density(s, a, p));
      if (*std::min_element(rgb.begin(), rgb.end()) < 8) continue;
      const std::array<double, 3> found = unmixed(s, rgb, p);
      for (std::size_t d = 0; d < 3; ++d) {
        double bound = 1e-9;
        for (std::size_t light = 0; light < 3; ++light)
          bound += std::abs(back[light][d]) * rounding_of(rgb[light]);
        const double there = d + 1 < dyes.size() ? dye_density(dyes[d], a, p) : 0.0;
        CHECK(std::abs(found[d] - there) <= bound);
        ++compared;
      }
    }
  }
  CHECK(compared > 3000);
}

TEST_CASE("vectors have length 1 and no negative part, and dyes of one stain differ") {
  const StainParameters p = shipped_stains();
  for (const OpticalDensity& v : p.vectors) {
    CHECK(v[0] * v[0] + v[1] * v[1] + v[2] * v[2] == doctest::Approx(1.0));
    CHECK(*std::min_element(v.begin(), v.end()) >= 0.0);
  }
  for (const Stain s : kStains) {
    const auto dyes = dyes_of(s);
    CHECK(dyes.back() == Dye::melanin);
    for (std::size_t a = 0; a < dyes.size(); ++a)
      for (std::size_t b = 0; b < a; ++b)
        CHECK(p.vectors[static_cast<std::size_t>(dyes[a])] !=
              p.vectors[static_cast<std::size_t>(dyes[b])]);
  }
}

TEST_CASE("stains take no part in what a draw of the parameters depends on") {
  const DataFiles shipped = DataFiles::embedded();
  std::map<std::string, std::string, std::less<>> without;
  for (const std::string& name : shipped.names())
    if (name != kHistologyFile) without[name] = shipped.text(name);
  CHECK(shipped.names().size() == without.size() + 1);
  CHECK(parameters_hash(DataFiles(without)) == parameters_hash(shipped));
}

TEST_CASE("the figures of stains can vary, and published ones rest on what was followed") {
  const DataFiles files = DataFiles::embedded();
  const Bibliography bibliography = load_bibliography(files);
  const ParameterTable table = load_parameters(files, kHistologyFile, bibliography);
  for (const Parameter& p : table.all()) {
    CAPTURE(p.symbol);
    CHECK(p.low < p.high);
    if (p.status == Status::literature)
      CHECK(std::ranges::any_of(p.sources, [&](const std::string& key) {
        return bibliography.find(key)->reading != Reading::unconfirmed;
      }));
  }
}

TEST_CASE("a figure of a stain that is missing or unknown is refused by name") {
  const DataFiles files = DataFiles::embedded();
  const Bibliography bibliography = load_bibliography(files);
  const ParameterTable healing = load_parameters(files, "parameters/healing.json", bibliography);
  const ParameterTable shipped = load_parameters(files, kHistologyFile, bibliography);
  std::vector<Parameter> list(shipped.all().begin(), shipped.all().end());
  REQUIRE(list.front().symbol == "haematoxylin_red");
  list.front().symbol = "haematoxylin_rde";
  try {
    (void)make_stain_parameters(ParameterTable("histology.json", list), healing);
    FAIL("was taken");
  } catch (const InvalidInput& wrong) {
    REQUIRE(wrong.problems().size() == 2);
    CHECK(wrong.problems()[0].path == "haematoxylin_red");
    CHECK(wrong.problems()[1].path == "haematoxylin_rde");
  }
}

}  // namespace stipple
