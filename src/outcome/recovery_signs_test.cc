// SPDX-License-Identifier: Apache-2.0
#include "outcome/recovery_signs.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "outcome/course_result.h"
#include "outcome/test_members.h"

namespace stipple {
namespace {

constexpr std::size_t kSigns = kRecoverySigns.size();

// A course with its members, to some weeks after the last visit.
struct Recovered {
  PlannedCourse planned;
  std::vector<SimulatedMember> members{};

  Recovered(const Course& course, std::size_t count, std::size_t first = 0)
      : planned(some_patient(), course, 60.0) {
    std::vector<MemberValues> values;
    for (std::size_t k = 0; k < count; ++k) values.push_back(drawn_member(first + k));
    EnsembleOptions options;
    options.with_control = false;
    options.control = StepControl{};
    members = simulate_members(planned.plan, shipped_library(), std::move(values), planned.timeline,
                               options);
    for (const SimulatedMember& m : members) REQUIRE_FALSE(m.failed);
  }
  [[nodiscard]] MemberRecovery after(std::size_t member, std::size_t visit) const {
    return recovery_after(members[member], planned.timeline.grid, planned.plan.visit_days, visit);
  }
  [[nodiscard]] std::vector<VisitRecovery> visits() const {
    return recovery_of(members, planned.timeline.grid, planned.plan.visit_days);
  }
};

// Signs of every member after both of two visits, for random courses.
template <class Check>
void for_random_courses(const Check& check) {
  RandomStream random = Seed(58).stream("recovery");
  for (int trial = 0; trial < 6; ++trial) {
    const double gap = 3.0 + 40.0 * random.uniform();
    const double depth = 0.3 + 1.2 * random.uniform(), density = 50.0 + 500.0 * random.uniform();
    CAPTURE(gap);
    CAPTURE(depth);
    CAPTURE(density);
    check(
        Recovered(some_course({0.0, gap}, depth, density), 8, 8 * static_cast<std::size_t>(trial)));
  }
}

}  // namespace

TEST_CASE("signs follow one another: open, then tight, then peeling") {
  for_random_courses([](const Recovered& r) {
    for (std::size_t k = 0; k < r.members.size(); ++k)
      for (std::size_t visit = 0; visit < 2; ++visit) {
        const MemberRecovery m = r.after(k, visit);
        const double tight = m.sign(RecoverySign::tightness).until_days;
        CHECK(m.sign(RecoverySign::open_barrier).until_days <= tight);
        const double closed = r.members[k].sites.front().closed_hours[visit] / 24.0;
        if (m.sign(RecoverySign::crusts).seen())
          CHECK(m.sign(RecoverySign::crusts).until_days >= closed);
        if (m.sign(RecoverySign::peeling).seen())
          CHECK(m.sign(RecoverySign::peeling).from_days > tight);
      }
  });
}

TEST_CASE("no sign outlasts the day of the next visit") {
  const Recovered r(some_course({0.0, 1.5, 3.0}, 1.5, 500.0), 8);
  bool cut = false;
  for (std::size_t k = 0; k < r.members.size(); ++k)
    for (std::size_t visit = 0; visit < 2; ++visit)
      for (const SignTimes& times : r.after(k, visit).signs) {
        CHECK(times.until_days <= 1.5);
        cut = cut || times.until_days == 1.5;
      }
  CHECK(cut);
}

// Not so for what ends with the epidermis: deeper needles leave more growth factors, and it closes
// some hours sooner.
TEST_CASE("a denser course shortens no sign; a deeper one neither redness, soreness nor barrier") {
  RandomStream random = Seed(59).stream("denser");
  for (int trial = 0; trial < 6; ++trial) {
    const double depth = 0.3 + 0.7 * random.uniform(), density = 50.0 + 300.0 * random.uniform();
    const std::size_t first = 8 * static_cast<std::size_t>(trial);
    const Recovered base(some_course({0.0, 28.0}, depth, density), 8, first);
    const Recovered dense(some_course({0.0, 28.0}, depth, density * 1.5), 8, first);
    const Recovered deep(some_course({0.0, 28.0}, depth + 0.5, density), 8, first);
    for (std::size_t k = 0; k < 8; ++k)
      for (std::size_t visit = 0; visit < 2; ++visit) {
        const MemberRecovery b = base.after(k, visit), n = dense.after(k, visit);
        INFO("depth ", depth, " density ", density, " member ", first + k, " visit ", visit);
        for (std::size_t s = 0; s < kSigns; ++s)
          CHECK_MESSAGE(n.signs[s].until_days >= b.signs[s].until_days, kRecoverySigns[s]);
        for (const RecoverySign s :
             {RecoverySign::redness, RecoverySign::tenderness, RecoverySign::open_barrier})
          CHECK(deep.after(k, visit).sign(s).until_days >= b.sign(s).until_days);
      }
  }
}

TEST_CASE("shares lie between 0 and 1 and never rise once every member has begun") {
  for_random_courses([](const Recovered& r) {
    const std::vector<VisitRecovery> visits = r.visits();
    for (const VisitRecovery& v : visits) {
      REQUIRE(v.signs.size() == kSigns);
      for (const SignSpan& s : v.signs) {
        REQUIRE(s.share.size() == kRecoveryDays + 1);
        double last_start = 0.0;
        for (std::size_t k = 0; k < r.members.size(); ++k)
          last_start = std::max(last_start, r.after(k, v.visit).sign(s.sign).from_days);
        for (std::size_t n = 0; n < s.share.size(); ++n) {
          CHECK(s.share[n] >= 0.0);
          CHECK(s.share[n] <= 1.0);
          if (n > 0 && static_cast<double>(n) > last_start) CHECK(s.share[n] <= s.share[n - 1]);
        }
      }
    }
  });
}

TEST_CASE("the share on a day agrees with the band of ends") {
  const Recovered r(some_course({0.0, 28.0}, 1.0, 300.0), 24);
  for (const VisitRecovery& v : r.visits())
    for (const SignSpan& s : v.signs) {
      if (s.sign == RecoverySign::peeling || s.sign == RecoverySign::crusts) continue;
      // Between members the median is a straight line: one member either way decides nothing.
      for (std::size_t n = 0; n < s.share.size(); ++n) {
        if (s.share[n] > 0.5 + 1.0 / 24.0) CHECK(s.until_days.median > static_cast<double>(n));
        if (s.share[n] < 0.5 - 1.0 / 24.0) CHECK(s.until_days.median <= static_cast<double>(n));
      }
    }
}

TEST_CASE("where nothing bleeds there are no crusts, and more blood never means fewer") {
  Recovered r(some_course({0.0}, 1.0, 300.0), 8);
  RandomStream random = Seed(60).stream("blood");
  for (std::size_t k = 0; k < r.members.size(); ++k) {
    double& bleeding = r.members[k].member.patterns[0].bleeding_share;
    bleeding = 0.0;
    CHECK(r.after(k, 0).crusts_per_cm2 == 0.0);
    CHECK_FALSE(r.after(k, 0).sign(RecoverySign::crusts).seen());
    bleeding = 0.5 * random.uniform();
    const MemberRecovery some = r.after(k, 0);
    bleeding *= 2.0;
    CHECK(r.after(k, 0).crusts_per_cm2 == doctest::Approx(2.0 * some.crusts_per_cm2));
    CHECK(r.after(k, 0).sign(RecoverySign::crusts).seen() >=
          some.sign(RecoverySign::crusts).seen());
  }
  for (const std::size_t k : {std::size_t{0}, std::size_t{1}})
    r.members[k].member.patterns[0].bleeding_share = 0.0;
  CHECK(r.visits().front().sign(RecoverySign::crusts).share[1] <= 0.75);
}

TEST_CASE("tenderness ends where a straight line meets its threshold, whatever the grid") {
  Recovered r(some_course({0.0}, 1.0, 300.0), 1);
  RunRecord& skin = r.members.front().sites.front();
  const double threshold = r.members.front().member.values.recovery["tender_inflammation"];
  for (const double slope : {0.05, 0.2, 1.0}) {
    for (std::size_t k = 0; k < r.planned.timeline.grid.size(); ++k)
      skin.watched[kInflammationMean][k] =
          skin.before[kInflammationMean] + threshold + slope * (3.3 - r.planned.timeline.grid[k]);
    CHECK(r.after(0, 0).sign(RecoverySign::tenderness).until_days == doctest::Approx(3.3));
  }
  std::ranges::fill(skin.watched[kInflammationMean], skin.before[kInflammationMean]);
  CHECK_FALSE(r.after(0, 0).sign(RecoverySign::tenderness).seen());
}

TEST_CASE("members that failed are left out") {
  Recovered r(some_course({0.0, 28.0}, 1.0, 300.0), 9);
  const std::vector<VisitRecovery> all = r.visits();
  r.members.push_back(r.members.front());
  r.members.back().failed = true;
  r.members.back().sites.front().erythema_days = {1e9, 1e9};
  const std::vector<VisitRecovery> again = r.visits();
  for (std::size_t v = 0; v < all.size(); ++v) CHECK(again[v].signs == all[v].signs);
}

TEST_CASE("the days after a visit agree with the costs of the same course") {
  CourseRequest request;
  request.patient = some_patient();
  request.course = some_course({0.0, 28.0});
  request.members = 8;
  const CourseResult result = simulate_course(request, shipped_library(), std::nullopt);
  REQUIRE(result.recovery.size() == result.visits.size());
  for (std::size_t v = 0; v < result.visits.size(); ++v) {
    const VisitRecovery& r = result.recovery[v];
    CHECK(r.visit == v);
    CHECK(r.sign(RecoverySign::redness).until_days == result.visits[v].erythema_days);
    const Band open = r.sign(RecoverySign::open_barrier).until_days;
    CHECK(24.0 * open.median == doctest::Approx(result.visits[v].barrier_open_hours.median));
    CHECK(24.0 * open.high == doctest::Approx(result.visits[v].barrier_open_hours.high));
  }
}

}  // namespace stipple
