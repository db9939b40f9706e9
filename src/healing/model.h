// SPDX-License-Identifier: Apache-2.0
// The healing model of one patient: the rate parameters with every modulator (age, smoking,
// retinoid, sun, keloid tendency, diabetes, steroid) already folded in. A model is data and pure
// functions; it knows no grid and no step.
#pragma once

#include "healing/rate_parameters.h"

namespace stipple {

// What turns the equations of healthy young skin into those of this patient, all neutral by
// default.
struct Modulators {
  double collagen{1.0};        // mu_C, on synthesis
  double mmp{1.0};             // mu_M, on the sources of collagenolysis
  double vigour{1.0};          // A, age and health: influx, growth, epidermal repair
  double pigment_response{};   // P of the phototype; PIH of the parameters is replaced by it
  double tanning{};            // T_ph of the phototype
  double turnover{1.0};        // tau, on epidermal melanin
  double uv_med_per_day{};     // U, erythemal dose that reaches the skin
  double irritant{};           // iota, 1/d, felt while the barrier is open
  double keloid_tendency{};    // kappa in [0, 1]
  double m1_to_m2{1.0};        // on k12: diabetes
  double m2_loss{1.0};         // on dm2: diabetes
  double injury_signal{1.0};   // on I0 and sIx: anti-inflammatory drugs
  double uv_block_collagen{};  // share of B_UV that a retinoid takes away
  friend bool operator==(const Modulators&, const Modulators&) = default;
};

// How strongly the keloid tendency acts: docs/theory/modulators.md, assumed; from
// data/parameters/healing.json.
struct KeloidCoupling {
  double tgf{};         // sby x (1 + tgf kappa)
  double survival{};    // dy x (1 - survival kappa)
  double packing{};     // beta x (1 - packing kappa)
  double antagonism{};  // ant x (1 - antagonism kappa)
};

// One lane of a model, or all of it for R = double. Rates hold the modulated values.
template <class R>
struct HealingModel {
  RateParameters<R> rates{};
  R collagen{};  // mu_C
  R uv{};        // U at the surface, MED/d
  R irritant{};  // iota, 1/d
};

HealingModel<double> make_model(const RateParameters<double>&, const KeloidCoupling&,
                                const Modulators&);

}  // namespace stipple
