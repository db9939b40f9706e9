// SPDX-License-Identifier: Apache-2.0
// How long the path of a needle stays open to what is larger than water, such as a dye or a
// microbe: P(t) = 2^(-t/T_p), T_p growing with depth. Later than the water loss of closure.h, and
// never sooner. The risk of infection follows it; assumed throughout but for its order.
// Plain doubles: mm, h. Theory: docs/theory/barrier.md.
#pragma once

#include "barrier/closure.h"

namespace stipple {

struct PathParameters {
  double T_half{};            // of punctures 0.5 mm deep, in the open, h
  double length_exponent{};   // how it grows with depth
  double closed_share{};      // of the path, when it counts as closed
  double microbe_load{};      // living bacteria on the skin, 1/cm2
  double microbe_transfer{};  // share of those on a channel that get in
  friend bool operator==(const PathParameters&, const PathParameters&) = default;
};

PathParameters path_parameters(const ParameterValues&);

double path_half_life_h(const PathParameters&, const BarrierParameters&, const ClosureConditions&);
// 1 at the visit, falling to 0.
double path_open_share(double half_life_h, double hours);
// Hours until the stated share of the path is left.
double path_open_hours(const PathParameters&, double half_life_h);

// Bacteria that get into the channels of a square centimetre if the skin meets them `hours` after
// the visit [Donnelly2009, its order]. An index to compare plans by, no chance of an infection.
double microbe_index_cm2(const PathParameters&, double channel_share, double half_life_h,
                         double hours);
// Hours until the index has fallen to a share of what it was at the visit.
double microbe_hours_to(double share, double half_life_h);

}  // namespace stipple
