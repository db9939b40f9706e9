// SPDX-License-Identifier: Apache-2.0
// What is watched while a column heals: layer means and indices, relative to healthy skin of the
// same place. From these every curve and every outcome is made. Formulas: docs/theory/outcomes.md.
#pragma once

#include <array>
#include <string_view>

#include "healing/patch_tissue.h"

namespace stipple {

enum Observed : int {
  kCollagen,           // C, mean of the dermis
  kPapillaryCollagen,  // C, mean of the papillary dermis
  kYoungShare,         // theta c3 / C of the dermis
  kYoungMean,          // c3, mean of the dermis
  kMatureMean,         // c1, mean of the dermis
  kPapillaryYoung,     // c3 of the papillary dermis (reticulin)
  kElastinMean,        // l, mean of the dermis
  kEpidermisMean,      // e
  kOpenShare,          // w = (1 - e/e_rest)+
  kStiffness,          // E_d of the dermis
  kPapillaryStiffness,
  kElasticity,         // recoil, l^a E_d^b
  kMelaninExcess,      // M - 1
  kDermalMelaninMean,  // M_d of the papillary dermis
  kErythema,           // E: sub-papillary vessels, dilation and pinpoint blood
  kInflammationMean,
  kMitogensMean,
  kTgfBeta1Mean,
  kTgfBeta3Mean,
  kCollagenaseMean,
  kNeutrophilsMean,
  kMacrophagesMean,  // m1 + m2
  kFibroblastsMean,
  kMyofibroblastsMean,
  kClotMean,
  kVesselsMean,
  kVessels300um,    // v (1 + a H2(I)) at 0.3 mm: what a flow meter sees
  kDisorderMax,     // the largest excess of q over the patient's own set point before the course
  kLesionCollagen,  // C from the junction to the depth of the lesion
  kLesionElastin,
  kLesionDisorder,      // q there
  kLesionDisorderHome,  // q_h there
  kObservedCount
};

struct ObservedText {
  std::string_view name{}, label{}, unit{};
};
extern const std::array<ObservedText, kObservedCount> kObservedTexts;

// Parameters of the indices, one lane a member (data/parameters/healing.json).
template <class R>
struct IndexParameters {
  R theta{}, stiffness_young{}, stiffness_disorder{}, elasticity_elastin{}, elasticity_stiffness{};
  R erythema_dilation{}, erythema_blood{}, erythema_depth_mm{};
  R lesion_depth_mm{};  // below the junction; 0 for the whole dermis
};

// Weights of each cell in each mean; every set of weights sums to 1.
template <class R>
struct ObservedWeights {
  std::vector<R> dermis{}, papillary{}, lesion{}, plexus{}, at_300um{};
};

template <class R>
class Watch {
 public:
  Watch(const Column<R>& column, const IndexParameters<R>& parameters,
        std::vector<R> disorder_before);
  void operator()(const Tissue<R>& t, R (&out)[kObservedCount]) const;

 private:
  friend void watch_pencil(const Watch<PatchLanes>&, const PencilTissue&, const PatchLanes*,
                           PatchLanes (&)[kObservedCount]);
  const Column<R>* column_;
  IndexParameters<R> p_;
  ObservedWeights<R> w_;
  std::vector<R> disorder_before_;
};

// The same of a pencil of a patch, whose disorder before the course is its own.
void watch_pencil(const Watch<PatchLanes>& watch, const PencilTissue& t,
                  const PatchLanes* disorder_before, PatchLanes (&out)[kObservedCount]);

}  // namespace stipple
