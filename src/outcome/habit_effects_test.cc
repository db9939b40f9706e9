// SPDX-License-Identifier: Apache-2.0
#include "outcome/habit_effects.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "outcome/test_members.h"

namespace stipple {
namespace {

const std::vector<std::string> kAsked{"pih_peak", "erythema_days", "dermal_collagen_gain",
                                      "pih_risk"};

CourseRequest some_request(Phototype phototype = Phototype::III, long members = 16) {
  CourseRequest request;
  request.patient = some_patient();
  request.patient.phototype = phototype;
  request.course = some_course({0.0, 28.0}, 1.0, 300.0);
  request.course.aftercare.sun_dose = UvDoseRate(0.3, med_per_day);
  request.course.aftercare.sunscreen_spf = 30.0;
  request.course.aftercare.sunscreen_use = Fraction(0.8, ratio);
  request.members = members;
  return request;
}

std::vector<HabitEffect> effects_of(const CourseRequest& request, const Habits& broken) {
  return habit_effects(request, shipped_library(), std::nullopt, request.course.aftercare, broken,
                       kAsked);
}

const HabitEffect& named(const std::vector<HabitEffect>& all, std::string_view name) {
  const auto it = std::ranges::find(all, name, &HabitEffect::outcome);
  REQUIRE(it != all.end());
  return *it;
}

}  // namespace

TEST_CASE("the same habits change nothing, and the figures are those of the course") {
  const CourseRequest request = some_request();
  const std::vector<HabitEffect> effects = effects_of(request, request.course.aftercare);
  const CourseResult result = simulate_course(request, shipped_library(), std::nullopt);
  // Three scalars and one outcome at the four report days.
  CHECK(effects.size() == 7);
  for (const HabitEffect& e : effects) {
    CHECK(e.change == Band{});
    CHECK(e.kept == e.broken);
    const auto outcome = std::ranges::find(result.outcomes, e.outcome, &Outcome::name);
    REQUIRE(outcome != result.outcomes.end());
    const auto point = std::ranges::find(outcome->points, e.days_after_last_visit,
                                         &OutcomePoint::days_after_last_visit);
    REQUIRE(point != outcome->points.end());
    CHECK(e.kept == point->band);
  }
}

TEST_CASE("no sunscreen never lowers the darkening on the way") {
  for (const Phototype phototype : {Phototype::II, Phototype::V}) {
    const CourseRequest request = some_request(phototype);
    Habits broken = request.course.aftercare;
    broken.sunscreen_spf = 1.0;
    broken.sunscreen_use = Fraction(0.0, ratio);
    const std::vector<HabitEffect> effects = effects_of(request, broken);
    CHECK(named(effects, "pih_peak").change.low > 0.0);
    CHECK(named(effects, "pih_risk").change.median >= 0.0);
  }
}

// Redness is the one thing that an irritant may end sooner: it calls in cells that clear the blood
// in the channels. That is under an hour, at any step size.
TEST_CASE(
    "an irritant on open skin darkens, the more the stronger, and takes no hour off redness") {
  const CourseRequest request = some_request();
  Habits broken = request.course.aftercare;
  double weaker = 0.0;
  for (const double irritant : {0.5, 1.5, 3.0}) {
    broken.irritant = irritant;
    broken.irritant_days = Duration(3.0, day);
    const std::vector<HabitEffect> effects = effects_of(request, broken);
    CHECK(named(effects, "pih_peak").change.low >= 0.0);
    CHECK(named(effects, "pih_peak").change.median > weaker);
    CHECK(named(effects, "erythema_days").change.low > -1.0 / 24.0);
    CHECK(named(effects, "erythema_days").change.high > 0.0);
    weaker = named(effects, "pih_peak").change.median;
  }
}

TEST_CASE("a steroid after each visit costs collagen") {
  const CourseRequest request = some_request();
  Habits broken = request.course.aftercare;
  broken.anti_inflammatory = AntiInflammatory::steroid;
  broken.anti_inflammatory_days = Duration(7.0, day);
  CHECK(named(effects_of(request, broken), "dermal_collagen_gain").change.high < 0.0);
}

TEST_CASE("habit effects have the same bits on one thread and on two") {
  CourseRequest request = some_request(Phototype::IV, 24);
  Habits broken = request.course.aftercare;
  broken.sunscreen_use = Fraction(0.0, ratio);
  const std::vector<HabitEffect> one = effects_of(request, broken);
  request.threads = 2;
  const std::vector<HabitEffect> two = effects_of(request, broken);
  REQUIRE(one.size() == two.size());
  for (std::size_t k = 0; k < one.size(); ++k) {
    CHECK(one[k].kept == two[k].kept);
    CHECK(one[k].broken == two[k].broken);
    CHECK(one[k].change == two[k].change);
  }
}

TEST_CASE("what does not apply is left out, and progress may stop the runs") {
  CourseRequest request = some_request(Phototype::III, 2);
  const Habits& habits = request.course.aftercare;
  CHECK(habit_effects(request, shipped_library(), std::nullopt, habits, habits,
                      {"scar_depth_change", "wrinkle_depth_change"})
            .empty());
  request.progress = [](std::size_t done, std::size_t total) { return done < total; };
  CHECK_THROWS_AS(effects_of(request, habits), Cancelled);
}

}  // namespace stipple
