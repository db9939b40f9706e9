// SPDX-License-Identifier: Apache-2.0
#include "puncture/insertion.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/random.h"

namespace stipple {
namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kUmPerMm = 1000.0;
constexpr double kMNPerN = 1000.0;                          // kJ/m2 mm = N
constexpr double kYoung = 3.0, kOld = 89.0, kUsual = 40.0;  // years [Agache1980]; kUsual: factor 1
constexpr double kStep = 0.005;  // mm, of the walk inward: a tenth of an epidermis

// Toughness at a depth and the integral of it from the surface, kJ/m2 and kJ/m2 mm.
struct Toughness {
  double epidermis{}, dermis{}, fat{};   // J of the layers
  double epidermis_end{}, dermis_end{};  // mm
  [[nodiscard]] double at(double z) const {
    return z < epidermis_end ? epidermis : z < dermis_end ? dermis : fat;
  }
  [[nodiscard]] double down_to(double z) const {
    const double a = std::min(z, epidermis_end), b = std::min(z, dermis_end);
    return epidermis * a + dermis * (b - a) + fat * (z - b);
  }
};

Toughness toughness_of(const InsertionParameters& p, const NeedleOnSkin& n) {
  return {p.toughness * p.epidermal_toughness, p.toughness, p.toughness * p.fat_toughness,
          n.epidermis, n.epidermis + n.dermis};
}

double slope_of(const NeedleOnSkin& n) {
  return n.taper > 0.0 ? (n.diameter - n.tip_diameter) / n.taper : 0.0;
}

// int_0^h d(s) ds.
double profile_area(const NeedleOnSkin& n, double h) {
  const double cone = std::min(h, n.taper);
  return n.tip_diameter * cone + slope_of(n) * cone * cone / 2.0 + n.diameter * (h - cone);
}

double slow_stiffness(const InsertionParameters& p) {
  return kMNPerN * p.toughness / p.JE_quasistatic;
}

double plane_stiffness(const InsertionParameters& p, const NeedleOnSkin& n) {
  return felt_stiffness(p, n) / (1.0 - p.poisson * p.poisson);
}

// Force of the tip on skin that it has not entered, F = a x + b x^2: a blunt end and a taper, with
// the travel x shared between the needle's own dimple and its neighbours'.
struct TipStiffness {
  double linear{}, quadratic{};
  [[nodiscard]] double force(double x) const { return (linear + quadratic * x) * x; }
  [[nodiscard]] double work(double x) const { return (linear / 2.0 + quadratic * x / 3.0) * x * x; }
};

TipStiffness tip_stiffness(const InsertionParameters& p, const NeedleOnSkin& n) {
  // What stiffens skin for the cutting needle stiffens it for the tip: rate, age, tension.
  const double mu = p.shear_stiffness * felt_stiffness(p, n) / slow_stiffness(p);
  const double own = 1.0 / (1.0 + p.neighbour_share * n.neighbours);
  return {mu * p.dimple_tip * n.tip_diameter / 2.0 * own, mu * p.dimple_taper * own * own};
}

}  // namespace

InsertionParameters insertion_parameters(const ParameterValues& v) {
  return {.JE_quasistatic = v["JE_quasistatic"],
          .toughness = v["toughness"],
          .epidermal_toughness = v["epidermal_toughness"],
          .fat_toughness = v["fat_toughness"],
          .c_cut = v["c_cut"],
          .poisson = v["poisson"],
          .rate_exponent = v["rate_exponent"],
          .rate_by_hand = v["rate_by_hand"],
          .friction = v["shaft_friction"],
          .tip_force_at_5um = v["tip_force_at_5um"],
          .tip_force_slope = v["tip_force_slope"],
          .shear_stiffness = v["ogden_stiffness"],
          .dimple_taper = v["dimple_taper"],
          .dimple_tip = v["dimple_tip"],
          .tip_spread = v["tip_spread"],
          .neighbour_share = v["neighbour_share"],
          .tension_gain = v["tension_gain"],
          .tension_usual = v["tension_usual"],
          .age_stiffening = v["age_stiffening"],
          .dimple_cv = v["dimple_cv"]};
}

double diameter_at(const NeedleOnSkin& n, double s) {
  return s >= n.taper ? n.diameter : n.tip_diameter + slope_of(n) * s;
}

double tip_force(const InsertionParameters& p, double tip_diameter) {
  return std::max(0.0, p.tip_force_at_5um + p.tip_force_slope * (kUmPerMm * tip_diameter - 5.0));
}

double felt_stiffness(const InsertionParameters& p, const NeedleOnSkin& n) {
  const double slow = slow_stiffness(p);
  const double by_rate =
      std::pow(std::max(1.0, n.speed / n.diameter / p.rate_by_hand), p.rate_exponent);
  // A straight line in the years that keeps the measured ratio of its ends.
  const double per_year =
      (p.age_stiffening - 1.0) / ((kOld - kUsual) + p.age_stiffening * (kUsual - kYoung));
  const double by_age = 1.0 + per_year * (std::clamp(n.age, kYoung, kOld) - kUsual);
  const double tighter = n.tension_kPa > 0.0 ? n.tension_kPa - p.tension_usual : 0.0;
  return std::max(slow * by_rate * by_age + p.tension_gain * tighter, 0.1 * slow);
}

double dimple_force(const InsertionParameters& p, const NeedleOnSkin& n, double x) {
  return tip_stiffness(p, n).force(x);
}

HoldingForce holding_force(const InsertionParameters& p, const NeedleOnSkin& n, double h) {
  if (h <= 0.0) return {};
  const Toughness J = toughness_of(p, n);
  const double cone_top = std::max(0.0, h - n.taper);  // where the shaft ends and the cone begins
  const double cut = J.at(h) * (n.taper > 0.0 ? n.tip_diameter : n.diameter) +
                     slope_of(n) * (J.down_to(h) - J.down_to(cone_top));
  return {p.c_cut * cut * kMNPerN, kPi * p.friction * profile_area(n, h)};
}

double dimple_at(const InsertionParameters& p, const NeedleOnSkin& n, double h) {
  const double alone = holding_force(p, n, h).total() / (plane_stiffness(p, n) * diameter_at(n, h));
  return alone * (1.0 + p.neighbour_share * n.neighbours);
}

double puncture_travel(const InsertionParameters& p, const NeedleOnSkin& n) {
  const TipStiffness k = tip_stiffness(p, n);
  const double force = tip_force(p, n.tip_diameter);
  // Root of a x + b x^2 = F in the form that holds for b = 0.
  return 2.0 * force / (k.linear + std::sqrt(k.linear * k.linear + 4.0 * k.quadratic * force));
}

double share_entered(const InsertionParameters& p, const NeedleOnSkin& n, double travel) {
  if (travel <= 0.0) return 0.0;
  return normal_cdf(std::log(travel / puncture_travel(p, n)) / p.tip_spread);
}

double buried_depth(const InsertionParameters& p, const NeedleOnSkin& n, double travel) {
  // Inward until the travel is used up; where a softer layer asks for less travel than was already
  // made, the needle plunges through it.
  double h = 0.0, used = 0.0;
  while (true) {
    const double next = h + kStep;
    const double needed = std::max(used, next + dimple_at(p, n, next));
    if (needed > travel)
      return std::min(travel, h + kStep * std::max(0.0, travel - used) / (needed - used));
    h = next;
    used = needed;
  }
}

double peak_force(const InsertionParameters& p, const NeedleOnSkin& n, double travel) {
  if (travel < puncture_travel(p, n)) return tip_stiffness(p, n).force(travel);
  const double deepest = buried_depth(p, n, travel);
  double peak = std::max(tip_force(p, n.tip_diameter), holding_force(p, n, deepest).total());
  for (double h = kStep; h < deepest; h += kStep)
    peak = std::max(peak, holding_force(p, n, h).total());
  return peak;
}

ForceCurve force_curve(const InsertionParameters& p, const NeedleOnSkin& n, double travel,
                       int steps) {
  const TipStiffness before = tip_stiffness(p, n);
  ForceCurve curve;
  curve.puncture_travel = puncture_travel(p, n);
  curve.puncture_force = tip_force(p, n.tip_diameter);
  for (int i = 0; i <= steps; ++i) {
    const double x = travel * i / steps;
    const bool in = x >= curve.puncture_travel;
    const double h = in ? buried_depth(p, n, x) : 0.0;
    const HoldingForce held = holding_force(p, n, h);
    curve.travel.push_back(x);
    curve.depth.push_back(h);
    curve.cutting.push_back(held.cutting);
    curve.friction.push_back(held.friction);
    curve.force.push_back(in ? held.total() : before.force(x));
    if (i > 0) {
      const auto k = static_cast<std::size_t>(i);
      curve.work += (curve.force[k] + curve.force[k - 1]) / 2.0 * (travel / steps) / kMNPerN;
    }
  }
  return curve;
}

double equal_energy_travel(const InsertionParameters& p, const NeedleOnSkin& n, double most) {
  const TipStiffness before = tip_stiffness(p, n);
  double cut = 0.0, last = 0.0;
  for (double x = kStep; x <= most; x += kStep) {
    const double now = holding_force(p, n, buried_depth(p, n, x)).total();
    cut += (now + last) / 2.0 * kStep;
    last = now;
    if (before.work(x) >= cut) return x;
  }
  return 0.0;
}

}  // namespace stipple
