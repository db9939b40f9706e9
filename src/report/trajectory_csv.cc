// SPDX-License-Identifier: Apache-2.0
// Tidy table of the curves (RFC 4180): one row per day and quantity, numbers in their shortest
// exact form.
#include <fmt/format.h>

#include <cmath>
#include <string>
#include <string_view>

#include "core/error.h"
#include "report/report.h"

namespace stipple {
namespace {

std::string cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

// Empty where the curve has no such series.
std::string number_at(const std::vector<double>& series, size_t i) {
  if (series.empty()) return {};
  STIPPLE_REQUIRE(i < series.size() && std::isfinite(series[i]));
  return fmt::format("{}", series[i]);
}

}  // namespace

std::string trajectory_csv(const CourseResult& result) {
  std::string out = "day,quantity,unit,median,low,high,control\n";
  for (const Curve& curve : result.trajectory.curves) {
    const std::string name = cell(curve.name) + "," + cell(curve.unit);
    for (size_t i = 0; i < result.trajectory.days.size(); ++i) {
      out += fmt::format("{},{},{},{},{},{}\n", number_at(result.trajectory.days, i), name,
                         number_at(curve.median, i), number_at(curve.low, i),
                         number_at(curve.high, i), number_at(curve.control, i));
    }
  }
  return out;
}

}  // namespace stipple
