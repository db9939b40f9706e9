// SPDX-License-Identifier: Apache-2.0
// Force against travel, of one needle and of all needles of the device at once: dimple, break
// through, cutting and friction.
#pragma once

#include <string>
#include <vector>

#include "puncture/insertion.h"

namespace stipple {

struct ForcePanel {
  std::string title{};  // "One needle"
  // At the stated parameters; without shares and puncture where they are empty and 0.
  ForceCurve curve{};
  std::vector<double> low{}, high{};  // of the force over members, mN, at each travel; may be empty
};

struct ForceChart {
  std::string title{};  // the device and its setting
  ForcePanel needle{}, array{};
};

// To stand in a page whose style sheet holds page_style() and force_chart_style().
std::string force_chart(const ForceChart&);
std::string force_chart_style();
// A file of its own, with its own style sheet: light and dark.
std::string force_chart_file(const ForceChart&);

}  // namespace stipple
