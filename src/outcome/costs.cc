// SPDX-License-Identifier: Apache-2.0
#include "outcome/costs.h"

#include <algorithm>

#include "barrier/closure.h"
#include "numerics/lanes.h"
#include "outcome/numbing_result.h"

namespace stipple {
namespace {

OutcomeDefinition cost(const char* name, const char* label, const char* unit, Standing standing,
                       const char* basis, std::vector<std::string> sources, OfCourse scalar) {
  OutcomeDefinition d;
  d.text = {name, label, unit, standing, basis, {}, std::move(sources), false};
  d.scalar = std::move(scalar);
  return d;
}

double worst_barrier_hours(const MemberView& m) {
  double worst = 0.0;
  for (std::size_t visit = 0; visit < m.member().member.patterns.size(); ++visit)
    worst = std::max(worst, barrier_hours(m.member(), visit));
  return worst;
}

double pain_of_deepest_visit(const MemberView& m, const Library& library) {
  const MemberRuns& runs = m.member().member;
  const auto deepest = std::ranges::max_element(
      runs.patterns, {}, [](const PuncturePattern& p) { return p.depth.mean; });
  return pain_of_visit(*deepest, runs.array_needles, runs.person.patient, runs.person.course,
                       library, runs.values);
}

double peak_darkening(const MemberView& m) {
  const RunRecord& r = m.member().sites.front();
  const std::vector<double>& melanin = r.watched[kMelaninExcess];
  return *std::max_element(melanin.begin(), melanin.end()) - r.before[kMelaninExcess];
}

double worst_disorder(const MemberView& m) {
  double worst = 0.0;
  for (const RunRecord& r : m.member().sites) worst = std::max(worst, r.disorder_peak);
  return worst;
}

double lasting_myofibroblasts(const MemberView& m) {
  double worst = 0.0;
  for (const RunRecord& r : m.member().sites)
    worst = std::max(worst, r.watched[kMyofibroblastsMean].back());
  return worst;
}

}  // namespace

double barrier_hours(const SimulatedMember& m, std::size_t visit) {
  const MemberRuns& runs = m.member;
  const PuncturePattern& pattern = runs.patterns[visit];
  const Patient& patient = runs.person.patient;
  const ClosureConditions at{pattern.depth.mean, false, patient.age.in(year), patient.phototype};
  return barrier_open_hours(barrier_parameters(runs.values.barrier), at,
                            open_channel_share(pattern, runs.puncture));
}

void add_costs(std::vector<OutcomeDefinition>& all, const Library& library) {
  all.push_back(cost("erythema_days", "Redness after a visit", "d", Standing::assumed,
                     "Days until the redness index stays below the visible threshold, worst visit. "
                     "The threshold and the weight of pinpoint blood are assumed.",
                     {}, [](const MemberView& m) {
                       const auto& days = m.member().sites.front().erythema_days;
                       return days.empty() ? 0.0 : *std::max_element(days.begin(), days.end());
                     }));
  all.push_back(cost("barrier_open_hours", "Barrier open after a visit", "h", Standing::tuned,
                     "Hours until water loss has fallen close to that of intact skin, open to the "
                     "air, worst visit.",
                     {"Ogunjimi2021"}, worst_barrier_hours));
  all.push_back(
      cost("pain_0_10", "Pain while needling, with numbing (0 to 10)", "points", Standing::assumed,
           "Grows with the depth and the number of needles and falls with the anaesthetic "
           "along their way, deepest visit. Its one scale stands on the depth at which an "
           "untreated person first feels pain.",
           {"Gill2008", "Bjerring1990"},
           [&library](const MemberView& m) { return pain_of_deepest_visit(m, library); }));
  all.push_back(cost("pih_peak", "Strongest darkening on the way", "1", Standing::assumed,
                     "Largest rise of epidermal pigment over its level before. No incidence by "
                     "phototype is published: assumed.",
                     {"Maeda2017"}, peak_darkening));
  OutcomeDefinition pih = cost(
      "pih_risk", "Chance of darkening (PIH)", "1", Standing::assumed,
      "Share of the members whose pigment rises by more than the mild limit.", {},
      [](const MemberView& m) { return peak_darkening(m) > m.parameter("pih_mild") ? 1.0 : 0.0; });
  pih.is_share = true;
  all.push_back(std::move(pih));
  OutcomeDefinition scar =
      cost("scar_risk", "Chance of a visible scar", "1", Standing::assumed,
           "Share of the members in which the matrix becomes more disordered than the visible "
           "limit. Never zero: the band says how much so few members can tell.",
           {}, [](const MemberView& m) {
             return worst_disorder(m) > m.parameter("scar_visible") ? 1.0 : 0.0;
           });
  scar.is_share = true;
  all.push_back(std::move(scar));
  all.push_back(cost("disorder_peak", "Largest disorder of the matrix", "1", Standing::assumed,
                     "Largest rise of matrix disorder anywhere in the dermis; from 0.1 a scar can "
                     "be seen.",
                     {}, worst_disorder));
  OutcomeDefinition keloid =
      cost("keloid_risk", "Chance of a keloid", "1", Standing::assumed,
           "Share of the members in which myofibroblasts are still there two years after, over the "
           "keloid tendency of the history and 0.1 either way. See the margin; never no risk.",
           {}, [](const MemberView& m) {
             return lasting_myofibroblasts(m) > m.parameter("keloid_visible") ? 1.0 : 0.0;
           });
  keloid.is_share = true;
  all.push_back(std::move(keloid));
}

KeloidMargin keloid_margin(const CoursePlan& plan, const Library& library, const Timeline& treated,
                           const StepControl& control) {
  const MemberValues stated = stated_member(library);
  KeloidMargin result;
  result.tendency = keloid_tendency(plan.patient->history, stated.healing);
  Timeline timeline = treated;
  timeline.profiles.clear();
  const auto persists = [&](const std::vector<double>& tendencies) {
    std::vector<RunInput> runs;
    for (const double kappa : tendencies) {
      MemberValues v = stated;
      for (const char* symbol : {"kappa_none", "kappa_family", "kappa_former", "kappa_active"})
        v.healing.set(symbol, kappa);
      runs.push_back(member_runs(plan, library, std::move(v)).runs.front());
    }
    const std::vector<RunThresholds> limits(runs.size(), thresholds_of(stated));
    std::vector<bool> lasting;
    for (const RunRecord& r : simulate_runs(timeline, runs, limits, control, 1))
      lasting.push_back(!r.failed &&
                        r.watched[kMyofibroblastsMean].back() > stated.healing["keloid_visible"]);
    return lasting;
  };
  // Eight tendencies at once, then eight between the last that heals and the first that does not.
  double low = 0.0, high = 1.0;
  bool any = false;
  for (int round = 0; round < 2; ++round) {
    std::vector<double> tendencies;
    for (int k = 1; k <= EnsembleLanes::width; ++k)
      tendencies.push_back(low + (high - low) * k / EnsembleLanes::width);
    const std::vector<bool> lasting = persists(tendencies);
    const auto first = std::find(lasting.begin(), lasting.end(), true);
    if (first == lasting.end()) break;
    any = true;
    const auto k = static_cast<std::size_t>(first - lasting.begin());
    high = tendencies[k];
    low = k > 0 ? tendencies[k - 1] : low;
  }
  result.critical = any ? 0.5 * (low + high) : 1.0;
  result.margin = result.critical - result.tendency;
  return result;
}

}  // namespace stipple
