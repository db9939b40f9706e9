// SPDX-License-Identifier: Apache-2.0
// A described struct as a node and as JSON text that reads back to the same struct, bit for bit.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/describe.h"
#include "format/node.h"

namespace stipple {

class Writer final : public Visitor {
 public:
  [[nodiscard]] const Node& root() const { return root_; }

  bool begin_field(std::string_view name, const FieldSpec&) override;
  bool begin_optional(std::string_view name, const FieldSpec&, bool present) override;
  void end_field() override;
  bool begin_object() override;
  void end_object() override {}
  std::size_t begin_list(std::size_t size, const FieldSpec&) override;
  bool begin_element(std::size_t index) override;
  void end_element() override;
  void end_list() override {}
  void quantity(double& base, Dimension, const FieldSpec&) override;
  void number(double& value, const FieldSpec&) override;
  void integer(long& value, const FieldSpec&) override;
  void boolean(bool& value, const FieldSpec&) override;
  void text(std::string& value, const FieldSpec&) override;
  void date(Date& value, const FieldSpec&) override;
  void past_date(PastDate& value, const FieldSpec&) override;
  void choice(int& index, std::span<const std::string_view> names, const FieldSpec&) override;

 private:
  [[nodiscard]] Node& here() { return *open_.back(); }

  Node root_{};
  std::vector<Node*> open_{&root_};  // stays valid: an open node is the last of its parent
};

template <class T>
Node to_node(T value) {
  Writer writer;
  writer.begin_object();
  describe(writer, value);
  return writer.root();
}

template <class T>
std::string write_json(const T& value) {
  return to_json(to_node(value)) + '\n';
}

}  // namespace stipple
