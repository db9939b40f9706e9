// SPDX-License-Identifier: Apache-2.0
// The JSON Schema (draft 7) of a described struct: whatever the reader accepts, it accepts. Ranges
// of quantities stand in their descriptions, because a schema cannot compare "1.5 mm" with 3 mm.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/describe.h"
#include "format/node.h"

namespace stipple {

class SchemaWriter final : public Visitor {
 public:
  // Of everything described so far, with the definitions that it uses.
  [[nodiscard]] Node schema(std::string_view title) const;

  bool begin_field(std::string_view name, const FieldSpec&) override;
  bool begin_optional(std::string_view name, const FieldSpec&, bool present) override;
  void end_field() override;
  bool begin_object() override;
  void end_object() override;
  std::size_t begin_list(std::size_t size, const FieldSpec&) override;
  bool begin_element(std::size_t index) override;
  void end_element() override {}
  void end_list() override;
  void quantity(double& base, Dimension, const FieldSpec&) override;
  void number(double& value, const FieldSpec&) override;
  void integer(long& value, const FieldSpec&) override;
  void boolean(bool& value, const FieldSpec&) override;
  void text(std::string& value, const FieldSpec&) override;
  void date(Date& value, const FieldSpec&) override;
  void past_date(PastDate& value, const FieldSpec&) override;
  void choice(int& index, std::span<const std::string_view> names, const FieldSpec&) override;

 private:
  struct Field {
    std::string_view name{};
    std::string_view help{};
    std::string limits{};
  };

  Node here_{};                  // schema of what was visited last
  std::vector<Node> objects_{};  // open ones, outermost first
  std::vector<Field> fields_{};
  std::vector<std::size_t> list_limits_{};
  std::vector<Dimension> dimensions_{};  // used so far
};

template <class T>
Node schema_of(std::string_view title) {
  SchemaWriter writer;
  T value{};
  writer.begin_object();
  describe(writer, value);
  writer.end_object();
  return writer.schema(title);
}

}  // namespace stipple
