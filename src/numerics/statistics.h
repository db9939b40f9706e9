// SPDX-License-Identifier: Apache-2.0
// Statistics of weighted members: quantiles, effective sample size, the interval of a share.
#pragma once

#include <span>
#include <vector>

namespace stipple {

// The value below which a share p of the weight lies, by straight lines between members (midpoint
// rule); weights >= 0.
double weighted_quantile(std::span<const double> values, std::span<const double> weights, double p);
double weighted_mean(std::span<const double> values, std::span<const double> weights);
double weighted_variance(std::span<const double> values, std::span<const double> weights);

// (sum w)^2 / sum w^2: how many equal members the weights are worth.
double effective_sample_size(std::span<const double> weights);

// Wilson's interval of a share seen in n members, 5 to 95 %: never 0 to 0, so "none seen" is not
// "no risk" [Wilson1927].
struct ShareInterval {
  double low{}, high{};
};
ShareInterval wilson_interval(double share, double n);

// `count` members drawn by their weights at even spacing from one start in (0, 1): low variance,
// repeatable.
std::vector<std::size_t> systematic_draw(std::span<const double> weights, std::size_t count,
                                         double start);

}  // namespace stipple
