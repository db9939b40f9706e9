// SPDX-License-Identifier: Apache-2.0
// The reactions of one cell of tissue: equations 1 to 20 without transport
// (docs/theory/healing.md). Each field comes as its rate F and its loss coefficient L >= 0 (F = P -
// L u with P >= 0 in full values): F drives the step, L keeps it positive.
#pragma once

#include "healing/fields.h"
#include "healing/model.h"
#include "numerics/lanes.h"

namespace stipple {

template <class R>
STIPPLE_INLINE R saturating(const R& u) {  // H(u) = u / (1 + u)
  return u / (R(1) + u);
}
template <class R>
STIPPLE_INLINE R hill2(const R& u) {  // H2(u) = u^2 / (1 + u^2): recruits only above a threshold
  const R u2 = u * u;
  return u2 / (R(1) + u2);
}

// What a cell is: the densities that scale its sources (0 in the epidermis), its share of the sun,
// its roles.
template <class R>
struct CellRole {
  R fibroblasts{};         // X_f in s_gy y, s_by y, k_xf f
  R fibroblast_signals{};  // X_f in the s_rf and s_pf terms
  R neutrophil_influx{};   // X_v in the J_n term
  R vessels{};             // X_v in the J_mI and s_gh terms
  R sun{};                 // share of U that reaches this depth
  R dermal{};              // 1 where cells and matrix live, 0 in the epidermis
  R melanin_drop{};        // 1 where dropped melanin lies (papillary dermis)
};

template <class R>
struct Reaction {
  R rate[kFieldCount];
  R loss[kFieldCount];
};

// u: the stored values of the cell; wound: w = (1 - e/e_target)+ felt here; exposed_melanin:
// M w of the epidermis above; q_home: the local set point.
template <class R>
STIPPLE_INLINE void react(const HealingModel<R>& model, const CellRole<R>& at, const R& wound,
                          const R& exposed_melanin, const R& q_home, const R (&u)[kFieldCount],
                          Reaction<R>& out) {
  const RateParameters<R>& p = model.rates;
  const R one(1);
  R(&F)[kFieldCount] = out.rate;
  R(&L)[kFieldCount] = out.loss;
  const R &I = u[kInflammation], &g = u[kMitogens], &b = u[kTgfBeta1], &r = u[kTgfBeta3];
  const R &pm = u[kCollagenase], &n = u[kNeutrophils], &m1 = u[kMacrophages1];
  const R &m2 = u[kMacrophages2], &y = u[kMyofibroblasts], &x = u[kClot];
  const R &df = u[kFibroblasts], &dc3 = u[kYoungCollagen], &dc1 = u[kMatureCollagen];
  const R &dl = u[kElastin], &dq = u[kDisorder], &dv = u[kVessels];
  const R f = one + df, c3 = one + dc3, c1 = one + dc1, l = one + dl, v = one + dv;
  const R q = q_home + dq;
  const R U = model.uv * at.sun;

  const R HI = saturating(I), HI2 = hill2(I), Hg = saturating(g);
  const R b_eff = b / (one + p.ant * r);
  const R Hb = saturating(b_eff), Hb2 = hill2(b_eff);
  const R macrophages = m1 + m2;

  // 1-5: signals
  L[kInflammation] = p.dI * (one + p.aI2 * m2 + p.aIr * r);
  F[kInflammation] = p.sIx * x + p.sIn * n + p.sIm * m1 + (p.sIe + model.irritant) * wound +
                     p.sIuv * U - L[kInflammation] * I;
  L[kMitogens] = p.dg;
  F[kMitogens] = p.sgx * x + p.sgm * macrophages + p.sge * wound + p.sgy * at.fibroblasts * y +
                 p.sgh * at.vessels * positive(-dv) - p.dg * g;
  L[kTgfBeta1] = p.db;
  F[kTgfBeta1] = p.sbx * x + p.sbm * m2 + p.sby * at.fibroblasts * y - p.db * b;
  L[kTgfBeta3] = p.dr;
  F[kTgfBeta3] = p.srf * at.fibroblast_signals * Hg * f * (one - q) + p.srm * m2 - p.dr * r;
  L[kCollagenase] = p.dp * (one + p.apb * b);
  F[kCollagenase] = p.spn * n + p.spm * m1 + p.spf * at.fibroblast_signals * HI * f + p.spuv * U -
                    L[kCollagenase] * pm;

  // 6-8: leukocytes
  L[kNeutrophils] = p.dn + p.knm * macrophages;
  F[kNeutrophils] = p.Jn * at.neutrophil_influx * HI2 * v - L[kNeutrophils] * n;
  const R switching = p.k12 * (one + p.k12r * r);
  L[kMacrophages1] = switching + p.dm;
  F[kMacrophages1] = p.Jm * n + p.JmI * at.vessels * HI2 * v - L[kMacrophages1] * m1;
  L[kMacrophages2] = p.dm2;
  F[kMacrophages2] = switching * m1 - p.dm2 * m2;

  // 9-11: fibroblasts, myofibroblasts, clot
  const R growth = p.rf * Hg;
  const R turning = p.ky * Hb2 * positive(one - y / p.Ymax);
  L[kFibroblasts] = at.dermal * (growth * (f + y) / p.kapf + p.df * v + turning);
  F[kFibroblasts] =
      at.dermal * (growth * f * (one - (f + y) / p.kapf) - p.df * v * df - turning * f);
  L[kMyofibroblasts] = p.dy * (one - p.surv * Hb);
  F[kMyofibroblasts] = at.dermal * turning * f - L[kMyofibroblasts] * y;
  L[kClot] = p.dx + p.kxf * at.fibroblasts * f + p.kxm * macrophages + p.kxp * pm;
  F[kClot] = -L[kClot] * x;

  // 12-15: matrix. Synthesis s with the packing feedback phi.
  const R theta = p.th3;
  const R excess = theta * dc3 + (one - theta) * dc1;  // C - 1
  const R C = one + excess;
  const R room = positive(p.Cmax - one - excess) / (p.Cmax - one);
  const R phi = power_of(room, p.beta);
  const R secreting = f + p.eta * y;
  const R s0 = model.collagen * secreting * (one + p.Ab * Hb) / (one + p.BI * HI + p.BUV * U);
  const R above = select(s0 > one, one + phi * (s0 - one), s0);
  const R s = select(excess < R(0), s0 * phi, above);
  L[kYoungCollagen] = at.dermal * (p.k3 + p.kp3 * pm);
  F[kYoungCollagen] = at.dermal * (p.k3 * ((s - one) - dc3) - p.kp3 * pm * c3);
  L[kMatureCollagen] = at.dermal * (p.k1 + p.kp1 * pm);
  F[kMatureCollagen] = at.dermal * (theta / (one - theta) * p.eps * p.k3 * positive(dc3) -
                                    p.k1 * dc1 - p.kp1 * pm * c1);
  const R cutting = p.kpl * (pm + R(0.5) * n);
  const R laying = p.lamL * saturating(r) * f;
  L[kElastin] = at.dermal * (p.kl + cutting + laying / p.Lmax);
  F[kElastin] = at.dermal * (laying * (one - l / p.Lmax) - p.kl * dl - cutting * l);
  const R mixing = p.k3 * theta * s / larger(C, R(0.05));
  const R new_disorder =
      select(secreting > R(0), Hb2 * p.eta * y / larger(secreting, R(1e-30)), R(0));
  L[kDisorder] = at.dermal * (p.kq + mixing * new_disorder);
  F[kDisorder] = at.dermal * (mixing * new_disorder * (one - q) - p.kq * dq);

  // 16, 20: vessels and dropped melanin
  L[kVessels] = at.dermal * (p.rv * Hg * v / p.kapv + p.dv * v);
  F[kVessels] = at.dermal * v * (p.rv * Hg * (one - v / p.kapv) - p.dv * dv);
  L[kDermalMelanin] = p.dmd;
  F[kDermalMelanin] =
      at.melanin_drop * p.kmd * p.PIH * HI * HI * exposed_melanin - p.dmd * u[kDermalMelanin];
}

template <class R>
struct SurfaceReaction {
  R rate[kSurfaceFieldCount];
  R loss[kSurfaceFieldCount];
};

// How the epidermis of a site grows: e_t = loss (thickening - de), loss = re e / slowed.
template <class R>
struct EpidermisGrowth {
  R thickening{}, slowed{}, re{};
  STIPPLE_INLINE R loss(const R& de) const { return re * (R(1) + de) / slowed; }
  STIPPLE_INLINE R rate(const R& de) const { return loss(de) * (thickening - de); }
};
template <class R>
STIPPLE_INLINE EpidermisGrowth<R> epidermis_growth(const HealingModel<R>& model, const R& mean_HI,
                                                   const R& mean_Hg, const R& papillary_excess) {
  const RateParameters<R>& p = model.rates;
  return {p.ae * mean_Hg + p.aeC * smaller(papillary_excess, R(0.5)), R(1) + p.ie * mean_HI, p.re};
}

// 17-19: the epidermis of one site. mean_* are means over its epidermal cells; papillary_excess is
// C - 1 below it.
template <class R>
STIPPLE_INLINE void react_surface(const HealingModel<R>& model, const R& mean_HI, const R& mean_Hg,
                                  const R& mean_HI_squared, const R& papillary_excess,
                                  const R (&u)[kSurfaceFieldCount], SurfaceReaction<R>& out) {
  const RateParameters<R>& p = model.rates;
  const R de = u[kEpidermis], am = u[kMelanocyteActivation], dM = u[kMelanin];
  const EpidermisGrowth<R> growth = epidermis_growth(model, mean_HI, mean_Hg, papillary_excess);
  out.loss[kEpidermis] = growth.loss(de);
  out.rate[kEpidermis] = growth.rate(de);
  out.loss[kMelanocyteActivation] = p.da;
  out.rate[kMelanocyteActivation] =
      p.ka * p.aPI * p.PIH * mean_HI_squared + p.aUV * model.uv - p.da * am;
  out.loss[kMelanin] = p.kmel;
  out.rate[kMelanin] = p.kmel * (am - dM);
}

}  // namespace stipple
