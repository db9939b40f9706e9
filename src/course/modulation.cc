// SPDX-License-Identifier: Apache-2.0
#include "course/modulation.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace stipple {
namespace {

double age_vigour(double years, const ParameterValues& p) {
  return std::clamp(p["age_factor_25"] - p["age_factor_slope"] * (years - p["age_reference"]),
                    p["age_factor_low"], p["age_factor_25"]);
}

std::string of_phototype(std::string_view stem, Phototype type) {
  const auto roman = EnumNames<Phototype>::names[static_cast<std::size_t>(type)];
  return std::string(stem) + "_" + std::string(roman);
}

// U that reaches the skin: what is not under sunscreen, and the rest over its real protection
// factor SPF^x.
double dose_reaching(const Habits& h, const ParameterValues& p) {
  const double real = std::pow(std::max(1.0, h.sunscreen_spf), p["spf_exponent"]);
  const double use = h.sunscreen_use.in(ratio);
  return h.sun_dose.in(med_per_day) * ((1.0 - use) + use / real);
}

}  // namespace

double keloid_tendency(const History& history, const ParameterValues& p) {
  double kappa = 0.0;
  switch (history.keloid) {
    case Keloid::unknown:
    case Keloid::none: kappa = p["kappa_none"]; break;
    case Keloid::family: kappa = p["kappa_family"]; break;
    case Keloid::former: kappa = p["kappa_former"]; break;
    case Keloid::active: kappa = p["kappa_active"]; break;
  }
  // Scars that rise after small injuries weigh at least as much as keloids in the family.
  if (history.raised_scars == Answer::yes) kappa = std::max(kappa, p["kappa_family"]);
  return kappa;
}

Modulators modulators_for(const Patient& patient, const Habits& habits, const HabitsNow& now,
                          const MemberValues& member) {
  const ParameterValues& p = member.healing;
  Modulators m;
  m.vigour = age_vigour(patient.age.in(year), p);
  m.pigment_response = p[of_phototype("PIH", patient.phototype)];
  m.tanning = p[of_phototype("tan", patient.phototype)];
  m.uv_med_per_day = dose_reaching(habits, p);
  if (habits.cigarettes_per_day > 0.0) {
    m.collagen *= p["smoking_mCol"];
    m.mmp *= p["smoking_mMMP"];
    m.vigour *= p["smoking_mAge"];
  }
  if (now.retinoid) {
    m.collagen *= p["retinoid_mCol"];
    m.mmp *= p["retinoid_mMMP"];
    m.turnover *= p["retinoid_mTurn"];
    m.irritant += p["retinoid_irr"];
    m.uv_block_collagen = 1.0 - p["retinoid_BUV"];
  }
  if (now.irritant) m.irritant += habits.irritant;
  if (now.anti_inflammatory) {
    m.injury_signal *= p["anti_inflammatory_I"];
    if (habits.anti_inflammatory == AntiInflammatory::steroid) m.collagen *= p["steroid_mCol"];
  }
  const Diabetes diabetes = patient.history.diabetes;
  if (diabetes == Diabetes::controlled || diabetes == Diabetes::uncontrolled) {
    m.m1_to_m2 *= p["diabetes_k12"];
    m.m2_loss *= p["diabetes_dm2"];
    m.vigour *= p["diabetes_mAge"];
  }
  double kappa = keloid_tendency(patient.history, p);
  // What a history says of the tendency is not sharp: +-0.1.
  if (!member.stated)
    kappa += 0.1 * (2.0 * member.seed.stream("keloid tendency", member.member).uniform() - 1.0);
  m.keloid_tendency = std::clamp(kappa, 0.0, 1.0);
  return m;
}

HabitsNow resting_habits(const Habits& habits) { return {habits.retinoid, false, false}; }

HabitPhases phases_of(const std::vector<double>& visit_days, const Habits& habits) {
  const double pause = habits.retinoid_pause.in(day);
  const double irritant = habits.irritant > 0.0 ? habits.irritant_days.in(day) : 0.0;
  const double medicine = habits.anti_inflammatory != AntiInflammatory::none
                              ? habits.anti_inflammatory_days.in(day)
                              : 0.0;
  HabitPhases phases;
  phases.days = {0.0};
  for (const double d : visit_days)
    for (const double change : {d, d - pause, d + pause, d + irritant, d + medicine})
      if (change > 0.0) phases.days.push_back(change);
  std::sort(phases.days.begin(), phases.days.end());
  phases.days.erase(std::unique(phases.days.begin(), phases.days.end()), phases.days.end());
  std::vector<double> kept;
  for (const double from : phases.days) {
    HabitsNow now{habits.retinoid, false, false};
    const double after = from + 1e-6;
    for (const double d : visit_days) {
      if (habits.retinoid && after > d - pause && after < d + pause) now.retinoid = false;
      if (after > d && after < d + irritant) now.irritant = true;
      if (after > d && after < d + medicine) now.anti_inflammatory = true;
    }
    if (!phases.now.empty() && phases.now.back() == now) continue;
    kept.push_back(from);
    phases.now.push_back(now);
  }
  phases.days = kept;
  return phases;
}

}  // namespace stipple
