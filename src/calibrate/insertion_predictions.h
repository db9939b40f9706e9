// SPDX-License-Identifier: Apache-2.0
// What the needle's model says of a row of insertion.csv, each in the row's own unit. No value is
// tuned here.
//   insertion force, tip     mN: line through two tips; hollow needles N: the same line at 110 um
//   shares of the force      1: a hypodermic needle 10 mm deep; tearing and spreading by the least
//                            work of cutting
//   fall under vibration     1: what rubs, all that vibration can spare in this model
//   770 um roller needle     um: true depth by hand; mouth = recoil share of its 140 um base, no
//                            slit [Kalluri2011]; rat skin taken as human
//   motorised pen            mm: mean true depth of the pen `exceed` at the stated setting
//   buried share             1: at a travel of 1 mm, the largest below it
//   roller density           1/cm2: of 192 needles on the drum, without slip
// What a paper leaves open is assumed: docs/theory/validation.md.
#pragma once

#include <optional>

#include "course/library.h"
#include "evidence/validation_rows.h"

namespace stipple {

// None where the model has no law for the row.
std::optional<double> insertion_prediction(const ValidationRow&, const MemberValues&,
                                           const Library&);

}  // namespace stipple
