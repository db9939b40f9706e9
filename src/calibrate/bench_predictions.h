// SPDX-License-Identifier: Apache-2.0
// Published rows that need no healing run: what one set of parameters says of closing, numbing,
// force, depth and density, each in the row's own unit. No value is tuned here.
//   impedance_closure_time   h, film: until the channels conduct no more than the scatter of a
//                            reading (closed_multiple - 1) beside whole skin; at the visit they
//                            conduct as much as it (assumed: that reading is not at hand)
//   closure_half_life        h, film: T of the slow closing
//   tewl_normal_after, barrier_recovered_by, tewl_still_above_baseline_at
//                            h, open air: until water loss is below closed_multiple of whole skin
//   depth without pain       mm: depth of numbness at the stated minutes, the middle of a span
//   pain first felt          mm: the parameter itself
//   rows of insertion.csv    insertion_predictions.h
//   any score, untreated     no change: 0
// What a paper leaves open is assumed: phototype by the named group (Black VI, Latino IV, Asian
// III, White II, else III), 26 years on arm and trunk, 40 on the face, needles of 0.5 mm, 250
// punctures per cm2 of 0.25 mm needles. Theory: docs/theory/validation.md.
#pragma once

#include <optional>
#include <string_view>

#include "course/library.h"
#include "evidence/discrepancy.h"

namespace stipple {

// None where the row needs a healing run, or where why_not_predicted() gives a reason.
std::optional<double> bench_prediction(const ValidationRow&, const MemberValues&, const Library&);

// Why the model has no law for a row; empty where it has one, here or by a healing run.
std::string_view why_not_predicted(const ValidationRow&);

}  // namespace stipple
