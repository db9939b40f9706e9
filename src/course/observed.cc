// SPDX-License-Identifier: Apache-2.0
#include "course/observed.h"

#include <cmath>

#include "healing/heal.h"

namespace stipple {

const std::array<ObservedText, kObservedCount> kObservedTexts{{
    {"collagen_total", "Collagen, whole dermis", "1"},
    {"collagen_papillary", "Collagen, papillary dermis", "1"},
    {"collagen_young_share", "Young (type III) share of collagen", "1"},
    {"collagen_young", "Young collagen (mostly type III)", "1"},
    {"collagen_mature", "Mature collagen (mostly type I)", "1"},
    {"collagen_papillary_young", "Young collagen, papillary dermis", "1"},
    {"elastin", "Elastin, dermis", "1"},
    {"epidermis", "Epidermis", "1"},
    {"epidermis_open", "Open share of the epidermis", "1"},
    {"stiffness", "Stiffness of the dermis", "1"},
    {"stiffness_papillary", "Stiffness of the papillary dermis", "1"},
    {"elasticity", "Elasticity (recoil)", "1"},
    {"melanin_excess", "Epidermal pigment above normal", "1"},
    {"dermal_melanin", "Pigment dropped into the dermis", "1"},
    {"erythema", "Redness index", "1"},
    {"inflammation", "Inflammatory signal", "1"},
    {"mitogens", "Growth factors", "1"},
    {"tgf_beta_1", "TGF-beta 1", "1"},
    {"tgf_beta_3", "TGF-beta 3", "1"},
    {"collagenase", "Collagen-cutting enzymes", "1"},
    {"neutrophils", "Neutrophils", "1"},
    {"macrophages", "Macrophages", "1"},
    {"fibroblasts", "Fibroblasts", "1"},
    {"myofibroblasts", "Myofibroblasts", "1"},
    {"clot", "Clot and debris", "1"},
    {"vessels", "Vessels", "1"},
    {"blood_300um", "Vessels with dilation at 0.3 mm", "1"},
    {"disorder_excess", "Matrix disorder above before, largest", "1"},
    {"lesion_collagen", "Collagen of the scar or stretch mark, of its own set point", "1"},
    {"lesion_elastin", "Elastin of the scar or stretch mark, of its own set point", "1"},
    {"lesion_disorder", "Matrix disorder of the scar or stretch mark", "1"},
    {"lesion_disorder_home", "Set point of that disorder", "1"},
}};

namespace {

// exp, lane by lane: set-up only.
template <class R>
R exponential(const R& x) {
  R out(0);
  for (int j = 0; j < LaneTraits<R>::width; ++j) set_lane(out, j, std::exp(lane(x, j)));
  return out;
}

template <class R>
void normalise(std::vector<R>& weights) {
  R sum(0);
  for (const R& w : weights) sum += w;
  for (R& w : weights) w = w / sum;
}

// The share of a cell [top, bottom) that lies in [from, to).
template <class R>
R overlap(const R& top, const R& bottom, const R& from, const R& to) {
  return positive(smaller(bottom, to) - larger(top, from));
}

template <class R>
ObservedWeights<R> weights_of(const Column<R>& c, const IndexParameters<R>& p) {
  ObservedWeights<R> w;
  R junction(0), dermis_end(0), top(0);
  for (int i = 0; i < c.cells; ++i) {
    const auto k = static_cast<std::size_t>(i);
    if (i == c.first_dermal) junction = top;
    top += c.thickness[k];
    if (c.layers[k] != Layer::fat) dermis_end = top;
  }
  const R lesion_end = select(p.lesion_depth_mm > R(0),
                              smaller(junction + p.lesion_depth_mm, dermis_end), dermis_end);
  top = R(0);
  for (int i = 0; i < c.cells; ++i) {
    const auto k = static_cast<std::size_t>(i);
    const R bottom = top + c.thickness[k];
    const bool dermal = i >= c.first_dermal && c.layers[k] != Layer::fat;
    const bool papillary = i >= c.papillary_first && i < c.papillary_last;
    w.dermis.push_back(dermal ? c.thickness[k] : R(0));
    w.papillary.push_back(papillary ? c.thickness[k] : R(0));
    w.lesion.push_back(dermal ? overlap(top, bottom, junction, lesion_end) : R(0));
    const R below = positive(c.depth[k] - junction);
    w.plexus.push_back(dermal ? c.thickness[k] * exponential(-below / p.erythema_depth_mm) : R(0));
    w.at_300um.push_back(dermal ? overlap(top, bottom, R(0.25), R(0.35)) : R(0));
    top = bottom;
  }
  if (c.no_transport) w.at_300um = w.dermis;  // one cell holds it all
  for (auto* set : {&w.dermis, &w.papillary, &w.lesion, &w.plexus, &w.at_300um}) normalise(*set);
  return w;
}

}  // namespace

template <class R>
Watch<R>::Watch(const Column<R>& column, const IndexParameters<R>& parameters,
                std::vector<R> disorder_before)
    : column_(&column),
      p_(parameters),
      w_(weights_of(column, parameters)),
      disorder_before_(std::move(disorder_before)) {}

namespace {

template <class T, class R>
STIPPLE_INLINE void watch(const T& t, const Column<R>& column, const IndexParameters<R>& p,
                          const ObservedWeights<R>& w, const R* disorder_before,
                          R (&out)[kObservedCount]) {
  const R one(1);
  for (R& o : out) o = R(0);
  for (int i = column.first_dermal; i < t.cells; ++i) {
    const auto k = static_cast<std::size_t>(i);
    const auto at = [&](int f) { return t.field(f)[i]; };
    const R c3 = one + at(kYoungCollagen), c1 = one + at(kMatureCollagen);
    const R C = p.theta * c3 + (one - p.theta) * c1;
    const R l = one + at(kElastin), v = one + at(kVessels);
    const R q = t.disorder_home[k] + at(kDisorder);
    const R intact = one - p.stiffness_disorder * q;
    const R E = ((one - p.theta) * c1 + p.stiffness_young * p.theta * c3 +
                 (one - p.stiffness_young) * p.theta) *
                intact;
    const R dilated = v * (one + p.erythema_dilation * hill2(at(kInflammation)));
    const R d = w.dermis[k], pap = w.papillary[k], s = w.lesion[k];
    out[kCollagen] += d * C;
    out[kPapillaryCollagen] += pap * C;
    out[kYoungShare] += d * p.theta * c3;
    out[kYoungMean] += d * c3;
    out[kMatureMean] += d * c1;
    out[kPapillaryYoung] += pap * c3;
    out[kElastinMean] += d * l;
    out[kStiffness] += d * E;
    out[kPapillaryStiffness] += pap * E;
    out[kElasticity] += d * power_of(l, p.elasticity_elastin) * power_of(E, p.elasticity_stiffness);
    out[kDermalMelaninMean] += pap * at(kDermalMelanin);
    out[kErythema] += w.plexus[k] * (dilated - one + p.erythema_blood * at(kClot));
    out[kInflammationMean] += d * at(kInflammation);
    out[kMitogensMean] += d * at(kMitogens);
    out[kTgfBeta1Mean] += d * at(kTgfBeta1);
    out[kTgfBeta3Mean] += d * at(kTgfBeta3);
    out[kCollagenaseMean] += d * at(kCollagenase);
    out[kNeutrophilsMean] += d * at(kNeutrophils);
    out[kMacrophagesMean] += d * (at(kMacrophages1) + at(kMacrophages2));
    out[kFibroblastsMean] += d * (one + at(kFibroblasts));
    out[kMyofibroblastsMean] += d * at(kMyofibroblasts);
    out[kClotMean] += d * at(kClot);
    out[kVesselsMean] += d * v;
    out[kVessels300um] += w.at_300um[k] * dilated;
    if (column.layers[k] != Layer::fat)
      out[kDisorderMax] = larger(out[kDisorderMax], q - disorder_before[k]);
    out[kLesionCollagen] += s * C;
    out[kLesionElastin] += s * l;
    out[kLesionDisorder] += s * q;
    out[kLesionDisorderHome] += s * t.disorder_home[k];
  }
  out[kYoungShare] = out[kYoungShare] / out[kCollagen];
  out[kEpidermisMean] = one + t.skin(kEpidermis)[0];
  out[kOpenShare] = open_share(t, t.surface_values(), 0);
  out[kMelaninExcess] = t.skin(kMelanin)[0];
}

STIPPLE_CLONES void watch_column(const Tissue<double>& t, const Column<double>& column,
                                 const IndexParameters<double>& p, const ObservedWeights<double>& w,
                                 const double* before, double (&out)[kObservedCount]) {
  watch(t, column, p, w, before, out);
}

STIPPLE_CLONES void watch_column(const Tissue<EnsembleLanes>& t,
                                 const Column<EnsembleLanes>& column,
                                 const IndexParameters<EnsembleLanes>& p,
                                 const ObservedWeights<EnsembleLanes>& w,
                                 const EnsembleLanes* before,
                                 EnsembleLanes (&out)[kObservedCount]) {
  watch(t, column, p, w, before, out);
}

STIPPLE_CLONES void watch_column(const PencilTissue& t, const Column<PatchLanes>& column,
                                 const IndexParameters<PatchLanes>& p,
                                 const ObservedWeights<PatchLanes>& w, const PatchLanes* before,
                                 PatchLanes (&out)[kObservedCount]) {
  watch(t, column, p, w, before, out);
}

}  // namespace

void watch_pencil(const Watch<PatchLanes>& watch, const PencilTissue& t,
                  const PatchLanes* disorder_before, PatchLanes (&out)[kObservedCount]) {
  watch_column(t, *watch.column_, watch.p_, watch.w_, disorder_before, out);
}

template <class R>
void Watch<R>::operator()(const Tissue<R>& t, R (&out)[kObservedCount]) const {
  watch_column(t, *column_, p_, w_, disorder_before_.data(), out);
}

template class Watch<double>;
template class Watch<EnsembleLanes>;

}  // namespace stipple
