// SPDX-License-Identifier: Apache-2.0
#include "evidence/parameters.h"

#include <algorithm>
#include <utility>

#include "evidence/node_checks.h"

namespace stipple {
namespace {

// Amounts of substance and light that no input uses stand beside the units of core/quantity.h.
constexpr std::string_view kUnits[] = {
    "1",     "mm",      "um",     "cm2",        "mm2",    "day",      "h",      "min",    "s",
    "year",  "1/day",   "1/h",    "1/s",        "1/year", "mm2/day",  "mm/s",   "Hz",     "deg",
    "kPa",   "MPa",     "mN",     "mN/um",      "kJ/m2",  "J/m2",     "1/cm2",  "1/mm2",  "1/mm",
    "1/MED", "day/MED", "mJ/cm2", "mm/min^0.5", "ug/mL",  "mg/cm2/h", "g/m2/h", "mm/kPa", "kg",
    "L/kg",  "L/h",     "mg/kg",  "cm/h",       "1/cm",   "1/m",      "g/L",    "g/mol"};

}  // namespace

std::string_view name_of(Status s) {
  switch (s) {
    case Status::literature: return "literature";
    case Status::tuned: return "tuned";
    case Status::assumed: return "assumed";
  }
  STIPPLE_REQUIRE(false);
}

std::span<const std::string_view> parameter_units() { return kUnits; }

ParameterTable::ParameterTable(std::string file, std::vector<Parameter> parameters)
    : file_(std::move(file)), parameters_(std::move(parameters)) {}

const Parameter* ParameterTable::find(std::string_view symbol) const {
  const auto found = std::find_if(parameters_.begin(), parameters_.end(),
                                  [&](const Parameter& p) { return p.symbol == symbol; });
  return found == parameters_.end() ? nullptr : &*found;
}

const Parameter& ParameterTable::at(std::string_view symbol) const {
  if (const Parameter* found = find(symbol)) return *found;
  Problems problems(file_);
  problems.add(symbol, 0, "this parameter is missing");
  problems.throw_if_any();
  STIPPLE_REQUIRE(false);
}

std::vector<std::string> ParameterTable::names() const {
  std::vector<std::string> list;
  for (const Parameter& p : parameters_) list.push_back(p.symbol);
  return list;
}

void ParameterTable::require_exactly(std::span<const std::string_view> wanted) const {
  Problems problems(file_);
  for (const std::string_view symbol : wanted)
    if (find(symbol) == nullptr) problems.add(symbol, 0, "this parameter is missing");
  for (const Parameter& p : parameters_)
    if (std::find(wanted.begin(), wanted.end(), p.symbol) == wanted.end())
      problems.add(p.symbol, 0, "no model knows this parameter");
  problems.throw_if_any();
}

ParameterTable read_parameters(std::string_view json, std::string_view file,
                               const Bibliography& bibliography) {
  Problems problems(file);
  std::vector<Parameter> list;
  const Node document = parse_data_object(json, file);
  for (std::size_t i = 0; i < document.keys().size(); ++i) {
    const std::string& symbol = document.keys()[i];
    if (auto p = parameter_in(document.values()[i], symbol, symbol, bibliography, true, problems))
      list.push_back(std::move(*p));
  }
  problems.throw_if_any();
  return ParameterTable(std::string(file), std::move(list));
}

ParameterTable load_parameters(const DataFiles& files, std::string_view file,
                               const Bibliography& bibliography) {
  return read_parameters(files.text(file), file, bibliography);
}

}  // namespace stipple
