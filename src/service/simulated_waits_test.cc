// SPDX-License-Identifier: Apache-2.0
#include "service/simulated_waits.h"

#include <doctest/doctest.h>

namespace stipple {
namespace {

CourseVerdict two_visits(VerdictKind kind) {
  CourseVerdict course;
  for (std::size_t k = 0; k < 2; ++k) {
    Verdict v{.visit = k, .date = parse_date(k == 0 ? "2026-03-02" : "2026-03-12")};
    v.fired.push_back({.id = "r", .verdict = kind, .counts_as = kind});
    v.verdict = v.at_least = kind;
    course.visits.push_back(v);
  }
  return course;
}

CourseResult result_with(double red_days, double open_hours) {
  CourseResult result;
  for (const double day : {0.0, 10.0})
    result.visits.push_back({.day = day,
                             .erythema_days = {red_days, 1, 50},
                             .barrier_open_hours = {10, 5, open_hours}});
  return result;
}

TEST_CASE("skin that has settled adds nothing") {
  CourseVerdict course = two_visits(VerdictKind::go_ahead);
  add_simulated_waits(course, result_with(10.0, 240.0));
  for (const Verdict& v : course.visits) CHECK(v.fired.size() == 1);
}

TEST_CASE("skin that is still red or open makes the next visit wait, by the longer of both") {
  CourseVerdict course = two_visits(VerdictKind::with_precautions);
  add_simulated_waits(course, result_with(12.5, 13.2 * 24.0));
  CHECK(course.visits[0].verdict == VerdictKind::with_precautions);
  CHECK(course.visits[1].verdict == VerdictKind::wait_until);
  CHECK(course.visits[1].fired.size() == 3);
  CHECK(course.visits[1].until_date == parse_date("2026-03-16"));
}

TEST_CASE("a stricter verdict stays, whatever the skin does") {
  for (const VerdictKind kind : {VerdictKind::refer, VerdictKind::do_not_treat})
    for (const double days : {1.0, 12.0, 300.0}) {
      CourseVerdict course = two_visits(kind);
      add_simulated_waits(course, result_with(days, 24.0));
      for (const Verdict& v : course.visits) CHECK(v.verdict == kind);
    }
}

}  // namespace
}  // namespace stipple
