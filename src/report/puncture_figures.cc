// SPDX-License-Identifier: Apache-2.0
#include "report/puncture_figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace stipple {
namespace {

double shown_scale(std::string_view unit) { return unit == "1" ? 100.0 : 1.0; }

}  // namespace

std::string short_number(double value) {
  const double size = std::abs(value);
  if (size < 5e-7) return "0";
  // Rounding to three digits may add one in front: 99.97 is 100.
  const double power = std::pow(10.0, std::floor(std::log10(size)) - 2.0);
  const double rounded = std::round(size / power) * power;
  const int before = static_cast<int>(std::floor(std::log10(rounded) + 1e-12)) + 1;
  std::string text = fmt::format("{:.{}f}", size, std::clamp(3 - before, 0, 6));
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
  }
  return (value < 0 ? "\u2212" : "") + text;
}

std::string shown_unit_of(std::string_view unit) {
  if (unit == "1") return "%";
  if (unit == "1/cm2") return "per cm²";
  if (unit == "1/s") return "per s";
  if (unit == "deg") return "°";
  if (unit == "cm2") return "cm²";
  if (unit == "R" || unit == "-") return "";
  return std::string(unit);
}

std::string shown_figure(double value, std::string_view unit) {
  const std::string words = shown_unit_of(unit);
  const std::string digits = short_number(value * shown_scale(unit));
  if (words.empty()) return digits;
  return digits + (words == "°" ? "" : "\u00a0") + words;
}

std::string shown_ends(const Band& band, std::string_view unit) {
  return short_number(band.low * shown_scale(unit)) + " to " +
         short_number(band.high * shown_scale(unit));
}

}  // namespace stipple
