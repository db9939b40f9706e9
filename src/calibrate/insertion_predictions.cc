// SPDX-License-Identifier: Apache-2.0
#include "calibrate/insertion_predictions.h"

#include "calibrate/row_words.h"
#include "device/kinematics.h"
#include "puncture/catalogue.h"
#include "puncture/cutting_work.h"
#include "puncture/wound.h"

namespace stipple {
namespace {

constexpr double kUmPerMm = 1000.0;
constexpr double kKPaPerMPa = 1000.0;
constexpr double kDensityCm2 = 250.0;  // assumed; the depth does not depend on it

// Skin under the needles of the bench papers: that of the face in the middle of the scale.
constexpr double kEpidermis = 0.07, kDermis = 1.5;  // mm

// The small roller of [Kalluri2011]: needle 0.77 mm, base 0.14 mm, tip radius 4 um, a cone
// throughout.
constexpr NeedleOnSkin kKalluri{.diameter = 0.14,
                                .tip_diameter = 0.008,
                                .taper = 0.77,
                                .epidermis = kEpidermis,
                                .dermis = kDermis};
constexpr double kKalluriLength = 0.77;  // mm
// A steel needle pressed slowly [Lam2008]; its shape is not at hand.
constexpr NeedleOnSkin kSteel{.diameter = 0.25,
                              .tip_diameter = 0.02,
                              .taper = 0.8,
                              .epidermis = kEpidermis,
                              .dermis = kDermis};
// Middle of the tips of [Davis2004], 60 to 160 um across (recalled, unconfirmed).
constexpr double kDavisTip = 0.11;  // mm
// A hypodermic needle deep in tissue [Barnett2015]; shares do not depend on the diameter, the depth
// is not at hand.
constexpr NeedleOnSkin kHypodermic{
    .diameter = 1.27, .tip_diameter = 0.05, .taper = 3.0, .epidermis = kEpidermis, .dermis = 20.0};
constexpr double kHypodermicDepth = 10.0;  // mm

double friction_share(const PunctureParameters& p) {
  const HoldingForce held = holding_force(p.insertion, kHypodermic, kHypodermicDepth);
  return held.friction / held.total();
}

// Of the cutting force, what opens the crack and does not spread the tissue.
double tearing_of_cutting(const MemberValues& member) {
  const CutWork work =
      least_cut_work(member.puncture["ogden_exponent"],
                     member.puncture["toughness"] * kKPaPerMPa /
                         (member.puncture["ogden_stiffness"] * kHypodermic.diameter / 2.0));
  return work.fracture_share;
}

double true_depth_of_pen(double setting, const PunctureParameters& p, const Library& library) {
  const Device pen = device_named(library.files, "exceed", library.bibliography);
  const SessionSettings s{.depth = Length(setting, mm),
                          .density = ArealDensity(kDensityCm2, per_cm2)};
  const Skin skin = skin_from(library.zones.at("face"), Sex::female);
  return wound_pattern(pen, s, skin, p).depth.mean;
}

double roller_density_cm2(double passes, const Library& library) {
  const Device roller = device_named(library.files, "roller-192", library.bibliography);
  return session_density_cm2(roller, {.passes = passes});
}

}  // namespace

std::optional<double> insertion_prediction(const ValidationRow& row, const MemberValues& member,
                                           const Library& library) {
  const PunctureParameters p = puncture_parameters(member.puncture, member.healing);
  const std::string_view metric = row.metric;
  if (metric == "insertion force of a single needle in ex vivo human skin") {
    const auto tip_um = mean_number_in(row.condition);
    if (!tip_um) return std::nullopt;
    return tip_force(p.insertion, *tip_um / kUmPerMm);
  }
  if (metric == "insertion force of hollow metal needles in living skin")
    return tip_force(p.insertion, kDavisTip) / kUmPerMm;  // mN to N
  if (metric.starts_with("share of friction")) return friction_share(p);
  if (metric.starts_with("share of tearing"))
    return (1.0 - friction_share(p)) * tearing_of_cutting(member);
  if (metric.starts_with("share of spreading"))
    return (1.0 - friction_share(p)) * (1.0 - tearing_of_cutting(member));
  // In this model vibration can only spare the rubbing.
  if (metric.starts_with("fall of insertion force")) return friction_share(p);
  if (metric.starts_with("channel depth of a 770 um roller needle"))
    return kUmPerMm * buried_depth(p.insertion, kKalluri, kKalluriLength);
  if (metric.starts_with("channel mouth of a 770 um roller needle"))
    return kUmPerMm * p.lumen_over_R * kKalluri.diameter;
  if (metric.starts_with("true depth of a motorised pen set to")) {
    const auto setting = mean_number_in(metric);
    if (!setting) return std::nullopt;
    return true_depth_of_pen(*setting, p, library);
  }
  if (metric == "buried share of travel for travel under 1 mm")
    return buried_depth(p.insertion, kSteel, 1.0);
  if (metric == "puncture density of one pass of a 192-needle roller")
    return roller_density_cm2(1.0, library);
  if (metric.starts_with("puncture density after") && mentions(metric, "passes")) {
    const auto passes = mean_number_in(metric);
    if (!passes) return std::nullopt;
    return roller_density_cm2(*passes, library);
  }
  return std::nullopt;
}

}  // namespace stipple
