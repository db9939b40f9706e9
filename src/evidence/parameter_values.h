// SPDX-License-Identifier: Apache-2.0
// One believable set of values for all parameters of a table: the stated values, or a draw from the
// ranges. A draw is log-normal about the value (sd 0.15, 0.3, 0.5 of the logarithm for literature,
// tuned, assumed) and stays inside the range.
#pragma once

#include <string_view>
#include <vector>

#include "core/random.h"
#include "evidence/parameters.h"

namespace stipple {

class ParameterValues {
 public:
  explicit ParameterValues(
      const ParameterTable& table);  // the stated values; table must outlive it
  ParameterValues(const ParameterTable& table, std::vector<double> values);

  [[nodiscard]] double operator[](std::string_view symbol) const;
  void set(std::string_view symbol, double value);
  [[nodiscard]] const std::vector<double>& values() const { return values_; }
  [[nodiscard]] const ParameterTable& table() const { return *table_; }

 private:
  [[nodiscard]] std::size_t index_of(std::string_view symbol) const;
  const ParameterTable* table_;
  std::vector<double> values_;
};

// The same seed and member give the same draw, parameter by parameter: adding a parameter moves no
// other.
double sampled_value(const Parameter&, Seed, std::string_view tag, std::size_t member);
ParameterValues sampled_values(const ParameterTable&, Seed, std::size_t member);

}  // namespace stipple
