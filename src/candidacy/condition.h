// SPDX-License-Identifier: Apache-2.0
// When a rule holds: a small tree over named facts, true, false or unknown (Kleene's logic), as it
// stands in data/rules/candidacy.json. Theory: docs/theory/candidacy.md.
//   {"keloid": ["former", "active"]}                   is one of these
//   {"age": {"below": "18 years"}}                     below, above, at_least, at_most
//   {"isotretinoin_stopped": {"within": "wait"}}       less than the rule's wait before the visit
//   {"procedure": {"is": "filler", "within": "wait"}}  a dated member of a list
//   {"zone": {"in": "face"}}                           one of a set of the file
//   {"medicine": {"unlisted": "isotretinoin"}}         the list is whole, and it is not on it
//   {"all": [...]}, {"any": [...]}, {"not": ...}       several fields of one object: all of them
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "candidacy/facts.h"
#include "evidence/node_checks.h"
#include "format/node.h"

namespace stipple {

enum class Truth { no, unknown, yes };

// Calendar months are months; everything else is days.
struct Span {
  int months{}, days{};
  friend bool operator==(const Span&, const Span&) = default;
};
// "6 months", "28 days", "2 weeks", "1 year"; nothing when it is none of these.
std::optional<Span> parse_span(std::string_view text);
std::string to_text(const Span&);
Date after(Date, const Span&);
// For comparing spans only: a month counts as 31 days.
int longest_days(const Span&);

struct Condition {
  enum class Kind { all, any, negation, words, number, window, unlisted };
  Kind kind{Kind::all};
  std::vector<Condition> children{};
  std::string fact{};
  std::vector<std::string> words{};                               // any of them
  bool asks_unknown{};                                            // "unknown" is among them
  std::optional<double> below{}, above{}, at_least{}, at_most{};  // in base units
  std::optional<Span> window{};  // fixed; none: the wait of the rule
};

using WordSets = std::map<std::string, std::vector<std::string>, std::less<>>;

// Facts by name, for their kinds only; problems are added for what is not known or does not fit.
Condition read_condition(const Node&, const std::string& path, const Facts& kinds,
                         const WordSets& sets, Problems&);

// Whether it asks anywhere if a fact is unknown, or looks back by the rule's wait.
bool asks_for_unknown(const Condition&);
bool uses_wait(const Condition&);

struct Judgement {
  Truth truth{Truth::no};
  std::set<std::string, std::less<>> read{};     // facts that decided
  std::set<std::string, std::less<>> missing{};  // facts whose answer would
  std::optional<Date> until{};                   // end of the latest window that holds
  std::optional<int> until_days{};               // the same in days after this visit
};

Judgement judge(const Condition&, const Facts&, const std::optional<Span>& wait);

}  // namespace stipple
