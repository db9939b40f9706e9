// SPDX-License-Identifier: Apache-2.0
#include "candidacy/fact_collector.h"

namespace stipple {

bool FactCollector::begin_field(std::string_view name, const FieldSpec&) {
  name_ = name;
  present_ = true;
  return true;
}

// What is absent is visited too: its kind is a fact of its own.
bool FactCollector::begin_optional(std::string_view name, const FieldSpec&, bool present) {
  name_ = name;
  present_ = present;
  return true;
}

void FactCollector::quantity(double& base, Dimension dimension, const FieldSpec&) {
  facts_[name_] = {
      .kind = Fact::Kind::number, .dimension = dimension, .known = present_, .number = base};
}

void FactCollector::number(double& value, const FieldSpec&) {
  facts_[name_] = {.kind = Fact::Kind::number, .known = present_, .number = value};
}

void FactCollector::integer(long& value, const FieldSpec&) {
  facts_[name_] = {
      .kind = Fact::Kind::number, .known = present_, .number = static_cast<double>(value)};
}

void FactCollector::boolean(bool& value, const FieldSpec&) {
  facts_[name_] = {.kind = Fact::Kind::word,
                   .words = {"no", "yes"},
                   .known = present_,
                   .word = value ? "yes" : "no"};
}

void FactCollector::date(Date& value, const FieldSpec&) {
  facts_[name_] = {.kind = Fact::Kind::date, .known = present_, .date = {value, value}};
}

void FactCollector::past_date(PastDate& value, const FieldSpec&) {
  facts_[name_] = {.kind = Fact::Kind::date, .known = present_, .date = value};
}

void FactCollector::choice(int& index, std::span<const std::string_view> names, const FieldSpec&) {
  Fact fact{.kind = Fact::Kind::word,
            .words = {names.begin(), names.end()},
            .word = std::string(names[static_cast<std::size_t>(index)])};
  fact.known = present_ && fact.word != "unknown";
  facts_[name_] = std::move(fact);
}

}  // namespace stipple
