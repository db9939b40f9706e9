// SPDX-License-Identifier: Apache-2.0
// The reference page of a described struct in Markdown: one table per object, every field with what
// it takes, whether it is needed and what it means.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/describe.h"

namespace stipple {

class ReferenceWriter final : public Visitor {
 public:
  explicit ReferenceWriter(std::string title);
  [[nodiscard]] std::string page() const;

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
    std::string name{};
    std::string_view help{};
    bool required{};
    bool optional{};      // may be absent altogether: it has no default to show
    std::string takes{};  // set by the value
    std::string value{};  // the default
  };
  struct Section {
    std::string path{};
    std::string rows{};
  };

  void takes(const std::string& what, std::string value = {});

  std::string title_;
  std::vector<Section> sections_{};  // in the order of reading
  std::vector<std::size_t> open_{};  // sections that still grow
  std::vector<Field> fields_{};
  std::vector<Dimension> dimensions_{};  // used so far
};

template <class T>
std::string reference_page(std::string title) {
  ReferenceWriter writer(std::move(title));
  T value{};
  writer.begin_object();
  describe(writer, value);
  writer.end_object();
  return writer.page();
}

}  // namespace stipple
