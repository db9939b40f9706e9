// SPDX-License-Identifier: Apache-2.0
#include "puncture/pattern_statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace stipple {
namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kMm2PerCm2 = 100.0;
constexpr int kCurvePoints = 41;

double square(double x) { return x * x; }

// Punctures sorted into square cells of about one each, so that a neighbour is found near by.
class Cells {
 public:
  explicit Cells(const PunctureMap& map)
      : map_(map),
        side_(std::max(std::sqrt(map.width * map.height / std::max<double>(1.0, map.size())),
                       std::max(map.width, map.height) / 20000.0)),
        columns_(1 + static_cast<int>(map.width / side_)),
        rows_(1 + static_cast<int>(map.height / side_)),
        start_(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_) + 1) {
    for (std::size_t i = 0; i < map.size(); ++i) ++start_[cell_of(i) + 1];
    for (std::size_t c = 1; c < start_.size(); ++c) start_[c] += start_[c - 1];
    auto next = start_;
    point_.resize(map.size());
    for (std::size_t i = 0; i < map.size(); ++i)
      point_[next[cell_of(i)]++] = {map.x[i], map.y[i], i};
  }

  // To the nearest other puncture, mm; rings of cells around until none further can be nearer.
  [[nodiscard]] double nearest(std::size_t i) const {
    const double x = map_.x[i], y = map_.y[i];
    const int column = column_of(x), row = row_of(y);
    double best = std::numeric_limits<double>::infinity();
    for (int ring = 0; ring <= std::max(columns_, rows_); ++ring) {
      if (best <= square(side_ * std::max(0, ring - 1))) break;
      for (int r = row - ring; r <= row + ring; ++r) {
        if (r < 0 || r >= rows_) continue;
        const bool whole = r == row - ring || r == row + ring;
        for (int c = column - ring; c <= column + ring; c += whole || ring == 0 ? 1 : 2 * ring)
          if (c >= 0 && c < columns_) best = std::min(best, nearest_in(r, c, i, x, y));
      }
    }
    return std::sqrt(best);
  }

 private:
  struct Point {
    float x{}, y{};
    std::size_t index{};
  };
  [[nodiscard]] int column_of(double x) const {
    return std::clamp(static_cast<int>(x / side_), 0, columns_ - 1);
  }
  [[nodiscard]] int row_of(double y) const {
    return std::clamp(static_cast<int>(y / side_), 0, rows_ - 1);
  }
  [[nodiscard]] std::size_t cell_of(std::size_t i) const {
    return static_cast<std::size_t>(row_of(map_.y[i])) * static_cast<std::size_t>(columns_) +
           static_cast<std::size_t>(column_of(map_.x[i]));
  }
  [[nodiscard]] double nearest_in(int row, int column, std::size_t i, double x, double y) const {
    const std::size_t c = static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) +
                          static_cast<std::size_t>(column);
    double best = std::numeric_limits<double>::infinity();
    for (std::size_t k = start_[c]; k < start_[c + 1]; ++k)
      if (point_[k].index != i)
        best = std::min(best, square(point_[k].x - x) + square(point_[k].y - y));
    return best;
  }

  const PunctureMap& map_;
  double side_;
  int columns_, rows_;
  std::vector<std::size_t> start_;
  std::vector<Point> point_{};
};

// Sorted nearest distances of the punctures away from the edge.
std::vector<double> inner_distances(const PunctureMap& map, double density) {
  const double strip = std::min(2.0 / std::sqrt(density), 0.25 * std::min(map.width, map.height));
  const Cells cells(map);
  std::vector<double> distances;
  for (std::size_t i = 0; i < map.size(); ++i)
    if (map.x[i] >= strip && map.x[i] <= map.width - strip && map.y[i] >= strip &&
        map.y[i] <= map.height - strip)
      distances.push_back(cells.nearest(i));
  std::ranges::sort(distances);
  return distances;
}

double at_share(const std::vector<double>& sorted, double p) {
  return sorted[static_cast<std::size_t>(p * static_cast<double>(sorted.size() - 1))];
}

void compare_with_chance(NearestDistances& n, const std::vector<double>& sorted, double density) {
  const double size = static_cast<double>(sorted.size());
  const auto by_chance = [&](double r) { return -std::expm1(-kPi * density * r * r); };
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const double expected = by_chance(sorted[i]);
    n.largest_difference =
        std::max({n.largest_difference, std::abs(expected - static_cast<double>(i) / size),
                  std::abs(expected - static_cast<double>(i + 1) / size)});
  }
  const double farthest = 2.0 / std::sqrt(density);
  for (int k = 0; k < kCurvePoints; ++k) {
    const double r = farthest * k / (kCurvePoints - 1);
    const auto below = std::ranges::upper_bound(sorted, r) - sorted.begin();
    n.r.push_back(r);
    n.observed.push_back(static_cast<double>(below) / size);
    n.random.push_back(by_chance(r));
  }
}

}  // namespace

QuadratCounts quadrat_counts(const PunctureMap& map, double side) {
  const auto columns = static_cast<std::size_t>(map.width / side + 1e-9);
  const auto rows = static_cast<std::size_t>(map.height / side + 1e-9);
  QuadratCounts q{.count = columns * rows, .side = side};
  if (q.count == 0) return q;
  std::vector<int> in(q.count);
  for (std::size_t i = 0; i < map.size(); ++i) {
    const auto c = static_cast<std::size_t>(map.x[i] / side);
    const auto r = static_cast<std::size_t>(map.y[i] / side);
    if (c < columns && r < rows) ++in[r * columns + c];
  }
  const double size = static_cast<double>(q.count);
  double sum = 0.0, squares = 0.0;
  for (const int n : in) sum += n;
  for (const int n : in) squares += square(n - sum / size);
  const double one_in_cm2 = kMm2PerCm2 / square(side);
  q.mean_cm2 = one_in_cm2 * sum / size;
  if (q.count < 2 || sum <= 0.0) return q;
  const double variance = squares / (size - 1.0);
  q.sd_cm2 = one_in_cm2 * std::sqrt(variance);
  q.variance_to_mean = variance / (sum / size);
  // A chi-square of many degrees of freedom, whatever the mean count: mean f, variance 2 f.
  q.z = (q.variance_to_mean - 1.0) * std::sqrt((size - 1.0) / 2.0);
  return q;
}

NearestDistances nearest_distances(const PunctureMap& map) {
  NearestDistances n;
  if (map.size() < 2) return n;
  const double density = static_cast<double>(map.size()) / (map.width * map.height);
  const auto sorted = inner_distances(map, density);
  n.count = sorted.size();
  if (sorted.empty()) return n;
  const double size = static_cast<double>(sorted.size());
  for (const double d : sorted) n.mean += d / size;
  double squares = 0.0;
  for (const double d : sorted) squares += square(d - n.mean);
  n.sd = std::sqrt(squares / std::max(1.0, size - 1.0));
  n.p5 = at_share(sorted, 0.05);
  n.p95 = at_share(sorted, 0.95);
  const double expected = 0.5 / std::sqrt(density);
  n.clark_evans = n.mean / expected;
  n.standard_error = 0.26136 / std::sqrt(size * density) / expected;
  n.z = (n.clark_evans - 1.0) / n.standard_error;
  compare_with_chance(n, sorted, density);
  return n;
}

PatternStatistics pattern_statistics(const PunctureMap& map) {
  return {.density_cm2 = kMm2PerCm2 * static_cast<double>(map.size()) / (map.width * map.height),
          .fine = quadrat_counts(map, 1.0),
          .coarse = quadrat_counts(map, 10.0),
          .nearest = nearest_distances(map)};
}

}  // namespace stipple
