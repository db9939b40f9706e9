// SPDX-License-Identifier: Apache-2.0
// Strict reading of the data files: no key twice, no unknown field, every
// problem kept. Only .cc files of this module and of candidacy include it.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "evidence/parameters.h"
#include "format/node.h"

namespace stipple {

class Problems {
 public:
  explicit Problems(std::string_view file) : file_(file) {}
  // The line is 0 when it is not known.
  void add(std::string_view path, int line, std::string message);
  // InvalidInput when anything was added.
  void throw_if_any() const;

 private:
  std::string file_;
  std::vector<Problem> list_{};
};

// The document; InvalidInput at once when it is not JSON, is no object, or names a key twice in one
// object.
Node parse_data_object(std::string_view text, std::string_view file);

// False, with problems, when the value is not an object with all of `required` and nothing outside
// both lists.
bool has_fields(const Node&, const std::string& path,
                std::initializer_list<std::string_view> required,
                std::initializer_list<std::string_view> optional, Problems&);
// The field of an object that has it.
const Node& field_of(const Node& object, std::string_view name);
std::string text_in(const Node& object, std::string_view field, const std::string& path, Problems&);
std::optional<double> number_in(const Node& object, std::string_view field, const std::string& path,
                                Problems&);
// One parameter; nothing, with problems, when it is wrong. Where no help is asked for it may be
// left out.
std::optional<Parameter> parameter_in(const Node&, const std::string& symbol,
                                      const std::string& path, const Bibliography&,
                                      bool help_required, Problems&);

// A word; empty, with problems, when it is wrong.
StatedChoice choice_in(const Node&, const std::string& path, const Bibliography&, Problems&);

}  // namespace stipple
