// SPDX-License-Identifier: Apache-2.0
// Physical quantities at the doors: a number that knows its dimension, read from and written as
// "1.5 mm". Inside formulas they are unwrapped once with `.in(mm)`; bare doubles are mm, day, mN,
// kPa.
#pragma once

#include <compare>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace stipple {

enum class Dimension {
  fraction,       // 1
  length,         // mm
  area,           // cm2
  time,           // day
  rate,           // 1/day
  speed,          // mm/s
  frequency,      // Hz
  angle,          // degree
  stress,         // kPa
  force,          // mN
  mass,           // g
  areal_density,  // 1/cm2
  uv_dose_rate,   // MED/day
  diffusivity,    // mm2/day
  toughness,      // kJ/m2
};

// A unit: its symbol and how many base units (the comments above) it is.
template <Dimension D>
struct Unit {
  double in_base{1.0};
};

struct UnitName {
  std::string_view symbol{};
  double in_base{1.0};
};

// Every unit a file may use for this dimension, the base unit first.
std::span<const UnitName> units_of(Dimension);
std::string_view name_of(Dimension);

template <Dimension D>
class Quantity {
 public:
  constexpr Quantity() = default;
  constexpr Quantity(double value, Unit<D> unit) : base_(value * unit.in_base) {}
  [[nodiscard]] constexpr double in(Unit<D> unit) const { return base_ / unit.in_base; }
  // The number in base units; for visitors and samplers, formulas use in().
  [[nodiscard]] constexpr double& base() { return base_; }
  [[nodiscard]] constexpr double base() const { return base_; }
  friend constexpr auto operator<=>(Quantity, Quantity) = default;
  friend constexpr Quantity operator+(Quantity a, Quantity b) { return from(a.base_ + b.base_); }
  friend constexpr Quantity operator-(Quantity a, Quantity b) { return from(a.base_ - b.base_); }
  friend constexpr Quantity operator*(double s, Quantity a) { return from(s * a.base_); }
  friend constexpr double operator/(Quantity a, Quantity b) { return a.base_ / b.base_; }

 private:
  static constexpr Quantity from(double base) { return Quantity(base, Unit<D>{1.0}); }
  double base_{};
};

using Length = Quantity<Dimension::length>;
using Area = Quantity<Dimension::area>;
using Duration = Quantity<Dimension::time>;
using Rate = Quantity<Dimension::rate>;
using Speed = Quantity<Dimension::speed>;
using Frequency = Quantity<Dimension::frequency>;
using Angle = Quantity<Dimension::angle>;
using Stress = Quantity<Dimension::stress>;
using Force = Quantity<Dimension::force>;
using Mass = Quantity<Dimension::mass>;
using ArealDensity = Quantity<Dimension::areal_density>;
using UvDoseRate = Quantity<Dimension::uv_dose_rate>;
using Fraction = Quantity<Dimension::fraction>;
using Toughness = Quantity<Dimension::toughness>;

inline constexpr Unit<Dimension::fraction> ratio{1.0}, percent{0.01};
inline constexpr Unit<Dimension::length> mm{1.0}, um{1e-3}, cm{10.0};
inline constexpr Unit<Dimension::area> cm2{1.0}, mm2{0.01};
inline constexpr Unit<Dimension::time> day{1.0}, hour{1.0 / 24.0}, minute{1.0 / 1440.0},
    second{1.0 / 86400.0}, week{7.0}, year{365.25};
inline constexpr Unit<Dimension::rate> per_day{1.0};
inline constexpr Unit<Dimension::speed> mm_per_s{1.0}, m_per_s{1000.0};
inline constexpr Unit<Dimension::frequency> Hz{1.0}, rpm{1.0 / 60.0};
inline constexpr Unit<Dimension::angle> degree{1.0};
inline constexpr Unit<Dimension::stress> kPa{1.0}, MPa{1000.0};
inline constexpr Unit<Dimension::force> mN{1.0};
inline constexpr Unit<Dimension::mass> gram{1.0}, milligram{1e-3};
inline constexpr Unit<Dimension::areal_density> per_cm2{1.0};
inline constexpr Unit<Dimension::uv_dose_rate> med_per_day{1.0};
inline constexpr Unit<Dimension::toughness> kJ_per_m2{1.0};

// "1.5 mm" -> 1.5 in base units of the dimension. Fractions also take "20 %" and a bare number.
// The error is a sentence fit for a user: what was found, what is allowed.
struct ParsedQuantity {
  std::optional<double> base{};
  std::string problem{};
};
ParsedQuantity parse_quantity(std::string_view text, Dimension);

// Shortest text that reads back to the same number, in the base unit: "1.5 mm".
std::string format_quantity(double base, Dimension);

}  // namespace stipple
