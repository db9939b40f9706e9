// SPDX-License-Identifier: Apache-2.0
// What a pass of needles does to the tissue at once: the injury map (docs/theory/healing.md,
// "Injury"). Damage is the mean destroyed fraction at each depth, w(z) = 1 - exp(-n(z) A); in the
// epidermis it is the torn area without collar.
#pragma once

#include <string_view>

#include "core/error.h"
#include "healing/tissue.h"

namespace stipple {

template <class R>
struct InjuryParameters {
  R I0{}, g0{}, b0{};                                            // signals released per damage
  R inj_kf{}, inj_kc{}, inj_kl{}, inj_kv{}, inj_ke{}, inj_kq{};  // shares lost per damage
  R inj_md{};                                                    // melanin dropped into the dermis
};

template <class Parameters, class Visit>
void for_each_injury(Parameters& p, Visit visit) {
  visit(std::string_view("I0"), p.I0);
  visit(std::string_view("g0"), p.g0);
  visit(std::string_view("b0"), p.b0);
  visit(std::string_view("inj_kf"), p.inj_kf);
  visit(std::string_view("inj_kc"), p.inj_kc);
  visit(std::string_view("inj_kl"), p.inj_kl);
  visit(std::string_view("inj_kv"), p.inj_kv);
  visit(std::string_view("inj_ke"), p.inj_ke);
  visit(std::string_view("inj_kq"), p.inj_kq);
  visit(std::string_view("inj_md"), p.inj_md);
}

// Where a core of tissue is taken out none of its matrix stays.
template <class R>
InjuryParameters<R> cored(InjuryParameters<R> p) {
  p.inj_kc = p.inj_kl = p.inj_kq = R(1);
  return p;
}

// New holes in an epidermis whose rings are known, of an open share `torn` and a radius in mm: what
// older ones lack is spread over the column first. Below an open share of 1e-4 and above 0.95 the
// rings are those of these shares, and hold what is torn in the mean.
template <class R>
void tear_holes(Tissue<R>& t, const R& share_lost, const R& torn, const R& radius) {
  using Value = typename LaneTraits<R>::Value;
  R* e = rings_of(t, t.surface.data());
  for (int l = 0; l < LaneTraits<R>::width; ++l) {
    const auto w = static_cast<double>(lane(torn, l));
    if (w == 0.0) continue;
    STIPPLE_REQUIRE(lane(radius, l) > 0);
    const double opened = std::clamp(w, 1e-4, 0.95);
    const HoleRings<double> rings = rings_round(opened, static_cast<double>(lane(radius, l)));
    const double inside = std::min(1.0, w / opened);
    const double outside = std::max(0.0, (w - opened) / (1.0 - opened));
    const auto lost = static_cast<double>(lane(share_lost, l));
    const auto before = static_cast<double>(lane(t.skin(kEpidermis)[0], l));
    for (int k = 0; k < HoleRings<R>::kCount; ++k) {
      const auto i = static_cast<std::size_t>(k);
      set_lane(t.holes.share[i], l, static_cast<Value>(rings.share[i]));
      set_lane(t.holes.in[i], l, static_cast<Value>(rings.in[i]));
      set_lane(t.holes.out[i], l, static_cast<Value>(rings.out[i]));
      const double gone = lost * (k < HoleRings<R>::kInHole ? inside : outside);
      set_lane(e[k], l, static_cast<Value>((1.0 + before) * (1.0 - gone) - 1.0));
    }
  }
}

// Jumps every field by the damage of its cell (damage[cell] in [0, 1], epidermal cells included).
// T: a Tissue, or what has the same members. hole_radius: mm, where holes are followed.
template <class T, class R>
void wound(T& t, const Column<R>& column, const InjuryParameters<R>& p,
           const std::vector<R>& damage, const R& hole_radius = R(0)) {
  const R one(1);
  for (std::size_t s = 0; s < column.sites.size(); ++s) {
    const SurfaceSite& site = column.sites[s];
    R torn(0);
    R depth(0);
    for (int i = site.first; i < site.last; ++i) {
      torn += damage[static_cast<std::size_t>(i)] * column.thickness[static_cast<std::size_t>(i)];
      depth += column.thickness[static_cast<std::size_t>(i)];
    }
    torn = torn / depth;
    const R melanin = column.melanin_above ? one + t.skin(kMelanin)[s] : one;
    if (s == 0)
      for (int i = 0; i < t.cells; ++i)
        t.field(kDermalMelanin)[i] +=
            column.roles[static_cast<std::size_t>(i)].melanin_drop * p.inj_md * torn * melanin;
    if constexpr (requires { t.holes; })
      if (t.holes.known()) tear_holes(t, p.inj_ke, torn, hole_radius);
    R& de = t.skin(kEpidermis)[s];
    de = (one + de) * (one - p.inj_ke * torn) - one;
  }
  for (int i = 0; i < t.cells; ++i) {
    const R w = damage[static_cast<std::size_t>(i)];
    const R dermal = column.roles[static_cast<std::size_t>(i)].dermal;
    const R v = one + t.field(kVessels)[i];  // 1 in the epidermis
    const R wd = w * dermal;
    t.field(kInflammation)[i] += p.I0 * w;
    t.field(kMitogens)[i] += p.g0 * w * v;
    t.field(kTgfBeta1)[i] += p.b0 * w * v;
    R& x = t.field(kClot)[i];
    x += (one - x) * wd * smaller(v, one);
    const auto cut = [&](int field, const R& share) {
      R& u = t.field(field)[i];
      const R home(home_of(field));
      u = (home + u) * (one - share * wd) - home;
    };
    cut(kFibroblasts, p.inj_kf);
    cut(kMyofibroblasts, p.inj_kf);
    cut(kYoungCollagen, p.inj_kc);
    cut(kMatureCollagen, p.inj_kc);
    cut(kElastin, p.inj_kl);
    cut(kVessels, p.inj_kv);
    // Disorder and its set point fall alike: scar bundles are cut free.
    const R keep = one - p.inj_kq * wd;
    t.disorder_home[static_cast<std::size_t>(i)] *= keep;
    t.field(kDisorder)[i] *= keep;
  }
}

}  // namespace stipple
