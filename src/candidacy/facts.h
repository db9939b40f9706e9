// SPDX-License-Identifier: Apache-2.0
// What is known of a person on the day of one visit, by the names that rules use: every question of
// the history under its name in the case file, and what follows from patient and course.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "candidacy/names.h"
#include "core/date.h"
#include "core/quantity.h"
#include "course/course.h"
#include "patient/patient.h"

namespace stipple {

// A member of a list: a class of medicine, allergy or procedure, or a kind of concern.
struct Member {
  std::string name{};
  std::string said{};                // as it stands in the case file
  std::optional<PastDate> date{};    // of a procedure
  std::optional<int> days_before{};  // where only the distance is known: a visit of this course
};

struct Fact {
  enum class Kind { word, number, date, list };
  Kind kind{};
  std::vector<std::string> words{};      // that a word or a member may be; empty: any
  std::optional<Dimension> dimension{};  // of a number; none for a plain count

  bool known{};  // a list: everything on it was said and understood
  std::string word{};
  double number{};  // in base units
  PastDate date{};
  std::vector<Member> members{};
};

// A text that no table knows, kept word for word.
struct Unrecognised {
  std::string fact{}, said{}, did_you_mean{};
  friend bool operator==(const Unrecognised&, const Unrecognised&) = default;
};

struct Facts {
  std::map<std::string, Fact, std::less<>> by_name{};
  std::optional<Date> visit_date{};
  std::vector<Unrecognised> unrecognised{};

  [[nodiscard]] const Fact& at(std::string_view name) const;
  [[nodiscard]] const Fact* find(std::string_view name) const;
};

// For the visit of that index of a laid-out course. Where a date is given it stands for the date of
// that visit. InvalidInput when the history names a day after it.
Facts facts_of(const Patient&, const Course&, std::size_t visit, std::optional<Date> on,
               const NameTables&);

// Of a person of whom nothing is known: every fact, by its kind.
Facts kinds_of_facts(const NameTables&);

// "stopped", "17.8 years", "2025-08", "apixaban 5 mg": as it is shown; "unknown" when it is.
std::string to_text(const Fact&);

}  // namespace stipple
