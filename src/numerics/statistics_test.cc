// SPDX-License-Identifier: Apache-2.0
#include "numerics/statistics.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/random.h"

namespace stipple {
namespace {

struct Weighted {
  std::vector<double> values{}, weights{};
};

// Some members with equal values and some without weight among them.
Weighted some_members(RandomStream& random, bool with_ties = true) {
  Weighted w;
  const auto n = 1 + static_cast<std::size_t>(40.0 * random.uniform());
  for (std::size_t i = 0; i < n; ++i) {
    const double v = 4.0 * random.normal();
    w.values.push_back(with_ties && random.uniform() < 0.3 ? std::round(v) : v);
    w.weights.push_back(random.uniform() < 0.2 ? 0.0 : random.uniform());
  }
  w.weights[0] += 0.1;
  return w;
}

double largest_share(const Weighted& w) {
  return *std::max_element(w.weights.begin(), w.weights.end()) /
         std::accumulate(w.weights.begin(), w.weights.end(), 0.0);
}

// By brute force: the smallest value below or at which a share p of the weight lies; outside 0 to 1
// there is no limit.
double step_quantile(const Weighted& w, double p) {
  if (p <= 0.0) return -std::numeric_limits<double>::infinity();
  const double total = std::accumulate(w.weights.begin(), w.weights.end(), 0.0);
  double best = std::numeric_limits<double>::infinity();
  for (const double candidate : w.values) {
    double below = 0.0;
    for (std::size_t i = 0; i < w.values.size(); ++i)
      if (w.values[i] <= candidate) below += w.weights[i];
    if (below >= p * total && candidate < best) best = candidate;
  }
  return best;
}

}  // namespace

TEST_CASE("a quantile is never further from the one by counting than half a member") {
  RandomStream random = Seed(11).stream("quantile");
  for (int round = 0; round < 300; ++round) {
    const Weighted w = some_members(random);
    const double half = 0.5 * largest_share(w) + 1e-12;
    for (const double p : {0.0, 0.05, 0.3, 0.5, 0.77, 0.95, 1.0}) {
      const double q = weighted_quantile(w.values, w.weights, p);
      CHECK(q >= step_quantile(w, p - half));
      CHECK(q <= step_quantile(w, p + half));
    }
  }
}

TEST_CASE("quantiles of equal members are those that everyone computes") {
  // Midpoint rule: member k of n stands at (k + 1/2) / n.
  const std::vector<double> v{3.0, 1.0, 2.0, 4.0}, even(4, 1.0);
  CHECK(weighted_quantile(v, even, 0.5) == doctest::Approx(2.5));
  CHECK(weighted_quantile(v, even, 0.25) == doctest::Approx(1.5));
  CHECK(weighted_quantile(v, even, 0.125) == doctest::Approx(1.0));
  CHECK(weighted_quantile(v, even, 0.0) == 1.0);
  CHECK(weighted_quantile(v, even, 1.0) == 4.0);
  const std::vector<double> odd{9.0, -1.0, 5.0};
  CHECK(weighted_quantile(odd, std::vector<double>(3, 2.0), 0.5) == doctest::Approx(5.0));
}

TEST_CASE("a quantile never falls as the share rises, and stays among the members") {
  RandomStream random = Seed(12).stream("quantile");
  for (int round = 0; round < 100; ++round) {
    const Weighted w = some_members(random);
    double last = -std::numeric_limits<double>::infinity();
    for (int k = 0; k <= 100; ++k) {
      const double q = weighted_quantile(w.values, w.weights, 0.01 * k);
      CHECK(q >= last);
      last = q;
    }
    CHECK(last <= *std::max_element(w.values.begin(), w.values.end()));
    CHECK(weighted_quantile(w.values, w.weights, 0.0) >=
          *std::min_element(w.values.begin(), w.values.end()));
  }
}

TEST_CASE("neither the scale of weights, nor the order, nor members without weight count") {
  RandomStream random = Seed(13).stream("quantile");
  for (int round = 0; round < 100; ++round) {
    const Weighted w = some_members(random, false);
    Weighted scaled = w, reversed = w, bare;
    for (double& x : scaled.weights) x *= 1024.0;
    std::reverse(reversed.values.begin(), reversed.values.end());
    std::reverse(reversed.weights.begin(), reversed.weights.end());
    for (std::size_t i = 0; i < w.values.size(); ++i)
      if (w.weights[i] > 0.0) {
        bare.values.push_back(w.values[i]);
        bare.weights.push_back(w.weights[i]);
      }
    for (const double p : {0.05, 0.41, 0.5, 0.95}) {
      const double q = weighted_quantile(w.values, w.weights, p);
      CHECK(weighted_quantile(scaled.values, scaled.weights, p) == q);
      CHECK(weighted_quantile(bare.values, bare.weights, p) == doctest::Approx(q).epsilon(1e-9));
      CHECK(weighted_quantile(reversed.values, reversed.weights, p) ==
            doctest::Approx(q).epsilon(1e-9));
    }
    CHECK(weighted_mean(scaled.values, scaled.weights) ==
          doctest::Approx(weighted_mean(w.values, w.weights)).epsilon(1e-12));
    CHECK(weighted_variance(scaled.values, scaled.weights) ==
          doctest::Approx(weighted_variance(w.values, w.weights)).epsilon(1e-12));
    CHECK(effective_sample_size(scaled.weights) ==
          doctest::Approx(effective_sample_size(w.weights)).epsilon(1e-12));
  }
}

// Lines are drawn between members, so halves of a member pull a quantile towards it. They leave
// mean, variance and the share below a value as they are, and no quantile leaves its half member.
TEST_CASE("a member in two halves is the same evidence") {
  RandomStream random = Seed(14).stream("quantile");
  for (int round = 0; round < 200; ++round) {
    const Weighted w = some_members(random);
    const double half = 0.5 * largest_share(w) + 1e-12;
    Weighted split = w;
    const auto i =
        static_cast<std::size_t>(random.uniform() * static_cast<double>(w.values.size()));
    split.weights[i] *= 0.5;
    split.values.push_back(w.values[i]);
    split.weights.push_back(split.weights[i]);
    CHECK(weighted_mean(split.values, split.weights) ==
          doctest::Approx(weighted_mean(w.values, w.weights)).epsilon(1e-9));
    CHECK(weighted_variance(split.values, split.weights) ==
          doctest::Approx(weighted_variance(w.values, w.weights)).epsilon(1e-9));
    for (const double p : {0.05, 0.3, 0.5, 0.95}) {
      const double q = weighted_quantile(split.values, split.weights, p);
      CHECK(q >= step_quantile(w, p - half));
      CHECK(q <= step_quantile(w, p + half));
    }
  }
}

TEST_CASE("what nearly all members say is the median, however the rest lie") {
  std::vector<double> v(60, 0.0);
  v.resize(100, 7.0);
  CHECK(weighted_quantile(v, std::vector<double>(100, 1.0), 0.5) == 0.0);
}

TEST_CASE("weights are worth between one member and all of them, all only when equal") {
  RandomStream random = Seed(15).stream("size");
  for (int round = 0; round < 200; ++round) {
    const Weighted w = some_members(random);
    const double size = effective_sample_size(w.weights);
    CHECK(size >= 1.0 - 1e-12);
    CHECK(size <= static_cast<double>(w.weights.size()) * (1.0 + 1e-12));
  }
  CHECK(effective_sample_size(std::vector<double>(17, 0.3)) == doctest::Approx(17.0));
  CHECK(effective_sample_size(std::vector<double>{0.0, 2.0, 0.0}) == doctest::Approx(1.0));
  CHECK(effective_sample_size(std::vector<double>{}) == 0.0);
}

TEST_CASE("the interval of a share holds the share, is never a point and narrows with members") {
  for (int n = 1; n <= 400; n = n < 20 ? n + 1 : n * 2)
    for (int hits = 0; hits <= n; ++hits) {
      const double share = static_cast<double>(hits) / n;
      const ShareInterval i = wilson_interval(share, n);
      CAPTURE(n);
      CAPTURE(hits);
      CHECK(i.low <= share);
      CHECK(i.high >= share);
      CHECK(i.low >= 0.0);
      CHECK(i.high <= 1.0);
      CHECK(i.high - i.low > 0.0);
      const ShareInterval more = wilson_interval(share, 4.0 * n);
      CHECK(more.high - more.low < i.high - i.low);
      const ShareInterval mirrored = wilson_interval(1.0 - share, n);
      CHECK(mirrored.low == doctest::Approx(1.0 - i.high).epsilon(1e-9));
    }
  // None seen in 64: up to z^2 / (n + z^2) is believable.
  CHECK(wilson_interval(0.0, 64.0).high == doctest::Approx(2.7055434 / 66.7055434).epsilon(1e-6));
  CHECK(wilson_interval(0.0, 0.0).high == 1.0);
}

TEST_CASE("the interval of a share covers the truth nine times in ten") {
  // Exact coverage over all outcomes of the binomial distribution, averaged over true shares.
  const int n = 64;
  double covered = 0.0;
  int truths = 0;
  for (double truth = 0.02; truth < 0.99; truth += 0.01, ++truths)
    for (int hits = 0; hits <= n; ++hits) {
      const ShareInterval i = wilson_interval(static_cast<double>(hits) / n, n);
      if (truth < i.low || truth > i.high) continue;
      covered +=
          std::exp(std::lgamma(n + 1.0) - std::lgamma(hits + 1.0) - std::lgamma(n - hits + 1.0) +
                   hits * std::log(truth) + (n - hits) * std::log1p(-truth));
    }
  CHECK(covered / truths == doctest::Approx(0.90).epsilon(0.02));
}

TEST_CASE(
    "a systematic draw takes each member as often as its weight says, less or more than one") {
  RandomStream random = Seed(16).stream("draw");
  for (int round = 0; round < 300; ++round) {
    const Weighted w = some_members(random);
    const double total = std::accumulate(w.weights.begin(), w.weights.end(), 0.0);
    const auto count = 1 + static_cast<std::size_t>(200.0 * random.uniform());
    const auto drawn = systematic_draw(w.weights, count, random.uniform());
    REQUIRE(drawn.size() == count);
    CHECK(std::is_sorted(drawn.begin(), drawn.end()));
    std::vector<double> times(w.weights.size(), 0.0);
    for (const std::size_t i : drawn) {
      REQUIRE(i < w.weights.size());
      CHECK(w.weights[i] > 0.0);
      times[i] += 1.0;
    }
    for (std::size_t i = 0; i < times.size(); ++i) {
      const double wanted = static_cast<double>(count) * w.weights[i] / total;
      CHECK(times[i] >= std::floor(wanted - 1e-9));
      CHECK(times[i] <= std::ceil(wanted + 1e-9));
    }
  }
}

}  // namespace stipple
