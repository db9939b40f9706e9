// SPDX-License-Identifier: Apache-2.0
#include "calibrate/closure_predictions.h"

#include <utility>

#include "barrier/open_path.h"
#include "calibrate/row_words.h"

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

}  // namespace

std::optional<double> closure_prediction(const ValidationRow& row, const MemberValues& member) {
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
  if (row.metric == "dye_closure") {
    const PathParameters path = path_parameters(member.barrier);
    return path_open_hours(path, path_half_life_h(path, p, c));
  }
  return std::nullopt;
}

}  // namespace stipple
