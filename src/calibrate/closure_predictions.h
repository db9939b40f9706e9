// SPDX-License-Identifier: Apache-2.0
// Published rows on the closing of the skin, answered from one set of parameters.
//   impedance_closure_time   h, film: until the channels conduct no more than the scatter of a
//                            reading (closed_multiple - 1) beside whole skin; at the visit they
//                            conduct as much as it (assumed: that reading is not at hand)
//   closure_half_life        h, film: T of the slow closing
//   tewl_normal_after, barrier_recovered_by, tewl_still_above_baseline_at
//                            h, open air: until water loss is below closed_multiple of whole skin
//   dye_closure              h, open air: until the path counts as closed (open_path.h)
// Rat skin is answered as if it were human, and only direction and order count. What a paper leaves
// open is assumed: phototype by the named group (Black VI, Latino IV, Asian III, White II, else
// III), 26 years on arm and trunk, 40 on the face, needles of 0.5 mm, 250 punctures per cm2 of 0.25
// mm needles. Theory: docs/theory/validation.md.
#pragma once

#include <optional>

#include "course/library.h"
#include "evidence/validation_rows.h"

namespace stipple {

std::optional<double> closure_prediction(const ValidationRow&, const MemberValues&);

}  // namespace stipple
