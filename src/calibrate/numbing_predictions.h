// SPDX-License-Identifier: Apache-2.0
// Published rows on numbing creams and on pain, answered from one set of parameters.
//   depth without pain       mm: depth of numbness when the cream comes off, after the stated
//                            minutes or the middle of a span
//   pain first felt          mm: the parameter itself, on which the one scale of pain stands
//   plasma lidocaine         ug/mL: the highest level after the stated grams, area and hours
//   peak lidocaine, laser    ug/mL: the same, with the cream on skin full of channels
//   pain_0_10                out of ten, of a roller pressed by hand under a cream
// What a paper leaves open is assumed: 2 g of cream per 10 cm2 under a film for the depths; whole
// skin of thigh and trunk for depths and plasma, the face for laser and pain; the laser's channels
// on a tenth of 400 cm2 of face, under the cream for all of its 40 min, without a film; for pain
// lidocaine and prilocaine cream for an hour without a film and 192 needles. Theory:
// docs/theory/validation.md.
#pragma once

#include <optional>

#include "barrier/numbing.h"
#include "course/library.h"
#include "evidence/validation_rows.h"

namespace stipple {

std::optional<double> numbing_prediction(const ValidationRow&, const MemberValues&, const Library&);

// The cream of the published depths, on for so long.
Cream cream_of_depths(const Library&, double minutes);

}  // namespace stipple
