// SPDX-License-Identifier: Apache-2.0
#include "course/run.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "core/error.h"
#include "course/test_course.h"

namespace stipple {
namespace {

constexpr StepControl kControl{};

struct Prepared {
  std::vector<RunInput> runs{};
  std::vector<RunThresholds> thresholds{};
};

// The plain skin of drawn members, treated.
Prepared plain_runs(const PlannedCourse& p, std::size_t count) {
  Prepared out;
  for (std::size_t k = 0; k < count; ++k) {
    MemberValues v = drawn_member(k);
    out.thresholds.push_back(thresholds_of(v));
    out.runs.push_back(p.member(std::move(v)).runs.front());
  }
  return out;
}

std::vector<RunRecord> simulated(const PlannedCourse& p, const Prepared& in, int threads = 1) {
  return simulate_runs(p.timeline, in.runs, in.thresholds, kControl, threads);
}

bool same_bits(const RunRecord& a, const RunRecord& b) {
  for (int o = 0; o < kObservedCount; ++o)
    if (a.watched[o] != b.watched[o] || a.before[o] != b.before[o]) return false;
  return a.profiles == b.profiles && a.erythema_days == b.erythema_days &&
         a.closed_hours == b.closed_hours && a.disorder_peak == b.disorder_peak &&
         a.failed == b.failed;
}

// The largest difference of two records, relative to the larger of 1 and the value's own peak.
double largest_difference(const RunRecord& a, const RunRecord& b) {
  double worst = 0.0;
  for (int o = 0; o < kObservedCount; ++o) {
    double peak = 1.0;
    for (const double x : a.watched[o]) peak = std::max(peak, std::abs(x));
    for (std::size_t k = 0; k < a.watched[o].size(); ++k)
      worst = std::max(worst, std::abs(a.watched[o][k] - b.watched[o][k]) / peak);
  }
  return worst;
}

}  // namespace

TEST_CASE("grid days rise from 0 and hold every visit and every day of a report") {
  RandomStream random = Seed(51).stream("grid");
  for (int round = 0; round < 200; ++round) {
    std::vector<double> visits{0.0};
    while (random.uniform() < 0.8)
      visits.push_back(visits.back() + std::ceil(120.0 * random.uniform()));
    const std::vector<double> days = watched_days(visits);
    CHECK(days.front() == 0.0);
    for (std::size_t k = 1; k < days.size(); ++k) CHECK(days[k] > days[k - 1]);
    const auto holds = [&](double d) { return std::binary_search(days.begin(), days.end(), d); };
    for (const double v : visits) CHECK(holds(v));
    for (const double after : {28.0, 90.0, 180.0, 365.0, 730.0})
      CHECK(holds(visits.back() + after));
  }
  CHECK(watched_days({}).front() == 0.0);
}

TEST_CASE("a run is the same bits on one, two and three threads") {
  const PlannedCourse p(some_patient(), some_course({0.0, 10.0}), 20.0);
  const Prepared in = plain_runs(p, 40);
  const std::vector<RunRecord> one = simulated(p, in, 1);
  for (const int threads : {2, 3}) {
    const std::vector<RunRecord> more = simulated(p, in, threads);
    for (std::size_t k = 0; k < one.size(); ++k) CHECK(same_bits(one[k], more[k]));
  }
}

// Members of a batch share the steps, so each follows the same curve at other steps: apart by no
// more than the tolerance of the steps lets each be wrong.
TEST_CASE("who shares a batch does not move a member by more than the steps' error") {
  const PlannedCourse p(some_patient(), some_course({0.0, 28.0}), 90.0);
  constexpr std::size_t width = EnsembleLanes::width;
  const Prepared in = plain_runs(p, width + 1);  // the last has a batch of its own
  const std::vector<RunRecord> together = simulated(p, in);
  double worst = 0.0;
  for (std::size_t k = 0; k < in.runs.size(); ++k) {
    const Prepared alone{{in.runs[k]}, {in.thresholds[k]}};
    worst = std::max(worst, largest_difference(together[k], simulated(p, alone).front()));
  }
  MESSAGE("largest difference alone and in a batch, of peaks: ", worst);
  CHECK(worst < 5.0 * kControl.tolerance);
  const Prepared last{{in.runs[width]}, {in.thresholds[width]}};
  CHECK(same_bits(together[width], simulated(p, last).front()));
}

TEST_CASE("a lane does not depend on which lane it is") {
  const PlannedCourse p(some_patient(), some_course({0.0}), 10.0);
  Prepared in = plain_runs(p, 8);
  const std::vector<RunRecord> forward = simulated(p, in);
  std::reverse(in.runs.begin(), in.runs.end());
  std::reverse(in.thresholds.begin(), in.thresholds.end());
  const std::vector<RunRecord> backward = simulated(p, in);
  for (std::size_t k = 0; k < 8; ++k) CHECK(same_bits(forward[k], backward[7 - k]));
}

TEST_CASE(
    "everything watched is a number on every day of the grid, and nothing real turns negative") {
  Patient patient = some_patient();
  patient.concerns = {concern(ConcernKind::acne_scar_rolling, Severity::severe)};
  Course course = some_course({0.0, 7.0, 14.0}, 1.5, 900.0);  // more than anyone does
  course.aftercare = strong_habits();
  course.aftercare.irritant = 3.0;
  course.aftercare.irritant_days = Duration(5.0, day);
  const PlannedCourse p(patient, course, 60.0);
  // Changes may have either sign; the rest is an amount.
  const auto may_be_negative = [](int o) {
    return o == kMelaninExcess || o == kErythema || o == kDisorderMax;
  };
  double lowest = 1e9;
  for (std::size_t first = 0; first < 16; first += 8) {
    Prepared in;
    for (std::size_t k = first; k < first + 8; ++k) {
      MemberValues v = drawn_member(k, Seed(77));
      in.thresholds.push_back(thresholds_of(v));
      in.runs.push_back(p.member(std::move(v)).runs.back());
    }
    for (const RunRecord& r : simulated(p, in)) {
      CHECK_FALSE(r.failed);
      for (int o = 0; o < kObservedCount; ++o) {
        CAPTURE(kObservedTexts[static_cast<std::size_t>(o)].name);
        REQUIRE(r.watched[o].size() == p.timeline.grid.size());
        for (const double x : r.watched[o]) {
          REQUIRE(std::isfinite(x));
          if (may_be_negative(o)) continue;
          lowest = std::min(lowest, x);
          REQUIRE(x >= 0.0);
        }
      }
      REQUIRE(r.erythema_days.size() == 3);
      for (const double d : r.erythema_days) CHECK((std::isfinite(d) && d >= 0.0));
      for (const double h : r.closed_hours) CHECK((std::isfinite(h) && h >= 0.0));
      CHECK(r.disorder_peak >= 0.0);
    }
  }
  MESSAGE("smallest watched amount: ", lowest);
}

TEST_CASE("a course without damage is the untreated control") {
  for (const bool habits : {false, true}) {
    Course course = some_course({0.0, 20.0});
    if (habits) course.aftercare = strong_habits();
    course.aftercare.retinoid_pause = Duration{};
    const PlannedCourse p(some_patient(), course, 90.0);
    Prepared untouched, control;
    for (std::size_t k = 0; k < 8; ++k) {
      MemberRuns m = p.member(drawn_member(k));
      RunInput run = m.runs.front();
      for (auto& visit : run.damage) std::fill(visit.begin(), visit.end(), 0.0);
      untouched.runs.push_back(run);
      control.runs.push_back(m.control);
    }
    untouched.thresholds = control.thresholds = std::vector<RunThresholds>(8, p.thresholds());
    const auto treated = simulated(p, untouched);
    const auto rest =
        simulate_runs(control_timeline(p.timeline), control.runs, control.thresholds, kControl, 1);
    for (std::size_t k = 0; k < 8; ++k) {
      CHECK(largest_difference(treated[k], rest[k]) < (habits ? 1e-4 : 1e-300));
      for (const double d : treated[k].erythema_days) CHECK(d == 0.0);
      for (const double h : treated[k].closed_hours) CHECK(h == 0.0);
    }
    // Without habits neither ever leaves the healthy state.
    if (habits) continue;
    for (const RunRecord& r : rest)
      for (const double c : r.watched[kCollagen])
        CHECK(c == doctest::Approx(1.0).epsilon(1e-6));  // rounding of a weighted sum in float
  }
}

TEST_CASE("a second visit finds the tissue that the first one left") {
  const PlannedCourse p(some_patient(), some_course({0.0, 14.0}), 60.0);
  const PlannedCourse single(some_patient(), some_course({0.0}), 74.0);
  const auto both = simulated(p, plain_runs(p, 8));
  const auto first = simulated(single, plain_runs(single, 8));
  const auto at = [](const PlannedCourse& c, const RunRecord& r, Observed o, double on_day) {
    const auto& g = c.timeline.grid;
    const auto k = std::lower_bound(g.begin(), g.end(), on_day) - g.begin();
    REQUIRE(g[static_cast<std::size_t>(k)] == on_day);
    return r.watched[o][static_cast<std::size_t>(k)];
  };
  for (std::size_t m = 0; m < 8; ++m) {
    // Until the second visit they are one course.
    for (const double d : {1.0, 7.0})
      CHECK(at(p, both[m], kCollagen, d) ==
            doctest::Approx(at(single, first[m], kCollagen, d)).epsilon(5.0 * kControl.tolerance));
    // The second finds less or more than healthy skin: its course is not the first one over again.
    double apart = 0.0;
    for (const double d : {1.0, 3.0, 7.0, 14.0})
      for (const Observed o : {kFibroblastsMean, kYoungMean, kVesselsMean})
        apart = std::max(apart, std::abs(at(p, both[m], o, 14.0 + d) - at(single, first[m], o, d)));
    CHECK(apart > 5.0 * kControl.tolerance);
  }
}

TEST_CASE("an endpoint is there for every visit, and later visits do not move the first one") {
  const PlannedCourse p(some_patient(), some_course({0.0, 28.0, 56.0}), 60.0);
  const PlannedCourse single(some_patient(), some_course({0.0}), 28.0);
  const auto three = simulated(p, plain_runs(p, 8));
  const auto one = simulated(single, plain_runs(single, 8));
  for (std::size_t m = 0; m < 8; ++m) {
    REQUIRE(three[m].erythema_days.size() == 3);
    REQUIRE(three[m].closed_hours.size() == 3);
    CHECK(three[m].erythema_days[0] == doctest::Approx(one[m].erythema_days[0]).epsilon(0.03));
    CHECK(three[m].closed_hours[0] == doctest::Approx(one[m].closed_hours[0]).epsilon(0.03));
  }
}

TEST_CASE("a run that is asked to stop stops, and says so") {
  const PlannedCourse p(some_patient(), some_course({0.0}), 2.0);
  constexpr std::size_t runs = 2 * EnsembleLanes::width + 1;  // three batches
  const Prepared in = plain_runs(p, runs);
  std::size_t calls = 0, last = 0;
  const auto count = [&](std::size_t done, std::size_t total) {
    CHECK(total == runs);
    CHECK(done > last);
    last = done;
    ++calls;
    return true;
  };
  simulate_runs(p.timeline, in.runs, in.thresholds, kControl, 2, count);
  CHECK(calls == 3);
  CHECK(last == runs);
  const auto refuse = [](std::size_t, std::size_t) { return false; };
  CHECK_THROWS_AS((void)simulate_runs(p.timeline, in.runs, in.thresholds, kControl, 2, refuse),
                  Cancelled);
}

}  // namespace stipple
