// SPDX-License-Identifier: Apache-2.0
#include "barrier/numbing.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace stipple {

NumbingParameters numbing_parameters(const ParameterValues& v) {
  return {.depth_rate = v["numb_depth_rate"],
          .depth_max = v["numb_depth_max"],
          .time_max = v["numb_time_max"],
          .pain_depth = v["pain_depth"],
          .pain_length_exponent = v["pain_length_exponent"],
          .pain_number_exponent = v["pain_number_exponent"]};
}

double numb_depth(const NumbingParameters& p, double minutes_on) {
  return std::min(p.depth_max, p.depth_rate * std::sqrt(std::clamp(minutes_on, 0.0, p.time_max)));
}

double relative_pain(const NumbingParameters& p, double needle_depth, double numb_depth,
                     double needle_number_ratio) {
  if (needle_depth <= numb_depth) return 0.0;
  // Only the way beyond the numb skin is felt.
  return std::pow((needle_depth - numb_depth) / p.pain_depth, p.pain_length_exponent) *
         std::pow(needle_number_ratio, p.pain_number_exponent);
}

std::vector<std::string> numbing_warnings(const NumbingParameters& p, double needle_depth,
                                          double minutes_on) {
  const double numb = numb_depth(p, minutes_on);
  if (needle_depth <= numb) return {};
  if (minutes_on <= 0.0)
    return {fmt::format(
        "No numbing is planned and the needles reach {:.1f} mm; one needle hurts from about "
        "{:.1f} mm on, many needles sooner.",
        needle_depth, p.pain_depth)};
  return {fmt::format(
      "After {:.0f} minutes the cream numbs about {:.1f} mm; the needles reach {:.1f} mm.",
      minutes_on, numb, needle_depth)};
}

}  // namespace stipple
