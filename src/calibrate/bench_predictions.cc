// SPDX-License-Identifier: Apache-2.0
#include "calibrate/bench_predictions.h"

#include <algorithm>
#include <string>
#include <utility>

#include "barrier/closure.h"
#include "barrier/numbing.h"
#include "calibrate/insertion_predictions.h"
#include "calibrate/row_text.h"
#include "puncture/wound.h"

namespace stipple {
namespace {

// What the papers on closing leave open; all assumed.
constexpr double kAgeOfVolunteers = 26.0, kAgeOfPatients = 40.0;  // years
constexpr double kUnstatedNeedle = 0.5;                           // mm
constexpr double kArrayDensityCm2 = 250.0, kArrayNeedle = 0.25;   // mm across

Phototype phototype_of(const ValidationRow& row) {
  constexpr std::pair<std::string_view, Phototype> kGroups[] = {{"Black", Phototype::VI},
                                                                {"Latino", Phototype::IV},
                                                                {"White", Phototype::II},
                                                                {"Asian", Phototype::III}};
  for (const auto& [word, phototype] : kGroups)
    if (mentions(row.population, word)) return phototype;
  return Phototype::III;
}

ClosureConditions conditions_of(const ValidationRow& row) {
  return {.depth = row.needle_mm.value_or(kUnstatedNeedle),
          .occluded = row.condition == "occluded",
          .age_years = row.site == "face" ? kAgeOfPatients : kAgeOfVolunteers,
          .phototype = phototype_of(row)};
}

// Needles pressed straight in and out.
double array_channel_share(const ClosureConditions& c, const MemberValues& member) {
  PuncturePattern array;
  array.density_cm2 = kArrayDensityCm2;
  array.depth.mean = array.travel = c.depth;
  array.needle_radius = kArrayNeedle / 2.0;
  array.drive = Stamp{};
  return open_channel_share(array, puncture_parameters(member.puncture, member.healing));
}

std::optional<double> closing(const ValidationRow& row, const MemberValues& member) {
  if (mentions(row.population, "rat")) return std::nullopt;
  BarrierParameters p = barrier_parameters(member.barrier);
  const ClosureConditions c = conditions_of(row);
  if (row.metric == "closure_half_life") return closing_half_life_h(p, c);
  if (row.metric == "impedance_closure_time") {
    // Current, not water: the channels at the visit conduct as much as whole skin does.
    p.open_area_gain = 1.0;
    return barrier_open_hours(p, c, 1.0);
  }
  if (row.metric == "tewl_normal_after" || row.metric == "barrier_recovered_by" ||
      row.metric == "tewl_still_above_baseline_at")
    return barrier_open_hours(p, c, array_channel_share(c, member));
  return std::nullopt;
}

std::optional<double> numbing(const ValidationRow& row, const MemberValues& member) {
  const NumbingParameters p = numbing_parameters(member.barrier);
  if (row.metric == "needle depth at which pain is first felt") return p.pain_depth;
  if (row.metric != "depth without unacceptable pain") return std::nullopt;
  const auto minutes = mean_number_in(row.condition);
  if (!minutes) return std::nullopt;
  return numb_depth(p, *minutes);
}

// Why a metric has no law; the first that the name begins with.
constexpr std::pair<std::string_view, std::string_view> kReasons[] = {
    {"oct_attenuation", "no law from tissue to the attenuation that optical tomography sees"},
    {"share_better_by_10mm", "no law from tissue to marks on a person's line of 10 cm"},
    {"epidermal_thickness_sign", "rat skin; the model is of human skin"},
    {"dye_closure", "rat skin, and no law for how far a dye gets in"},
    {"erythema_gone_by", "redness under needles that swell and stay in: no device of the data"},
    {"reepithelialisation_ed50",
     "a wound as wide as a column closes from its sides: needs the resolved patch"},
    {"pain_0_10", "pain is only known relative to other needles, not as a mark out of ten"},
    {"needle depth at which touch is first felt", "no law for touch"},
    {"plasma lidocaine", "no model of uptake and clearance yet"},
    {"peak lidocaine", "no model of uptake and clearance yet"},
};

}  // namespace

std::optional<double> bench_prediction(const ValidationRow& row, const MemberValues& member,
                                       const Library& library) {
  if (row.use == RowUse::limit) return std::nullopt;
  // Without treatment the model's skin, and so its score, stays as it is.
  if (mentions(row.condition, "untreated")) return 0.0;
  if (row.file.ends_with("recovery.csv")) return closing(row, member);
  if (row.file.ends_with("anaesthesia.csv")) return numbing(row, member);
  if (row.file.ends_with("insertion.csv")) return insertion_prediction(row, member, library);
  return std::nullopt;
}

std::string_view why_not_predicted(const ValidationRow& row) {
  if (row.file.ends_with("skin.csv")) return "an input of the model, not a prediction";
  if (row.use == RowUse::limit) return "a limit or an input of the model, not a prediction";
  if (row.metric == "tewl_normal_after" && mentions(row.population, "rat"))
    return "rat skin; the barrier model is of human skin";
  if (mentions(row.condition, "tranexamic"))
    return "treated with tranexamic acid too, which the model does not know";
  for (const auto& [metric, reason] : kReasons)
    if (row.metric.starts_with(metric)) return reason;
  return {};
}

}  // namespace stipple
