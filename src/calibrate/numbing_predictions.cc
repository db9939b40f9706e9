// SPDX-License-Identifier: Apache-2.0
#include "calibrate/numbing_predictions.h"

#include <algorithm>
#include <string_view>

#include "barrier/pain.h"
#include "barrier/plasma.h"
#include "calibrate/row_words.h"
#include "course/cream.h"
#include "puncture/wound.h"

namespace stipple {
namespace {

// What the papers leave open; all assumed.
constexpr double kGramsPerCm2 = 0.2;  // the label's dose
constexpr double kDepthArea = 10.0;   // cm2
constexpr double kFaceArea = 400.0;   // cm2
constexpr double kPainGrams = 30.0, kPainMinutes = 60.0;
// Benzocaine, lidocaine, tetracaine 20/6/4, 15 g for 20 min and once more [Oni2013].
constexpr double kBltStrength = 0.30, kBltLidocaine = 0.06, kBltGrams = 30.0, kBltMinutes = 40.0;
constexpr double kLaserShare = 0.1;  // of the surface that is channel
// A roller of 192 needles, 0.25 mm across [Schwarz2011].
constexpr double kRollerNeedles = 192.0;
constexpr NeedleOnSkin kRollerNeedle{
    .diameter = 0.25, .tip_diameter = 0.02, .taper = 0.8, .epidermis = 0.07, .dermis = 1.5};
constexpr double kHoursAfter = 14.0;  // by when the plasma level has long fallen

struct SkinUse {
  NumbingParameters parameters{};
  const NumbingSet* set{};
};

SkinUse skin_of(const MemberValues& member, const Library& library) {
  return {numbing_parameters(member.barrier), &numbing_set_of(library, member)};
}

double plasma_peak(const Cream& cream, double lidocaine_share, const NeedledSkin* needled,
                   const MemberValues& member, const Library& library) {
  const SkinUse use = skin_of(member, library);
  const NumbedSkin skin = numb_skin(cream, use.parameters, *use.set, needled, kHoursAfter);
  const double peak = plasma_course(plasma_parameters(member.barrier),
                                    member.barrier["weight_unknown"], skin.to_blood, skin.step_h)
                          .peak;
  return lidocaine_share * peak;
}

std::optional<double> plasma_of_label(const ValidationRow& row, const MemberValues& member,
                                      const Library& library) {
  // "60 g on 400 cm2 for 3 h": the third number is the 2 of cm2.
  const std::vector<double> n = numbers_in(row.metric);
  if (n.size() != 4) return std::nullopt;
  Cream cream = cream_of_depths(library, n[3] * 60.0);
  cream.amount_g = n[0];
  cream.area_cm2 = n[1];
  return plasma_peak(cream, cream.product->lidocaine, nullptr, member, library);
}

double face_flux(const MemberValues& member, const Library& library) {
  return member.draw(library.numbing.site_of_zone("face").flux, "flux of the place");
}

double plasma_with_laser(const MemberValues& member, const Library& library) {
  const NumbingProductRecord& product = library.numbing.product("compounded");
  const Cream cream{.product = &product,
                    .strength = kBltStrength,
                    .amount_g = kBltGrams,
                    .area_cm2 = kFaceArea,
                    .minutes_on = kBltMinutes,
                    .product_flux = member.draw(product.relative_flux, "flux of the product"),
                    .site_flux = face_flux(member, library),
                    .hours_after_needling = 0.0};
  const NeedledSkin needled{.channel_share = kLaserShare,
                            .path_half_life_h = member.barrier["T_half_path"]};
  return plasma_peak(cream, kBltLidocaine / kBltStrength, &needled, member, library);
}

std::optional<double> pain_under_cream(const ValidationRow& row, const MemberValues& member,
                                       const Library& library) {
  if (!row.needle_mm) return std::nullopt;
  Cream cream = cream_of_depths(library, kPainMinutes);
  cream.amount_g = kPainGrams;
  cream.area_cm2 = kFaceArea;
  cream.occluded = false;
  cream.site_flux = face_flux(member, library);
  const SkinUse use = skin_of(member, library);
  const NumbedSkin skin = numb_skin(cream, use.parameters, *use.set, nullptr, 0.0);
  const PunctureParameters p = puncture_parameters(member.puncture, member.healing);
  const double depth = buried_depth(p.insertion, kRollerNeedle, *row.needle_mm);
  return pain_mark(pain_parameters(member.barrier), depth, kRollerNeedles,
                   {skin.at_removal, skin.cell, skin.threshold});
}

}  // namespace

Cream cream_of_depths(const Library& library, double minutes) {
  const NumbingProductRecord& product = library.numbing.product("lidocaine_prilocaine");
  return {.product = &product,
          .strength = product.strength.value(),
          .amount_g = kGramsPerCm2 * kDepthArea,
          .area_cm2 = kDepthArea,
          .minutes_on = minutes,
          .occluded = true};
}

std::optional<double> numbing_prediction(const ValidationRow& row, const MemberValues& member,
                                         const Library& library) {
  if (row.metric == "needle depth at which pain is first felt") return member.barrier["pain_depth"];
  if (row.metric == "pain_0_10") return pain_under_cream(row, member, library);
  if (row.metric.starts_with("peak lidocaine") && mentions(row.condition, "BLT"))
    return plasma_with_laser(member, library);
  if (row.metric.starts_with("plasma lidocaine")) return plasma_of_label(row, member, library);
  if (row.metric != "depth without unacceptable pain") return std::nullopt;
  const auto minutes = mean_number_in(row.condition);
  if (!minutes) return std::nullopt;
  const SkinUse use = skin_of(member, library);
  return numb_skin(cream_of_depths(library, *minutes), use.parameters, *use.set, nullptr, 0.0)
      .numb_depth.back();
}

}  // namespace stipple
