// SPDX-License-Identifier: Apache-2.0
#include "course/member.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>

#include "course/test_course.h"

namespace stipple {
namespace {

using MembersOf = std::function<MemberValues(std::size_t)>;

// What an untreated site moves by in a year, from the day before the course: the largest change of
// any watched value, in units of healthy skin (all are relative to it). Of its own value before,
// only where that is at least a tenth: a residue of a hundredth moves with the steps' error.
struct Drift {
  double largest{};
  Observed of{};
};

Drift drift_in_a_year(const Patient& patient, const Habits& habits, std::size_t members,
                      const MembersOf& values_of) {
  Course course = some_course({0.0});
  course.aftercare = habits;
  const PlannedCourse p(patient, course, 365.0);
  const Timeline untreated = control_timeline(p.timeline);
  std::vector<RunInput> runs;
  for (std::size_t k = 0; k < members; ++k) {
    MemberRuns m = p.member(values_of(k));
    for (RunInput& run : m.runs) {
      run.models = m.control.models;
      run.damage.clear();
      runs.push_back(std::move(run));
    }
  }
  const std::vector<RunThresholds> limits(runs.size(), p.thresholds());
  Drift drift;
  for (const RunRecord& r : simulate_runs(untreated, runs, limits, StepControl{}, 1)) {
    CHECK_FALSE(r.failed);
    for (int o = 0; o < kObservedCount; ++o)
      for (const double x : r.watched[o]) {
        const double scale = std::abs(r.before[o]) > 0.1 ? std::abs(r.before[o]) : 1.0;
        const double moved = std::abs(x - r.before[o]) / scale;
        if (moved > drift.largest) drift = {moved, static_cast<Observed>(o)};
      }
  }
  return drift;
}

std::vector<std::vector<double>> damage_of(const PlannedCourse& p, std::size_t member) {
  return p.member(drawn_member(member)).runs.front().damage;
}

// Damage against depth on the same depths for each: a member's cells follow its own tips.
std::vector<double> damage_by_depth(const PlannedCourse& p, std::size_t member) {
  const MemberRuns m = p.member(drawn_member(member));
  std::vector<double> out;
  for (double z = 0.05; z < 2.5; z += 0.05)
    out.push_back(z < m.skin.layers.epidermis_mm ? torn_epidermis(m.patterns.front(), m.puncture, z)
                                                 : damage_at(m.patterns.front(), m.puncture, z));
  return out;
}

}  // namespace

TEST_CASE("an untreated person drifts by less than a thousandth in a year, whatever the habits") {
  Habits sun, smoke, retinoid;
  sun.sun_dose = UvDoseRate(0.3, med_per_day);
  smoke.cigarettes_per_day = 20.0;
  retinoid.retinoid = true;
  const MembersOf stated = [](std::size_t) { return stated_member(shipped_library()); };
  const MembersOf drawn = [](std::size_t k) { return drawn_member(k); };
  struct Habit {
    std::string name{};
    Habits habits{};
  };
  for (const Habit& h : {Habit{"none", {}}, Habit{"sun", sun}, Habit{"smoke", smoke},
                         Habit{"retinoid", retinoid}, Habit{"all", strong_habits()}})
    for (const bool random : {false, true}) {
      const Drift d =
          drift_in_a_year(some_patient(), h.habits, random ? 24 : 1, random ? drawn : stated);
      CAPTURE(h.name);
      CAPTURE(random);
      MESSAGE("largest drift in a year ", d.largest, " of ",
              kObservedTexts[static_cast<std::size_t>(d.of)].label);
      CHECK(d.largest < 1e-3);
    }
}

TEST_CASE("an untreated scar stays a scar for ever") {
  Patient patient = some_patient();
  for (const ConcernKind kind : {ConcernKind::acne_scar_rolling, ConcernKind::acne_scar_ice_pick,
                                 ConcernKind::surgical_scar, ConcernKind::stretch_marks_white})
    patient.concerns.push_back(concern(kind, Severity::severe));
  const MembersOf drawn = [](std::size_t k) { return drawn_member(k); };
  CHECK(drift_in_a_year(patient, Habits{}, 16, drawn).largest < 1e-12);
  CHECK(drift_in_a_year(patient, strong_habits(), 16, drawn).largest < 1e-3);
}

TEST_CASE("a deeper or denser visit never wounds less at any depth") {
  for (std::size_t member = 0; member < 24; ++member) {
    std::vector<double> before;
    for (const double depth : {0.25, 0.5, 0.75, 1.0, 1.25, 1.5}) {
      const PlannedCourse p(some_patient(), some_course({0.0}, depth), 1.0);
      const std::vector<double> now = damage_by_depth(p, member);
      for (std::size_t i = 0; i < before.size(); ++i) CHECK(now[i] >= before[i] - 1e-12);
      before = now;
    }
    before.clear();
    for (const double density : {50.0, 150.0, 400.0, 1200.0}) {
      const PlannedCourse p(some_patient(), some_course({0.0}, 1.0, density), 1.0);
      const std::vector<double> now = damage_by_depth(p, member);
      for (std::size_t i = 0; i < before.size(); ++i) CHECK(now[i] >= before[i]);
      before = now;
    }
  }
}

TEST_CASE(
    "damage is a share, none in the fat below short needles, next to none without punctures") {
  for (std::size_t member = 0; member < 24; ++member) {
    const PlannedCourse p(some_patient(), some_course({0.0}, 0.5), 1.0);
    const auto damage = damage_of(p, member);
    REQUIRE(damage.size() == 1);
    for (const double w : damage.front()) {
      CHECK(w >= 0.0);
      CHECK(w < 1.0);
    }
    CHECK(damage.front().back() < 1e-6);
    CHECK(*std::max_element(damage.front().begin(), damage.front().end()) > 0.0);
    const PlannedCourse thin(some_patient(), some_course({0.0}, 1.0, 1e-9), 1.0);
    const auto hardly = damage_of(thin, member);
    for (const double w : hardly.front()) CHECK(w < 1e-9);
  }
}

TEST_CASE(
    "plain skin comes first, then one site for each lesion of the dermis, no site for spots") {
  Patient patient = some_patient();
  patient.concerns = {concern(ConcernKind::dark_spots), concern(ConcernKind::acne_scar_boxcar),
                      concern(ConcernKind::fine_lines), concern(ConcernKind::stretch_marks_red)};
  const PlannedCourse p(patient, some_course({0.0}), 1.0);
  const MemberRuns m = p.member(drawn_member(1));
  REQUIRE(m.runs.size() == 3);
  REQUIRE(m.lesions.size() == 3);
  CHECK(m.lesions[0].C_h == 1.0);
  CHECK(m.lesions[1].C_h < 1.0);
  const auto worst = [](const RunInput& run) {
    return *std::max_element(run.disorder_home.begin(), run.disorder_home.end());
  };
  CHECK(worst(m.runs[0]) == 0.0);
  CHECK(worst(m.runs[1]) == doctest::Approx(m.lesions[1].q_h));
  // Disorder reaches as deep as the lesion, and no deeper.
  double depth = 0.0;
  for (std::size_t i = 0; i < m.runs[1].disorder_home.size(); ++i)
    depth += m.runs[1].disorder_home[i] / m.lesions[1].q_h * m.runs[1].column.thickness[i];
  const double dermis = m.skin.layers.papillary_mm + m.skin.layers.reticular_mm;
  CHECK(depth == doctest::Approx(std::min(m.lesions[1].depth_mm, dermis)).epsilon(1e-9));
  // The same needles went into each.
  CHECK(m.runs[1].damage == m.runs[0].damage);
  CHECK(m.control.damage.empty());
}

TEST_CASE("a member's skin lies inside the ranges of its zone, thicker in the sex that has it so") {
  for (const Zone& zone : shipped_library().zones.all()) {
    Patient woman = some_patient(), man = some_patient();
    woman.zone = man.zone = zone.id;
    man.sex = Sex::male;
    CAPTURE(zone.id);
    for (std::size_t member = 0; member < 20; ++member) {
      const auto dermis = [&](const Patient& patient) {
        const SkinValues s = skin_values(patient, shipped_library(), drawn_member(member));
        CHECK(s.layers.epidermis_mm >= zone.epidermis.low - 1e-12);
        CHECK(s.layers.epidermis_mm <= zone.epidermis.high + 1e-12);
        CHECK(s.layers.papillary_mm > 0.0);
        CHECK(s.layers.reticular_mm > 0.0);
        return s.layers.papillary_mm + s.layers.reticular_mm;
      };
      const double hers = dermis(woman);
      CHECK(hers >= zone.dermis_female.low - 1e-12);
      CHECK(hers <= zone.dermis_female.high + 1e-12);
      const double his = dermis(man);
      CHECK(his >= zone.dermis_male.low - 1e-12);
      CHECK(his <= zone.dermis_male.high + 1e-12);
    }
    const auto stated = [&](const Patient& patient) {
      const SkinValues s =
          skin_values(patient, shipped_library(), stated_member(shipped_library()));
      return s.layers.papillary_mm + s.layers.reticular_mm;
    };
    CHECK(stated(woman) == doctest::Approx(zone.dermis_female.value));
    CHECK(stated(man) == doctest::Approx(zone.dermis_male.value));
  }
}

TEST_CASE("the stated member is the tables; a drawn one is the same for the same seed and number") {
  const Library& library = shipped_library();
  const MemberValues stated = stated_member(library);
  for (const Parameter& p : library.healing.all()) CHECK(stated.healing[p.symbol] == p.value);
  for (const Parameter& p : library.puncture.all()) CHECK(stated.puncture[p.symbol] == p.value);
  for (const Parameter& p : library.barrier.all()) CHECK(stated.barrier[p.symbol] == p.value);
  const Parameter& depth = library.lesions.at("acne_scar_rolling", "mild").depth;
  CHECK(stated.draw(depth, "x") == depth.value);
  CHECK(drawn_member(5).healing.values() == drawn_member(5).healing.values());
  CHECK(drawn_member(5).draw(depth, "x") == drawn_member(5).draw(depth, "x"));
  CHECK(drawn_member(5).draw(depth, "x") != drawn_member(6).draw(depth, "x"));
}

}  // namespace stipple
