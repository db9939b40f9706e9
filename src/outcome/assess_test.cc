// SPDX-License-Identifier: Apache-2.0
#include "outcome/assess.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "outcome/course_result.h"
#include "outcome/test_members.h"

namespace stipple {
namespace {

const SimulatedCourse& lines_course() {
  static const SimulatedCourse course(patient_with({concern(ConcernKind::fine_lines)}),
                                      some_course({0.0, 28.0}), 16);
  return course;
}

Assessed assessed(const SimulatedCourse& c, const std::vector<SimulatedMember>& prior = {}) {
  return assess(c.planned.plan, shipped_library(), c.planned.timeline.grid, c.members, prior);
}

const Outcome& named(const std::vector<Outcome>& all, std::string_view name) {
  const auto it =
      std::find_if(all.begin(), all.end(), [&](const Outcome& o) { return o.name == name; });
  REQUIRE(it != all.end());
  return *it;
}

bool holds(const Band& b) {
  return std::isfinite(b.low) && std::isfinite(b.high) && b.low <= b.median && b.median <= b.high;
}

}  // namespace

TEST_CASE("the names of outcomes, which scripts rely on, are these") {
  const std::vector<std::string> promised{"dermal_collagen_gain",
                                          "papillary_collagen_gain",
                                          "elastin_gain",
                                          "epidermal_thickness_gain",
                                          "stiffness_gain",
                                          "elasticity_gain",
                                          "wrinkle_depth_change",
                                          "scar_depth_change",
                                          "stria_contrast_change",
                                          "texture_change",
                                          "pigmentation_change",
                                          "erythema_days",
                                          "barrier_open_hours",
                                          "pain_0_10",
                                          "scar_risk",
                                          "keloid_risk"};
  std::set<std::string> expected(promised.begin(), promised.end());
  expected.insert({"young_collagen_share_change", "pih_peak", "pih_risk", "disorder_peak"});
  // Whatever the patient comes for, each is listed once; what does not apply has no formula.
  for (const std::vector<Concern>& concerns :
       {std::vector<Concern>{}, std::vector<Concern>{concern(ConcernKind::fine_lines)},
        std::vector<Concern>{concern(ConcernKind::acne_scar_rolling)},
        std::vector<Concern>{concern(ConcernKind::stretch_marks_white)}}) {
    std::vector<std::string> absent;
    std::multiset<std::string> names;
    std::size_t without = 0;
    for (const OutcomeDefinition& d :
         outcome_definitions(patient_with(concerns), shipped_library(), absent)) {
      names.insert(d.text.name);
      CHECK_FALSE(d.text.label.empty());
      CHECK_FALSE(d.text.basis.empty());
      CHECK_FALSE((d.at_day && d.scalar));
      if (!d.at_day && !d.scalar) ++without;
      for (const std::string& key : d.text.sources)
        CHECK(shipped_library().bibliography.find(key) != nullptr);
    }
    CHECK(names == std::multiset<std::string>(expected.begin(), expected.end()));
    CHECK(absent.size() == without);
  }
  // Where there are several kinds of scar, each has its own outcome too; spots have one that says
  // that no benefit is modelled.
  std::vector<std::string> absent;
  std::set<std::string> names;
  for (const OutcomeDefinition& d : outcome_definitions(
           patient_with({concern(ConcernKind::acne_scar_rolling),
                         concern(ConcernKind::surgical_scar), concern(ConcernKind::dark_spots)}),
           shipped_library(), absent)) {
    if (!expected.contains(d.text.name)) names.insert(d.text.name);
    if (d.text.name == "spot_lightening") {
      CHECK(d.text.standing == Standing::no_benefit_modelled);
      CHECK_FALSE(static_cast<bool>(d.at_day));
    }
  }
  CHECK(names == std::set<std::string>{"scar_depth_change_acne_scar_rolling",
                                       "scar_depth_change_surgical_scar", "spot_lightening"});
}

TEST_CASE("an outcome that does not apply is empty and said so; one that applies has its days") {
  const Assessed a = assessed(lines_course());
  for (const char* name : {"scar_depth_change", "stria_contrast_change"})
    CHECK(named(a.outcomes, name).points.empty());
  CHECK(a.absent.size() == 2);
  for (const Outcome& o : a.outcomes) {
    CAPTURE(o.name);
    if (o.points.empty()) continue;
    if (!o.points.front().days_after_last_visit) {
      CHECK(o.points.size() == 1);
      CHECK(o.points.front().control == 0.0);
      continue;
    }
    REQUIRE(o.points.size() == std::size(kReportDays));
    for (std::size_t k = 0; k < o.points.size(); ++k)
      CHECK(*o.points[k].days_after_last_visit == kReportDays[k]);
  }
}

TEST_CASE(
    "every band holds its median, and the untreated control of a person at rest is no change") {
  const Assessed a = assessed(lines_course(), lines_course().members);
  for (const Outcome& o : a.outcomes)
    for (const OutcomePoint& p : o.points) {
      CAPTURE(o.name);
      CHECK(holds(p.band));
      CHECK(p.before_conditioning == p.band);  // the same members twice
      CHECK(std::abs(p.control) < 1e-3);
    }
  const Trajectory t =
      trajectory_of(lines_course().planned.timeline.grid, lines_course().members, {});
  CHECK(t.curves.size() == kLesionCollagen);  // no lesion, no curves of one
  for (const Curve& c : t.curves) {
    REQUIRE(c.median.size() == t.days.size());
    CHECK(c.prior_low.empty());
    for (std::size_t k = 0; k < t.days.size(); ++k) {
      CHECK(c.low[k] <= c.median[k]);
      CHECK(c.median[k] <= c.high[k]);
    }
  }
}

TEST_CASE("a risk is the share of members with its interval, never nothing at all") {
  const Assessed a = assessed(lines_course());
  for (const char* name : {"scar_risk", "keloid_risk", "pih_risk"}) {
    CAPTURE(name);
    const Band band = named(a.outcomes, name).points.at(0).band;
    const double n = static_cast<double>(lines_course().members.size());
    CHECK(std::abs(band.median * n - std::round(band.median * n)) < 1e-9);
    CHECK(band.high > 0.0);
    CHECK(band.low < 1.0);
    CHECK(holds(band));
  }
}

TEST_CASE("a member that failed is in no band") {
  SimulatedCourse c(some_patient(), some_course({0.0}), 4);
  std::vector<SimulatedMember> three(c.members.begin(), c.members.begin() + 3);
  const Assessed without =
      assess(c.planned.plan, shipped_library(), c.planned.timeline.grid, three, {});
  c.members[3].failed = true;
  for (auto& values : c.members[3].sites.front().watched)
    std::fill(values.begin(), values.end(), std::nan(""));
  const Assessed with = assessed(c);
  for (std::size_t k = 0; k < with.outcomes.size(); ++k)
    for (std::size_t j = 0; j < with.outcomes[k].points.size(); ++j) {
      CAPTURE(with.outcomes[k].name);
      CHECK(with.outcomes[k].points[j].band == without.outcomes[k].points[j].band);
    }
}

TEST_CASE("denser needling never costs less: days of redness, hours open, darkening") {
  const Patient patient = patient_with({});
  std::vector<double> before;
  for (const double density : {50.0, 200.0, 600.0}) {
    const SimulatedCourse c(patient, some_course({0.0}, 1.0, density), 8);
    std::vector<double> now;
    std::vector<std::string> absent;
    for (const OutcomeDefinition& d : outcome_definitions(patient, shipped_library(), absent))
      if (d.text.name == "erythema_days" || d.text.name == "barrier_open_hours" ||
          d.text.name == "pih_peak")
        for (const SimulatedMember& m : c.members)
          now.push_back(d.scalar(MemberView(m, c.planned.timeline.grid)));
    REQUIRE(now.size() == 24);
    for (std::size_t i = 0; i < before.size(); ++i)
      CHECK(now[i] >= before[i] - 1e-3 * (1.0 + before[i]));
    before = now;
  }
}

TEST_CASE("the margin to a keloid shrinks by the tendency, and more damage never widens it") {
  const auto margin = [](Keloid history, double density) {
    Patient patient = some_patient();
    patient.history.keloid = history;
    const PlannedCourse p(patient, some_course({0.0, 28.0}, 1.5, density), 730.0);
    return keloid_margin(p.plan, shipped_library(), p.timeline, StepControl{});
  };
  double before = 2.0;
  for (const double density : {20.0, 300.0, 1500.0}) {
    const KeloidMargin m = margin(Keloid::none, density);
    CHECK(m.critical > 0.0);
    CHECK(m.critical <= 1.0);
    CHECK(m.margin == doctest::Approx(m.critical - m.tendency));
    CHECK(m.critical <= before + 1.0 / 64.0);  // found to 1/64
    before = m.critical;
  }
  const KeloidMargin none = margin(Keloid::none, 300.0), former = margin(Keloid::former, 300.0);
  CHECK(former.critical == none.critical);
  CHECK(former.tendency > none.tendency);
  CHECK(former.margin < none.margin);
}

}  // namespace stipple
