// SPDX-License-Identifier: Apache-2.0
// The described fields of a struct as facts under their own names. Lists are left to others.
#pragma once

#include <map>
#include <string>

#include "candidacy/facts.h"
#include "core/describe.h"

namespace stipple {

class FactCollector final : public Visitor {
 public:
  explicit FactCollector(std::map<std::string, Fact, std::less<>>& facts) : facts_(facts) {}

  bool begin_field(std::string_view name, const FieldSpec&) override;
  bool begin_optional(std::string_view name, const FieldSpec&, bool present) override;
  void end_field() override {}
  bool begin_object() override { return false; }
  void end_object() override {}
  std::size_t begin_list(std::size_t size, const FieldSpec&) override { return size; }
  bool begin_element(std::size_t) override { return false; }
  void end_element() override {}
  void end_list() override {}
  void quantity(double& base, Dimension, const FieldSpec&) override;
  void number(double& value, const FieldSpec&) override;
  void integer(long& value, const FieldSpec&) override;
  void boolean(bool& value, const FieldSpec&) override;
  void text(std::string&, const FieldSpec&) override {}
  void date(Date& value, const FieldSpec&) override;
  void past_date(PastDate& value, const FieldSpec&) override;
  void choice(int& index, std::span<const std::string_view> names, const FieldSpec&) override;

 private:
  std::map<std::string, Fact, std::less<>>& facts_;
  std::string name_{};
  bool present_{};
};

}  // namespace stipple
