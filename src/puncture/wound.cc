// SPDX-License-Identifier: Apache-2.0
#include "puncture/wound.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "puncture/array.h"
#include "puncture/torn_hole.h"

namespace stipple {
namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kMm2PerCm2 = 100.0;

// ln cosh x without overflow.
double log_cosh(double x) {
  const double a = std::abs(x);
  return a + std::log1p(std::exp(-2.0 * a)) - std::numbers::ln2;
}

// One needle of the device in this skin, moving as the drive moves it.
NeedleOnSkin needle_on_skin(const Device& device, const SessionSettings& s, const Skin& skin) {
  NeedleOnSkin n{.diameter = device.needle.diameter.in(mm),
                 .tip_diameter = device.needle.tip_diameter.in(mm),
                 .taper = device.needle.taper.in(mm),
                 .epidermis = skin.epidermis.in(mm),
                 .dermis = skin.dermis.in(mm),
                 .neighbours = neighbours_of(device, s.depth.in(mm)),
                 .age = skin.age.in(year)};
  if (s.tension) n.tension_kPa = s.tension->in(kPa);
  if (const auto* pen = std::get_if<Pen>(&device.drive))
    n.speed = mean_speed(s.depth.in(mm), pen->stroke.in(mm), pen->frequency.in(Hz));
  return n;
}

}  // namespace

PunctureParameters puncture_parameters(const ParameterValues& puncture,
                                       const ParameterValues& healing) {
  PunctureParameters p;
  p.insertion = insertion_parameters(puncture);
  p.lateral_compliance = puncture["lateral_compliance"];
  p.vessels = vessel_parameters(puncture);
  p.channel = {.rest_share = puncture["channel_rest"],
               .recoil_time = puncture["channel_recoil_time"],
               .fade = puncture["channel_fade"]};
  p.lumen_over_R = healing["lumen_over_R"];
  p.collar_w = healing["collar_w"];
  p.collar_width_over_R = healing["collar_width_over_R"];
  p.cutoff = healing["inj_cutoff"];
  return p;
}

PunctureParameters puncture_parameters(const ParameterTable& puncture,
                                       const ParameterTable& healing) {
  return puncture_parameters(ParameterValues(puncture), ParameterValues(healing));
}

PuncturePattern wound_pattern(const Device& device, const SessionSettings& s, const Skin& skin,
                              const PunctureParameters& p, const std::string& path) {
  if (auto problems = problems_of(device, s, path); !problems.empty())
    throw InvalidInput(std::move(problems));
  PuncturePattern pattern;
  pattern.drive = device.drive;
  pattern.travel = s.depth.in(mm);
  pattern.needle_radius = device.needle.diameter.in(mm) / 2.0;
  pattern.glide = s.glide.in(mm_per_s);
  pattern.density_cm2 = session_density_cm2(device, s);
  pattern.density_per_pass_cm2 = density_per_pass_cm2(device, s);
  if (pattern.density_per_pass_cm2 > 0.0)
    pattern.passes = pattern.density_cm2 / pattern.density_per_pass_cm2;

  if (const auto* pen = std::get_if<Pen>(&device.drive)) {
    const double stroke = pen->stroke.in(mm), frequency = pen->frequency.in(Hz);
    pattern.entry_speed = entry_speed(pattern.travel, stroke, frequency);
    pattern.time_in_skin_s = time_below_s(pattern.travel, stroke, frequency);
  }
  pattern.needle = needle_on_skin(device, s, skin);
  pattern.depth =
      true_depth(p.insertion, pattern.needle, pattern.travel, device.depth_tolerance.in(mm));
  if (const auto* roller = std::get_if<Roller>(&device.drive))
    pattern.entry_angle_deg =
        roller_entry_angle_deg(pattern.depth.mean, roller->drum_radius.in(mm));
  pattern.slit = slit_at(pattern, p, 0.0);

  const double r = pattern.needle_radius;
  const double opened = torn_hole(r, pattern.slit).area;
  pattern.coverage = random_coverage(pattern.density_cm2 * pattern.depth.entered, opened);
  const auto reaching = [&](double z) {
    return pattern.density_cm2 > 0.0 ? punctures_reaching_cm2(pattern, p, z) / pattern.density_cm2
                                     : 0.0;
  };
  pattern.bleeding_share =
      share_bleeding(p.vessels, r, pattern.slit, reaching(skin.epidermis.in(mm)),
                     reaching(p.vessels.plexus_depth));
  return pattern;
}

double punctures_reaching_cm2(const PuncturePattern& pattern, const PunctureParameters& p,
                              double z) {
  const double c = p.cutoff;
  const double entering = pattern.density_cm2 * pattern.depth.entered;
  const double half_width = std::sqrt(3.0) * pattern.depth.sd;
  const double below = (z - pattern.depth.mean) / c;
  // Too narrow a spread to integrate over: one depth for all.
  if (half_width < 1e-6 * c) return entering * 0.5 * (1.0 - std::tanh(below));
  // Mean of (1 - tanh((z - h)/c)) / 2 over h, even within mean -+ half width.
  const double b = half_width / c;
  const double share = 0.5 + (log_cosh(below - b) - log_cosh(below + b)) / (4.0 * b);
  return entering * std::clamp(share, 0.0, 1.0);
}

double slit_at(const PuncturePattern& pattern, const PunctureParameters& p, double z) {
  if (z >= pattern.depth.mean) return 0.0;
  // The dimple carries skin along: a layer at depth z is met when the tip has travelled in
  // proportion.
  if (const auto* pen = std::get_if<Pen>(&pattern.drive))
    return pen_slit(z * pattern.travel / pattern.depth.mean, pattern.travel, pen->stroke.in(mm),
                    pen->frequency.in(Hz), pattern.glide, p.lateral_compliance);
  if (const auto* roller = std::get_if<Roller>(&pattern.drive))
    return roller_slit(z, pattern.depth.mean, roller->drum_radius.in(mm), p.lateral_compliance);
  return 0.0;
}

double damaged_area_mm2(const PuncturePattern& pattern, const PunctureParameters& p, double z) {
  const double lumen = p.lumen_over_R * pattern.needle_radius;
  const double w = p.collar_width_over_R * pattern.needle_radius;
  const double root_pi = std::sqrt(kPi);
  // Round channel: the collar's Gaussian integrated over the plane outside the lumen.
  const double round =
      kPi * lumen * lumen + 2.0 * kPi * p.collar_w * (w * w / 2.0 + lumen * w * root_pi / 2.0);
  // Along a slit the same cross-section is swept straight on: its width is lumen and collar on both
  // sides.
  const double width = 2.0 * lumen + p.collar_w * w * root_pi;
  return round + width * slit_at(pattern, p, z);
}

double damage_at(const PuncturePattern& pattern, const PunctureParameters& p, double z) {
  return random_coverage(punctures_reaching_cm2(pattern, p, z), damaged_area_mm2(pattern, p, z));
}

double torn_epidermis(const PuncturePattern& pattern, const PunctureParameters& p, double z) {
  return random_coverage(punctures_reaching_cm2(pattern, p, z),
                         torn_hole(pattern.needle_radius, slit_at(pattern, p, z)).area);
}

double hole_radius_mm(const PuncturePattern& pattern, const PunctureParameters& p) {
  const TornHole hole = torn_hole(pattern.needle_radius, slit_at(pattern, p, 0.0));
  return 2.0 * hole.area / hole.rim;
}

double random_coverage(double density_cm2, double area_mm2) {
  return -std::expm1(-density_cm2 / kMm2PerCm2 * area_mm2);
}

double mean_nearest_distance(double density_cm2) {
  return 0.5 / std::sqrt(density_cm2 / kMm2PerCm2);
}

}  // namespace stipple
