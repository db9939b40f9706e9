// SPDX-License-Identifier: Apache-2.0
#include "healing/model.h"

#include "core/error.h"

namespace stipple {

HealingModel<double> make_model(const RateParameters<double>& base, const KeloidCoupling& keloid,
                                const Modulators& m) {
  STIPPLE_REQUIRE(m.keloid_tendency >= 0.0 && m.keloid_tendency <= 1.0);
  HealingModel<double> model;
  RateParameters<double>& p = model.rates;
  p = base;
  // Age and health slow the influx of cells, their growth and the repair of the epidermis.
  for (double* rate : {&p.Jn, &p.Jm, &p.JmI, &p.rf, &p.re}) *rate *= m.vigour;
  for (double* source : {&p.spn, &p.spm, &p.spf, &p.spuv}) *source *= m.mmp;
  p.PIH = m.pigment_response;
  p.aUV *= m.tanning;
  p.kmel *= m.turnover;
  p.k12 *= m.m1_to_m2;
  p.dm2 *= m.m2_loss;
  p.sIx *= m.injury_signal;
  p.BUV *= 1.0 - m.uv_block_collagen;
  const double kappa = m.keloid_tendency;
  p.sby *= 1.0 + keloid.tgf * kappa;
  p.dy *= 1.0 - keloid.survival * kappa;
  p.beta *= 1.0 - keloid.packing * kappa;
  p.ant *= 1.0 - keloid.antagonism * kappa;
  model.collagen = m.collagen;
  model.uv = m.uv_med_per_day;
  model.irritant = m.irritant;
  return model;
}

}  // namespace stipple
