// SPDX-License-Identifier: Apache-2.0
// The two errors of a published row beside the spread of the prediction: how far the published mean
// may lie from the truth (measurement), and how far the model's quantity may stand from the one
// that was measured (discrepancy, data/validation/discrepancy.json). Theory:
// docs/theory/validation.md.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/parameters.h"
#include "evidence/validation_rows.h"

namespace stipple {

struct Discrepancy {
  std::string metric{};  // as it stands in the tables
  std::string unit{};    // of `sd`; of the row where that states one
  double sd{};
  bool of_figure{};  // sd is a share of the published figure
  Status status{Status::assumed};
  std::string reason{};
  friend bool operator==(const Discrepancy&, const Discrepancy&) = default;
};

class DiscrepancyTable {
 public:
  explicit DiscrepancyTable(std::vector<Discrepancy> list);
  [[nodiscard]] const Discrepancy* find(std::string_view metric) const;
  // In the unit in which the row is compared; 0 for a metric that is not in the table.
  [[nodiscard]] double sd(const ValidationRow&) const;
  [[nodiscard]] std::span<const Discrepancy> all() const& { return list_; }
  std::span<const Discrepancy> all() && = delete;  // it would outlive the table

 private:
  std::vector<Discrepancy> list_{};
};

// InvalidInput with every problem: a field missing or unknown, an unknown word, a standard
// deviation that is not above 0, no reason, a metric given twice.
DiscrepancyTable read_discrepancies(std::string_view json, std::string_view file);
DiscrepancyTable load_discrepancies(const DataFiles&);

// Persons behind a row: its column n, or "n=35" in the population; 0 where neither is stated.
double persons_of(const ValidationRow&);

// Standard deviation of the published figure, 0 where no spread was published:
//   sd of persons / sqrt(n), or as it is without n;  se as it is;  half of a 95 or 99 % interval
//   over 1.96 or 2.576;  a quarter of a range.
// Scores given before and after: of the relative change a/b - 1, both taken as independent, which
// overstates it for the same persons.
double measurement_sd(const ValidationRow&);

}  // namespace stipple
