// SPDX-License-Identifier: Apache-2.0
// The numbing of a case file: depth over time, blood level, dose checks, pain. Where the case gives
// distributions, their middle is taken.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/random.h"

namespace stipple {

struct NumbJob {
  std::string case_path{};
  std::optional<std::string> data_folder{};  // none: the built-in evidence
  std::string set{};                         // of diffusion constants; empty: all of them
  Seed seed{1};
  long members{200};
};

struct NumbOutput {
  std::string json{};
  std::vector<std::string> lines{};  // for a terminal
};

NumbOutput numb_case(const NumbJob&);

}  // namespace stipple
