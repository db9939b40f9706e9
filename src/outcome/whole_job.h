// SPDX-License-Identifier: Apache-2.0
// Progress of several parts as one: each part knows only its own share.
#pragma once

#include "course/run.h"

namespace stipple {

class WholeJob {
 public:
  WholeJob(const Progress& progress, std::size_t total) : progress_(progress), total_(total) {}
  Progress part(std::size_t runs) {
    const std::size_t first = before_;
    before_ += runs;
    return [this, first](std::size_t done, std::size_t) {
      return !progress_ || progress_(first + done, total_);
    };
  }

 private:
  const Progress& progress_;
  std::size_t total_, before_{0};
};

}  // namespace stipple
