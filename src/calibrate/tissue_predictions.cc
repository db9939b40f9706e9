// SPDX-License-Identifier: Apache-2.0
#include "calibrate/tissue_predictions.h"

#include <algorithm>

namespace stipple {
namespace {

constexpr double kUnstatedDays = 90.0;
// TGF-beta 3 counts as raised while above a quarter of its own peak: the paper says raised, not how
// much. Assumed.
constexpr double kRaisedShare = 0.25;

double end_of(const ValidationRow& row, const Study& study) {
  const double last = study.course.visits.back().day.in(day);
  if (row.metric == "myofibroblasts_at_180d_after_last") return last + 180.0;
  if (row.metric == "pih_incidence" || row.metric == "tram_track_incidence") return last + 30.0;
  if (row.file.find("recovery") != std::string::npos) return last + 30.0;
  return last + measured_after(row);
}

// The window of the first session: until the second visit, or the end.
std::size_t first_window(const Timeline& t) {
  const double until = t.visits.size() > 1 ? t.visits[1] : t.grid.back();
  std::size_t k = 0;
  while (k + 1 < t.grid.size() && t.grid[k + 1] < until) ++k;
  return k;
}

double raised_until(const MemberView& m, Observed o, const Timeline& t) {
  const std::vector<double>& v = m.member().sites.front().watched[o];
  const std::size_t last = first_window(t);
  const double level =
      kRaisedShare * *std::max_element(v.begin(), v.begin() + static_cast<long>(last) + 1);
  double until = 0.0;
  for (std::size_t k = 0; k <= last; ++k)
    if (v[k] > level) until = t.grid[k];
  return until;
}

double largest_darkening(const MemberView& m) {
  const RunRecord& r = m.member().sites.front();
  const auto& melanin = r.watched[kMelaninExcess];
  return *std::max_element(melanin.begin(), melanin.end()) - r.before[kMelaninExcess];
}

double largest_disorder(const MemberView& m) {
  double worst = 0.0;
  for (const RunRecord& r : m.member().sites) worst = std::max(worst, r.disorder_peak);
  return worst;
}

}  // namespace

double measured_after(const ValidationRow& row) {
  if (row.after_last_day) return *row.after_last_day;
  if (row.metric.ends_with("_3mo")) return 90.0;
  if (row.metric.ends_with("_6mo")) return 180.0;
  return kUnstatedDays;
}

StudyPlan plan_study(const Study& study, const std::vector<const ValidationRow*>& rows,
                     const Library& library) {
  StudyPlan p;
  p.study = study;
  double end = 0.0;
  for (const ValidationRow* row : rows) end = std::max(end, end_of(*row, study));
  p.plan = plan_course(p.study.patient, p.study.course, library);
  p.timeline = treated_timeline(p.plan, {}, stated_member(library).healing);
  std::vector<double>& grid = p.timeline.grid;
  for (const ValidationRow* row : rows) grid.push_back(end_of(*row, study));
  std::sort(grid.begin(), grid.end());
  grid.erase(std::unique(grid.begin(), grid.end()), grid.end());
  while (grid.back() > end) grid.pop_back();
  return p;
}

double peak_day(const MemberView& m, Observed o, const Timeline& t) {
  const std::vector<double>& v = m.member().sites.front().watched[o];
  const auto end = v.begin() + static_cast<long>(first_window(t)) + 1;
  return t.grid[static_cast<std::size_t>(std::max_element(v.begin(), end) - v.begin())];
}

bool is_share_of_persons(const ValidationRow& row) {
  return row.metric == "pih_incidence" || row.metric == "tram_track_incidence" ||
         row.metric == "share_at_least_half_better";
}

std::optional<double> tissue_prediction(const ValidationRow& row, const MemberView& m,
                                        const StudyPlan& study) {
  const std::string& metric = row.metric;
  const double at = end_of(row, study.study);
  const auto gain = [&](Observed o) { return m.gain(o, 0, at, false); };
  if (metric == "epidermal_thickness_relative" || metric == "stratum_spinosum_relative" ||
      metric == "hfus_epidermal_density_relative")
    return gain(kEpidermisMean);
  if (metric == "papillary_collagen_relative") return gain(kPapillaryCollagen);
  if (metric == "reticulin_relative") return gain(kPapillaryYoung);
  if (metric == "elasticity_relative") return gain(kElasticity);
  if (metric == "elastin_protein_relative") return gain(kElastinMean);
  if (metric == "blood_flow_300um_relative") return gain(kVessels300um);
  if (metric == "visible_redness") return m.member().sites.front().erythema_days.front();
  if (metric == "neutrophil_peak") return peak_day(m, kNeutrophilsMean, study.timeline);
  if (metric == "macrophage_peak") return peak_day(m, kMacrophagesMean, study.timeline);
  if (metric == "fibroblast_peak") return peak_day(m, kFibroblastsMean, study.timeline);
  if (metric == "tgf_beta3_raised_until_at_least")
    return raised_until(m, kTgfBeta3Mean, study.timeline);
  if (metric == "myofibroblasts_at_180d_after_last") return m.at(kMyofibroblastsMean, 0, at, false);
  if (metric == "reepithelialised_by") return m.member().sites.front().closed_hours.front();
  if (metric == "pih_incidence") return largest_darkening(m) > m.parameter("pih_mild") ? 1.0 : 0.0;
  if (metric == "tram_track_incidence")
    return largest_disorder(m) > m.parameter("scar_visible") ? 1.0 : 0.0;
  if (metric == "share_at_least_half_better")
    return relative_stria_contrast(m, 1, at, false) <= 0.5 ? 1.0 : 0.0;
  return std::nullopt;
}

}  // namespace stipple
