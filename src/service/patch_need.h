// SPDX-License-Identifier: Apache-2.0
// What a patch run takes: memory, disk, steps and time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "course/patch_input.h"

namespace stipple {

// Steps that a course takes, as far as one can tell before: many and short after each visit, fewer
// the longer it is ago. For the remaining time and for --dry-run; no result depends on it.
class ExpectedSteps {
 public:
  ExpectedSteps(std::vector<double> visits, double end_day);
  [[nodiscard]] double until(double now) const;  // from the first visit on
  [[nodiscard]] double all() const { return until(end_day_); }

 private:
  std::vector<double> visits_;
  double end_day_;
};

// Bytes; free: none where the system does not say.
struct PatchNeed {
  double memory{}, disk{};
  std::optional<double> memory_free{}, disk_free{};
};

PatchNeed patch_need(const Pencils&, int threads, bool set_points, std::size_t pictures,
                     const std::optional<std::string>& out_folder);

// InvalidInput where one of them does not fit.
void require_fits(const PatchNeed&, const Pencils&);

// "2 × 2 × 2.46 mm in 112 × 112 × 118 cells of 18 × 18 µm".
std::string size_words(const Pencils&, double depth_mm);
std::string bytes_words(double bytes);
std::string duration_words(double seconds);

}  // namespace stipple
