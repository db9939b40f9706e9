// SPDX-License-Identifier: Apache-2.0
#include "format/distribution.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace stipple {
namespace {

struct Nominal {
  double operator()(const Uniform& d) const { return d.low + 0.5 * (d.high - d.low); }
  double operator()(const Normal& d) const { return d.mean; }
  double operator()(const Lognormal& d) const { return d.median; }
  double operator()(const Choice& d) const { return d.values.front(); }
};

struct Draw {
  RandomStream& random;
  double low, high;

  double operator()(const Uniform& d) const {
    return std::clamp(d.low + random.uniform() * (d.high - d.low), low, high);
  }
  double operator()(const Normal& d) const {
    return random.truncated_normal(d.mean, d.sd, low, high);
  }
  double operator()(const Lognormal& d) const {
    const auto log_of = [](double x) {
      return x > 0.0 ? std::log(x) : -std::numeric_limits<double>::infinity();
    };
    const double z =
        random.truncated_normal(std::log(d.median), d.sigma, log_of(low), log_of(high));
    return std::clamp(std::exp(z), low, high);
  }
  double operator()(const Choice& d) const {
    const auto n = static_cast<double>(d.values.size());
    return d.values[static_cast<std::size_t>(std::min(random.uniform() * n, n - 1.0))];
  }
};

}  // namespace

double nominal(const Distribution& d) { return std::visit(Nominal{}, d); }

double draw(const Distribution& d, RandomStream& random, double low, double high) {
  return std::visit(Draw{random, low, high}, d);
}

}  // namespace stipple
