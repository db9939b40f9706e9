// SPDX-License-Identifier: Apache-2.0
// One `void describe(Visitor&, Struct&)` per struct of a file names its fields
// once; visitors then read, write, draw the JSON Schema and the reference page
// from it. A describe function lists fields in the order of reading:
//   v.field("depth", s.depth, {.help = "set depth of the needles", .low = 0,
//   .high = 3});
// Limits are in base units.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "core/date.h"
#include "core/quantity.h"

namespace stipple {

// What a field may hold and what it is for. A field that is not required keeps
// its C++ default when missing.
struct FieldSpec {
  std::string_view help{};
  bool required{true};
  double low{-std::numeric_limits<double>::infinity()};
  double high{std::numeric_limits<double>::infinity()};
  bool low_open{false};     // low itself is not allowed
  std::string_view unit{};  // to write in and to state limits in; the base unit when empty
  std::size_t most{1000};   // elements of a list, bytes of a text
};

// The spelling of an enum in files: specialise `static constexpr std::array
// names{...}` in the order of the enumerators.
template <class Enum>
struct EnumNames;

template <class Enum>
requires std::is_enum_v<Enum>
constexpr std::string_view name_of(Enum e) {
  return EnumNames<Enum>::names[static_cast<std::size_t>(e)];
}

class Visitor {
 public:
  virtual ~Visitor() = default;

  template <class T>
  void field(std::string_view name, T& value, const FieldSpec& spec) {
    if (begin_field(name, spec)) {
      visit(*this, value, spec);
      end_field();
    }
  }
  template <class T>
  void field(std::string_view name, std::optional<T>& value, FieldSpec spec) {
    spec.required = false;
    bool present = value.has_value();
    if (begin_optional(name, spec, present)) {
      if (!value) value.emplace();
      visit(*this, *value, spec);
      end_field();
    }
  }
  // A check across fields: a reader reports it at the current object, other
  // visitors ignore it.
  virtual void check(bool /*holds*/, std::string_view /*field*/, std::string_view /*message*/) {}

  // What a visitor implements. begin_* return false when there is nothing to
  // visit.
  virtual bool begin_field(std::string_view name, const FieldSpec&) = 0;
  virtual bool begin_optional(std::string_view name, const FieldSpec&, bool present) = 0;
  virtual void end_field() = 0;
  virtual bool begin_object() = 0;
  virtual void end_object() = 0;
  // Elements of a list: takes the present size, returns the wanted size; then
  // one begin/end pair per element.
  virtual std::size_t begin_list(std::size_t size, const FieldSpec&) = 0;
  virtual bool begin_element(std::size_t index) = 0;
  virtual void end_element() = 0;
  virtual void end_list() = 0;
  virtual void quantity(double& base, Dimension, const FieldSpec&) = 0;
  virtual void number(double& value, const FieldSpec&) = 0;
  virtual void integer(long& value, const FieldSpec&) = 0;
  virtual void boolean(bool& value, const FieldSpec&) = 0;
  virtual void text(std::string& value, const FieldSpec&) = 0;
  virtual void date(Date& value, const FieldSpec&) = 0;
  // A visitor that knows no months and years takes the last day.
  virtual void past_date(PastDate& value, const FieldSpec& spec) {
    date(value.last, spec);
    value.first = value.last;
  }
  virtual void choice(int& index, std::span<const std::string_view> names, const FieldSpec&) = 0;

 private:
  static void visit(Visitor& v, double& x, const FieldSpec& s) { v.number(x, s); }
  static void visit(Visitor& v, long& x, const FieldSpec& s) { v.integer(x, s); }
  static void visit(Visitor& v, bool& x, const FieldSpec& s) { v.boolean(x, s); }
  static void visit(Visitor& v, std::string& x, const FieldSpec& s) { v.text(x, s); }
  static void visit(Visitor& v, int& x, FieldSpec s) {
    s.low = std::max(s.low, static_cast<double>(std::numeric_limits<int>::min()));
    s.high = std::min(s.high, static_cast<double>(std::numeric_limits<int>::max()));
    long wide = x;
    v.integer(wide, s);
    x = static_cast<int>(wide);
  }
  static void visit(Visitor& v, Date& x, const FieldSpec& s) { v.date(x, s); }
  static void visit(Visitor& v, PastDate& x, const FieldSpec& s) { v.past_date(x, s); }
  template <Dimension D>
  static void visit(Visitor& v, Quantity<D>& x, const FieldSpec& s) {
    v.quantity(x.base(), D, s);
  }
  template <class T>
  static void visit(Visitor& v, std::vector<T>& xs, const FieldSpec& s) {
    xs.resize(v.begin_list(xs.size(), s));
    for (std::size_t i = 0; i < xs.size(); ++i)
      if (v.begin_element(i)) {
        visit(v, xs[i], s);
        v.end_element();
      }
    v.end_list();
  }
  template <class T>
  static void visit(Visitor& v, T& x, const FieldSpec& s) {
    if constexpr (std::is_enum_v<T>) {
      int index = static_cast<int>(x);
      v.choice(index, EnumNames<T>::names, s);
      x = static_cast<T>(index);
    } else {
      if (v.begin_object()) {
        describe(v, x);
        v.end_object();
      }
    }
  }
};

}  // namespace stipple
