// SPDX-License-Identifier: Apache-2.0
#include "report/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace stipple {
namespace {

constexpr std::string_view kNoBreak = "\u00a0";

struct Shown {
  double scale{1};
  std::string unit{};
};

Shown shown_unit(std::string_view unit, double value) {
  if (unit == "1" || unit.empty()) return {100.0, "%"};
  const bool one = std::abs(value) > 0.95 && std::abs(value) < 1.05;
  if (unit == "d") return {1.0, one ? "day" : "days"};
  if (unit == "h") return {1.0, one ? "hour" : "hours"};
  if (unit == "min") return {1.0, "min"};
  return {1.0, std::string(unit)};
}

std::string number(double value, int decimals, Sign sign) {
  std::string digits = fmt::format("{:.{}f}", std::abs(value), decimals);
  if (digits.find_first_not_of("0.") == std::string::npos) return "0";
  if (value < 0) return "\u2212" + digits;
  return (sign == Sign::always ? "+" : "") + digits;
}

double largest_of(const Band& band) {
  return std::max({std::abs(band.median), std::abs(band.low), std::abs(band.high)});
}

std::string ends_with(const Band& band, const Shown& shown, int decimals, Sign sign) {
  return fmt::format("{} to {}", number(band.low * shown.scale, decimals, sign),
                     number(band.high * shown.scale, decimals, sign));
}

}  // namespace

int decimals_for(double largest) {
  const double size = std::abs(largest);
  if (size >= 9.95) return 0;
  if (size >= 0.095 || size == 0.0) return 1;
  return 2;
}

std::string figure(double value, std::string_view unit, Sign sign) {
  const Shown shown = shown_unit(unit, value);
  const double scaled = value * shown.scale;
  return fmt::format("{}{}{}", number(scaled, decimals_for(scaled), sign), kNoBreak, shown.unit);
}

std::string ends(const Band& band, std::string_view unit, Sign sign) {
  const Shown shown = shown_unit(unit, band.high);
  return fmt::format("{}{}{}",
                     ends_with(band, shown, decimals_for(largest_of(band) * shown.scale), sign),
                     kNoBreak, shown.unit);
}

std::string figure_and_ends(const Band& band, std::string_view unit, Sign sign) {
  const Shown shown = shown_unit(unit, band.high);
  const int decimals = decimals_for(largest_of(band) * shown.scale);
  const Shown own = shown_unit(unit, band.median);
  return fmt::format("{}{}{} ({})", number(band.median * shown.scale, decimals, sign), kNoBreak,
                     own.unit, ends_with(band, shown, decimals, sign));
}

std::string parameter_value(double value, std::string_view unit) {
  std::string digits = fmt::format("{:.3g}", std::abs(value));
  if (value < 0) digits = "\u2212" + digits;
  if (unit.empty() || unit == "1" || unit == "-") return digits;
  return fmt::format("{}{}{}", digits, kNoBreak, unit);
}

std::string_view words_for(Standing standing) {
  switch (standing) {
    case Standing::literature: return "from literature";
    case Standing::tuned: return "tuned to data";
    case Standing::assumed: return "assumed";
    case Standing::no_benefit_modelled: return "no benefit modelled";
  }
  return "assumed";
}

std::string_view style_for(Standing standing) {
  switch (standing) {
    case Standing::literature: return "literature";
    case Standing::tuned: return "tuned";
    case Standing::assumed: return "assumed";
    case Standing::no_benefit_modelled: return "none";
  }
  return "assumed";
}

std::string span_words(double days) {
  const double whole = std::round(days);
  if (whole == 1.0) return "1" + std::string(kNoBreak) + "day";
  if (whole == 365.0 || whole == 366.0) return "1" + std::string(kNoBreak) + "year";
  if (whole == 730.0) return "2" + std::string(kNoBreak) + "years";
  if (whole == 90.0 || whole == 180.0) return fmt::format("{:.0f}{}months", whole / 30.0, kNoBreak);
  return fmt::format("{:.0f}{}days", whole, kNoBreak);
}

}  // namespace stipple
