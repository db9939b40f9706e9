// SPDX-License-Identifier: Apache-2.0
// Horizontal charts of bands: outcomes before and after conditioning, and what one parameter alone
// moves (tornado).
#pragma once

#include <string>
#include <vector>

#include "outcome/result.h"
#include "report/band_chart.h"

namespace stipple {

struct IntervalRow {
  std::string label{};
  Band band{}, before_conditioning{};
  double control{};
  bool lower_is_better{};
};

// Changes as fractions, one row each, around the line of no change. The height follows from the
// rows.
std::string interval_chart(const std::string& title, const std::vector<IntervalRow>&, double width);

// The widest bar first; ends carry the parameter's own values.
std::string tornado_chart(const std::string& title, double base, std::vector<TornadoBar>,
                          double width);

}  // namespace stipple
