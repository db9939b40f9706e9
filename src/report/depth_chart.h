// SPDX-License-Identifier: Apache-2.0
// Collagen against depth on one day beside the day before the course, in the layers of the skin,
// with the needle's reach.
#pragma once

#include <string>
#include <vector>

#include "outcome/result.h"
#include "report/axes.h"
#include "report/band_chart.h"

namespace stipple {

struct DepthChart {
  std::string title{};
  std::vector<double> depth_mm{};
  DepthProfile shown{};
  std::vector<double> before{};  // median of the first profile; empty in the first panel
  std::vector<SkinLayer> layers{};
  double set_depth_mm{};
  Band true_depth_mm{};
  Range values{};       // shared by the panels that stand side by side
  double deepest_mm{};  // likewise
  bool named{true};     // layer names and needle label: in the first panel
};

std::string depth_chart(const DepthChart&, ChartSize);

}  // namespace stipple
