// SPDX-License-Identifier: Apache-2.0
// The blocking concentration C* of every set of diffusion constants, refitted to the depths marked
// `calibrate`: given D, k and the lag, two depths fix C*, and nothing here fixes D and k. Fits
// least squares of depth over the logarithm of C*, at the stated values of all other parameters.
// Theory: docs/theory/numbing.md.
#pragma once

#include <vector>

#include "course/library.h"
#include "evidence/validation_rows.h"

namespace stipple {

// The library's sets in their order, with threshold and misfit made anew.
std::vector<NumbingSet> fit_numbing_sets(const Library&, const std::vector<ValidationRow>&);

}  // namespace stipple
