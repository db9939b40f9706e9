// SPDX-License-Identifier: Apache-2.0
// Which outcomes a patient has, what each is called, how well founded it is and where it comes
// from.
#include <algorithm>

#include "outcome/costs.h"
#include "outcome/formulas.h"

namespace stipple {
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
  d.at_day = [relative = std::move(relative)](const MemberView& m, double on_day, bool control) {
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

void add_wrinkles(std::vector<OutcomeDefinition>& all, const Patient& patient,
                  std::vector<std::string>& absent) {
  OutcomeDefinition wrinkles = change_of(
      "wrinkle_depth_change", "Depth of wrinkles", Standing::assumed,
      "Folding of the epidermis on a stiffer papillary dermis; how far the face is strained in use "
      "is assumed.",
      {"Genzer2006"}, relative_wrinkle_depth);
  if (!concern_of(patient, ConcernKind::fine_lines)) {
    wrinkles.at_day = nullptr;
    absent.push_back("Depth of wrinkles is not given: no wrinkles are among the concerns.");
  }
  all.push_back(std::move(wrinkles));
}

// Sites of the lesions of a patient, in the order of sites_of(): 1 is the first.
struct LesionSite {
  std::size_t site{};
  ConcernKind kind{};
};
std::vector<LesionSite> lesion_sites(const Patient& patient, bool (*wanted)(ConcernKind)) {
  std::vector<LesionSite> sites;
  std::size_t site = 0;
  for (const Concern& c : patient.concerns) {
    if (!is_scar(c.kind) && !is_stria(c.kind)) continue;
    ++site;
    if (wanted(c.kind)) sites.push_back({site, c.kind});
  }
  return sites;
}

// Mean over sites of a relative depth or contrast.
using OfSite = double (*)(const MemberView&, std::size_t, double, bool);
std::function<double(const MemberView&, double, bool)> mean_over(std::vector<LesionSite> sites,
                                                                 OfSite of_site) {
  return [sites = std::move(sites), of_site](const MemberView& m, double on_day, bool control) {
    double sum = 0.0;
    for (const LesionSite& s : sites) sum += of_site(m, s.site, on_day, control);
    return sum / static_cast<double>(sites.size());
  };
}

const char* scar_label(ConcernKind kind) {
  switch (kind) {
    case ConcernKind::acne_scar_rolling: return "Depth of rolling acne scars";
    case ConcernKind::acne_scar_boxcar: return "Depth of boxcar acne scars";
    case ConcernKind::acne_scar_ice_pick: return "Depth of ice-pick acne scars";
    case ConcernKind::surgical_scar: return "Depth of the surgical scar";
    case ConcernKind::stretch_marks_white:
    case ConcernKind::stretch_marks_red:
    case ConcernKind::fine_lines:
    case ConcernKind::neck_laxity:
    case ConcernKind::texture:
    case ConcernKind::dark_spots:
    case ConcernKind::age_spots: break;
  }
  return "Depth of scars";
}

void add_scars(std::vector<OutcomeDefinition>& all, const Patient& patient,
               std::vector<std::string>& absent) {
  const std::vector<LesionSite> scars = lesion_sites(patient, is_scar);
  OutcomeDefinition mean = change_of("scar_depth_change", "Depth of scars", Standing::assumed,
                                     "Mean over the types of scar: new collagen fills them, cut "
                                     "bundles let them rise; both shares "
                                     "are assumed.",
                                     {}, mean_over(scars, relative_scar_depth));
  if (scars.empty()) {
    mean.at_day = nullptr;
    absent.push_back("Depth of scars is not given: no scars are among the concerns.");
  }
  all.push_back(std::move(mean));
  if (scars.size() < 2) return;
  for (const LesionSite& s : scars) {
    const auto kind = EnumNames<ConcernKind>::names[static_cast<std::size_t>(s.kind)];
    OutcomeDefinition d =
        change_of("", "", Standing::assumed,
                  "New collagen fills the scar, cut bundles let it rise; both shares are assumed.",
                  {}, mean_over({s}, relative_scar_depth));
    d.text.name = "scar_depth_change_" + std::string(kind);
    d.text.label = scar_label(s.kind);
    all.push_back(std::move(d));
  }
}

void add_striae(std::vector<OutcomeDefinition>& all, const Patient& patient,
                std::vector<std::string>& absent) {
  const std::vector<LesionSite> striae = lesion_sites(patient, is_stria);
  OutcomeDefinition stria = change_of(
      "stria_contrast_change", "Contrast of stretch marks", Standing::assumed,
      "Lost collagen, lost elastin and colour against the skin round the mark; the weights are "
      "assumed.",
      {}, mean_over(striae, relative_stria_contrast));
  if (striae.empty()) {
    stria.at_day = nullptr;
    absent.push_back(
        "Contrast of stretch marks is not given: no stretch marks are among the concerns.");
  }
  all.push_back(std::move(stria));
}

void add_texture(std::vector<OutcomeDefinition>& all) {
  all.push_back(change_of("texture_change", "Roughness of the surface", Standing::assumed,
                          "Expected relief of fine lines, wrinkles and scars. No law is published: "
                          "assumed throughout.",
                          {}, relative_roughness));
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
        "Lightening of spots is not given: no benefit is modelled and there is no evidence that "
        "needling alone "
        "lightens dark spots or age spots.");
  }
}

}  // namespace

std::vector<OutcomeDefinition> outcome_definitions(const Patient& patient, const Library& library,
                                                   std::vector<std::string>& absent) {
  std::vector<OutcomeDefinition> all;
  add_tissue(all);
  add_wrinkles(all, patient, absent);
  add_scars(all, patient, absent);
  add_striae(all, patient, absent);
  add_texture(all);
  add_pigment(all, patient, absent);
  add_costs(all, library);
  return all;
}

}  // namespace stipple
