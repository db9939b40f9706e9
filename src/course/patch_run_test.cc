// SPDX-License-Identifier: Apache-2.0
#include "course/patch_run.h"

#include <doctest/doctest.h>

#include <cstring>

#include "core/error.h"
#include "course/patch_input.h"
#include "course/patch_twin.h"
#include "course/test_course.h"

namespace stipple {
namespace {

PatchRequest small_request(double end_day, double width_mm = 0.4) {
  PatchRequest r;
  r.width = Length(width_mm, mm);
  r.cell = Length(0.08, mm);
  r.end_day = end_day;
  r.control.tolerance = 5e-3;
  return r;
}

struct SmallRun {
  PlannedCourse planned;
  MemberRuns member;
  PatchInput in;

  SmallRun(const Habits& habits, const std::vector<double>& days, double end_day)
      : planned(some_patient(), with_habits(some_course(days, 1.5, 2000.0), habits), 10.0),
        member(planned.member(stated_member(shipped_library()))),
        in(patch_input(planned.plan, shipped_library(), member, small_request(end_day))) {}

  static Course with_habits(Course c, const Habits& habits) {
    c.aftercare = habits;
    return c;
  }
};

template <class T>
bool same_bits(const AlignedArray<T>& a, const AlignedArray<T>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(T)) == 0;
}

bool same_state(const PatchState& a, const PatchState& b) {
  if (a.record.rows.size() != b.record.rows.size()) return false;
  for (std::size_t r = 0; r < a.record.rows.size(); ++r)
    if (a.record.rows[r].mean != b.record.rows[r].mean) return false;
  return a.tissue.day == b.tissue.day && same_bits(a.tissue.volume, b.tissue.volume) &&
         same_bits(a.tissue.surface, b.tissue.surface) &&
         same_bits(a.tissue.disorder_home, b.tissue.disorder_home);
}

TEST_CASE("Columns are at most as wide as asked, and none is idle") {
  const SmallRun s({}, {0.0}, 1.0);
  for (const double width : {0.2, 0.5, 1.0, 2.0, 3.3})
    for (const double cell : {0.01, 0.02, 0.025, 0.07}) {
      PatchRequest r = small_request(1.0, width);
      r.cell = Length(cell, mm);
      const Pencils p = patch_grid(s.planned.plan, s.member, r);
      CHECK(p.side() <= cell + 1e-12);
      CHECK(p.side() * p.nx() == doctest::Approx(width));
      CHECK((p.nx() <= Pencils::width || p.nx() % Pencils::width == 0));
    }
}

TEST_CASE("A run that is stopped again and again has the bits of one that is not") {
  const SmallRun s(strong_habits(), {0.0, 5.0}, 8.0);
  Team team(1), other(2);
  PatchState whole(s.in, team);
  REQUIRE(run_patch(s.in, whole, team, {}) == PatchEnd::done);
  PatchState parts(s.in, team);
  PatchHooks hooks;
  hooks.step = [calls = 0](const PatchState&) mutable { return ++calls % 7 != 0; };
  int stopped = 0;
  PatchEnd end{};
  while ((end = run_patch(s.in, parts, stopped % 2 ? team : other, hooks)) == PatchEnd::stopped) {
    ++stopped;
    // All that goes on is a copy of the state.
    PatchState kept = parts;
    parts = std::move(kept);
  }
  CHECK(end == PatchEnd::done);
  CHECK(stopped >= 10);
  CHECK(same_state(whole, parts));
  CHECK(whole.steps.accepted == parts.steps.accepted);
}

TEST_CASE("Untouched skin stays as it is, whatever the habits") {
  SmallRun s(strong_habits(), {0.0}, 60.0);
  // As the untreated control: no needles, and the habits go on without a pause.
  for (auto& channels : s.in.channels) channels.clear();
  s.in.models = {s.in.models.front(), s.in.models.front()};
  s.in.phases = {0.0};
  Team team(1);
  PatchState state(s.in, team);
  REQUIRE(run_patch(s.in, state, team, {}) == PatchEnd::done);
  const PatchRow &first = state.record.rows.front(), &last = state.record.rows.back();
  CHECK(last.day == 60.0);
  for (int o = 0; o < kObservedCount; ++o) {
    const auto k = static_cast<std::size_t>(o);
    CAPTURE(kObservedTexts[k].name);
    CHECK(std::abs(last.mean[k] - first.mean[k]) <= 2e-4);
    // Lines in x and y round differently at their ends.
    CHECK(last.high[k] - last.low[k] <= 1e-6 + 1e-5 * std::abs(last.mean[k]));
  }
}

TEST_CASE("Pictures come on their days, on a visit's day after the needles") {
  const SmallRun s({}, {0.0, 4.0}, 8.0);
  Team team(1);
  PatchState state(s.in, team);
  std::vector<double> days;
  std::vector<bool> after;
  PatchHooks hooks;
  hooks.picture = [&](const TissueBlock& b) {
    days.push_back(b.day);
    after.push_back(b.after_visit);
    CHECK(b.volume[kClot].size() == static_cast<std::size_t>(b.nx * b.ny * b.nz()));
  };
  REQUIRE(run_patch(s.in, state, team, hooks) == PatchEnd::done);
  CHECK(days == std::vector<double>{0.0, 0.0, 1.0, 3.0, 4.0, 7.0});
  CHECK(after == std::vector<bool>{false, true, false, false, true, false});
  CHECK(state.record.visits.size() == 2);
  // The healer gave its room back for them and took it again: nothing of the run is in there.
  PatchState plain(s.in, team);
  REQUIRE(run_patch(s.in, plain, team, {}) == PatchEnd::done);
  CHECK(same_state(state, plain));
  // The record has the realised damage, and its rows go forward.
  for (const PatchVisit& v : state.record.visits) CHECK((v.channels > 0 && v.torn_share > 0.0));
  for (std::size_t r = 1; r < state.record.rows.size(); ++r)
    CHECK(state.record.rows[r].day >= state.record.rows[r - 1].day);
}

TEST_CASE("A run that is not told otherwise goes on to month 12, and is put down there") {
  for (const std::vector<double>& visits :
       {std::vector<double>{0.0}, {0.0, 28.0, 56.0, 84.0}, {0.0, 120.0, 240.0}}) {
    const SmallRun s({}, visits, 1.0);
    PatchRequest asked = small_request(1.0);
    asked.end_day.reset();
    const double end = patch_end_day(s.planned.plan, asked);
    CHECK(end >= 365.0);
    CHECK(end >= visits.back() + 180.0);
    const std::vector<double> days = picture_days(visits, end);
    CHECK(days.front() == 0.0);
    CHECK(std::count(days.begin(), days.end(), 365.0) == 1);
    CHECK(days.back() <= end);
  }
}

TEST_CASE("All of a patch takes 200 bytes a cell, scars and habits and pictures too") {
  const Pencils large(256, 256, 128, 0.02, Sides::periodic);
  const double cells = 256.0 * 256.0 * 128.0;
  const auto bytes = [&](bool set_points, bool habits) {
    return static_cast<double>(patch_bytes(large, 2, set_points, habits)) / cells;
  };
  CHECK(bytes(false, false) < 185.0);
  CHECK(bytes(true, false) < 189.0);
  CHECK(bytes(true, true) < 193.0);
}

TEST_CASE("A scar that nobody needles stays a scar, and a needle frees its bundles") {
  Patient patient = some_patient();
  patient.concerns = {concern(ConcernKind::texture), concern(ConcernKind::acne_scar_boxcar)};
  const PlannedCourse planned(patient, some_course({2.0}, 1.5, 2000.0), 10.0);
  const MemberRuns member = planned.member(stated_member(shipped_library()));
  PatchRequest request = small_request(6.0);
  request.concern = 1;
  const PatchInput in = patch_input(planned.plan, shipped_library(), member, request);
  CHECK_FALSE(set_points_of(in).disorder_home.empty());
  Team team(1);
  PatchState state(in, team);
  const PatchTissue before = state.tissue;
  PatchHooks until_visit;
  until_visit.step = [](const PatchState& s) { return s.tissue.day < 2.0; };
  REQUIRE(run_patch(in, state, team, until_visit) == PatchEnd::stopped);
  CHECK(state.tissue.day == 2.0);
  CHECK(same_bits(state.tissue.volume, before.volume));
  REQUIRE(run_patch(in, state, team, {}) == PatchEnd::done);
  const PatchRow &first = state.record.rows.front(), &last = state.record.rows.back();
  CHECK(last.mean[kLesionDisorderHome] < first.mean[kLesionDisorderHome]);
  request.concern = 0;
  CHECK_THROWS_AS(patch_input(planned.plan, shipped_library(), member, request), InvalidInput);
}

// What resolving the channels changes, at the damage that was realised; cells of 80 micrometres
// blur it by a little more than the bounds of tests/verification.
TEST_CASE("A patch heals as a column does that got the same damage") {
  SmallRun s(strong_habits(), {0.0, 6.0}, 20.0);
  s.in.control.tolerance = 1e-3;
  Team team(1);
  PatchState state(s.in, team);
  REQUIRE(run_patch(s.in, state, team, {}) == PatchEnd::done);
  const auto twin = column_twin(s.in, state.record);
  REQUIRE(twin.size() == state.record.rows.size());
  for (const Observed o : {kMitogensMean, kTgfBeta3Mean, kNeutrophilsMean, kMacrophagesMean,
                           kFibroblastsMean, kYoungMean, kVesselsMean}) {
    double apart = 0.0, most = 0.0;
    for (std::size_t r = 0; r < twin.size(); ++r) {
      apart = std::max(apart, std::abs(state.record.rows[r].mean[o] - twin[r][o]));
      most = std::max(most, std::abs(twin[r][o] - twin[0][o]));
    }
    CAPTURE(kObservedTexts[o].name);
    CHECK(apart <= 0.05 * most);
  }
}

}  // namespace
}  // namespace stipple
