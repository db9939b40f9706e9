// SPDX-License-Identifier: Apache-2.0
#include "outcome/formulas.h"

#include <algorithm>
#include <cmath>

#include "core/error.h"

namespace stipple {

double MemberView::at(Observed o, std::size_t site, double on_day, bool control) const {
  const auto it = std::lower_bound(grid_->begin(), grid_->end(), on_day - 1e-9);
  STIPPLE_REQUIRE(it != grid_->end() && std::abs(*it - on_day) < 1e-6);
  const auto k = static_cast<std::size_t>(it - grid_->begin());
  const RunRecord& record = control ? m_->control : m_->sites[site];
  return record.watched[o][k];
}

double MemberView::before(Observed o, std::size_t site) const { return m_->sites[site].before[o]; }

double MemberView::gain(Observed o, std::size_t site, double on_day, bool control) const {
  return at(o, site, on_day, control) / before(o, site) - 1.0;
}

namespace {

// The folding of a film on a foundation whose stiffness changed by `stiffer` [Genzer2006].
double relative_fold(double strain_ratio, double stiffer, double film, double exponent) {
  // At its limit, skin that use strains just to creasing, any stiffening ends the fold.
  if (!(strain_ratio > 1.0)) return stiffer > 1.0 ? 0.0 : film;
  const double strain = strain_ratio / std::pow(stiffer, exponent);
  return film * std::sqrt(std::max(strain - 1.0, 0.0) / (strain_ratio - 1.0));
}

}  // namespace

const Concern* concern_of(const Patient& patient, ConcernKind kind) {
  for (const Concern& c : patient.concerns)
    if (c.kind == kind) return &c;
  return nullptr;
}

bool is_scar(ConcernKind kind) {
  return kind == ConcernKind::acne_scar_rolling || kind == ConcernKind::acne_scar_boxcar ||
         kind == ConcernKind::acne_scar_ice_pick || kind == ConcernKind::surgical_scar;
}

bool is_stria(ConcernKind kind) {
  return kind == ConcernKind::stretch_marks_white || kind == ConcernKind::stretch_marks_red;
}

double relative_wrinkle_depth(const MemberView& m, double on_day, bool control) {
  const Concern* lines = concern_of(m.patient(), ConcernKind::fine_lines);
  const double ratio_now = lines && lines->strain_ratio ? lines->strain_ratio->in(ratio)
                                                        : m.parameter("wrinkle_strain_ratio");
  const double stiffer = 1.0 + m.gain(kPapillaryStiffness, 0, on_day, control);
  const double thicker = 1.0 + m.gain(kEpidermisMean, 0, on_day, control);
  return relative_fold(ratio_now, stiffer, thicker, m.parameter("wrinkle_exponent"));
}

double relative_scar_depth(const MemberView& m, std::size_t site, double on_day, bool control) {
  if (control) return 1.0;  // an untreated scar is at rest
  // A keloid in the making is raised, not filled: no benefit counts while myofibroblasts persist.
  if (m.at(kMyofibroblastsMean, site, on_day, false) > m.parameter("keloid_visible")) return 1.0;
  const LesionValues& lesion = m.lesion(site);
  const double collagen = m.gain(kLesionCollagen, site, on_day, false);
  const double filled =
      m.parameter("scar_eta_v") * lesion.C_h * collagen / std::max(1.0 - lesion.C_h, 0.05);
  const double home_before = m.before(kLesionDisorderHome, site);
  const double freed =
      home_before > 0.0 ? 1.0 - m.at(kLesionDisorderHome, site, on_day, false) / home_before : 0.0;
  return std::max(0.0, 1.0 - filled - m.parameter("scar_eta_q") * freed);
}

double relative_stria_contrast(const MemberView& m, std::size_t site, double on_day, bool control) {
  if (control) return 1.0;
  const LesionValues& lesion = m.lesion(site);
  const double wc = m.parameter("stria_collagen");
  const double wl = m.parameter("stria_elastin");
  const double wk = m.parameter("stria_colour");
  const double collagen = 1.0 + m.gain(kLesionCollagen, site, on_day, false);
  const double elastin = 1.0 + m.gain(kLesionElastin, site, on_day, false);
  // The mark and the skin round it redden and tan alike: what differs is added to the difference
  // before.
  const double colour = m.parameter("stria_colour_before");
  const double shift =
      (m.at(kVesselsMean, site, on_day, false) - m.at(kVesselsMean, 0, on_day, false)) +
      (m.at(kMelaninExcess, site, on_day, false) - m.at(kMelaninExcess, 0, on_day, false));
  const double now = wc * std::abs(1.0 - collagen * lesion.C_h) +
                     wl * std::abs(1.0 - elastin * lesion.L_h) + wk * std::abs(colour + shift);
  const double before = wc * (1.0 - lesion.C_h) + wl * (1.0 - lesion.L_h) + wk * colour;
  return now / std::max(before, 1e-6);
}

double relative_roughness(const MemberView& m, double on_day, bool control) {
  double now = 0.0, before = 0.0;
  const auto add = [&](double share, double height, double relative) {
    const double weight = share * height * height;
    now += weight * relative * relative;
    before += weight;
  };
  const double fold = relative_wrinkle_depth(m, on_day, control);
  add(1.0, m.parameter("relief_base"), fold);
  if (concern_of(m.patient(), ConcernKind::fine_lines))
    add(m.parameter("share_wrinkle"), m.parameter("relief_wrinkle"), fold);
  std::size_t site = 0;
  for (const Concern& c : m.patient().concerns) {
    if (!is_scar(c.kind) && !is_stria(c.kind)) continue;
    ++site;
    if (is_scar(c.kind))
      add(m.parameter("share_lesion"), m.lesion(site).depth_mm,
          relative_scar_depth(m, site, on_day, control));
  }
  return std::sqrt(now / before);
}

}  // namespace stipple
