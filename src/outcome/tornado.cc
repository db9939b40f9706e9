// SPDX-License-Identifier: Apache-2.0
#include "outcome/tornado.h"

#include <algorithm>
#include <cmath>

namespace stipple {
namespace {

constexpr double kAfterLast = 90.0;
constexpr std::size_t kBars = 12;

Standing standing_of(Status status) {
  switch (status) {
    case Status::literature: return Standing::literature;
    case Status::tuned: return Standing::tuned;
    case Status::assumed: return Standing::assumed;
  }
  return Standing::assumed;
}

// What the first concern is treated for.
const OutcomeDefinition& headline_of(const std::vector<OutcomeDefinition>& all,
                                     const Patient& patient) {
  const char* name = "dermal_collagen_gain";
  if (!patient.concerns.empty()) switch (patient.concerns.front().kind) {
      case ConcernKind::acne_scar_rolling:
      case ConcernKind::acne_scar_boxcar:
      case ConcernKind::acne_scar_ice_pick:
      case ConcernKind::surgical_scar: name = "scar_depth_change"; break;
      case ConcernKind::stretch_marks_white:
      case ConcernKind::stretch_marks_red: name = "stria_contrast_change"; break;
      case ConcernKind::fine_lines: name = "wrinkle_depth_change"; break;
      case ConcernKind::neck_laxity: name = "elasticity_gain"; break;
      case ConcernKind::texture: name = "texture_change"; break;
      case ConcernKind::dark_spots:
      case ConcernKind::age_spots: name = "pigmentation_change"; break;
    }
  return *std::find_if(all.begin(), all.end(),
                       [&](const OutcomeDefinition& d) { return d.text.name == name; });
}

}  // namespace

std::vector<TornadoProbe> tornado_probes(const Library& library) {
  std::vector<TornadoProbe> probes;
  for (const bool in_puncture : {false, true})
    for (const Parameter& p : (in_puncture ? library.puncture : library.healing).all()) {
      // The erythemal doses by phototype are read by no formula yet: sun comes in MED already.
      if (!(p.high > p.low) || p.symbol.starts_with("MED_")) continue;
      probes.push_back({&p, in_puncture, false});
      probes.push_back({&p, in_puncture, true});
    }
  return probes;
}

void add_tornado(CourseResult& out, const std::vector<TornadoProbe>& probes, const CoursePlan& plan,
                 const Library& library, const StepControl& control, int threads,
                 const Progress& progress) {
  // Only what the headline needs: the first concern, no control, no year after it.
  Patient patient = *plan.patient;
  if (patient.concerns.size() > 1) patient.concerns.resize(1);
  std::vector<std::string> absent;
  const std::vector<OutcomeDefinition> all = outcome_definitions(patient, library, absent);
  const OutcomeDefinition& headline = headline_of(all, patient);
  const MemberValues stated = stated_member(library);
  const double at = plan.visit_days.back() + kAfterLast;
  Timeline timeline = treated_timeline(plan, {}, stated.healing);
  while (timeline.grid.back() > at) timeline.grid.pop_back();

  const PersonOf person = [&](std::size_t) { return Person{patient, *plan.course}; };
  std::vector<MemberValues> values{stated};
  for (const TornadoProbe& probe : probes) {
    MemberValues v = stated;
    (probe.in_puncture ? v.puncture : v.healing)
        .set(probe.parameter->symbol, probe.at_high ? probe.parameter->high : probe.parameter->low);
    values.push_back(std::move(v));
  }
  const std::vector<SimulatedMember> members = simulate_members(
      plan, library, std::move(values), timeline, {threads, control, progress, false, person});
  const auto answer = [&](std::size_t k) {
    return members[k].failed ? std::nan("")
                             : headline.at_day(MemberView(members[k], timeline.grid), at, false);
  };
  out.tornado_outcome = headline.text.label + ", 90 days after the last visit";
  out.tornado_of = headline.text.name;
  out.tornado_days = kAfterLast;
  out.tornado_base = answer(0);
  for (std::size_t k = 0; k + 1 < probes.size(); k += 2) {
    const Parameter& p = *probes[k].parameter;
    const double low = answer(1 + k), high = answer(2 + k);
    if (std::isnan(low) || std::isnan(high)) continue;
    out.tornado.push_back(
        {p.symbol, p.help, p.unit, p.low, p.value, p.high, standing_of(p.status), low, high});
  }
  const auto reach = [&](const TornadoBar& b) {
    return std::max(std::abs(b.outcome_at_low - out.tornado_base),
                    std::abs(b.outcome_at_high - out.tornado_base));
  };
  std::stable_sort(out.tornado.begin(), out.tornado.end(),
                   [&](const TornadoBar& a, const TornadoBar& b) { return reach(a) > reach(b); });
  if (out.tornado.size() > kBars) out.tornado.resize(kBars);
}

}  // namespace stipple
