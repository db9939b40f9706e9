// SPDX-License-Identifier: Apache-2.0
#include "format/writer.h"

#include "core/date.h"
#include "core/error.h"
#include "format/scalar_text.h"

namespace stipple {

bool Writer::begin_field(std::string_view name, const FieldSpec&) {
  open_.push_back(&here().add(std::string(name), Node()));
  return true;
}

bool Writer::begin_optional(std::string_view name, const FieldSpec& spec, bool present) {
  return present && begin_field(name, spec);
}

void Writer::end_field() { open_.pop_back(); }

bool Writer::begin_object() {
  here() = Node::object();
  return true;
}

std::size_t Writer::begin_list(std::size_t size, const FieldSpec&) {
  here() = Node::list();
  return size;
}

bool Writer::begin_element(std::size_t) {
  open_.push_back(&here().push(Node()));
  return true;
}

void Writer::end_element() { open_.pop_back(); }

void Writer::quantity(double& base, Dimension d, const FieldSpec& spec) {
  if (d == Dimension::fraction && spec.unit.empty()) {
    here() = Node(base);
    return;
  }
  STIPPLE_REQUIRE(base - base == 0.0);  // finite
  here() = Node(quantity_text(base, d, spec));
}

void Writer::number(double& value, const FieldSpec&) { here() = Node(value); }
void Writer::integer(long& value, const FieldSpec&) { here() = Node(value); }
void Writer::boolean(bool& value, const FieldSpec&) { here() = Node(value); }
void Writer::text(std::string& value, const FieldSpec&) { here() = Node(value); }
void Writer::date(Date& value, const FieldSpec&) { here() = Node(format_date(value)); }

void Writer::past_date(PastDate& value, const FieldSpec&) {
  here() = Node(format_past_date(value));
}

void Writer::choice(int& index, std::span<const std::string_view> names, const FieldSpec&) {
  here() = Node(names[static_cast<std::size_t>(index)]);
}

}  // namespace stipple
