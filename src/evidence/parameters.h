// SPDX-License-Identifier: Apache-2.0
// Model parameters: each a value with its range, unit, status, basis and sources. None has a
// default in the program; bands on results come from the ranges. Files: data/parameters/*.json.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/bibliography.h"
#include "evidence/data_files.h"

namespace stipple {

enum class Status {
  literature,  // a published measurement fixes it
  tuned,       // chosen inside a published range
  assumed,     // no measurement at hand: an assumption, with a wide range
};

std::string_view name_of(Status);

struct Parameter {
  std::string symbol{};
  std::string unit{};
  double value{};
  double low{};
  double high{};
  Status status{Status::assumed};
  std::string basis{};                 // why this value
  std::vector<std::string> sources{};  // keys of the bibliography; empty only when assumed or tuned
  std::string help{};                  // what it is, in one plain sentence
  friend bool operator==(const Parameter&, const Parameter&) = default;
};

// A word where other figures are numbers.
struct StatedChoice {
  std::string value{};
  Status status{Status::assumed};
  std::string basis{};
  std::vector<std::string> sources{};
};

class ParameterTable {
 public:
  ParameterTable() = default;
  // The file is named in the message when a symbol is missing.
  ParameterTable(std::string file, std::vector<Parameter> parameters);

  [[nodiscard]] const Parameter* find(std::string_view symbol) const;
  // InvalidInput when the data file does not hold the symbol.
  [[nodiscard]] const Parameter& at(std::string_view symbol) const;
  [[nodiscard]] double value(std::string_view symbol) const { return at(symbol).value; }
  // In the order of the file.
  [[nodiscard]] std::vector<std::string> names() const;
  [[nodiscard]] std::span<const Parameter> all() const& { return parameters_; }
  std::span<const Parameter> all() && = delete;  // it would outlive the table
  // InvalidInput with every symbol that a model wants and the file lacks, and every one that it
  // does not know.
  void require_exactly(std::span<const std::string_view> wanted) const;

 private:
  std::string file_{};
  std::vector<Parameter> parameters_{};
};

// Units that a parameter may have.
std::span<const std::string_view> parameter_units();

// InvalidInput with every problem: missing or unknown field, unknown unit, value outside its range,
// unknown source, a literature value without a source, a symbol given twice.
ParameterTable read_parameters(std::string_view json, std::string_view file, const Bibliography&);
ParameterTable load_parameters(const DataFiles&, std::string_view file, const Bibliography&);

}  // namespace stipple
