// SPDX-License-Identifier: Apache-2.0
// The days round each visit as dated instructions: data, no text of a page. What an instruction
// says stands under its id in data/text/; what it rests on in data/rules/aftercare.json.
// Names in these texts: {from} and {until} of a dated instruction (say), {before} and {after} as
// spans such as "72 hours" of an undated one (say_undated).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aftercare/moment.h"
#include "candidacy/rules.h"
#include "outcome/habit_effects.h"
#include "outcome/recovery.h"

namespace stipple {

// pause: not from `from` to `until`. begin: from `until` on. keep: do it from `from` to `until`.
// never: holds all through the course, without a date.
enum class InstructionKind { pause, begin, keep, never };

// A published span in whole hours: leaflets disagree within it, one value is taken.
struct CareSpan {
  int shortest_hours{}, taken_hours{}, longest_hours{};
  std::string views{};   // who says what
  std::string set_by{};  // the practice and its source line, where it changed the default
  bool in_days{};        // the one taken: then days of the calendar, at the same time of day
  friend bool operator==(const CareSpan&, const CareSpan&) = default;
};

// What made a span longer than the one taken.
enum class LengthenedBy { nothing, closure, healed_surface, redness, next_visit };

struct DatedInstruction {
  std::string id{};
  int version{};
  InstructionKind kind{};
  std::string pictogram{};  // file in data/pictograms, without its ending
  std::optional<CareSpan> before{}, after{};
  int hours_before{}, hours_after{};  // that hold here: never less than those taken
  LengthenedBy lengthened_by{};
  std::optional<Moment> from{}, until{};  // where the calendar is known; never: neither
  bool reminder{};                        // has an entry in the calendar
  std::vector<std::string> sources{};
  std::vector<Strength> strength{};
  Confirmation confirmed{};
};

enum class Urgency { emergency, same_day, within_days, practice };

// A reason to call, and when it may come up.
struct DatedCall {
  std::string id{};
  int version{};
  Urgency urgency{};
  int from_hours{}, to_hours{};           // after the visit; before 0: since the cream was put on
  std::optional<Moment> from{}, until{};  // whole days where the rule speaks of days
  std::vector<std::string> sources{};
  std::vector<Strength> strength{};
  Confirmation confirmed{};
};

struct CareVisit {
  std::size_t visit{};           // index in the course
  std::optional<Moment> when{};  // none: no calendar is known
  double set_depth_mm{};
  Band true_depth_mm{};
  std::vector<DatedInstruction> instructions{};  // in the order of the file
  std::vector<DatedCall> calls{};                // most urgent first
  VisitRecovery recovery{};
  // Redness is over: in half of the simulated people, and in 19 of 20.
  int social_likely_days{}, social_safe_days{};
  std::optional<Moment> social_likely{}, social_safe{};
};

// What one instruction buys, simulated: the same course with it broken.
struct AdherenceEffect {
  std::string instruction{};
  std::string broken{};  // what "broken" stands for, a key below data/text
  std::vector<HabitEffect> effects{};
};

struct CarePlan {
  std::string case_name{};
  std::vector<CareVisit> visits{};
  std::vector<AdherenceEffect> adherence{};
  bool outside_clearance{};  // the verdict says that the device is not cleared for this use
  std::string rules_version{}, practice_rules{};  // of aftercare; practice: empty without its own
  std::string screening_version{};
};

template <>
struct EnumNames<InstructionKind> {
  static constexpr std::array<std::string_view, 4> names{"pause", "begin", "keep", "never"};
};
template <>
struct EnumNames<LengthenedBy> {
  static constexpr std::array<std::string_view, 5> names{"nothing", "closure", "healed_surface",
                                                         "redness", "next_visit"};
};
template <>
struct EnumNames<Urgency> {
  static constexpr std::array<std::string_view, 4> names{"emergency", "same_day", "within_days",
                                                         "practice"};
};

}  // namespace stipple
