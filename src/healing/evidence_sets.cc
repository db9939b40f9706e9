// SPDX-License-Identifier: Apache-2.0
#include "healing/evidence_sets.h"

namespace stipple {

HealingEvidence healing_evidence(const ParameterValues& values) {
  HealingEvidence e;
  const auto take = [&](std::string_view symbol, double& member) { member = values[symbol]; };
  for_each_rate(e.rates, take);
  for_each_injury(e.injury, take);
  e.keloid = {values["keloid_by"], values["keloid_dy"], values["keloid_beta"],
              values["keloid_ant"]};
  return e;
}

HealingEvidence load_healing_evidence(const ParameterTable& table) {
  return healing_evidence(ParameterValues(table));
}

}  // namespace stipple
