// SPDX-License-Identifier: Apache-2.0
#include "evidence/parameter_values.h"

#include <cmath>

#include "core/error.h"

namespace stipple {
namespace {

double spread_of(Status status) {
  switch (status) {
    case Status::literature: return 0.15;
    case Status::tuned: return 0.30;
    case Status::assumed: return 0.50;
  }
  return 0.50;
}

double drawn(const Parameter& p, RandomStream stream) {
  if (!(p.high > p.low)) return p.value;
  // Around zero there is no logarithm: even over the range.
  if (!(p.value > 0.0)) return p.low + (p.high - p.low) * stream.uniform();
  const double log_low = p.low > 0.0 ? std::log(p.low / p.value) : -40.0;
  const double log_high = std::log(p.high / p.value);
  return p.value * std::exp(stream.truncated_normal(0.0, spread_of(p.status), log_low, log_high));
}

}  // namespace

ParameterValues::ParameterValues(const ParameterTable& table) : table_(&table) {
  for (const Parameter& p : table.all()) values_.push_back(p.value);
}

ParameterValues::ParameterValues(const ParameterTable& table, std::vector<double> values)
    : table_(&table), values_(std::move(values)) {
  STIPPLE_REQUIRE(values_.size() == table.all().size());
}

std::size_t ParameterValues::index_of(std::string_view symbol) const {
  const Parameter& found = table_->at(symbol);
  return static_cast<std::size_t>(&found - table_->all().data());
}

double ParameterValues::operator[](std::string_view symbol) const {
  return values_[index_of(symbol)];
}

void ParameterValues::set(std::string_view symbol, double value) {
  values_[index_of(symbol)] = value;
}

double sampled_value(const Parameter& p, Seed seed, std::string_view tag, std::size_t member) {
  return drawn(p, seed.stream(tag, member));
}

ParameterValues sampled_values(const ParameterTable& table, Seed seed, std::size_t member) {
  std::vector<double> values;
  for (const Parameter& p : table.all()) values.push_back(drawn(p, seed.stream(p.symbol, member)));
  return ParameterValues(table, std::move(values));
}

}  // namespace stipple
