// SPDX-License-Identifier: Apache-2.0
#include "numerics/statistics.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/error.h"

namespace stipple {

double weighted_quantile(std::span<const double> values, std::span<const double> weights,
                         double p) {
  STIPPLE_REQUIRE(!values.empty() && values.size() == weights.size());
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
  STIPPLE_REQUIRE(total > 0.0);
  // Each member stands at the middle of its own weight.
  double below = 0.0, last_at = 0.0, last_value = values[order.front()];
  bool first = true;
  for (const std::size_t i : order) {
    if (weights[i] <= 0.0) continue;
    const double at = (below + 0.5 * weights[i]) / total;
    if (at >= p) {
      if (first || at <= last_at) return values[i];
      return last_value + (values[i] - last_value) * (p - last_at) / (at - last_at);
    }
    below += weights[i];
    last_at = at;
    last_value = values[i];
    first = false;
  }
  return last_value;
}

double weighted_mean(std::span<const double> values, std::span<const double> weights) {
  double sum = 0.0, total = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    sum += weights[i] * values[i];
    total += weights[i];
  }
  return sum / total;
}

double weighted_variance(std::span<const double> values, std::span<const double> weights) {
  const double mean = weighted_mean(values, weights);
  double sum = 0.0, total = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    sum += weights[i] * (values[i] - mean) * (values[i] - mean);
    total += weights[i];
  }
  return sum / total;
}

double effective_sample_size(std::span<const double> weights) {
  double sum = 0.0, squares = 0.0;
  for (const double w : weights) {
    sum += w;
    squares += w * w;
  }
  return squares > 0.0 ? sum * sum / squares : 0.0;
}

ShareInterval wilson_interval(double share, double n) {
  constexpr double z = 1.6448536269514722;  // 5 and 95 %
  if (n <= 0.0) return {0.0, 1.0};
  const double z2 = z * z;
  const double middle = (share + z2 / (2.0 * n)) / (1.0 + z2 / n);
  const double half =
      z / (1.0 + z2 / n) * std::sqrt(share * (1.0 - share) / n + z2 / (4.0 * n * n));
  // Rounding must not part the interval from a share of 0 or 1.
  return {std::clamp(middle - half, 0.0, share), std::clamp(middle + half, share, 1.0)};
}

std::vector<std::size_t> systematic_draw(std::span<const double> weights, std::size_t count,
                                         double start) {
  const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
  STIPPLE_REQUIRE(total > 0.0 && start > 0.0 && start < 1.0);
  std::vector<std::size_t> drawn;
  double below = 0.0;
  std::size_t i = 0;
  for (std::size_t k = 0; k < count; ++k) {
    const double at = (static_cast<double>(k) + start) / static_cast<double>(count) * total;
    while (i + 1 < weights.size() && below + weights[i] < at) below += weights[i++];
    drawn.push_back(i);
  }
  return drawn;
}

}  // namespace stipple
