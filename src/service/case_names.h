// SPDX-License-Identifier: Apache-2.0
// The zones and devices that a case may name, from the evidence at hand.
#pragma once

#include "casefile/case.h"
#include "course/library.h"

namespace stipple {

CaseNames case_names(const Library&);

}  // namespace stipple
