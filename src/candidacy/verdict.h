// SPDX-License-Identifier: Apache-2.0
// What screening says about one visit, with every reason: data, no text of a page.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "candidacy/facts.h"
#include "candidacy/override.h"
#include "candidacy/rules.h"
#include "core/date.h"

namespace stipple {

struct ReadFact {
  std::string fact{}, value{};  // as in the case file
  friend bool operator==(const ReadFact&, const ReadFact&) = default;
};

// A rule that holds. `verdict` is what the rule says; `counts_as` what is left of it after an
// override, which is never less than with_precautions.
struct FiredRule {
  std::string id{};
  int version{}, row{};
  RuleScope scope{};
  Product product{};
  VerdictKind verdict{}, counts_as{};
  std::vector<ReadFact> reads{};
  std::string why{}, asks{}, changes_if{};
  std::optional<Date> until_date{};
  std::optional<int> until_days{};  // after this visit, where no calendar is known
  std::string until{};              // a condition in words
  std::optional<Wait> wait{};       // the published span and what was taken
  std::vector<std::string> sources{};
  std::vector<Strength> strength{};
  Confirmation confirmed{};
  bool overridable{};
  std::optional<Override> overridden{};
};

// A rule that an answer would decide.
struct UndecidedRule {
  std::string id{};
  int row{};
  RuleScope scope{};
  Product product{};
  VerdictKind verdict{};             // if it held
  std::vector<std::string> facts{};  // that are missing
};

// Two answers that cannot both hold.
struct ToldTwice {
  std::string id{}, says{};
  friend bool operator==(const ToldTwice&, const ToldTwice&) = default;
};

struct OpenQuestion {
  std::string fact{}, ask{};
  bool must{};
  std::string because{};  // a contradiction or a name that nobody knows, in words
  std::vector<ToldTwice> contradictions{};
  bool decides{};  // the verdict is not known without the answer
};

struct ProductVerdict {
  Product product{};
  VerdictKind verdict{};
  std::vector<std::string> rules{};
};

struct Verdict {
  std::size_t visit{};  // index in the course
  std::optional<Date> date{};
  VerdictKind verdict{}, at_least{};
  // Of the strictest scopes alone; a product that can be left out never counts in the verdict.
  VerdictKind person{}, zone{};
  std::vector<ProductVerdict> products{};
  std::optional<Date> until_date{};  // the latest of all waits
  std::optional<int> until_days{};
  std::vector<std::string> until{};  // every condition in words
  std::vector<FiredRule> fired{};    // strictest first
  std::vector<UndecidedRule> undecided{};
  std::vector<OpenQuestion> questions{};
  std::vector<Unrecognised> unrecognised{};
  std::vector<Override> overrides{};  // all of the case, whether their rule fired or not
  std::string rules_version{}, practice{};
  std::string medicines_version{};
};

// May there be a plan, a leaflet and a calendar?
inline bool may_be_treated(VerdictKind v) {
  return v == VerdictKind::go_ahead || v == VerdictKind::with_precautions;
}

// Every visit of a course on its own; the first decides.
struct CourseVerdict {
  std::vector<Verdict> visits{};
};

}  // namespace stipple
