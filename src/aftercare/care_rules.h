// SPDX-License-Identifier: Apache-2.0
// Instructions as data: data/rules/aftercare.json, each with the published span, the default taken,
// its source and how strong that is. Theory: docs/theory/aftercare.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "aftercare/care_plan.h"
#include "aftercare/care_settings.h"
#include "candidacy/verdict.h"
#include "course/course.h"
#include "format/node.h"
#include "outcome/result.h"

namespace stipple {

// What a habit would be if the instruction were broken, for the simulation of what it buys.
struct BrokenHabit {
  std::string says{};  // key below data/text: "went without sunscreen"
  Habits kept{}, broken{};
  std::vector<std::string> outcomes{};
};

// The same as a rule has it: fields of course.aftercare that replace those of the course.
struct HabitChange {
  std::string says{};
  Node kept{}, broken{};
  std::vector<std::string> outcomes{};
  // Only where the sun counts: the dose that is assumed where the case states none, and for whom.
  struct UsualSun {
    std::string says{};
    Condition when{};
    UvDoseRate dose{};
    std::string basis{};
  };
  std::optional<UsualSun> usual_sun{};
};

struct Instruction {
  std::string id{};
  int version{};
  InstructionKind kind{};
  std::string pictogram{};
  Condition when{};  // for whom, in the language of screening; empty: everybody
  std::optional<CareSpan> before{}, after{};
  LengthenedBy
      lengthened_by{};  // closure, healed_surface or redness, when the simulated one is later
  bool reminder{};
  std::optional<HabitChange> broken{};
  std::vector<std::string> sources{};
  std::vector<Strength> strength{};
  Confirmation confirmed{};
  std::string how{};
};

struct CallRule {
  std::string id{};
  int version{};
  Urgency urgency{};
  Condition when{};
  int from_hours{}, to_hours{};
  bool from_cream{};  // from when the numbing cream was put on, where there is one
  bool in_days{};     // whole days
  std::vector<std::string> sources{};
  std::vector<Strength> strength{};
  Confirmation confirmed{};
  std::string how{};
};

struct CareRules {
  std::string version{}, practice{};
  std::vector<Instruction> instructions{};
  std::vector<CallRule> calls{};
};

// InvalidInput with every problem, as for the screening rules.
CareRules read_care_rules(std::string_view json, std::string_view file, const Bibliography&,
                          const RuleSet& screening);
CareRules load_care_rules(const DataFiles&, const Bibliography&, const RuleSet& screening);
// A practice's own spans, within the published ones, each with a source line of its own ("care" in
// its rule file; "waits" in it are read by screening). Without "care" nothing changes.
CareRules with_practice(CareRules, std::string_view json, std::string_view file);

// What each instruction buys, without the figures: which simulations to run for this patient. The
// habits start from those of the course.
std::vector<std::pair<std::string, BrokenHabit>> habits_to_compare(const Patient&, const Course&,
                                                                   const CareRules&,
                                                                   const RuleSet& screening);

// The plan of the days. Only for a first visit that may be treated (STIPPLE_REQUIRE); a later one
// that may not has no days, and nothing is joined with it. A simulated time lengthens a span, to
// the hour at which 19 of 20 members are through; it never shortens one.
CarePlan care_plan(const Patient&, const Course&, const CareSettings&, const CourseVerdict&,
                   const CourseResult&, const CareRules&, const RuleSet& screening,
                   const AddHours& = plain_hours);

}  // namespace stipple
