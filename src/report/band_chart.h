// SPDX-License-Identifier: Apache-2.0
// A quantity over the course: median, band, band before conditioning, untreated control, visits on
// the axis.
#pragma once

#include <string>
#include <vector>

namespace stipple {

struct BandChart {
  std::string title{};  // says what is drawn to those who cannot see it
  std::string unit{};   // "1": relative to healthy skin
  std::vector<double> days{};
  std::vector<double> median{}, low{}, high{};
  std::vector<double> prior_low{}, prior_high{};  // may be empty
  std::vector<double> control{};                  // may be empty
  std::vector<double> visits{};                   // days
};

struct ChartSize {
  double width{680}, height{300};
};

std::string band_chart(const BandChart&, ChartSize);

// Marks of the time axis: months of 30 days on long courses, days on short ones.
struct TimeTicks {
  std::vector<double> days{};
  std::vector<std::string> labels{};
  std::string title{};
};
TimeTicks time_ticks(double first_day, double last_day, double width);

}  // namespace stipple
