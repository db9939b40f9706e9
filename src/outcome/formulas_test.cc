// SPDX-License-Identifier: Apache-2.0
#include "outcome/formulas.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "outcome/scales.h"
#include "outcome/test_members.h"

namespace stipple {
namespace {

constexpr double kDay = 90.0;

Patient with_everything() {
  return patient_with({concern(ConcernKind::fine_lines), concern(ConcernKind::acne_scar_rolling),
                       concern(ConcernKind::stretch_marks_white),
                       concern(ConcernKind::acne_scar_ice_pick, Severity::severe)});
}

}  // namespace

TEST_CASE("skin that did not change has every outcome at its level before") {
  for (std::size_t k = 0; k < 20; ++k) {
    const MadeMember made(with_everything(), drawn_member(k));
    const MemberView m = made.view();
    for (const bool control : {false, true}) {
      CHECK(relative_wrinkle_depth(m, kDay, control) == doctest::Approx(1.0).epsilon(1e-12));
      CHECK(relative_roughness(m, kDay, control) == doctest::Approx(1.0).epsilon(1e-12));
      for (const std::size_t site : {1u, 3u})
        CHECK(relative_scar_depth(m, site, kDay, control) == doctest::Approx(1.0).epsilon(1e-12));
      CHECK(relative_stria_contrast(m, 2, kDay, control) == doctest::Approx(1.0).epsilon(1e-9));
    }
    std::vector<std::string> absent;
    for (const OutcomeDefinition& d :
         outcome_definitions(with_everything(), shipped_library(), absent))
      if (d.at_day) {
        CAPTURE(d.text.name);
        CHECK(d.at_day(m, kDay, false) == doctest::Approx(0.0).epsilon(1e-9));
        CHECK(d.at_day(m, kDay, true) == doctest::Approx(0.0).epsilon(1e-9));
      }
  }
}

TEST_CASE("a scar is never deeper for more collagen or freer bundles, and never below flat") {
  for (std::size_t k = 0; k < 20; ++k) {
    MadeMember made(with_everything(), drawn_member(k));
    const double home = made.member.sites[1].before[kLesionDisorderHome];
    double before = 2.0;
    for (double collagen = 0.9; collagen < 20.0; collagen *= 1.05) {
      made.now(kLesionCollagen, 1) = collagen;
      const double depth = relative_scar_depth(made.view(), 1, kDay, false);
      CHECK(depth <= before);
      CHECK(depth >= 0.0);
      if (before > 0.0 && collagen > 0.9) CHECK((depth < before || depth == 0.0));
      before = depth;
    }
    CHECK(before == 0.0);  // overfilled is flat
    made.now(kLesionCollagen, 1) = 1.0;
    before = 2.0;
    for (double left = 1.0; left >= 0.0; left -= 0.125) {
      made.now(kLesionDisorderHome, 1) = left * home;
      const double depth = relative_scar_depth(made.view(), 1, kDay, false);
      CHECK(depth < before);
      before = depth;
    }
    // All bundles cut free and no new collagen: the stated share of the rise, and no more.
    CHECK(before ==
          doctest::Approx(1.0 - made.member.member.values.healing["scar_eta_q"]).epsilon(1e-9));
  }
}

TEST_CASE("a wrinkle is shallower the stiffer the skin below, flat once it no longer folds") {
  for (std::size_t k = 0; k < 20; ++k) {
    MadeMember made(with_everything(), drawn_member(k));
    double before = 1e9;
    for (double stiff = 0.8; stiff < 4.0; stiff += 0.1) {
      made.now(kPapillaryStiffness) = stiff;
      const double depth = relative_wrinkle_depth(made.view(), kDay, false);
      CHECK(depth >= 0.0);
      CHECK(depth <= before);
      if (stiff > 1.05) CHECK(depth < 1.0);
      before = depth;
    }
    CHECK(before == 0.0);
    made.now(kPapillaryStiffness) = 1.0;
    // The fold is as high as the film is thick.
    made.now(kEpidermisMean) = 1.3;
    CHECK(relative_wrinkle_depth(made.view(), kDay, false) == doctest::Approx(1.3));
  }
}

TEST_CASE("a wrinkle formula holds at its limit, where use strains skin just to creasing") {
  Concern lines = concern(ConcernKind::fine_lines);
  for (const double strain : {1.0, 1.0 + 1e-12, 1.5, 5.0}) {
    CAPTURE(strain);
    lines.strain_ratio = Fraction(strain, ratio);
    MadeMember made(patient_with({lines}), stated_member(shipped_library()));
    const double same = relative_wrinkle_depth(made.view(), kDay, false);
    CHECK(std::isfinite(same));
    CHECK(same == doctest::Approx(1.0).epsilon(1e-9));
    made.now(kPapillaryStiffness) = 1.2;
    const double stiffer = relative_wrinkle_depth(made.view(), kDay, false);
    CHECK(std::isfinite(stiffer));
    CHECK(stiffer < 1.0);
    CHECK(stiffer >= 0.0);
  }
}

TEST_CASE("roughness lies between the changes of its parts") {
  RandomStream random = Seed(61).stream("roughness");
  for (std::size_t k = 0; k < 100; ++k) {
    MadeMember made(with_everything(), drawn_member(k));
    made.now(kPapillaryStiffness) = 0.8 + random.uniform();
    made.now(kEpidermisMean) = 0.8 + 0.5 * random.uniform();
    for (const std::size_t site : {1u, 3u})
      made.now(kLesionCollagen, site) = 0.9 + 0.3 * random.uniform();
    const MemberView m = made.view();
    const double parts[] = {relative_wrinkle_depth(m, kDay, false),
                            relative_scar_depth(m, 1, kDay, false),
                            relative_scar_depth(m, 3, kDay, false)};
    const double rough = relative_roughness(m, kDay, false);
    CHECK(rough >= *std::min_element(std::begin(parts), std::end(parts)) - 1e-12);
    CHECK(rough <= *std::max_element(std::begin(parts), std::end(parts)) + 1e-12);
  }
}

TEST_CASE("a stretch mark is fainter the nearer it comes to the skin round it") {
  for (std::size_t k = 0; k < 20; ++k) {
    MadeMember made(with_everything(), drawn_member(k));
    const LesionValues& lesion = made.member.member.lesions[2];
    double before = 1e9;
    for (double share = 0.0; share <= 1.0; share += 0.1) {
      made.now(kLesionCollagen, 2) = 1.0 + share * (1.0 / lesion.C_h - 1.0);
      made.now(kLesionElastin, 2) = 1.0 + share * (1.0 / lesion.L_h - 1.0);
      const double contrast = relative_stria_contrast(made.view(), 2, kDay, false);
      CHECK(contrast < before);
      CHECK(contrast >= 0.0);
      before = contrast;
    }
    // Redness and tan of mark and surroundings alike change nothing.
    const double unchanged = relative_stria_contrast(made.view(), 2, kDay, false);
    for (const std::size_t site : {0u, 2u}) {
      made.now(kVesselsMean, site) = 1.4;
      made.now(kMelaninExcess, site) = 0.2;
    }
    CHECK(relative_stria_contrast(made.view(), 2, kDay, false) ==
          doctest::Approx(unchanged).epsilon(1e-9));
  }
}

TEST_CASE("a scale reads the marks that it is about, whatever other lesions stand beside them") {
  MadeMember made(with_everything(), drawn_member(2));
  made.now(kLesionCollagen, 1) = 1.10;
  made.now(kLesionCollagen, 2) = 1.05;
  made.now(kLesionCollagen, 3) = 1.02;
  const MemberView m = made.view();
  const double scars =
      0.5 * (relative_scar_depth(m, 1, kDay, false) + relative_scar_depth(m, 3, kDay, false)) - 1.0;
  const double marks = relative_stria_contrast(m, 2, kDay, false) - 1.0;
  CHECK(scars != doctest::Approx(marks));
  for (const ScaleLaw& law : scale_laws()) {
    CAPTURE(law.name);
    const auto measure = scale_measure(law, m, kDay);
    REQUIRE(measure.has_value());
    if (law.measure == "scar_depth_change") CHECK(*measure == doctest::Approx(law.sign * scars));
    if (law.measure == "stria_contrast_change")
      CHECK(*measure == doctest::Approx(law.sign * marks));
  }
  const MadeMember plain(patient_with({concern(ConcernKind::stretch_marks_red)}), drawn_member(2));
  for (const ScaleLaw& law : scale_laws())
    if (law.measure == "scar_depth_change")
      CHECK_FALSE(scale_measure(law, plain.view(), kDay).has_value());
}

}  // namespace stipple
