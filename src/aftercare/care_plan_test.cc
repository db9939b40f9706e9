// SPDX-License-Identifier: Apache-2.0
#include "aftercare/care_plan.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "aftercare/care_time.h"
#include "aftercare/plan_for_tests.h"

namespace stipple {
namespace {

using Ids = std::set<std::string>;

Ids given_to(const Planned& p, std::size_t visit = 0) {
  Ids ids;
  const CarePlan plan = plan_of(p);
  for (const DatedInstruction& d : plan.visits[visit].instructions) ids.insert(d.id);
  return ids;
}

Moment at(const char* date, int hour, int minute) {
  return {*parse_date(date), hour * 60 + minute};
}

TEST_CASE("a visit before a leap day: hours and days end on the right one") {
  Planned p = healthy(1, 28.0, "2028-02-28");
  p.settings.times = {"14:30"};
  const CarePlan plan = plan_of(p);
  const CareVisit& v = plan.visits.front();
  CHECK(v.when == at("2028-02-28", 14, 30));
  CHECK(find(v, "sunscreen")->until == at("2028-02-29", 14, 30));
  CHECK(find(v, "wash")->until == at("2028-02-28", 22, 30));
  CHECK(find(v, "make-up")->until == at("2028-03-02", 14, 30));
  CHECK(find(v, "actives")->from == at("2028-02-21", 14, 30));
  CHECK(find(v, "actives")->until == at("2028-03-06", 14, 30));
}

TEST_CASE("without a time of day there are days, without a start there are hours alone") {
  Planned p = healthy(1, 28.0, "2026-01-31");
  const CareVisit day = plan_of(p).visits.front();
  CHECK(find(day, "make-up")->until == Moment{*parse_date("2026-02-03"), std::nullopt});
  CHECK(find(day, "wash")->until == Moment{*parse_date("2026-02-01"), std::nullopt});
  CHECK(find(day, "alcohol")->from == Moment{*parse_date("2026-01-30"), std::nullopt});
  p.course.start.reset();
  const CareVisit bare = plan_of(p).visits.front();
  CHECK_FALSE(bare.when);
  CHECK_FALSE(bare.social_safe);
  REQUIRE(bare.instructions.size() == day.instructions.size());
  for (std::size_t k = 0; k < bare.instructions.size(); ++k) {
    CHECK_FALSE(bare.instructions[k].from);
    CHECK_FALSE(bare.instructions[k].until);
    CHECK(bare.instructions[k].hours_after == day.instructions[k].hours_after);
    CHECK(bare.instructions[k].hours_before == day.instructions[k].hours_before);
  }
  for (const DatedCall& c : bare.calls) CHECK_FALSE(c.until);
}

TEST_CASE("whoever knows the clock counts the hours; days are days of the calendar") {
  Planned p = healthy(1, 28.0, "2026-03-28");
  p.settings.times = {"10:00"};
  // The clock of a zone that loses an hour in the first night.
  p.add = [](const Moment& m, int hours) {
    return plain_hours(m, hours >= 24 ? hours + 1 : hours);
  };
  const CareVisit v = plan_of(p).visits.front();
  CHECK(find(v, "make-up")->until == at("2026-03-31", 11, 0));
  CHECK(find(v, "actives")->until == at("2026-04-04", 10, 0));
  CHECK(find(v, "wash")->until == at("2026-03-28", 18, 0));
}

TEST_CASE("what lengthened a span is said, and nothing where it did not") {
  Planned p = healthy(1);
  for (SignSpan& s : p.result.recovery[0].signs) {
    if (s.sign == RecoverySign::open_barrier) s.until_days.high = 3.01;
    if (s.sign == RecoverySign::redness) s.until_days.high = 15.0;
    if (s.sign == RecoverySign::tightness) s.until_days.high = 4.0;
  }
  const CarePlan plan = plan_of(p, waiting_for_redness("actives"));
  const CareVisit& v = plan.visits.front();
  CHECK(find(v, "make-up")->lengthened_by == LengthenedBy::closure);
  CHECK(find(v, "make-up")->hours_after == 73);
  CHECK(find(v, "bland-care")->lengthened_by == LengthenedBy::healed_surface);
  CHECK(find(v, "bland-care")->hours_after == 96);
  CHECK(find(v, "actives")->lengthened_by == LengthenedBy::redness);
  CHECK(find(v, "actives")->hours_after == 360);
  CHECK(find(v, "no-picking")->lengthened_by == LengthenedBy::nothing);
  CHECK(find(v, "wash")->lengthened_by == LengthenedBy::nothing);
  CHECK(find(v, "keep-prescribed")->hours_after == 0);
}

TEST_CASE("without a recovery the summary of the visit gives the same hours") {
  Planned by_days = healthy(1), by_hours = healthy(1);
  for (SignSpan& s : by_days.result.recovery[0].signs)
    s.until_days = {.median = 2.5, .low = 1.0, .high = s.sign == RecoverySign::redness ? 9.3 : 4.1};
  by_hours.result.recovery.clear();
  by_hours.result.visits[0].barrier_open_hours = {.median = 60.0, .low = 24.0, .high = 24 * 4.1};
  by_hours.result.visits[0].erythema_days = {.median = 2.5, .low = 1.0, .high = 9.3};
  const CarePlan plan_by_days = plan_of(by_days), plan_by_hours = plan_of(by_hours);
  const CareVisit &a = plan_by_days.visits[0], &b = plan_by_hours.visits[0];
  REQUIRE(a.instructions.size() == b.instructions.size());
  for (std::size_t k = 0; k < a.instructions.size(); ++k) {
    CAPTURE(a.instructions[k].id);
    CHECK(a.instructions[k].hours_after == b.instructions[k].hours_after);
    CHECK(a.instructions[k].lengthened_by == b.instructions[k].lengthened_by);
  }
  CHECK(a.social_likely_days == 3);
  CHECK(a.social_safe_days == 10);
  CHECK(b.social_safe == a.social_safe);
  CHECK(a.social_likely->date == *parse_date("2026-03-05"));
}

TEST_CASE("a pause that reaches the next one is one pause, through the next visit") {
  Planned p = healthy(3, 28.0);
  p.settings.times = {"09:00"};
  const CarePlan plan = plan_of(p);
  const auto* first = find(plan.visits[0], "other-treatments");
  const auto* last = find(plan.visits[2], "other-treatments");
  CHECK(first->lengthened_by == LengthenedBy::next_visit);
  CHECK(first->until == last->until);
  CHECK(first->hours_after == 2 * 28 * 24 + last->hours_after);
  CHECK(last->lengthened_by == LengthenedBy::nothing);
  CHECK(find(plan.visits[0], "make-up")->lengthened_by == LengthenedBy::nothing);
}

TEST_CASE("a visit that may not be treated has no days, and nothing is joined with it") {
  Planned p = healthy(3, 28.0);
  p.verdict.visits[1].verdict = VerdictKind::wait_until;
  const CarePlan plan = plan_of(p);
  REQUIRE(plan.visits.size() == 2);
  CHECK(plan.visits[1].visit == 2);
  CHECK(plan.visits[1].when->date == *parse_date("2026-04-27"));
  CHECK(find(plan.visits[0], "other-treatments")->lengthened_by == LengthenedBy::nothing);
}

TEST_CASE("redness that outlasts the next visit is not over with that visit's own") {
  Planned p = healthy(2, 28.0);
  p.result.recovery[0] = recovery_until(0, 10.0, 60.0);
  const CarePlan plan = plan_of(p, waiting_for_redness("actives"));
  const auto *first = find(plan.visits[0], "actives"), *next = find(plan.visits[1], "actives");
  CHECK(first->hours_after == 60 * 24);
  CHECK(next->hours_after == 32 * 24);
  CHECK(next->lengthened_by == LengthenedBy::redness);
  CHECK(first->until == next->until);
}

TEST_CASE("calls come most urgent first, in whole days or hours, from when the cream was put on") {
  Planned p = healthy(1);
  p.settings.times = {"14:30"};
  const CarePlan plan = plan_of(p);
  const std::vector<DatedCall>& without = plan.visits[0].calls;
  CHECK(std::ranges::is_sorted(without, {}, &DatedCall::urgency));
  CHECK(std::ranges::none_of(without, [](const DatedCall& c) { return c.from_hours < 0; }));
  CHECK(
      std::ranges::none_of(without, [](const DatedCall& c) { return c.id == "cream-poisoning"; }));
  p.course.numbing = Numbing{.product = NumbingProduct::lidocaine, .time_on = Duration(50, minute)};
  const CarePlan with = plan_of(p);
  const std::vector<DatedCall>& calls = with.visits[0].calls;
  REQUIRE(calls.size() == without.size() + 1);
  const DatedCall& cream = calls.front();
  CHECK(cream.id == "cream-poisoning");
  CHECK(cream.urgency == Urgency::emergency);
  CHECK(cream.from_hours == -1);
  CHECK(cream.from == at("2026-03-02", 13, 30));
  CHECK(cream.until == at("2026-03-02", 17, 30));
  for (const DatedCall& c : calls) {
    CAPTURE(c.id);
    CHECK(c.from_hours <= c.to_hours);
    CHECK(days_between(c.from->date, c.until->date) == c.to_hours / 24 - c.from_hours / 24);
    CHECK(c.from->minute.has_value() == c.until->minute.has_value());
  }
  const auto late = std::ranges::find(calls, "late-bumps", &DatedCall::id);
  CHECK(late->from == Moment{*parse_date("2026-03-16"), std::nullopt});
}

// A person for whom each rule with a condition holds, made from one for whom it does not.
TEST_CASE("every rule with a condition is given to somebody and not to somebody else") {
  Planned plain = healthy(1);
  plain.patient.zone = "thigh";
  Planned rich = healthy(1);
  rich.patient.phototype = Phototype::V;
  rich.patient.history.cold_sores = Answer::yes;
  rich.patient.history.topical_actives = Answer::yes;
  rich.patient.history.pregnant = Answer::unknown;
  rich.course.numbing = Numbing{.product = NumbingProduct::lidocaine, .time_on = Duration(1, hour)};
  const Ids some = given_to(plain), all = given_to(rich);
  for (const Instruction& i : shipped_care().instructions) {
    CAPTURE(i.id);
    const bool conditional = i.when.kind != Condition::Kind::all || !i.when.children.empty();
    CHECK(all.contains(i.id));
    CHECK(some.contains(i.id) == !conditional);
  }
  const auto called = [](const Planned& p) {
    Ids ids;
    const CarePlan plan = plan_of(p);
    for (const DatedCall& c : plan.visits[0].calls) ids.insert(c.id);
    return ids;
  };
  for (const CallRule& c : shipped_care().calls) {
    const bool conditional = c.when.kind != Condition::Kind::all || !c.when.children.empty();
    CHECK_MESSAGE(called(rich).contains(c.id), c.id);
    CHECK_MESSAGE(called(plain).contains(c.id) == !conditional, c.id);
  }
}

TEST_CASE("a retinoid waits for an answer about pregnancy, where one could be") {
  Planned p = healthy(1);
  p.patient.history.topical_actives = Answer::yes;
  CHECK_FALSE(given_to(p).contains("retinoid-pregnancy"));
  p.patient.history.pregnant = Answer::unknown;
  CHECK(given_to(p).contains("retinoid-pregnancy"));
  p.patient.age = Duration(60.0, year);  // the question does not apply
  CHECK_FALSE(given_to(p).contains("retinoid-pregnancy"));
  p.patient.age = Duration(30.0, year);
  p.patient.sex = Sex::male;
  CHECK_FALSE(given_to(p).contains("retinoid-pregnancy"));
}

TEST_CASE("outside clearance is what the verdict says of the device") {
  Planned p = healthy(2);
  CHECK_FALSE(plan_of(p).outside_clearance);
  p.verdict.visits[0].fired.push_back({.id = "phototype-dark"});
  CHECK_FALSE(plan_of(p).outside_clearance);
  p.verdict.visits[1].fired.push_back({.id = "outside-clearance-site"});
  CHECK(plan_of(p).outside_clearance);
}

TEST_CASE("the plan names the versions of the rules that it followed") {
  const CarePlan plan = plan_of(healthy(1));
  CHECK(plan.rules_version == shipped_care().version);
  CHECK(plan.screening_version == shipped_rules().version);
  CHECK(plan.practice_rules.empty());
}

}  // namespace
}  // namespace stipple
