// SPDX-License-Identifier: Apache-2.0
// Where a number stands in a file, a distribution may stand: one file then describes a cohort.
//   {"uniform": [a, b]}, {"normal": {"mean": m, "sd": s}}, {"lognormal": {"median": m, "sigma":
//   s}},
//   {"choice": [a, b, c]}
#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "core/random.h"

namespace stipple {

struct Uniform {
  double low{}, high{};
};
struct Normal {
  double mean{}, sd{};
};
struct Lognormal {
  double median{}, sigma{};  // sigma: sd of the natural logarithm
};
struct Choice {
  std::vector<double> values{};  // each as likely as the others
};
using Distribution = std::variant<Uniform, Normal, Lognormal, Choice>;

// The middle of a uniform, the mean of a normal, the median of a lognormal, the first of a choice.
double nominal(const Distribution&);
// Within [low, high]: normal and lognormal are truncated there, which costs one number each time.
double draw(const Distribution&, RandomStream&, double low, double high);

}  // namespace stipple
