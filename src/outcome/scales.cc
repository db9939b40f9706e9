// SPDX-License-Identifier: Apache-2.0
#include "outcome/scales.h"

#include <algorithm>
#include <array>
#include <string>

#include "outcome/assess.h"

namespace stipple {
namespace {

constexpr std::array<ScaleLaw, 7> kLaws{{
    {"acne_scar_score", "Acne-scar score (Goodman & Baron and kin)", "1", "scar_depth_change", 1.0,
     true},
    {"acne_scar_points", "Acne-scar global score", "points", "scar_depth_change", 1.0, false},
    {"lemperle", "Lemperle wrinkle grade", "grade", "wrinkle_depth_change", 1.0, false},
    {"laxity", "Laxity grade", "grade", "elasticity_gain", -1.0, false},
    {"texture", "Texture grade", "grade", "texture_change", 1.0, false},
    {"dlqi", "Quality of life with stretch marks (DLQI)", "1", "stria_contrast_change", 1.0, true,
     1.5, 0.5, 3.0},
    {"vss", "Vancouver scar scale", "1", "scar_depth_change", 1.0, true, 1.0, 0.4, 1.6},
}};

// Low and high are the 5 and 95 % of the fit.
double drawn_slope(const Parameter& slope, Seed seed, std::size_t member) {
  RandomStream stream = seed.stream("slope of " + slope.symbol, member);
  return stream.truncated_normal(slope.value, (slope.high - slope.low) / 3.29, 0.0,
                                 2.0 * slope.high);
}

// Mean over the lesions of one sort, as its outcome is; none where the patient has none.
using OfSite = double (*)(const MemberView&, std::size_t, double, bool);
std::optional<double> mean_change(const MemberView& m, bool (*wanted)(ConcernKind), OfSite of_site,
                                  double on_day) {
  double sum = 0.0;
  std::size_t site = 0, found = 0;
  for (const Concern& c : m.patient().concerns) {
    if (!is_scar(c.kind) && !is_stria(c.kind)) continue;
    ++site;
    if (!wanted(c.kind)) continue;
    sum += of_site(m, site, on_day, false) - 1.0;
    ++found;
  }
  if (found == 0) return std::nullopt;
  return sum / static_cast<double>(found);
}

}  // namespace

std::span<const ScaleLaw> scale_laws() { return kLaws; }

double bounded_change(const ScaleLaw& law, double change) {
  return law.relative ? std::max(-1.0, change) : change;
}

const ScaleLaw* law_of(const ValidationRow& row) {
  const auto named = [&](std::string_view name) {
    for (const ScaleLaw& law : kLaws)
      if (law.name == name) return &law;
    return static_cast<const ScaleLaw*>(nullptr);
  };
  const std::string& m = row.metric;
  if (m == "goodman_baron_quantitative" || m == "scar_score" || m == "goodman_baron_grade" ||
      m == "goodman_baron_improvement_relative" || m == "ecca_relative")
    return named("acne_scar_score");
  if (m.starts_with("quantitative_global_score")) return named("acne_scar_points");
  if (m.starts_with("lemperle")) return named("lemperle");
  if (m == "laxity_grade") return named("laxity");
  if (m == "texture_grade") return named("texture");
  if (m == "dlqi") return named("dlqi");
  return nullptr;
}

std::optional<double> published_change(const ValidationRow& row, const ScaleLaw& law) {
  if (law.relative && row.before && row.after) return *row.after / *row.before - 1.0;
  if (!law.relative && row.before && row.after) return *row.after - *row.before;
  return row.value;
}

std::optional<double> scale_measure(const ScaleLaw& law, const MemberView& m, double on_day) {
  const bool scars = law.measure == "scar_depth_change";
  if (scars || law.measure == "stria_contrast_change") {
    const auto change = scars ? mean_change(m, is_scar, relative_scar_depth, on_day)
                              : mean_change(m, is_stria, relative_stria_contrast, on_day);
    if (!change) return std::nullopt;
    return law.sign * *change;
  }
  if (law.measure == "wrinkle_depth_change")
    return law.sign * (relative_wrinkle_depth(m, on_day, false) - 1.0);
  if (law.measure == "texture_change")
    return law.sign * (relative_roughness(m, on_day, false) - 1.0);
  return law.sign * m.gain(kElasticity, 0, on_day, false);
}

namespace {

bool wanted_for(const ScaleLaw& law, const Patient& patient) {
  const auto any = [&](auto... kinds) { return (concern_of(patient, kinds) || ...); };
  if (law.name == "acne_scar_score" || law.name == "acne_scar_points")
    return any(ConcernKind::acne_scar_rolling, ConcernKind::acne_scar_boxcar,
               ConcernKind::acne_scar_ice_pick);
  if (law.name == "vss") return any(ConcernKind::surgical_scar);
  if (law.name == "dlqi")
    return any(ConcernKind::stretch_marks_white, ConcernKind::stretch_marks_red);
  if (law.name == "lemperle") return any(ConcernKind::fine_lines);
  if (law.name == "laxity") return any(ConcernKind::neck_laxity, ConcernKind::fine_lines);
  return any(ConcernKind::texture, ConcernKind::fine_lines);
}

}  // namespace

std::vector<ScaleScore> scale_scores(const Library& library, const std::vector<double>& grid,
                                     const std::vector<SimulatedMember>& members,
                                     double last_visit_day, Seed seed) {
  std::vector<ScaleScore> scores;
  if (!library.files.has(kScalesFile) || members.empty()) return scores;
  const ParameterTable slopes = load_parameters(library.files, kScalesFile, library.bibliography);
  for (const ScaleLaw& law : kLaws) {
    const Parameter* slope = slopes.find(law.name);
    if (!slope || !wanted_for(law, members.front().member.person.patient)) continue;
    for (const double after : kReportDays) {
      std::vector<double> values;
      for (const SimulatedMember& m : members) {
        if (m.failed) continue;
        const auto measure = scale_measure(law, MemberView(m, grid), last_visit_day + after);
        // The same slope for a member at all days.
        if (!measure) continue;
        const double change = *measure * drawn_slope(*slope, seed, values.size());
        values.push_back(bounded_change(law, change));
      }
      if (values.empty()) continue;
      ScaleScore score;
      score.name = law.name;
      score.label = law.label;
      score.unit = law.unit;
      score.days_after_last_visit = after;
      score.change = band_of(values);
      score.basis = slope->basis;
      score.sources = slope->sources;
      scores.push_back(std::move(score));
    }
  }
  return scores;
}

}  // namespace stipple
