// SPDX-License-Identifier: Apache-2.0
// Laws of the dated plan over courses, people and simulated recoveries of any kind.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "aftercare/care_time.h"
#include "aftercare/plan_for_tests.h"
#include "core/random.h"

namespace stipple {
namespace {

constexpr std::uint64_t kPlans = 200;

class Draw {
 public:
  explicit Draw(std::uint64_t index) : random_(Seed(11).stream("plan", index)) {}
  std::size_t below(std::size_t n) {
    return static_cast<std::size_t>(random_.uniform() * static_cast<double>(n));
  }
  double between(double low, double high) { return low + random_.uniform() * (high - low); }
  Answer answer() { return static_cast<Answer>(below(3)); }

 private:
  RandomStream random_;
};

Planned any_plan(std::uint64_t index) {
  Draw draw(index);
  const Date start = days_after(*parse_date("2026-01-01"), static_cast<int>(draw.below(1500)));
  Planned p = healthy(1 + static_cast<int>(draw.below(5)), std::floor(draw.between(3.0, 60.0)),
                      format_date(start));
  static const std::vector<std::string> zones{"cheek", "neck", "thigh", "abdomen", "hand"};
  p.patient.zone = zones[draw.below(zones.size())];
  p.patient.sex = draw.below(2) == 0 ? Sex::female : Sex::male;
  p.patient.age = Duration(draw.between(18.0, 70.0), year);
  p.patient.phototype = static_cast<Phototype>(draw.below(6));
  History& h = p.patient.history;
  h.cold_sores = draw.answer();
  h.topical_actives = draw.answer();
  h.pregnant = draw.below(2) == 0 ? Answer::unknown : Answer::no;
  if (draw.below(2) == 0) h.medicines->emplace_back("doxycycline");
  if (draw.below(2) == 0)
    p.course.numbing = Numbing{.time_on = Duration(draw.between(10.0, 90.0), minute)};
  if (draw.below(3) > 0) p.settings.times = {format_clock(static_cast<int>(draw.below(1440)))};
  for (std::size_t k = 0; k < p.result.visits.size(); ++k) {
    p.result.recovery[k] = recovery_until(k, 1.0, 2.0);
    for (SignSpan& s : p.result.recovery[k].signs) {
      s.until_days.median = draw.between(0.0, 4.0);
      s.until_days.high = s.until_days.median + draw.between(0.0, draw.below(4) == 0 ? 40.0 : 4.0);
    }
  }
  return p;
}

// The same without any simulated time.
Planned unsimulated(Planned p) {
  for (std::size_t k = 0; k < p.result.recovery.size(); ++k)
    p.result.recovery[k] = recovery_until(k, 0.0, 0.0);
  return p;
}

bool ends_no_earlier(const DatedInstruction& a, const DatedInstruction& b) {
  return a.hours_after >= b.hours_after && (!a.until || !is_before(*a.until, *b.until));
}

TEST_CASE("a simulated time lengthens a span or leaves it, whatever it is") {
  std::size_t lengthened = 0;
  for (std::uint64_t i = 0; i < kPlans; ++i) {
    CAPTURE(i);
    const Planned p = any_plan(i);
    const CarePlan with = plan_of(p), without = plan_of(unsimulated(p));
    for (std::size_t v = 0; v < with.visits.size(); ++v) {
      const auto &mine = with.visits[v].instructions, &bare = without.visits[v].instructions;
      REQUIRE(mine.size() == bare.size());
      for (std::size_t k = 0; k < mine.size(); ++k) {
        CAPTURE(mine[k].id);
        CHECK(ends_no_earlier(mine[k], bare[k]));
        CHECK(mine[k].hours_before == bare[k].hours_before);
        CHECK(mine[k].from == bare[k].from);
        if (mine[k].after) CHECK(mine[k].hours_after >= mine[k].after->taken_hours);
        if (mine[k].before) CHECK(mine[k].hours_before == mine[k].before->taken_hours);
        const bool longer = mine[k].after && mine[k].hours_after > mine[k].after->taken_hours;
        if (longer) CHECK(mine[k].lengthened_by != LengthenedBy::nothing);
        if (mine[k].after && !longer) CHECK(mine[k].lengthened_by == LengthenedBy::nothing);
        lengthened += longer;
      }
    }
  }
  CHECK(lengthened > 500);
}

TEST_CASE("a slower recovery never ends anything earlier") {
  for (std::uint64_t i = 0; i < kPlans; ++i) {
    const Planned p = any_plan(i);
    Planned slower = p;
    Draw draw(i + 1000);
    for (VisitRecovery& r : slower.result.recovery)
      for (SignSpan& s : r.signs) s.until_days.high += draw.between(0.0, 20.0);
    const CarePlan a = plan_of(p), b = plan_of(slower);
    for (std::size_t v = 0; v < a.visits.size(); ++v) {
      CHECK(b.visits[v].social_safe_days >= a.visits[v].social_safe_days);
      for (std::size_t k = 0; k < a.visits[v].instructions.size(); ++k)
        CHECK(ends_no_earlier(b.visits[v].instructions[k], a.visits[v].instructions[k]));
    }
  }
}

TEST_CASE("more hours end later: dates follow the hours") {
  for (std::uint64_t i = 0; i < kPlans; ++i) {
    const CarePlan plan = plan_of(any_plan(i));
    for (const CareVisit& v : plan.visits)
      for (const DatedInstruction& a : v.instructions) {
        if (a.kind == InstructionKind::never) {
          CHECK_FALSE(a.until);
          continue;
        }
        CHECK_FALSE(is_before(*v.when, *a.from));
        CHECK_FALSE(is_before(*a.until, *v.when));
        for (const DatedInstruction& b : v.instructions)
          if (b.until && a.hours_after >= b.hours_after) CHECK_FALSE(is_before(*a.until, *b.until));
      }
  }
}

TEST_CASE("two visits never contradict each other") {
  std::size_t joined = 0;
  for (std::uint64_t i = 0; i < kPlans; ++i) {
    CAPTURE(i);
    const CarePlan plan = plan_of(any_plan(i));
    for (std::size_t v = 0; v + 1 < plan.visits.size(); ++v) {
      const CareVisit &one = plan.visits[v], &next = plan.visits[v + 1];
      for (const DatedInstruction& d : one.instructions) {
        const DatedInstruction* again = find(next, d.id);
        if (!again || !d.until) continue;
        CAPTURE(d.id);
        // What may begin again, or is over, is so until the next one starts; or it is the same end.
        const bool over = is_before(*d.until, *again->from);
        const bool same = d.until == again->until && d.lengthened_by == LengthenedBy::next_visit;
        CHECK(over != same);
        joined += same;
      }
    }
  }
  CHECK(joined > 200);
}

Planned with_unknown(Planned p, int which) {
  History& h = p.patient.history;
  switch (which) {
    case 0: h.cold_sores = Answer::unknown; break;
    case 1: h.topical_actives = Answer::unknown; break;
    case 2: h.pregnant = Answer::unknown; break;
    default: h.medicines.reset(); break;
  }
  return p;
}

TEST_CASE("an answer that is not known never drops an instruction or a call") {
  std::size_t added = 0;
  for (std::uint64_t i = 0; i < kPlans; ++i) {
    const Planned p = any_plan(i);
    for (int which = 0; which < 4; ++which) {
      const CarePlan known = plan_of(p), open = plan_of(with_unknown(p, which));
      for (std::size_t v = 0; v < known.visits.size(); ++v) {
        for (const DatedInstruction& d : known.visits[v].instructions)
          CHECK(find(open.visits[v], d.id));
        CHECK(open.visits[v].calls.size() >= known.visits[v].calls.size());
        added += open.visits[v].instructions.size() - known.visits[v].instructions.size();
      }
    }
  }
  CHECK(added > 100);
}

TEST_CASE("the order of the rules changes the order of the page and nothing else") {
  CareRules backwards = shipped_care();
  std::ranges::reverse(backwards.instructions);
  std::ranges::reverse(backwards.calls);
  for (std::uint64_t i = 0; i < kPlans; ++i) {
    const Planned p = any_plan(i);
    const CarePlan a = plan_of(p), b = plan_of(p, backwards);
    for (std::size_t v = 0; v < a.visits.size(); ++v) {
      REQUIRE(a.visits[v].instructions.size() == b.visits[v].instructions.size());
      for (const DatedInstruction& d : a.visits[v].instructions) {
        const DatedInstruction* other = find(b.visits[v], d.id);
        REQUIRE(other);
        CHECK(other->hours_after == d.hours_after);
        CHECK(other->from == d.from);
        CHECK(other->until == d.until);
        CHECK(other->lengthened_by == d.lengthened_by);
      }
      CHECK(a.visits[v].calls.size() == b.visits[v].calls.size());
    }
  }
}

TEST_CASE("moving the whole course moves every date with it, and no hour") {
  for (std::uint64_t i = 0; i < kPlans; ++i) {
    const Planned p = any_plan(i);
    Planned moved_on = p;
    const int days = 1 + static_cast<int>(Draw(i + 2000).below(400));
    moved_on.course.start = days_after(*p.course.start, days);
    const CarePlan a = plan_of(p), b = plan_of(moved_on);
    for (std::size_t v = 0; v < a.visits.size(); ++v)
      for (std::size_t k = 0; k < a.visits[v].instructions.size(); ++k) {
        const auto &x = a.visits[v].instructions[k], &y = b.visits[v].instructions[k];
        CHECK(x.hours_after == y.hours_after);
        if (x.until) CHECK(days_between(x.until->date, y.until->date) == days);
        if (x.until) CHECK(x.until->minute == y.until->minute);
      }
  }
}

}  // namespace
}  // namespace stipple
