// SPDX-License-Identifier: Apache-2.0
#include "barrier/pain.h"

#include <algorithm>
#include <cmath>

namespace stipple {
namespace {

constexpr double kWorst = 10.0;

double blocked_share(double C, double threshold, double steepness) {
  if (!(C > 0.0)) return 0.0;
  return 1.0 / (1.0 + std::pow(threshold / C, steepness));
}

}  // namespace

PainParameters pain_parameters(const ParameterValues& v) {
  return {.first_step = v["pain_first_step"],
          .first_depth = v["pain_depth"],
          .length_exponent = v["pain_length_exponent"],
          .number_exponent = v["pain_number_exponent"],
          .block_steepness = v["block_steepness"],
          .block_most = v["block_most"],
          .needles_felt = v["needles_felt"]};
}

double pain_mark(const PainParameters& p, double needle_depth, double array_needles,
                 const Block& block) {
  const auto way = [&](double z) { return std::pow(z / p.first_depth, p.length_exponent); };
  double felt = 0.0, above = 0.0;
  for (std::size_t i = 0; i < block.concentration.size(); ++i) {
    const double bottom = std::min(needle_depth, static_cast<double>(i + 1) * block.cell);
    if (bottom <= above) break;
    const double open = 1.0 - p.block_most * blocked_share(block.concentration[i], block.threshold,
                                                           p.block_steepness);
    felt += open * (way(bottom) - way(above));
    above = bottom;
  }
  if (needle_depth > above) felt += way(needle_depth) - way(above);
  const double needles = std::max(1.0, p.needles_felt * array_needles);
  return std::min(kWorst, p.first_step * std::pow(needles, p.number_exponent) * felt);
}

}  // namespace stipple
