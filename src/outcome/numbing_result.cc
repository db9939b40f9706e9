// SPDX-License-Identifier: Apache-2.0
#include "outcome/numbing_result.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "barrier/closure.h"
#include "barrier/open_path.h"
#include "barrier/pain.h"
#include "course/cream.h"
#include "outcome/assess.h"
#include "outcome/numbing_words.h"
#include "puncture/catalogue.h"

namespace stipple {
namespace {

constexpr double kShownEveryMin = 5.0, kShownAfterMin = 240.0;
constexpr double kHoursAfter = 14.0;  // by when the plasma level has long fallen
constexpr double kNeedledHours[] = {0.0, 1.0, 2.0, 4.0, 8.0, 12.0, 24.0, 48.0, 72.0};
constexpr double kTenth = 0.1;

const SessionSettings& deepest_of(const Course& course) {
  return std::ranges::max_element(course.visits, {},
                                  [](const Visit& v) { return v.settings.depth; })
      ->settings;
}

// Everything of one member; collected into bands.
struct Values {
  std::vector<std::vector<double>> depth{};  // by shown minute
  std::vector<double> needle{}, plasma{}, plasma_all{}, plasma_h{}, absorbed{}, pain{}, bare_pain{};
  std::vector<std::vector<double>> needled{};
  std::vector<double> microbes{}, tenth{};
};

double weight_of(const Patient& patient, const MemberValues& member) {
  return patient.history.weight ? patient.history.weight->in(gram) / 1000.0
                                : member.barrier["weight_unknown"];
}

void follow_cream(Values& out, const CoursePlan& plan, const Library& library,
                  const MemberValues& member, const PuncturePattern& pattern,
                  const PunctureParameters& puncture, std::string_view set,
                  const std::vector<double>& minutes) {
  const Patient& patient = *plan.patient;
  const Numbing& numbing = *plan.course->numbing;
  const Cream cream = cream_of(numbing, library, patient.zone, member);
  const NumbingParameters p = numbing_parameters(member.barrier);
  const NumbingSet& constants = numbing_set_of(library, member, set);
  const NeedledSkin channels = needled_skin(pattern, puncture, patient, member);
  const NeedledSkin* met = cream.hours_after_needling ? &channels : nullptr;
  const NumbedSkin skin = numb_skin(cream, p, constants, met, kHoursAfter);
  for (std::size_t i = 0; i < minutes.size(); ++i)
    out.depth[i].push_back(numb_depth_at(skin, minutes[i] / 60.0));
  const PlasmaCourse plasma = plasma_course(plasma_parameters(member.barrier),
                                            weight_of(patient, member), skin.to_blood, skin.step_h);
  out.plasma.push_back(plasma.peak * cream.product->lidocaine);
  out.plasma_all.push_back(plasma.peak);
  out.plasma_h.push_back(plasma.peak_h);
  const double end = skin.step_h * static_cast<double>(skin.numb_depth.size() - 1);
  out.absorbed.push_back(cream.area_cm2 * uptake_until(layer_of(cream, p, constants, met), end));
  // Cream after the needles numbs nothing of their pain.
  const Block block = met ? Block{} : Block{skin.at_removal, skin.cell, skin.threshold};
  out.pain.push_back(pain_mark(pain_parameters(member.barrier), pattern.depth.mean,
                               plan.device.needle_count, block));
  const double whole = uptake_until(layer_of(cream, p, constants, nullptr), end);
  for (std::size_t i = 0; i < std::size(kNeedledHours); ++i) {
    Cream late = cream;
    late.hours_after_needling = kNeedledHours[i];
    out.needled[i].push_back(uptake_until(layer_of(late, p, constants, &channels), end) / whole);
  }
}

Values values_of(const CoursePlan& plan, const Library& library,
                 const std::vector<MemberValues>& members, std::string_view set,
                 const std::vector<double>& minutes) {
  Values out;
  out.depth.resize(minutes.size());
  out.needled.resize(std::size(kNeedledHours));
  const Patient& patient = *plan.patient;
  const SessionSettings& settings = deepest_of(*plan.course);
  const Skin skin = skin_from(library.zones.at(patient.zone), patient.sex);
  for (const MemberValues& member : members) {
    const PunctureParameters puncture = puncture_parameters(member.puncture, member.healing);
    const PuncturePattern pattern = wound_pattern(plan.device, settings, skin, puncture);
    out.needle.push_back(pattern.depth.mean);
    out.bare_pain.push_back(pain_mark(pain_parameters(member.barrier), pattern.depth.mean,
                                      plan.device.needle_count, {}));
    if (plan.course->numbing)
      follow_cream(out, plan, library, member, pattern, puncture, set, minutes);
    const NeedledSkin open = needled_skin(pattern, puncture, patient, member);
    out.microbes.push_back(microbe_index_cm2(path_parameters(member.barrier), open.channel_share,
                                             open.path_half_life_h, 0.0));
    out.tenth.push_back(microbe_hours_to(kTenth, open.path_half_life_h));
  }
  return out;
}

std::vector<double> shown_minutes(const Course& course) {
  std::vector<double> out{0.0};
  if (!course.numbing) return out;
  const double on = course.numbing->time_on.in(minute);
  for (double m = kShownEveryMin; m <= on + kShownAfterMin; m += kShownEveryMin) out.push_back(m);
  // The end of the cream is shown itself.
  if (std::ranges::none_of(out, [&](double m) { return std::abs(m - on) < 1e-6; }))
    out.insert(std::ranges::upper_bound(out, on), on);
  return out;
}

}  // namespace

double pain_of_visit(const PuncturePattern& pattern, double array_needles, const Patient& patient,
                     const Course& course, const Library& library, const MemberValues& member) {
  const PainParameters p = pain_parameters(member.barrier);
  if (!course.numbing || course.numbing->after_needling)
    return pain_mark(p, pattern.depth.mean, array_needles, {});
  const NumbedSkin skin =
      numb_skin(cream_of(*course.numbing, library, patient.zone, member),
                numbing_parameters(member.barrier), numbing_set_of(library, member), nullptr, 0.0);
  return pain_mark(p, pattern.depth.mean, array_needles,
                   {skin.at_removal, skin.cell, skin.threshold});
}

NumbingResult numbing_result(const CoursePlan& plan, const Library& library,
                             const std::vector<MemberValues>& members, std::string_view set) {
  const Course& course = *plan.course;
  NumbingResult out;
  out.has_cream = course.numbing.has_value();
  out.members = members.size();
  out.minutes = shown_minutes(course);
  const Values v = values_of(plan, library, members, set, out.minutes);
  out.needle_depth_mm = band_of(v.needle);
  out.pain_without_cream = out.pain = band_of(v.bare_pain);
  out.microbe_index_cm2 = band_of(v.microbes);
  out.microbe_tenth_hours = band_of(v.tenth);
  if (const auto& weight = plan.patient->history.weight) out.weight_kg = weight->in(gram) / 1000.0;
  if (!out.has_cream) {
    out.numb_depth_mm.push_back({});
    if (out.weight_kg) out.dose_mg_per_kg = 0.0;
    add_numbing_words(out, course);
    return out;
  }
  for (const auto& depth : v.depth) out.numb_depth_mm.push_back(band_of(depth));
  for (const MemberValues& member : members) {
    const std::string& name = numbing_set_of(library, member, set).name;
    if (std::ranges::find(out.sets, name) == out.sets.end()) out.sets.push_back(name);
  }
  out.plasma_peak = band_of(v.plasma);
  out.plasma_peak_all = band_of(v.plasma_all);
  out.plasma_peak_h = band_of(v.plasma_h);
  out.absorbed_mg = band_of(v.absorbed);
  out.pain = band_of(v.pain);
  for (std::size_t i = 0; i < v.needled.size(); ++i)
    out.needled.push_back({kNeedledHours[i], band_of(v.needled[i])});
  const Cream cream =
      cream_of(*course.numbing, library, plan.patient->zone, stated_member(library));
  out.applied_mg = applied_mg(cream);
  if (out.weight_kg) out.dose_mg_per_kg = out.applied_mg / *out.weight_kg;
  out.checks = dose_checks(cream, {course.numbing->at_home, course.numbing->heated}, *plan.patient,
                           {out.absorbed_mg.high, out.plasma_peak_all.high},
                           dose_limits(library.numbing), library.numbing);
  out.verdict = worst_of(out.checks);
  add_numbing_words(out, course);
  return out;
}

}  // namespace stipple
