// SPDX-License-Identifier: Apache-2.0
// The main job on files: a case file in, result.json, trajectory.csv and report.html out, each by
// atomic rename; with a patch trajectory-patch.csv, too.
#pragma once

#include <optional>
#include <string>

#include "core/random.h"
#include "course/run.h"
#include "service/patch_case.h"

namespace stipple {

struct SimulateJob {
  std::string case_path{};
  std::optional<std::string> out_folder{};   // none: write nothing
  std::optional<std::string> data_folder{};  // none: the built-in evidence
  std::optional<std::string> rules_path{};   // a practice's own waits
  Seed seed{1};
  long members{64};
  int threads{1};
  Progress progress{};
  std::optional<PatchAsk> patch{};  // beside the ensemble of columns
};

struct SimulateOutput {
  std::string result_json{};
  std::string case_name{};
  std::vector<std::string> verdict{};    // lines for a terminal; stands above all else
  std::vector<std::string> warnings{};   // most serious first
  std::vector<std::string> files{};      // written, in order
  std::vector<std::string> headlines{};  // one line each, for a terminal
  std::vector<std::string> patch{};      // what the patch gives, too
};

SimulateOutput simulate_case(const SimulateJob&);
// What the patch of the job would take: nothing is simulated, no file written.
PatchEstimate estimate_patch(const SimulateJob&);

// out/<name of the case>, from the file's name.
std::string default_out_folder(const std::string& case_path);

}  // namespace stipple
