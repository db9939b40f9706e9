// SPDX-License-Identifier: Apache-2.0
#include "evidence/validation_rows.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "core/error.h"
#include "evidence/csv.h"

namespace stipple {
namespace {

using TextMember = std::string ValidationRow::*;
using NumberMember = std::optional<double> ValidationRow::*;

// One struct for all tables: a column has the same meaning wherever it stands.
constexpr std::pair<std::string_view, TextMember> kTexts[] = {
    {"study", &ValidationRow::study},
    {"doi_or_id", &ValidationRow::id},
    {"population", &ValidationRow::population},
    {"site", &ValidationRow::site},
    {"sex", &ValidationRow::sex},
    {"condition", &ValidationRow::condition},
    {"setting", &ValidationRow::condition},
    {"device", &ValidationRow::device},
    {"metric", &ValidationRow::metric},
    {"what", &ValidationRow::metric},
    {"quantity", &ValidationRow::metric},
    {"unit", &ValidationRow::unit},
    {"spread_kind", &ValidationRow::spread_kind},
    {"interval_kind", &ValidationRow::spread_kind},
    {"tag", &ValidationRow::tag},
    {"needle_tag", &ValidationRow::needle_tag},
    {"note", &ValidationRow::note}};

constexpr std::pair<std::string_view, NumberMember> kNumbers[] = {
    {"n", &ValidationRow::patients},
    {"needle_mm", &ValidationRow::needle_mm},
    {"sessions", &ValidationRow::sessions},
    {"interval_days", &ValidationRow::interval_day},
    {"time_after_last_days", &ValidationRow::after_last_day},
    {"before", &ValidationRow::before},
    {"before_spread", &ValidationRow::before_spread},
    {"after", &ValidationRow::after},
    {"after_spread", &ValidationRow::after_spread},
    {"value", &ValidationRow::value},
    {"mean", &ValidationRow::value},
    {"change", &ValidationRow::value},
    {"low", &ValidationRow::low},
    {"change_low", &ValidationRow::low},
    {"high", &ValidationRow::high},
    {"change_high", &ValidationRow::high},
    {"spread", &ValidationRow::spread}};

constexpr std::pair<std::string_view, RowUse> kUses[] = {{"calibrate", RowUse::calibrate},
                                                         {"check", RowUse::check},
                                                         {"plausibility", RowUse::plausibility},
                                                         {"limit", RowUse::limit}};
constexpr std::pair<std::string_view, RowRelation> kRelations[] = {
    {"=", RowRelation::equal},
    {"<=", RowRelation::at_most},
    {">=", RowRelation::at_least},
    {"sign", RowRelation::sign_only}};
constexpr std::string_view kTags[] = {"R", "R2", "U", "D"};
constexpr std::string_view kSpreadKinds[] = {"", "sd", "se", "ci95", "ci99", "range"};

template <class Pairs>
auto named(const Pairs& pairs, std::string_view name) {
  return std::find_if(std::begin(pairs), std::end(pairs),
                      [&](const auto& p) { return p.first == name; });
}

class RowReader {
 public:
  RowReader(const CsvTable& table, const Bibliography& bibliography)
      : table_(table), bibliography_(bibliography) {}

  std::vector<ValidationRow> read() {
    std::vector<ValidationRow> rows;
    for (const CsvRow& source : table_.rows) {
      ValidationRow row{.file = table_.file, .line = source.line};
      // Skin thickness is an input: its table has no column `use`.
      if (!has_column("use")) row.use = RowUse::limit;
      for (std::size_t i = 0; i < table_.header.size(); ++i)
        put(row, table_.header[i], source.cells[i]);
      check(row);
      rows.push_back(std::move(row));
    }
    if (!problems_.empty()) throw InvalidInput(std::vector<Problem>(problems_));
    return rows;
  }

 private:
  [[nodiscard]] bool has_column(std::string_view name) const {
    return std::find(table_.header.begin(), table_.header.end(), name) != table_.header.end();
  }

  void report(const ValidationRow& row, std::string_view column, std::string message) {
    problems_.push_back({.path = std::string(column),
                         .file = table_.file,
                         .line = row.line,
                         .message = std::move(message)});
  }

  template <class Pairs, class Value>
  void put_word(ValidationRow& row, std::string_view column, const std::string& cell,
                const Pairs& pairs, Value& value) {
    if (const auto word = named(pairs, cell); word != std::end(pairs))
      value = word->second;
    else
      report(row, column, "the word '" + cell + "' is not known here");
  }

  void put(ValidationRow& row, std::string_view column, const std::string& cell) {
    if (column == "use") return put_word(row, column, cell, kUses, row.use);
    if (column == "relation") return put_word(row, column, cell, kRelations, row.relation);
    if (const auto text = named(kTexts, column); text != std::end(kTexts)) {
      if (!cell.empty()) row.*(text->second) = cell;
      return;
    }
    const auto number = named(kNumbers, column);
    if (number == std::end(kNumbers)) return report(row, column, "this column is not known");
    if (cell.empty()) return;
    double value{};
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (error != std::errc{} || end != cell.data() + cell.size() || !std::isfinite(value))
      report(row, column, "'" + cell + "' is not a number");
    else
      row.*(number->second) = value;
  }

  void check(const ValidationRow& row) {
    if (row.metric.empty()) report(row, "metric", "what was measured is not named");
    if (row.id != "compiled" && bibliography_.find(row.study) == nullptr)
      report(row, "study", "the source " + row.study + " is not in references.json");
    if (std::ranges::find(kTags, row.tag) == std::end(kTags))
      report(row, "tag", "'" + row.tag + "' is not one of R, R2, U, D");
    if (std::ranges::find(kSpreadKinds, row.spread_kind) == std::end(kSpreadKinds))
      report(row, "spread_kind", "'" + row.spread_kind + "' is not a known kind of spread");
    if (row.low && row.high && *row.low > *row.high)
      report(row, "low", "the lower end lies above the upper end");
    if (row.value && row.low && row.high && (*row.value < *row.low || *row.value > *row.high))
      report(row, "value", "the value lies outside its own interval");
  }

  const CsvTable& table_;
  const Bibliography& bibliography_;
  std::vector<Problem> problems_{};
};

}  // namespace

std::vector<ValidationRow> read_validation_rows(std::string_view csv, std::string_view file,
                                                const Bibliography& bibliography) {
  const CsvTable table = read_csv(csv, file);
  return RowReader(table, bibliography).read();
}

std::vector<ValidationRow> load_validation_rows(const DataFiles& files,
                                                const Bibliography& bibliography) {
  std::vector<ValidationRow> all;
  for (const std::string& name : files.names("validation/")) {
    if (!name.ends_with(".csv")) continue;
    auto rows = read_validation_rows(files.text(name), name, bibliography);
    all.insert(all.end(), std::make_move_iterator(rows.begin()),
               std::make_move_iterator(rows.end()));
  }
  return all;
}

}  // namespace stipple
