// SPDX-License-Identifier: Apache-2.0
// What a case may name with the evidence at hand.
#pragma once

#include "casefile/case.h"
#include "course/library.h"

namespace stipple {

CaseNames case_names(const Library&);

}  // namespace stipple
