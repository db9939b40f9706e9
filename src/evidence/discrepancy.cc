// SPDX-License-Identifier: Apache-2.0
#include "evidence/discrepancy.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "evidence/node_checks.h"

namespace stipple {
namespace {

constexpr std::string_view kFile = "validation/discrepancy.json";

// The published figure: its value, else the middle of its interval.
double figure_of(const ValidationRow& row) {
  if (row.value) return *row.value;
  return row.low && row.high ? (*row.low + *row.high) / 2.0 : 0.0;
}

bool is_of_figure(const Node& object, const std::string& path, Problems& problems) {
  const std::string word = text_in(object, "of", path, problems);
  if (word != "itself" && word != "figure")
    problems.add(path, object.line(), "of is not one of itself, figure");
  return word == "figure";
}

Status status_in(const Node& object, const std::string& path, Problems& problems) {
  const std::string word = text_in(object, "status", path, problems);
  for (const Status s : {Status::literature, Status::tuned, Status::assumed})
    if (word == name_of(s)) return s;
  problems.add(path, object.line(), "status is not one of literature, tuned, assumed");
  return Status::assumed;
}

Discrepancy discrepancy_in(const Node& object, const std::string& metric, Problems& problems) {
  Discrepancy d{.metric = metric};
  if (!has_fields(object, metric, {"sd", "unit", "of", "status", "reason"}, {}, problems)) return d;
  d.sd = number_in(object, "sd", metric, problems).value_or(1.0);
  if (!(d.sd > 0.0)) problems.add(metric, object.line(), "sd is not above 0");
  d.unit = text_in(object, "unit", metric, problems);
  d.of_figure = is_of_figure(object, metric, problems);
  if (d.of_figure && d.unit != "1")
    problems.add(metric, object.line(), "a share of the figure has the unit 1");
  d.status = status_in(object, metric, problems);
  d.reason = text_in(object, "reason", metric, problems);
  if (d.reason.empty()) problems.add(metric, object.line(), "the reason is empty");
  return d;
}

double square(double x) { return x * x; }

}  // namespace

DiscrepancyTable::DiscrepancyTable(std::vector<Discrepancy> list) : list_(std::move(list)) {}

const Discrepancy* DiscrepancyTable::find(std::string_view metric) const {
  const auto found = std::ranges::find(list_, metric, &Discrepancy::metric);
  return found == list_.end() ? nullptr : &*found;
}

double DiscrepancyTable::sd(const ValidationRow& row) const {
  const Discrepancy* d = find(row.metric);
  if (d == nullptr) return 0.0;
  return d->of_figure ? d->sd * std::abs(figure_of(row)) : d->sd;
}

DiscrepancyTable read_discrepancies(std::string_view json, std::string_view file) {
  Problems problems(file);
  const Node document = parse_data_object(json, file);
  std::vector<Discrepancy> list;
  for (std::size_t k = 0; k < document.keys().size(); ++k)
    list.push_back(discrepancy_in(document.values()[k], document.keys()[k], problems));
  problems.throw_if_any();
  return DiscrepancyTable(std::move(list));
}

DiscrepancyTable load_discrepancies(const DataFiles& files) {
  return read_discrepancies(files.text(kFile), kFile);
}

double persons_of(const ValidationRow& row) {
  if (row.patients) return *row.patients;
  const std::size_t at = row.population.find("n=");
  if (at == std::string::npos) return 0.0;
  const std::string_view digits = std::string_view(row.population).substr(at + 2);
  double n = 0.0;
  std::from_chars(digits.data(), digits.data() + digits.size(), n);
  return n;
}

double measurement_sd(const ValidationRow& row) {
  const double n = persons_of(row);
  const double per_mean = row.spread_kind == "sd" && n > 0.0 ? 1.0 / std::sqrt(n) : 1.0;
  if (row.before && row.after && row.before_spread && row.after_spread)
    return per_mean * std::hypot(*row.after_spread / *row.before,
                                 *row.after * *row.before_spread / square(*row.before));
  if (row.spread) return per_mean * *row.spread;
  if (!row.low || !row.high) return 0.0;
  const double half = (*row.high - *row.low) / 2.0;
  if (row.spread_kind == "sd" || row.spread_kind == "se") return per_mean * half;
  if (row.spread_kind == "ci95") return half / 1.96;
  if (row.spread_kind == "ci99") return half / 2.576;
  if (row.spread_kind == "range") return half / 2.0;
  return 0.0;
}

}  // namespace stipple
