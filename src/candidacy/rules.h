// SPDX-License-Identifier: Apache-2.0
// The screening rules as data: data/rules/candidacy.json, each with its source and how strong that
// source is. Theory: docs/theory/candidacy.md.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "candidacy/condition.h"
#include "candidacy/names.h"
#include "evidence/bibliography.h"
#include "evidence/data_files.h"

namespace stipple {

// From mild to strict; incomplete stands outside that order.
enum class VerdictKind { go_ahead, with_precautions, wait_until, refer, do_not_treat, incomplete };
enum class RuleScope { person, zone, product };
// What a rule about a product is about. A cream can be left out; a needle cannot.
enum class Product { none, cream, needle, substance, antiseptic };
enum class Strength { label, guideline, trial, series, case_report, list, proposal };
enum class Confirmation { read, second_hand, unconfirmed, proposal };

// A published waiting time: sources disagree within a span, one value is taken.
struct Wait {
  Span taken{}, shortest{}, longest{};
  std::string views{};   // who says what
  std::string set_by{};  // the practice and its source line, where it changed the default
};

struct Rule {
  std::string id{};
  int version{}, row{};  // row: in the table that the rules come from
  RuleScope scope{};
  Product product{};
  Condition when{};
  VerdictKind verdict{};
  std::optional<Wait> wait{};
  std::string until{};  // a condition in words
  std::string why{}, asks{}, changes_if{};
  std::vector<std::string> sources{};
  std::vector<Strength> strength{};
  Confirmation confirmed{};
  std::string how{};  // it was confirmed
  bool overridable{};
};

struct Question {
  std::string fact{}, ask{};
  bool must{};  // unknown: the verdict is incomplete
  // Asked only where this may hold; elsewhere an unknown answer is the mildest one.
  std::optional<Condition> only_if{};
};

// Two answers that cannot both hold. The stricter reading counts, and the question stays open.
struct Contradiction {
  std::string id{}, says{}, fact{};  // fact: what is asked again
  Condition when{};
};

struct RuleSet {
  std::string version{};
  std::string practice{};  // name and version of a practice's own file; empty without one
  NameTables names;
  WordSets sets{};
  std::vector<Question> questions{};
  std::vector<Contradiction> contradictions{};
  std::vector<Rule> rules{};

  [[nodiscard]] const Rule* find(std::string_view id) const;
  [[nodiscard]] const Question* question(std::string_view fact) const;
};

// InvalidInput with every problem: an unknown fact, word or key, a missing source or question.
RuleSet read_rules(std::string_view json, std::string_view file, const Bibliography&, NameTables);
RuleSet load_rules(const DataFiles&, const Bibliography&);

// A practice's own waits, within the published span, each with a source line of its own. What the
// file says of care ("care") is read with the rules of aftercare.
RuleSet with_practice(RuleSet, std::string_view json, std::string_view file);

template <>
struct EnumNames<VerdictKind> {
  static constexpr std::array<std::string_view, 6> names{
      "go_ahead", "with_precautions", "wait_until", "refer", "do_not_treat", "incomplete"};
};
template <>
struct EnumNames<RuleScope> {
  static constexpr std::array<std::string_view, 3> names{"person", "zone", "product"};
};
template <>
struct EnumNames<Product> {
  static constexpr std::array<std::string_view, 5> names{"none", "cream", "needle", "substance",
                                                         "antiseptic"};
};
template <>
struct EnumNames<Strength> {
  static constexpr std::array<std::string_view, 7> names{"L", "G", "T", "S", "C", "E", "P"};
};
template <>
struct EnumNames<Confirmation> {
  static constexpr std::array<std::string_view, 4> names{"read", "second-hand", "unconfirmed",
                                                         "proposal"};
};

// "society guideline": what a letter stands for.
std::string_view words_for(Strength);

}  // namespace stipple
