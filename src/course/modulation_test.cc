// SPDX-License-Identifier: Apache-2.0
#include "course/modulation.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "course/test_course.h"

namespace stipple {
namespace {

constexpr HabitsNow kNothing{};

Modulators of(const Patient& p, const Habits& h, const MemberValues& v, HabitsNow now = kNothing) {
  return modulators_for(p, h, now, v);
}

}  // namespace

TEST_CASE("who has no habits and no illness has neutral modulators, but for age and skin type") {
  for (std::size_t member = 0; member < 50; ++member) {
    const MemberValues v = drawn_member(member);
    const Modulators m = of(some_patient(), Habits{}, v);
    const Modulators neutral;
    CHECK(m.uv_med_per_day == 0.0);
    CHECK(m.collagen == neutral.collagen);
    CHECK(m.mmp == neutral.mmp);
    CHECK(m.turnover == neutral.turnover);
    CHECK(m.irritant == neutral.irritant);
    CHECK(m.injury_signal == neutral.injury_signal);
    CHECK(m.m1_to_m2 == neutral.m1_to_m2);
    CHECK(m.m2_loss == neutral.m2_loss);
    CHECK(m.uv_block_collagen == neutral.uv_block_collagen);
    CHECK(m.vigour <= v.healing["age_factor_25"]);
    CHECK(m.keloid_tendency <= v.healing["kappa_none"] + 0.1);
  }
}

TEST_CASE("older skin never answers more vigorously, and the answer never leaves its bounds") {
  for (std::size_t member = 0; member < 20; ++member) {
    const MemberValues v = drawn_member(member);
    Patient p = some_patient();
    double before = 1e9;
    for (double years = 12.0; years < 100.0; years += 1.0) {
      p.age = Duration(years, year);
      const double vigour = of(p, Habits{}, v).vigour;
      CHECK(vigour <= before);
      CHECK(vigour >= v.healing["age_factor_low"]);
      before = vigour;
    }
  }
}

TEST_CASE("a smoker never makes more collagen, loses less or answers more vigorously") {
  for (std::size_t member = 0; member < 50; ++member) {
    const MemberValues v = drawn_member(member);
    Habits smoker = strong_habits(), other = strong_habits();
    other.cigarettes_per_day = 0.0;
    for (const HabitsNow now : {kNothing, HabitsNow{true, true, true}}) {
      const Modulators s = of(some_patient(), smoker, v, now);
      const Modulators o = of(some_patient(), other, v, now);
      CHECK(s.collagen <= o.collagen);
      CHECK(s.mmp >= o.mmp);
      CHECK(s.vigour <= o.vigour);
      CHECK(s.uv_med_per_day == o.uv_med_per_day);
    }
  }
}

TEST_CASE(
    "more factor or more use of sunscreen never lets more sun in; factor 1 or no use is none") {
  for (std::size_t member = 0; member < 20; ++member) {
    const MemberValues v = drawn_member(member);
    const auto dose = [&](double spf, double use) {
      Habits h;
      h.sun_dose = UvDoseRate(0.7, med_per_day);
      h.sunscreen_spf = spf;
      h.sunscreen_use = Fraction(use, ratio);
      return of(some_patient(), h, v).uv_med_per_day;
    };
    for (double use = 0.0; use <= 1.0; use += 0.125) CHECK(dose(1.0, use) == doctest::Approx(0.7));
    for (const double spf : {1.0, 15.0, 50.0, 100.0}) CHECK(dose(spf, 0.0) == 0.7);
    double before = 1.0;
    for (const double spf : {2.0, 6.0, 15.0, 30.0, 50.0, 100.0}) {
      CHECK(dose(spf, 0.8) < before);
      CHECK(dose(spf, 1.0) < dose(spf, 0.5));
      before = dose(spf, 0.8);
    }
    CHECK(before >= 0.2 * 0.7);  // what is not under sunscreen is not protected
  }
}

TEST_CASE("nobody asked about keloids counts as none; family, former and active weigh more") {
  for (std::size_t member = 0; member < 50; ++member) {
    const MemberValues v = drawn_member(member);
    const auto tendency = [&](Keloid k, Answer raised = Answer::unknown) {
      History h;
      h.keloid = k;
      h.raised_scars = raised;
      return keloid_tendency(h, v.healing);
    };
    CHECK(tendency(Keloid::unknown) == tendency(Keloid::none));
    CHECK(tendency(Keloid::none) <= tendency(Keloid::family));
    CHECK(tendency(Keloid::family) <= tendency(Keloid::former));
    for (const Keloid k :
         {Keloid::unknown, Keloid::none, Keloid::family, Keloid::former, Keloid::active}) {
      CHECK(tendency(k, Answer::no) == tendency(k));
      CHECK(tendency(k, Answer::yes) >= tendency(Keloid::family));
      CHECK(tendency(k, Answer::yes) >= tendency(k));
    }
    Patient p = some_patient();
    p.history.keloid = Keloid::active;
    const double drawn = of(p, Habits{}, v).keloid_tendency;
    CHECK(drawn >= 0.0);
    CHECK(drawn <= 1.0);
    CHECK(std::abs(drawn - tendency(Keloid::active)) <= 0.1 + 1e-12);
  }
}

TEST_CASE("diabetes never speeds the turn to repair, and has no say when it is not there") {
  const MemberValues v = drawn_member(3);
  Patient p = some_patient();
  const Modulators without = of(p, Habits{}, v);
  for (const Diabetes d : {Diabetes::controlled, Diabetes::uncontrolled}) {
    p.history.diabetes = d;
    const Modulators with = of(p, Habits{}, v);
    CHECK(with.m1_to_m2 <= without.m1_to_m2);
    CHECK(with.m2_loss <= without.m2_loss);
    CHECK(with.vigour <= without.vigour);
  }
}

TEST_CASE("habits of the day act on that day, and in their own direction") {
  const MemberValues v = stated_member(shipped_library());
  Habits h = strong_habits();
  h.irritant = 3.0;
  h.anti_inflammatory = AntiInflammatory::steroid;
  const Modulators off = of(some_patient(), h, v);
  CHECK(of(some_patient(), h, v, {true, false, false}).collagen > off.collagen);
  CHECK(of(some_patient(), h, v, {true, false, false}).mmp < off.mmp);
  CHECK(of(some_patient(), h, v, {false, true, false}).irritant == doctest::Approx(3.0));
  CHECK(of(some_patient(), h, v, {false, false, true}).injury_signal < off.injury_signal);
  CHECK(of(some_patient(), h, v, {false, false, true}).collagen < off.collagen);
}

// What holds on a day, said the slow way: by distance from each visit.
// NOLINTNEXTLINE(readability-function-cognitive-complexity): nested loops over days and visits
TEST_CASE("a retinoid is paused round every visit and on outside, whatever the visits and pauses") {
  RandomStream random = Seed(41).stream("phases");
  for (int round = 0; round < 300; ++round) {
    std::vector<double> visits{0.0};
    while (random.uniform() < 0.8) visits.push_back(visits.back() + 1.0 + 60.0 * random.uniform());
    Habits h;
    h.retinoid = random.uniform() < 0.8;
    h.retinoid_pause = Duration(std::floor(20.0 * random.uniform()), day);
    h.irritant = random.uniform() < 0.5 ? 2.0 : 0.0;
    h.irritant_days = Duration(10.0 * random.uniform(), day);
    h.anti_inflammatory = random.uniform() < 0.5 ? AntiInflammatory::nsaid : AntiInflammatory::none;
    h.anti_inflammatory_days = Duration(5.0 * random.uniform(), day);
    const HabitPhases phases = phases_of(visits, h);
    REQUIRE(phases.days.size() == phases.now.size());
    REQUIRE(phases.days.front() == 0.0);
    for (std::size_t k = 1; k < phases.days.size(); ++k) {
      CHECK(phases.days[k] > phases.days[k - 1]);
      CHECK_FALSE(phases.now[k] == phases.now[k - 1]);
    }
    for (int probe = 0; probe < 50; ++probe) {
      const double at = random.uniform() * (visits.back() + 40.0);
      HabitsNow wanted{h.retinoid, false, false};
      bool at_edge = false;
      for (const double v : visits) {
        const double pause = h.retinoid_pause.in(day);
        if (h.retinoid && std::abs(at - v) < pause) wanted.retinoid = false;
        if (h.irritant > 0.0 && at >= v && at - v < h.irritant_days.in(day)) wanted.irritant = true;
        if (h.anti_inflammatory != AntiInflammatory::none && at >= v &&
            at - v < h.anti_inflammatory_days.in(day))
          wanted.anti_inflammatory = true;
        for (const double edge : {v, v - pause, v + pause, v + h.irritant_days.in(day),
                                  v + h.anti_inflammatory_days.in(day)})
          at_edge = at_edge || std::abs(at - edge) < 1e-5;
      }
      if (at_edge) continue;
      const auto after = std::upper_bound(phases.days.begin(), phases.days.end(), at);
      const auto k = static_cast<std::size_t>(after - phases.days.begin()) - 1;
      CHECK(phases.now[k] == wanted);
    }
  }
}

TEST_CASE("without habits there is one phase") {
  CHECK(phases_of({0.0, 28.0, 56.0}, Habits{}).days == std::vector<double>{0.0});
}

}  // namespace stipple
