// SPDX-License-Identifier: Apache-2.0
#include "service/puncture_members.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.h"
#include "puncture/catalogue.h"
#include "puncture/coverage.h"
#include "puncture/pattern_statistics.h"

namespace stipple {
namespace {

constexpr int kAttempts = 100;  // at a device that can be built
constexpr double kMsPerS = 1000.0, kMmPerM = 1000.0;

double strokes_per_s(const Device& device) {
  const auto* pen = std::get_if<Pen>(&device.drive);
  return pen ? pen->frequency.in(Hz) : 0.0;
}

}  // namespace

double largest_force(const ForceCurve& curve) {
  return *std::max_element(curve.force.begin(), curve.force.end());
}

DrawnDevice drawn_device(const DeviceSource& source, const SessionSettings& settings,
                         const MemberValues& member) {
  if (!source.record || member.stated) return {source.stated, false};
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    DeviceRecord record = *source.record;
    std::vector<Parameter> figures(record.figures.all().begin(), record.figures.all().end());
    for (Parameter& p : figures)
      p.value = member.draw(p, fmt::format("device/{}/{}", attempt, p.symbol));
    record.figures = ParameterTable("devices/" + record.id + ".json", std::move(figures));
    try {
      const Device device = device_from(record);
      if (problems_of(device, settings, "").empty()) return {device, false};
    } catch (const InvalidInput&) {
      continue;  // the next draw
    }
  }
  return {source.stated, true};
}

Skin as_skin(const Patient& patient, const SkinValues& skin) {
  return {patient.zone, Length(skin.layers.epidermis_mm, mm),
          Length(skin.layers.papillary_mm + skin.layers.reticular_mm, mm), patient.age};
}

PuncturedSkin punctured_skin(const Device& device, const SessionSettings& settings,
                             const Skin& skin, const MemberValues& member) {
  PuncturedSkin s;
  s.device = device;
  s.skin = skin;
  s.parameters = puncture_parameters(member.puncture, member.healing);
  s.pattern = wound_pattern(device, settings, skin, s.parameters);
  s.hand = hand_motion(member.puncture);
  return s;
}

PunctureMap placed(const PuncturedSkin& s, const SessionSettings& settings, double width,
                   double height, Seed seed) {
  return place_punctures(s.device, settings, s.pattern, s.parameters, s.hand, width, height, seed);
}

ForceCurves force_curves(const PuncturedSkin& s, double travel) {
  NeedleOnSkin alone = s.pattern.needle;
  alone.neighbours = 0.0;
  const ArrayCurve array = array_curve(s.device, s.pattern, s.parameters, kForceSteps);
  ForceCurves curves{force_curve(s.parameters.insertion, alone, travel, kForceSteps),
                     {},
                     array_load(s.device, s.pattern, s.parameters)};
  curves.array.travel = array.travel;
  curves.array.force = array.force;
  curves.array.work = curves.load.work;
  return curves;
}

ObservedPunctures observed(const PuncturedSkin& s, const PunctureMap& map, double travel) {
  const PuncturePattern& p = s.pattern;
  const PatternStatistics statistics = pattern_statistics(map);
  const ForceCurves force = force_curves(s, travel);
  ObservedPunctures o;
  o.density_cm2 = p.density_cm2;
  o.counted_cm2 = statistics.density_cm2;
  o.punctures_per_s = strokes_per_s(s.device) * s.device.needle_count;
  o.depth_mean = p.depth.mean;
  o.depth_sd = p.depth.sd;
  o.depth_p5 = depth_quantile(p.depth, 0.05);
  o.depth_p95 = depth_quantile(p.depth, 0.95);
  o.entered = p.depth.entered;
  o.slit = p.slit;
  o.coverage = coverage_of(map, p.needle_radius).share;
  o.bleeding = p.bleeding_share;
  o.insertion_force = force.needle.puncture_force;
  o.largest_force = largest_force(force.needle);
  o.array_force = force.load.force;
  o.array_work = force.load.work;
  o.entry_speed_m_per_s = p.entry_speed / kMmPerM;
  o.time_in_skin_ms = p.time_in_skin_s * kMsPerS;
  o.angle_deg = p.entry_angle_deg;
  o.nearest = statistics.nearest.mean;
  o.clark_evans = statistics.nearest.clark_evans;
  o.needle_force = force.needle.force;
  o.array_forces = force.array.force;
  return o;
}

}  // namespace stipple
