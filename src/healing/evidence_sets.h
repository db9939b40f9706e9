// SPDX-License-Identifier: Apache-2.0
// The parameters of the healing model out of data/parameters/healing.json, at the stated values or
// at an ensemble member's.
#pragma once

#include "evidence/parameter_values.h"
#include "healing/injury.h"
#include "healing/model.h"

namespace stipple {

struct HealingEvidence {
  RateParameters<double> rates{};
  InjuryParameters<double> injury{};
  KeloidCoupling keloid{};
};

HealingEvidence healing_evidence(const ParameterValues&);
HealingEvidence load_healing_evidence(const ParameterTable&);  // at the stated values

}  // namespace stipple
