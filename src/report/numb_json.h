// SPDX-License-Identifier: Apache-2.0
// The numbing of a case as JSON text, names as in docs/command-line.md.
#pragma once

#include <string>

#include "outcome/numbing_result.h"

namespace stipple {

struct NumbOrigin {
  std::string case_name{}, evidence_hash{};
  unsigned long long seed{};
  bool conditioned{};
};

std::string numb_json(const NumbingResult&, const NumbOrigin&);

}  // namespace stipple
