// SPDX-License-Identifier: Apache-2.0
#include "aftercare/habit_change.h"

#include <doctest/doctest.h>

#include <map>
#include <set>

#include "aftercare/plan_for_tests.h"
#include "evidence/data_files.h"

namespace stipple {
namespace {

std::map<std::string, BrokenHabit> compared(const Planned& p) {
  const auto list = habits_to_compare(p.patient, p.course, shipped_care(), shipped_rules());
  std::map<std::string, BrokenHabit> out(list.begin(), list.end());
  CHECK(out.size() == list.size());
  return out;
}

Planned with_habits() {
  Planned p = healthy();
  p.course.aftercare.sun_dose = UvDoseRate(0.8, med_per_day);
  p.course.aftercare.sunscreen_spf = 30.0;
  p.course.aftercare.sunscreen_use = Fraction(0.4, ratio);
  p.course.aftercare.cigarettes_per_day = 12.0;
  p.course.aftercare.retinoid = true;
  return p;
}

TEST_CASE("a comparison starts from the habits of the course and changes its own fields only") {
  const Planned p = with_habits();
  const auto all = compared(p);
  CHECK(all.size() == 3);
  for (const auto& entry : all) {
    const std::string& id = entry.first;
    const BrokenHabit& habit = entry.second;
    CAPTURE(id);
    CHECK(habit.kept != habit.broken);
    CHECK(!habit.outcomes.empty());
    for (const Habits& h : {habit.kept, habit.broken}) {
      CHECK(h.sun_dose == p.course.aftercare.sun_dose);
      CHECK(h.cigarettes_per_day == 12.0);
      CHECK(h.retinoid);
      CHECK(h.retinoid_pause == p.course.aftercare.retinoid_pause);
      if (id != "sunscreen") CHECK(h.sunscreen_spf == 30.0);
      if (id != "actives") CHECK(h.irritant == 0.0);
      if (id != "painkillers") CHECK(h.anti_inflammatory == AntiInflammatory::none);
    }
  }
  CHECK(all.at("sunscreen").kept.sunscreen_spf == 50.0);
  CHECK(all.at("sunscreen").broken.sunscreen_use == Fraction(0.0, ratio));
  CHECK(all.at("actives").broken.irritant > 0.0);
  CHECK(all.at("actives").broken.irritant_days == Duration(3.0, day));
  CHECK(all.at("painkillers").broken.anti_inflammatory == AntiInflammatory::nsaid);
}

TEST_CASE("the sun of the case counts; where it states none, one is assumed for face and neck") {
  Planned p = with_habits();
  CHECK(compared(p).at("sunscreen").says == "broken.no-sunscreen");
  p.course.aftercare.sun_dose = {};
  const BrokenHabit assumed = compared(p).at("sunscreen");
  CHECK(assumed.says == "broken.no-sunscreen-usual-sun");
  CHECK(assumed.kept.sun_dose > UvDoseRate{});
  CHECK(assumed.kept.sun_dose == assumed.broken.sun_dose);
  p.patient.zone = "thigh";
  CHECK_FALSE(compared(p).contains("sunscreen"));
  p.course.aftercare.sun_dose = UvDoseRate(0.2, med_per_day);
  CHECK(compared(p).at("sunscreen").kept.sun_dose == UvDoseRate(0.2, med_per_day));
}

TEST_CASE("a steroid that is taken is not taken away to compare painkillers") {
  Planned p = with_habits();
  p.course.aftercare.anti_inflammatory = AntiInflammatory::steroid;
  p.course.aftercare.anti_inflammatory_days = Duration(5.0, day);
  const auto all = compared(p);
  CHECK_FALSE(all.contains("painkillers"));
  CHECK(all.at("sunscreen").kept.anti_inflammatory == AntiInflammatory::steroid);
}

TEST_CASE("what is compared is an instruction that this person is given") {
  const Planned p = with_habits();
  const CarePlan plan = plan_of(p);
  for (const auto& [id, habit] : compared(p)) CHECK(find(plan.visits.front(), id));
}

TEST_CASE("a benefit of a retinoid is never among the comparisons") {
  for (const auto& [id, habit] : compared(with_habits())) {
    CHECK(habit.kept.retinoid == habit.broken.retinoid);
    CHECK(habit.kept.retinoid_pause == habit.broken.retinoid_pause);
  }
}

}  // namespace
}  // namespace stipple
