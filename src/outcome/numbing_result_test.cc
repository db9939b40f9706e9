// SPDX-License-Identifier: Apache-2.0
#include "outcome/numbing_result.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "outcome/course_result.h"

namespace stipple {
namespace {

struct Shipped {
  Library library{load_library(DataFiles::embedded())};
  Patient patient{};
  Course course{};

  Shipped() {
    patient.age = Duration(34.0, year);
    patient.zone = "thigh";
    course.device = "exceed";
    course.visits = {{.settings = {.depth = Length(1.5, mm),
                                   .density = ArealDensity(250.0, per_cm2),
                                   .glide = Speed(20.0, mm_per_s)}}};
    course.numbing = Numbing{.product = NumbingProduct::lidocaine_prilocaine,
                             .strength = Fraction(5.0, percent),
                             .amount = Mass(60.0, gram),
                             .area = Area(400.0, cm2),
                             .time_on = Duration(3.0, hour),
                             .occluded = true};
  }
  [[nodiscard]] NumbingResult result(std::string_view set = {}, long members = 60) const {
    const CoursePlan plan = plan_course(patient, course, library);
    return numbing_result(plan, library, prior_members(library, Seed(3), members), set);
  }
  [[nodiscard]] bool warns_of(std::string_view word) const {
    const NumbingResult r = result({}, 8);
    return std::ranges::any_of(
        r.warnings, [&](const std::string& w) { return w.find(word) != std::string::npos; });
  }
};

bool holds(const Band& b) { return b.low <= b.median && b.median <= b.high; }

}  // namespace

TEST_CASE("bands hold their medians, and one set alone is never wider than all of them") {
  const Shipped s;
  const NumbingResult all = s.result();
  CHECK(all.sets.size() > 20);
  REQUIRE(all.minutes.size() == all.numb_depth_mm.size());
  for (const Band& b : all.numb_depth_mm) CHECK(holds(b));
  for (const Band* b : {&all.plasma_peak, &all.plasma_peak_all, &all.absorbed_mg, &all.pain,
                        &all.pain_without_cream, &all.microbe_tenth_hours})
    CHECK(holds(*b));
  const NumbingResult one = s.result("default");
  CHECK(one.sets == std::vector<std::string>{s.library.numbing.sets.front().name});
  // Long after the fitted times the sets part.
  CHECK(one.numb_depth_mm.back().high - one.numb_depth_mm.back().low <
        all.numb_depth_mm.back().high - all.numb_depth_mm.back().low);
}

TEST_CASE("the published plasma range of this very dose lies inside the band [EMLAlabel]") {
  // 0.05 to 0.16 ug/mL: a check, fitted to nothing.
  const Band level = Shipped{}.result({}, 200).plasma_peak;
  CHECK(level.low < 0.16);
  CHECK(level.high > 0.05);
  CHECK(level.median == doctest::Approx(0.105).epsilon(0.5));
}

TEST_CASE("no weight, no dose per kilogram, and the verdict is not given") {
  Shipped s;
  const NumbingResult unknown = s.result({}, 20);
  CHECK_FALSE(unknown.dose_mg_per_kg.has_value());
  CHECK(unknown.verdict >= DoseVerdict::cannot_tell);
  CHECK_FALSE(unknown.questions.empty());
  s.patient.history.weight = Mass(60e3, gram);
  const NumbingResult known = s.result({}, 20);
  CHECK(known.dose_mg_per_kg.value() == doctest::Approx(3000.0 / 60.0));
}

TEST_CASE("dose is linear in grams, and cream on half the skin is half the level") {
  Shipped s;
  s.patient.history.weight = Mass(70e3, gram);
  const NumbingResult whole = s.result({}, 20);
  s.course.numbing->amount = Mass(30.0, gram);
  s.course.numbing->area = Area(200.0, cm2);
  const NumbingResult half = s.result({}, 20);
  CHECK(half.applied_mg == doctest::Approx(0.5 * whole.applied_mg));
  CHECK(half.plasma_peak.median == doctest::Approx(0.5 * whole.plasma_peak.median));
  CHECK(half.absorbed_mg.high == doctest::Approx(0.5 * whole.absorbed_mg.high));
}

TEST_CASE("numbing takes pain away, but not when it is put on after the needles") {
  Shipped s;
  const NumbingResult before = s.result();
  CHECK(before.pain.median < 0.5 * before.pain_without_cream.median);
  s.course.numbing->after_needling = Duration(1.0, hour);
  const NumbingResult late = s.result();
  CHECK(late.pain == late.pain_without_cream);
  CHECK(late.absorbed_mg.median > before.absorbed_mg.median);
  CHECK(late.verdict == DoseVerdict::refuse);
  s.course.numbing.reset();
  const NumbingResult none = s.result();
  CHECK(none.pain == before.pain_without_cream);
  CHECK(none.plasma_peak.high == 0.0);
  CHECK(none.numb_depth_mm == std::vector<Band>{Band{}});
}

TEST_CASE("needled skin takes in more, and less of it the longer one waits") {
  const NumbingResult r = Shipped{}.result();
  double last = 1e9;
  for (const NeedledUptake& u : r.needled) {
    CHECK(u.factor.low >= 1.0);
    CHECK(u.factor.median <= last);
    last = u.factor.median;
  }
  CHECK(r.needled.front().factor.median > 1.01);
}

TEST_CASE("each danger of a cream has its warning") {
  Shipped s;
  CHECK(s.warns_of("methaemoglobinaemia"));
  CHECK(s.warns_of("film"));
  CHECK_FALSE(s.warns_of("Compounded"));
  s.course.numbing->product = NumbingProduct::compounded;
  CHECK(s.warns_of("Compounded"));
  s.course.numbing->product = NumbingProduct::lidocaine;
  s.course.numbing->occluded = false;
  CHECK_FALSE(s.warns_of("methaemoglobinaemia"));
  s.course.numbing->time_on = Duration(3.0, minute);
  CHECK(s.warns_of("the needles reach"));
  s.course.numbing->after_needling = Duration(0.0, hour);
  CHECK(s.warns_of("needled skin"));
  s.course.numbing->heated = true;
  CHECK(s.warns_of("heat"));
  s.course.numbing.reset();
  CHECK(s.warns_of("No numbing is planned"));
}

}  // namespace stipple
