// SPDX-License-Identifier: Apache-2.0
// How long the skin stays open after needling, as water loss would show it. The conductance of the
// channels falls as
//   G(t)/G(0) = f exp(-t/tau) + (1 - f) 2^(-t/T),   T by needle length, cover, age and skin tone
//   [Ogunjimi2021].
// Plain doubles: h, mm, years. This is the horny layer's barrier; the healing model's e closes the
// living epidermis. Theory: docs/theory/barrier.md.
#pragma once

#include "evidence/parameter_values.h"
#include "patient/patient.h"
#include "puncture/wound.h"

namespace stipple {

struct BarrierParameters {
  double elastic_share{};      // f
  double tau_elastic_h{};      // tau
  double T_half_open_short{};  // T up to 1 mm, in the open, h
  double T_half_open_long{};   // T at 3 mm, in the open, h
  double T_half_occluded{};    // T under a film, h
  double age_factor{};         // T at 77 years over T at 26
  double tone_factor{};        // T of the darkest over the lightest skin
  double open_area_gain{};     // water loss through a channel over that of the same area intact
  double closed_multiple{};    // of intact skin, from which the barrier counts as closed
  friend bool operator==(const BarrierParameters&, const BarrierParameters&) = default;
};

BarrierParameters barrier_parameters(const ParameterValues&);

// The person and the place, as far as closing depends on them.
struct ClosureConditions {
  double depth{};  // true depth of the punctures, mm
  bool occluded{};
  double age_years{};
  Phototype phototype{};
  friend bool operator==(const ClosureConditions&, const ClosureConditions&) = default;
};

// Older and darker skin closes later: 1 for young skin in the middle of the tones.
double age_and_tone_factor(const BarrierParameters&, const ClosureConditions&);
double closing_half_life_h(const BarrierParameters&, const ClosureConditions&);
// G(t)/G(0): 1 at the visit, falling to 0.
double open_share(const BarrierParameters&, double half_life_h, double hours);
// Water loss over that of intact skin; `channel_share` of the surface is open channel at the visit.
double water_loss_ratio(const BarrierParameters&, double half_life_h, double channel_share,
                        double hours);
// Hours until the water loss has fallen to the stated multiple of intact skin; 0 when it never rose
// above it.
double barrier_open_hours(const BarrierParameters&, const ClosureConditions&, double channel_share);
// Share of the surface that is open channel after recoil, from the pattern of a session.
double open_channel_share(const PuncturePattern&, const PunctureParameters&);

}  // namespace stipple
