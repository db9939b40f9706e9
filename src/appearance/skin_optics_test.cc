// SPDX-License-Identifier: Apache-2.0
#include "appearance/skin_optics.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "appearance/face_block_for_tests.h"
#include "core/error.h"

using namespace stipple;

namespace {

const test::FaceEvidence& evidence() {
  static const test::FaceEvidence shared;
  return shared;
}

SkinOptics with_melanin(double per_metre, double oxygenation = 0.6) {
  ParameterValues optics = evidence().optics;
  optics.set("melanin_II", per_metre);
  optics.set("oxygenation", oxygenation);
  return skin_optics(optics, evidence().healing, evidence().tables, 2);
}

Lab lab_with(const SkinOptics& s, double blood) {
  return Light(s.daylight).lab(s.reflectance({.dermal_blood = blood}));
}

}  // namespace

TEST_CASE("the published check of the reflectance model is met to its rounding") {
  // Melanin at 694 nm (1/m); L*, a*, b*, typology angle.
  struct Row {
    double melanin, lightness, a, b, angle;
  };
  const Row rows[] = {{200, 66.0, 8.3, 13.0, 51},
                      {400, 63.6, 9.0, 15.8, 41},
                      {800, 59.2, 10.4, 20.6, 24},
                      {1600, 51.2, 13.3, 27.9, 2},
                      {3000, 39.6, 17.7, 34.9, -17}};
  for (const Row& row : rows) {
    const Lab c = lab_with(with_melanin(row.melanin), 0.01);
    MESSAGE("melanin ", row.melanin, "/m: L* ", c.lightness, " a* ", c.a, " b* ", c.b, " angle ",
            typology_angle(c));
    CHECK(std::abs(c.lightness - row.lightness) < 0.055);
    CHECK(std::abs(c.a - row.a) < 0.055);
    CHECK(std::abs(c.b - row.b) < 0.055);
    CHECK(std::abs(typology_angle(c) - row.angle) < 0.55);
  }
}

TEST_CASE("more blood gives the published redness and lightness at high oxygenation") {
  const SkinOptics s = with_melanin(200, 0.8);
  CHECK(lab_with(s, 0.02).a == doctest::Approx(14.8).epsilon(0.004));
  CHECK(lab_with(s, 0.04).a == doctest::Approx(20.1).epsilon(0.004));
  CHECK(lab_with(s, 0.02).lightness == doctest::Approx(61).epsilon(0.008));
  CHECK(lab_with(s, 0.04).lightness == doctest::Approx(54).epsilon(0.008));
}

TEST_CASE("more blood is redder and darker, more melanin darker, in every phototype") {
  for (int type = 1; type <= 6; ++type) {
    const SkinOptics s = evidence().skin(type);
    const Light light(s.daylight);
    Lab last = light.lab(s.reflectance({.dermal_blood = 0.0}));
    // Beyond a fifth of blood all is so dark that a* falls again.
    for (double blood = 0.005; blood < 0.15; blood += 0.005) {
      const Lab c = light.lab(s.reflectance({.dermal_blood = blood}));
      if (type <= 4) CHECK(c.a > last.a);
      CHECK(c.lightness < last.lightness);
      last = c;
    }
    last = light.lab(s.reflectance({.melanin = 0.0, .dermal_blood = 0.01}));
    for (double melanin = 0.1; melanin < 3.0; melanin += 0.1) {
      const Lab c = light.lab(s.reflectance({.melanin = melanin, .dermal_blood = 0.01}));
      CHECK(c.lightness < last.lightness);
      CHECK(typology_angle(c) < typology_angle(last));
      last = c;
    }
  }
}

TEST_CASE("healthy faces lie in the class of typology angles of their phototype, I to V") {
  const double least[] = {55, 41, 28, 10, -30, -90}, most[] = {90, 55, 41, 28, 10, 10};
  double last = 100.0;
  for (int type = 1; type <= 6; ++type) {
    const SkinOptics s = evidence().skin(type);
    const Lab c = Light(s.daylight).lab(s.reflectance(s.at_rest()));
    MESSAGE("phototype ", type, ": L* ", c.lightness, " a* ", c.a, " b* ", c.b, " angle ",
            typology_angle(c));
    CHECK(typology_angle(c) > least[type - 1]);
    CHECK(typology_angle(c) < most[type - 1]);
    CHECK(c.lightness < last);
    last = c.lightness;
  }
}

TEST_CASE("no surface throws back more than falls on it, anywhere in the ranges") {
  RandomStream random = Seed{7}.stream("optics");
  for (int draw = 0; draw < 300; ++draw) {
    ParameterValues optics = evidence().optics;
    for (const Parameter& p : evidence().optics_table.all())
      optics.set(p.symbol, p.low + (p.high - p.low) * random.uniform());
    const SkinOptics s = skin_optics(optics, evidence().healing, evidence().tables,
                                     1 + static_cast<int>(6.0 * random.uniform()));
    const OpticalColumn c{.melanin = 5.0 * random.uniform(),
                          .epidermis = 1.5 * random.uniform(),
                          .hole_blood_mm = 0.1 * random.uniform(),
                          .dermal_blood = std::pow(random.uniform(), 3.0),
                          .dermal_melanin = random.uniform()};
    for (const double r : s.reflectance(c)) {
      CHECK(r >= 0.0);
      CHECK(r <= 1.0);
    }
  }
}

TEST_CASE("without anything that absorbs the dermis throws back all light") {
  SkinOptics s = evidence().skin();
  s.base = 0.0;
  for (int band = 0; band < kBands; ++band)
    CHECK(s.dermal_reflectance(band, {}) == doctest::Approx(1.0).epsilon(1e-12));
}

TEST_CASE("a hole full of blood is deep red, an empty one paler than pigmented skin") {
  const SkinOptics s = evidence().skin(5);
  const Light light(s.daylight);
  const Lab rest = light.lab(s.reflectance(s.at_rest()));
  OpticalColumn hole = s.at_rest();
  hole.melanin = 0.0;
  hole.epidermis = 0.0;
  CHECK(light.lab(s.reflectance(hole)).lightness > rest.lightness);
  hole.hole_blood_mm = 0.1;
  const Lab blood = light.lab(s.reflectance(hole));
  CHECK(blood.a > 2.0 * rest.a);
  CHECK(blood.lightness < 50.0);
}

TEST_CASE("tables that lack a band or hold no number are refused with the place") {
  const auto text_of = [&](std::string_view name) {
    return std::string(evidence().files.text(name));
  };
  const std::string day = text_of("appearance/daylight.csv");
  std::string blood = text_of("appearance/haemoglobin.csv");
  const auto refused = [&](const std::string& table, std::string_view words) {
    const DataFiles files(
        {{"appearance/haemoglobin.csv", table}, {"appearance/daylight.csv", day}});
    try {
      load_optical_tables(files);
    } catch (const InvalidInput& e) {
      return to_text(e.problems().at(0)).find(words) != std::string::npos;
    }
    return false;
  };
  CHECK(refused(blood.substr(0, blood.find("700,")), "one row for each band"));
  std::string twisted = blood;
  twisted.replace(twisted.find("410,"), 4, "415,");
  CHECK(refused(twisted, "haemoglobin.csv:3"));
  std::string negative = blood;
  negative.replace(negative.find("410,466840"), 10, "410,-66840");
  CHECK(refused(negative, "must be a number above 0"));
}
