// SPDX-License-Identifier: Apache-2.0
#include "outcome/assess.h"

#include "numerics/statistics.h"

namespace stipple {
namespace {

std::vector<MemberView> views_of(const std::vector<SimulatedMember>& members,
                                 const std::vector<double>& grid) {
  std::vector<MemberView> views;
  for (const SimulatedMember& m : members)
    if (!m.failed) views.emplace_back(m, grid);
  return views;
}

template <class Formula>
std::vector<double> values_of(const std::vector<MemberView>& views, const Formula& formula) {
  std::vector<double> values;
  values.reserve(views.size());
  for (const MemberView& v : views) values.push_back(formula(v));
  return values;
}

// One watched value of all members on one day of the grid; what is seen in a lesion is read there.
Band watched_band(const std::vector<SimulatedMember>& from, Observed o, std::size_t k,
                  bool control) {
  const bool of_lesion = o >= kLesionCollagen;
  std::vector<double> values;
  for (const SimulatedMember& m : from) {
    if (m.failed) continue;
    const RunRecord& seen = m.sites[of_lesion ? 1 : 0];
    // An untreated lesion stays as it is.
    values.push_back(!control    ? seen.watched[o][k]
                     : of_lesion ? seen.before[o]
                                 : m.control.watched[o][k]);
  }
  return band_of(values);
}

}  // namespace

Band band_of(const std::vector<double>& values) {
  const std::vector<double> even(values.size(), 1.0);
  return {weighted_quantile(values, even, 0.5), weighted_quantile(values, even, 0.05),
          weighted_quantile(values, even, 0.95)};
}

Band share_of(const std::vector<double>& hits) {
  double sum = 0.0;
  for (const double h : hits) sum += h;
  const double n = static_cast<double>(hits.size());
  const ShareInterval interval = wilson_interval(sum / n, n);
  return {sum / n, interval.low, interval.high};
}

Assessed assess(const CoursePlan& plan, const Library& library, const std::vector<double>& grid,
                const std::vector<SimulatedMember>& members,
                const std::vector<SimulatedMember>& prior) {
  Assessed out;
  const std::vector<MemberView> now = views_of(members, grid);
  const std::vector<MemberView> before = views_of(prior, grid);
  const double last = plan.visit_days.back();
  for (const OutcomeDefinition& d : outcome_definitions(*plan.patient, library, out.absent)) {
    Outcome outcome = d.text;
    if (d.at_day)
      for (const double after : kReportDays) {
        const auto treated = [&](const MemberView& m) { return d.at_day(m, last + after, false); };
        const auto untreated = [&](const MemberView& m) { return d.at_day(m, last + after, true); };
        OutcomePoint point;
        point.days_after_last_visit = after;
        point.band = band_of(values_of(now, treated));
        if (!before.empty()) point.before_conditioning = band_of(values_of(before, treated));
        point.control = band_of(values_of(now, untreated)).median;
        outcome.points.push_back(point);
      }
    if (d.scalar) {
      const auto band = d.is_share ? share_of : band_of;
      OutcomePoint point;
      point.band = band(values_of(now, d.scalar));
      if (!before.empty()) point.before_conditioning = band(values_of(before, d.scalar));
      outcome.points.push_back(point);
    }
    out.outcomes.push_back(std::move(outcome));
  }
  return out;
}

Trajectory trajectory_of(const std::vector<double>& grid,
                         const std::vector<SimulatedMember>& members,
                         const std::vector<SimulatedMember>& prior) {
  Trajectory t;
  t.days = grid;
  for (int o = 0; o < kObservedCount; ++o) {
    const ObservedText& text = kObservedTexts[static_cast<std::size_t>(o)];
    // Without a lesion its curves say nothing.
    const bool of_lesion = o >= kLesionCollagen;
    if (of_lesion && (members.empty() || members.front().sites.size() < 2)) continue;
    Curve curve;
    curve.name = text.name;
    curve.label = text.label;
    curve.unit = text.unit;
    for (std::size_t k = 0; k < grid.size(); ++k) {
      const auto at = [&](const std::vector<SimulatedMember>& from, bool control) {
        return watched_band(from, static_cast<Observed>(o), k, control);
      };
      const Band band = at(members, false);
      curve.median.push_back(band.median);
      curve.low.push_back(band.low);
      curve.high.push_back(band.high);
      curve.control.push_back(at(members, true).median);
      if (!prior.empty()) {
        const Band wide = at(prior, false);
        curve.prior_low.push_back(wide.low);
        curve.prior_high.push_back(wide.high);
      }
    }
    t.curves.push_back(std::move(curve));
  }
  return t;
}

}  // namespace stipple
