// SPDX-License-Identifier: Apache-2.0
#include "calibrate/numbing_fit.h"

#include <cmath>
#include <numbers>

#include "barrier/skin_diffusion.h"
#include "calibrate/numbing_predictions.h"
#include "calibrate/row_words.h"

namespace stipple {
namespace {

constexpr double kLeastLog = -9.0, kMostLog = 9.0;  // of C* in ug/mL, natural

// A profile when the cream comes off, and the depth that was published for it.
struct FittedDepth {
  std::vector<double> concentration{};
  double cell{}, published{};
};

double depth_in(const FittedDepth& f, double threshold) {
  return numb_depth_of(f.concentration, f.cell, threshold);
}

double mean_square(const std::vector<FittedDepth>& depths, double log_threshold) {
  double sum = 0.0;
  for (const FittedDepth& f : depths) {
    const double miss = depth_in(f, std::exp(log_threshold)) - f.published;
    sum += miss * miss;
  }
  return sum / static_cast<double>(depths.size());
}

// Golden section: the depths fall steadily with the threshold, so there is one valley.
double best_log_threshold(const std::vector<FittedDepth>& depths) {
  constexpr double kShare = 1.0 / std::numbers::phi;
  double low = kLeastLog, high = kMostLog;
  double a = high - kShare * (high - low), b = low + kShare * (high - low);
  double at_a = mean_square(depths, a), at_b = mean_square(depths, b);
  while (high - low > 1e-7) {
    if (at_a < at_b) {
      high = b;
      b = a;
      at_b = at_a;
      a = high - kShare * (high - low);
      at_a = mean_square(depths, a);
    } else {
      low = a;
      a = b;
      at_a = at_b;
      b = low + kShare * (high - low);
      at_b = mean_square(depths, b);
    }
  }
  return 0.5 * (low + high);
}

}  // namespace

std::vector<NumbingSet> fit_numbing_sets(const Library& library,
                                         const std::vector<ValidationRow>& rows) {
  const NumbingParameters p = numbing_parameters(ParameterValues(library.barrier));
  std::vector<NumbingSet> out = library.numbing.sets;
  for (NumbingSet& set : out) {
    std::vector<FittedDepth> depths;
    for (const ValidationRow& row : rows) {
      if (row.use != RowUse::calibrate || row.metric != "depth without unacceptable pain") continue;
      const auto minutes = mean_number_in(row.condition);
      if (!minutes || !row.value) continue;
      NumbedSkin skin = numb_skin(cream_of_depths(library, *minutes), p, set, nullptr, 0.0);
      depths.push_back({std::move(skin.at_removal), skin.cell, *row.value});
    }
    if (depths.empty()) continue;
    const double best = best_log_threshold(depths);
    set.threshold = std::exp(best);
    set.misfit = std::sqrt(mean_square(depths, best));
  }
  return out;
}

}  // namespace stipple
