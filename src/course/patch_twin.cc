// SPDX-License-Identifier: Apache-2.0
#include "course/patch_twin.h"

#include <algorithm>

#include "core/error.h"

namespace stipple {
namespace {

using Values = std::array<double, kObservedCount>;

Values look(const Watch<double>& watch, const Tissue<double>& t) {
  double out[kObservedCount];
  watch(t, out);
  Values values{};
  std::copy(std::begin(out), std::end(out), values.begin());
  return values;
}

// The set point of a column in a patch that has some: the mean of each layer of cells.
std::vector<double> mean_disorder(const PatchInput& in) {
  const auto cells = static_cast<std::size_t>(in.column.cells);
  std::vector<double> mean(cells, 0.0);
  const std::vector<float> disorder = set_points_of(in).disorder_home;
  if (disorder.empty()) return mean;
  const auto columns = static_cast<std::size_t>(in.pencils.columns());
  for (std::size_t k = 0; k < cells; ++k) {
    for (std::size_t c = 0; c < columns; ++c)
      mean[k] += static_cast<double>(disorder[k * columns + c]);
    mean[k] /= static_cast<double>(columns);
  }
  return mean;
}

}  // namespace

std::vector<Values> column_twin(const PatchInput& in, const PatchRecord& record) {
  Tissue<double> t = column_at_rest(in);
  t.disorder_home = mean_disorder(in);
  const Watch<double> watch(in.column, in.index, t.disorder_home);
  if (!in.visits.empty()) follow_holes(t);
  Workspace<double> w(t);
  std::size_t visit = 0;
  std::vector<Values> values;
  for (const PatchRow& row : record.rows) {
    while (t.day < row.day) {
      const auto phase = static_cast<std::size_t>(
          std::upper_bound(in.phases.begin(), in.phases.end(), t.day) - in.phases.begin());
      const double until = phase < in.phases.size() ? std::min(in.phases[phase], row.day) : row.day;
      if (!heal(t, in.models[phase], in.column, w, until, in.control))
        throw Failure(FailureCode::cannot_compute, "the column beside the patch failed");
    }
    if (row.after_visit) {
      wound(t, in.column, in.injury, record.visits[visit].damage,
            hole_radius_mm(in.channels[visit]));
      ++visit;
      restart_steps(w, t, in.control);
    }
    values.push_back(look(watch, t));
  }
  return values;
}

}  // namespace stipple
