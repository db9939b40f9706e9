// SPDX-License-Identifier: Apache-2.0
// The pictures of a patch run drawn anew, or maps of one field: from the volume files and the
// result in its folder.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/quantity.h"

namespace stipple {

struct PictureJob {
  std::string run_folder{};
  std::optional<std::string> out_folder{};   // none: pictures/ in the folder of the run
  std::optional<std::string> data_folder{};  // none: the built-in evidence
  std::optional<std::string> field{};        // none: all pictures of a run
  Length depth{0.25, mm};
  int threads{0};  // 0: all processors
};

// The files written. InvalidInput where the run's result has no patch, or there is no such field;
// Failure where a file cannot be read.
std::vector<std::string> picture_run(const PictureJob&);

}  // namespace stipple
