// SPDX-License-Identifier: Apache-2.0
#include "core/quantity.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace stipple {
namespace {

constexpr UnitName kFraction[] = {{"", 1.0}, {"1", 1.0}, {"%", 0.01}};
constexpr UnitName kLength[] = {{"mm", 1.0}, {"um", 1e-3}, {"µm", 1e-3}, {"cm", 10.0}, {"m", 1e3}};
constexpr UnitName kArea[] = {{"cm2", 1.0}, {"mm2", 0.01}, {"m2", 1e4}};
constexpr UnitName kTime[] = {{"day", 1.0},          {"days", 1.0},        {"d", 1.0},
                              {"h", 1.0 / 24.0},     {"hour", 1.0 / 24.0}, {"hours", 1.0 / 24.0},
                              {"min", 1.0 / 1440.0}, {"s", 1.0 / 86400.0}, {"week", 7.0},
                              {"weeks", 7.0},        {"year", 365.25},     {"years", 365.25}};
constexpr UnitName kRate[] = {{"1/day", 1.0}, {"1/d", 1.0}, {"1/h", 24.0}};
constexpr UnitName kSpeed[] = {{"mm/s", 1.0}, {"cm/s", 10.0}, {"m/s", 1000.0}};
constexpr UnitName kFrequency[] = {{"Hz", 1.0}, {"rpm", 1.0 / 60.0}, {"1/s", 1.0}};
constexpr UnitName kAngle[] = {{"deg", 1.0}, {"degrees", 1.0}, {"rad", 57.29577951308232}};
constexpr UnitName kStress[] = {{"kPa", 1.0}, {"Pa", 1e-3}, {"MPa", 1e3}};
constexpr UnitName kForce[] = {{"mN", 1.0}, {"N", 1e3}};
constexpr UnitName kMass[] = {{"g", 1.0}, {"mg", 1e-3}, {"kg", 1e3}};
constexpr UnitName kArealDensity[] = {{"1/cm2", 1.0}, {"/cm2", 1.0}, {"1/mm2", 100.0}};
constexpr UnitName kUvDoseRate[] = {{"MED/day", 1.0}, {"MED/d", 1.0}};
constexpr UnitName kDiffusivity[] = {{"mm2/day", 1.0}, {"mm2/d", 1.0}};
constexpr UnitName kToughness[] = {{"kJ/m2", 1.0}, {"J/m2", 1e-3}};

std::string_view trimmed(std::string_view s) {
  while (!s.empty() && s.front() == ' ') s.remove_prefix(1);
  while (!s.empty() && s.back() == ' ') s.remove_suffix(1);
  return s;
}

std::string allowed_units(Dimension d) {
  std::string list;
  for (const UnitName& u : units_of(d)) {
    if (u.symbol.empty()) continue;
    if (!list.empty()) list += ", ";
    list += u.symbol;
  }
  return list;
}

}  // namespace

std::span<const UnitName> units_of(Dimension d) {
  switch (d) {
    case Dimension::fraction: return kFraction;
    case Dimension::length: return kLength;
    case Dimension::area: return kArea;
    case Dimension::time: return kTime;
    case Dimension::rate: return kRate;
    case Dimension::speed: return kSpeed;
    case Dimension::frequency: return kFrequency;
    case Dimension::angle: return kAngle;
    case Dimension::stress: return kStress;
    case Dimension::force: return kForce;
    case Dimension::mass: return kMass;
    case Dimension::areal_density: return kArealDensity;
    case Dimension::uv_dose_rate: return kUvDoseRate;
    case Dimension::diffusivity: return kDiffusivity;
    case Dimension::toughness: return kToughness;
  }
  return {};
}

std::string_view name_of(Dimension d) {
  switch (d) {
    case Dimension::fraction: return "fraction";
    case Dimension::length: return "length";
    case Dimension::area: return "area";
    case Dimension::time: return "time";
    case Dimension::rate: return "rate";
    case Dimension::speed: return "speed";
    case Dimension::frequency: return "frequency";
    case Dimension::angle: return "angle";
    case Dimension::stress: return "stress";
    case Dimension::force: return "force";
    case Dimension::mass: return "mass";
    case Dimension::areal_density: return "areal density";
    case Dimension::uv_dose_rate: return "ultraviolet dose rate";
    case Dimension::diffusivity: return "diffusivity";
    case Dimension::toughness: return "toughness";
  }
  return "quantity";
}

ParsedQuantity parse_quantity(std::string_view text, Dimension d) {
  const std::string_view s = trimmed(text);
  const std::string_view digits = s.starts_with('+') ? s.substr(1) : s;
  double value = 0.0;
  const auto [end, status] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (status == std::errc::result_out_of_range || (status == std::errc{} && !std::isfinite(value)))
    return {{}, fmt::format("\"{}\" is not a finite number", s.substr(0, 40))};
  if (status != std::errc{})
    return {{},
            fmt::format("\"{}\" is not a {} such as \"1.5 {}\"", s.substr(0, 40), name_of(d),
                        units_of(d).front().symbol)};
  const auto used = static_cast<std::size_t>(end - digits.data());
  const std::string_view unit = trimmed(digits.substr(used));
  for (const UnitName& u : units_of(d))
    if (unit == u.symbol) {
      const double base = value * u.in_base;
      if (!std::isfinite(base)) return {{}, fmt::format("\"{}\" is not a finite number", s)};
      return {base, {}};
    }
  if (unit.empty())
    return {{}, fmt::format("\"{}\" has no unit; a {} takes {}", s, name_of(d), allowed_units(d))};
  return {{},
          fmt::format("unknown unit \"{}\"; a {} takes {}", unit.substr(0, 20), name_of(d),
                      allowed_units(d))};
}

std::string format_quantity(double base, Dimension d) {
  const std::string_view unit = units_of(d).front().symbol;
  return unit.empty() ? fmt::format("{}", base) : fmt::format("{} {}", base, unit);
}

}  // namespace stipple
