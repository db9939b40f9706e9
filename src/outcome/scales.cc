// SPDX-License-Identifier: Apache-2.0
#include "outcome/scales.h"

#include <array>

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

bool has_site(const MemberView& m) { return m.member().sites.size() > 1; }

}  // namespace

std::span<const ScaleLaw> scale_laws() { return kLaws; }

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
  if (law.measure == "scar_depth_change") {
    if (!has_site(m)) return std::nullopt;
    double sum = 0.0;
    for (std::size_t s = 1; s < m.member().sites.size(); ++s)
      sum += relative_scar_depth(m, s, on_day, false) - 1.0;
    return law.sign * sum / static_cast<double>(m.member().sites.size() - 1);
  }
  if (law.measure == "stria_contrast_change") {
    if (!has_site(m)) return std::nullopt;
    return law.sign * (relative_stria_contrast(m, 1, on_day, false) - 1.0);
  }
  if (law.measure == "wrinkle_depth_change")
    return law.sign * (relative_wrinkle_depth(m, on_day, false) - 1.0);
  if (law.measure == "texture_change")
    return law.sign * (relative_roughness(m, on_day, false) - 1.0);
  return law.sign * m.gain(kElasticity, 0, on_day, false);
}

}  // namespace stipple
