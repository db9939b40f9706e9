// SPDX-License-Identifier: Apache-2.0
// The dated plan: spans taken, lengthened by what was simulated, and put on the calendar.
#include <algorithm>
#include <cmath>
#include <utility>

#include "aftercare/care_rules.h"
#include "aftercare/care_time.h"
#include "candidacy/screen.h"
#include "core/error.h"

namespace stipple {
namespace {

constexpr int kHoursPerDay = 24;

// The first whole hour or day at which it is over; a millionth is rounding.
int rounded_up(double x) { return static_cast<int>(std::ceil(std::max(0.0, x) - 1e-6)); }

bool has_recovery(const CourseResult& result, std::size_t visit) {
  return visit < result.recovery.size() &&
         result.recovery[visit].signs.size() == kRecoverySigns.size();
}

Band redness_days(const CourseResult& result, std::size_t visit) {
  if (has_recovery(result, visit))
    return result.recovery[visit].sign(RecoverySign::redness).until_days;
  return result.visits[visit].erythema_days;
}

// When 19 of 20 members are through it.
int simulated_hours(LengthenedBy what, const CourseResult& result, std::size_t visit) {
  const bool days = has_recovery(result, visit);
  const auto until = [&](RecoverySign sign) {
    return kHoursPerDay * result.recovery[visit].sign(sign).until_days.high;
  };
  const double open = result.visits[visit].barrier_open_hours.high;
  switch (what) {
    case LengthenedBy::closure: return rounded_up(days ? until(RecoverySign::open_barrier) : open);
    case LengthenedBy::healed_surface:
      return rounded_up(days ? until(RecoverySign::tightness) : open);
    case LengthenedBy::redness: return rounded_up(kHoursPerDay * redness_days(result, visit).high);
    case LengthenedBy::nothing:
    case LengthenedBy::next_visit: break;
  }
  return 0;
}

// An answer that is not known counts as the stricter one: the rule holds.
bool holds(const Condition& when, const Facts& facts) {
  return judge(when, facts, std::nullopt).truth != Truth::no;
}

class Planner {
 public:
  Planner(const Patient& patient, const Course& course, const CourseResult& result,
          const CareRules& rules, const RuleSet& screening, const AddHours& add)
      : patient_(patient),
        course_(course),
        result_(result),
        rules_(rules),
        screening_(screening),
        add_(add) {}

  CareVisit visit(std::size_t k, std::optional<int> minute) const {
    const VisitSummary& summary = result_.visits[k];
    CareVisit v{.visit = k,
                .set_depth_mm = summary.set_depth_mm,
                .true_depth_mm = summary.true_depth_mm,
                .social_likely_days = rounded_up(redness_days(result_, k).median),
                .social_safe_days = rounded_up(redness_days(result_, k).high)};
    if (const auto date = date_of(course_.visits[k], course_)) {
      v.when = Moment{*date, minute};
      v.social_likely = Moment{days_after(*date, v.social_likely_days), std::nullopt};
      v.social_safe = Moment{days_after(*date, v.social_safe_days), std::nullopt};
    }
    if (k < result_.recovery.size()) v.recovery = result_.recovery[k];
    Facts facts = facts_of(patient_, course_, k, std::nullopt, screening_.names);
    settle_what_does_not_apply(facts, screening_);
    for (const Instruction& i : rules_.instructions)
      if (holds(i.when, facts)) v.instructions.push_back(dated(i, v));
    for (const CallRule& c : rules_.calls)
      if (holds(c.when, facts)) v.calls.push_back(dated(c, v));
    std::ranges::stable_sort(v.calls, {},
                             [](const DatedCall& c) { return std::pair(c.urgency, c.from_hours); });
    return v;
  }

 private:
  DatedInstruction dated(const Instruction& i, const CareVisit& v) const {
    DatedInstruction d{.id = i.id,
                       .version = i.version,
                       .kind = i.kind,
                       .pictogram = i.pictogram,
                       .before = i.before,
                       .after = i.after,
                       .hours_before = i.before ? i.before->taken_hours : 0,
                       .hours_after = i.after ? i.after->taken_hours : 0,
                       .reminder = i.reminder,
                       .sources = i.sources,
                       .strength = i.strength,
                       .confirmed = i.confirmed};
    const int simulated = i.after ? simulated_hours(i.lengthened_by, result_, v.visit) : 0;
    if (simulated > d.hours_after) {
      d.hours_after = simulated;
      d.lengthened_by = i.lengthened_by;
    }
    if (!v.when || i.kind == InstructionKind::never) return d;
    d.from = i.before ? moved(*v.when, -i.before->taken_hours, i.before->in_days, add_) : *v.when;
    d.until = i.after ? moved(*v.when, i.after->taken_hours, i.after->in_days, add_) : *v.when;
    // Days of the calendar may hold an hour more than was counted: the later end stands.
    if (d.lengthened_by != LengthenedBy::nothing)
      if (const Moment end = add_(*v.when, d.hours_after); is_before(*d.until, end)) d.until = end;
    return d;
  }

  DatedCall dated(const CallRule& c, const CareVisit& v) const {
    DatedCall d{.id = c.id,
                .version = c.version,
                .urgency = c.urgency,
                .from_hours = c.from_hours,
                .to_hours = c.to_hours,
                .sources = c.sources,
                .strength = c.strength,
                .confirmed = c.confirmed};
    if (c.from_cream && course_.numbing && !course_.numbing->after_needling)
      d.from_hours = -rounded_up(course_.numbing->time_on.in(hour));
    if (!v.when) return d;
    const Moment from = c.in_days ? Moment{v.when->date, std::nullopt} : *v.when;
    d.from = moved(from, d.from_hours, c.in_days, add_);
    d.until = moved(from, d.to_hours, c.in_days, add_);
    return d;
  }

  const Patient& patient_;
  const Course& course_;
  const CourseResult& result_;
  const CareRules& rules_;
  const RuleSet& screening_;
  const AddHours& add_;
};

// Hours from one visit to the next, on clocks that are not set in between.
int hours_between(const CareVisit& a, const CareVisit& b, const Course& course) {
  if (!a.when)
    return static_cast<int>(
        std::floor((course.visits[b.visit].day - course.visits[a.visit].day).in(hour) + 1e-6));
  const int minutes = a.when->minute && b.when->minute ? *b.when->minute - *a.when->minute : 0;
  const double hours = kHoursPerDay * days_between(a.when->date, b.when->date) + minutes / 60.0;
  return static_cast<int>(std::floor(hours));
}

void end_later(DatedInstruction& d, int hours, const std::optional<Moment>& until,
               LengthenedBy by) {
  d.hours_after = std::max(d.hours_after, hours);
  if (d.until && is_before(*d.until, *until)) d.until = until;
  d.lengthened_by = by;
}

DatedInstruction* same_at(CareVisit& visit, const DatedInstruction& d) {
  const auto found = std::ranges::find(visit.instructions, d.id, &DatedInstruction::id);
  return found == visit.instructions.end() ? nullptr : &*found;
}

// What one visit lengthens beyond the end of the next one's is not over with that.
void carry_on(const CareVisit& visit, CareVisit& next, int gap) {
  for (const DatedInstruction& d : visit.instructions)
    if (DatedInstruction* again = same_at(next, d);
        again && d.hours_after - gap > again->hours_after)
      end_later(*again, d.hours_after - gap, d.until, d.lengthened_by);
}

// What lasts until the same begins again before the next visit is one: it ends with that one.
void join(CareVisit& visit, CareVisit& next, int gap) {
  for (DatedInstruction& d : visit.instructions) {
    const DatedInstruction* again = same_at(next, d);
    if (!again || d.kind == InstructionKind::never) continue;
    if (d.hours_after + again->hours_before >= gap ||
        (d.until && !is_before(*d.until, *again->from)))
      end_later(d, gap + again->hours_after, again->until, LengthenedBy::next_visit);
  }
}

bool is_outside_clearance(const CourseVerdict& verdict) {
  return std::ranges::any_of(verdict.visits, [](const Verdict& v) {
    return std::ranges::any_of(
        v.fired, [](const FiredRule& f) { return f.id.starts_with("outside-clearance-"); });
  });
}

}  // namespace

CarePlan care_plan(const Patient& patient, const Course& course, const CareSettings& settings,
                   const CourseVerdict& verdict, const CourseResult& result, const CareRules& rules,
                   const RuleSet& screening, const AddHours& add) {
  STIPPLE_REQUIRE(!verdict.visits.empty() && may_be_treated(verdict.visits.front().verdict));
  STIPPLE_REQUIRE(verdict.visits.size() == course.visits.size());
  STIPPLE_REQUIRE(result.visits.size() == course.visits.size());
  CarePlan plan{.case_name = result.case_name,
                .outside_clearance = is_outside_clearance(verdict),
                .rules_version = rules.version,
                .practice_rules = rules.practice,
                .screening_version = screening.version};
  const Planner planner(patient, course, result, rules, screening, add);
  for (std::size_t k = 0; k < course.visits.size(); ++k)
    if (may_be_treated(verdict.visits[k].verdict))
      plan.visits.push_back(planner.visit(k, clock_of(settings, k)));
  const auto gap = [&](std::size_t k) {
    return hours_between(plan.visits[k], plan.visits[k + 1], course);
  };
  for (std::size_t k = 0; k + 1 < plan.visits.size(); ++k)
    carry_on(plan.visits[k], plan.visits[k + 1], gap(k));
  for (std::size_t k = plan.visits.size(); k-- > 1;)
    join(plan.visits[k - 1], plan.visits[k], gap(k - 1));
  return plan;
}

}  // namespace stipple
