// SPDX-License-Identifier: Apache-2.0
// The jobs on evidence: `stipple calibrate` makes the conditioned ensemble and the slopes of the
// scales, `stipple validate` holds the model against every published row.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/random.h"
#include "course/run.h"

namespace stipple {

struct CalibrateJob {
  std::optional<std::string> data_folder{};
  std::string out_folder{};  // conditioned.json and scales.json are written here
  long candidates{4000};
  long scale_members{128};  // conditioned members that the slopes of the scales stand on
  Seed seed{2026};
  int threads{1};
  Progress progress{};
};

struct CalibrateOutput {
  std::vector<std::string> files{};
  std::vector<std::string> lines{};  // for a terminal
};

CalibrateOutput calibrate_evidence(const CalibrateJob&);

struct ValidateJob {
  std::optional<std::string> data_folder{};
  long members{64};
  Seed seed{1};
  int threads{1};
  Progress progress{};
};

struct ValidateOutput {
  std::string json{};
  std::string table{};
};

ValidateOutput validate_model(const ValidateJob&);

}  // namespace stipple
