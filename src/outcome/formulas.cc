// SPDX-License-Identifier: Apache-2.0
#include "outcome/formulas.h"

#include <algorithm>
#include <cmath>

#include "core/error.h"
#include "outcome/costs.h"

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
  const double strain = strain_ratio / std::pow(stiffer, exponent);
  return film * std::sqrt(std::max(strain - 1.0, 0.0) / (strain_ratio - 1.0));
}

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

}  // namespace

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

namespace {

OutcomeDefinition gain_of(Observed o, const char* name, const char* label, Standing standing,
                          const char* basis, std::vector<std::string> sources) {
  OutcomeDefinition d;
  d.text = {name, label, "1", standing, basis, {}, std::move(sources), true};
  d.at_day = [o](const MemberView& m, double on_day, bool control) {
    return m.gain(o, 0, on_day, control);
  };
  return d;
}

OutcomeDefinition change_of(const char* name, const char* label, Standing standing,
                            const char* basis, std::vector<std::string> sources,
                            std::function<double(const MemberView&, double, bool)> relative) {
  OutcomeDefinition d;
  d.text = {name, label, "1", standing, basis, {}, std::move(sources), false};
  d.at_day = [relative](const MemberView& m, double on_day, bool control) {
    return relative(m, on_day, control) - 1.0;
  };
  return d;
}

void add_tissue(std::vector<OutcomeDefinition>& all) {
  all.push_back(
      gain_of(kCollagen, "dermal_collagen_gain", "Collagen of the whole dermis", Standing::tuned,
              "Mean of young and mature collagen over the dermis. Two pools: the fast one "
              "from measured synthesis, the slow one from its half-life.",
              {"Babraj2005", "Verzijl2000"}));
  all.push_back(gain_of(kPapillaryCollagen, "papillary_collagen_gain",
                        "Collagen of the papillary dermis", Standing::tuned,
                        "The same, over the papillary dermis: what histology after needling "
                        "counted.",
                        {"Lotfi2013"}));
  OutcomeDefinition young = gain_of(
      kYoungShare, "young_collagen_share_change", "Young (type III) share of collagen",
      Standing::tuned, "Share of young collagen, relative to its share before.", {"Babraj2005"});
  all.push_back(std::move(young));
  all.push_back(gain_of(kElastinMean, "elastin_gain", "Elastin of the dermis", Standing::tuned,
                        "Elastin is hardly made anew; published results conflict, no change is "
                        "the best supported.",
                        {"Kenkel2021", "Shapiro1991"}));
  all.push_back(gain_of(
      kEpidermisMean, "epidermal_thickness_gain", "Thickness of the epidermis", Standing::tuned,
      "Thickens with growth factors and with the collagen below it.", {"Lotfi2013"}));
  all.push_back(gain_of(kStiffness, "stiffness_gain", "Stiffness of the dermis", Standing::assumed,
                        "Linear in mature and half of young collagen, less where the matrix is "
                        "disordered. Assumed law.",
                        {}));
  all.push_back(gain_of(kElasticity, "elasticity_gain", "Elasticity (recoil)", Standing::assumed,
                        "Root of elastin times root of stiffness. Assumed law, held against one "
                        "measurement.",
                        {"Kenkel2021"}));
}

void add_surface(std::vector<OutcomeDefinition>& all, const Patient& patient,
                 std::vector<std::string>& absent) {
  OutcomeDefinition wrinkles = change_of(
      "wrinkle_depth_change", "Depth of wrinkles", Standing::assumed,
      "Folding of the epidermis on a stiffer papillary dermis; how far the face is strained in use "
      "is assumed.",
      {"Genzer2006"}, [](const MemberView& m, double on_day, bool control) {
        return relative_wrinkle_depth(m, on_day, control);
      });
  if (!concern_of(patient, ConcernKind::fine_lines)) {
    wrinkles.at_day = nullptr;
    absent.push_back("wrinkle_depth_change: no wrinkles are among the concerns.");
  }
  all.push_back(std::move(wrinkles));

  std::vector<std::size_t> scars, striae;
  std::size_t site = 0;
  std::vector<OutcomeDefinition> by_type;
  for (const Concern& c : patient.concerns) {
    if (!is_scar(c.kind) && !is_stria(c.kind)) continue;
    ++site;
    (is_scar(c.kind) ? scars : striae).push_back(site);
    if (!is_scar(c.kind)) continue;
    const auto kind = EnumNames<ConcernKind>::names[static_cast<std::size_t>(c.kind)];
    std::string words(kind);
    std::replace(words.begin(), words.end(), '_', ' ');
    OutcomeDefinition d =
        change_of("", "", Standing::assumed,
                  "New collagen fills the scar, cut bundles let it rise; both shares are assumed.",
                  {}, [site](const MemberView& m, double on_day, bool control) {
                    return relative_scar_depth(m, site, on_day, control);
                  });
    d.text.name = "scar_depth_change_" + std::string(kind);
    d.text.label = "Depth, " + words;
    by_type.push_back(std::move(d));
  }
  OutcomeDefinition all_scars =
      change_of("scar_depth_change", "Depth of scars", Standing::assumed,
                "Mean over the types of scar: new collagen fills them, cut bundles let them rise; "
                "both shares "
                "are assumed.",
                {}, [scars](const MemberView& m, double on_day, bool control) {
                  double sum = 0.0;
                  for (const std::size_t s : scars)
                    sum += relative_scar_depth(m, s, on_day, control);
                  return sum / static_cast<double>(scars.size());
                });
  if (scars.empty()) {
    all_scars.at_day = nullptr;
    absent.push_back("scar_depth_change: no scars are among the concerns.");
  }
  all.push_back(std::move(all_scars));
  if (scars.size() > 1)
    for (OutcomeDefinition& d : by_type) all.push_back(std::move(d));
  OutcomeDefinition stria = change_of(
      "stria_contrast_change", "Contrast of stretch marks", Standing::assumed,
      "Lost collagen, lost elastin and colour against the skin round the mark; the weights are "
      "assumed.",
      {}, [striae](const MemberView& m, double on_day, bool control) {
        double sum = 0.0;
        for (const std::size_t s : striae) sum += relative_stria_contrast(m, s, on_day, control);
        return sum / static_cast<double>(striae.size());
      });
  if (striae.empty()) {
    stria.at_day = nullptr;
    absent.push_back("stria_contrast_change: no stretch marks are among the concerns.");
  }
  all.push_back(std::move(stria));
  all.push_back(change_of("texture_change", "Roughness of the surface", Standing::assumed,
                          "Expected relief of fine lines, wrinkles and scars. No law is published: "
                          "assumed throughout.",
                          {}, [](const MemberView& m, double on_day, bool control) {
                            return relative_roughness(m, on_day, control);
                          }));
}

void add_pigment(std::vector<OutcomeDefinition>& all, const Patient& patient,
                 std::vector<std::string>& absent) {
  OutcomeDefinition tone;
  tone.text = {"pigmentation_change",
               "Pigment (tone)",
               "1",
               Standing::assumed,
               "Epidermal pigment above normal and twice the pigment dropped into the dermis, less "
               "the same before. Only darkening is modelled: no trial shows that needling alone "
               "lightens.",
               {},
               {"Maeda2017"},
               false};
  tone.at_day = [](const MemberView& m, double on_day, bool control) {
    const double w = m.parameter("pigment_dermal");
    return m.at(kMelaninExcess, 0, on_day, control) +
           w * m.at(kDermalMelaninMean, 0, on_day, control) - m.before(kMelaninExcess, 0) -
           w * m.before(kDermalMelaninMean, 0);
  };
  all.push_back(std::move(tone));
  const bool spots =
      concern_of(patient, ConcernKind::dark_spots) || concern_of(patient, ConcernKind::age_spots);
  if (spots) {
    OutcomeDefinition lightening;
    lightening.text = {
        "spot_lightening",
        "Lightening of spots",
        "1",
        Standing::no_benefit_modelled,
        "No benefit modelled, no evidence: no trial of needling alone on dark or age "
        "spots was found.",
        {},
        {},
        true};
    all.push_back(std::move(lightening));
    absent.push_back(
        "spot_lightening: no benefit is modelled and there is no evidence that needling alone "
        "lightens dark spots or age spots.");
  }
}

}  // namespace

std::vector<OutcomeDefinition> outcome_definitions(const Patient& patient, const Library&,
                                                   std::vector<std::string>& absent) {
  std::vector<OutcomeDefinition> all;
  add_tissue(all);
  add_surface(all, patient, absent);
  add_pigment(all, patient, absent);
  add_costs(all);
  return all;
}

}  // namespace stipple
