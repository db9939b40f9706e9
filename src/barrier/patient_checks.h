// SPDX-License-Identifier: Apache-2.0
// The fourth of the dose checks: the person. Each answer of the history that a numbing cream asks
// for, and each medicine. Theory: docs/theory/numbing.md.
#pragma once

#include "barrier/dose_checks.h"

namespace stipple {

std::vector<DoseCheck> patient_checks(const Cream&, const Patient&, const NumbingData&);

}  // namespace stipple
