// SPDX-License-Identifier: Apache-2.0
#include "report/axes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace stipple {
namespace {

double distance_to_chord(Point p, Point a, Point b) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double length = std::hypot(dx, dy);
  if (length == 0.0) return std::hypot(p.x - a.x, p.y - a.y);
  return std::abs(dx * (p.y - a.y) - dy * (p.x - a.x)) / length;
}

}  // namespace

double Axis::at(double value) const {
  if (high == low) return (from + to) / 2.0;
  return from + (value - low) / (high - low) * (to - from);
}

std::vector<double> round_ticks(double low, double high, int count) {
  if (!(high > low) || count < 1) return {low};
  const double rough = (high - low) / count;
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  const double share = rough / power;
  const double step = power * (share < 1.5 ? 1.0 : share < 3.5 ? 2.0 : share < 7.5 ? 5.0 : 10.0);
  std::vector<double> ticks;
  // Multiples of the step, counted in whole numbers so that errors do not add up.
  for (double k = std::ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; ++k)
    ticks.push_back(k * step);
  return ticks;
}

std::string tick_text(double value, double step) {
  const int decimals =
      std::clamp(static_cast<int>(-std::floor(std::log10(std::abs(step)) + 1e-9)), 0, 6);
  std::string text = fmt::format("{:.{}f}", std::abs(value), decimals);
  const bool zero = text.find_first_not_of("0.") == std::string::npos;
  return (value < 0 && !zero ? "\u2212" : "") + text;
}

void Range::include(double value) {
  low = std::min(low, value);
  high = std::max(high, value);
}

void Range::include(std::span<const double> values) {
  for (const double v : values) include(v);
}

Range padded(Range range, double share) {
  const double width = range.high - range.low;
  const double extra = width > 0 ? width * share : std::max(0.05, std::abs(range.low) * 0.05);
  return {range.low - extra, range.high + extra};
}

std::vector<Point> thinned(const std::vector<Point>& points, double tolerance) {
  if (points.size() < 3) return points;
  std::vector<bool> kept(points.size(), false);
  kept.front() = kept.back() = true;
  std::vector<std::pair<size_t, size_t>> open{{0, points.size() - 1}};
  while (!open.empty()) {
    const auto [first, last] = open.back();
    open.pop_back();
    double worst = tolerance;
    size_t farthest = first;
    for (size_t i = first + 1; i < last; ++i) {
      const double d = distance_to_chord(points[i], points[first], points[last]);
      if (d > worst) {
        worst = d;
        farthest = i;
      }
    }
    if (farthest == first) continue;
    kept[farthest] = true;
    open.emplace_back(first, farthest);
    open.emplace_back(farthest, last);
  }
  std::vector<Point> out;
  for (size_t i = 0; i < points.size(); ++i)
    if (kept[i]) out.push_back(points[i]);
  return out;
}

double label_width(std::string_view words) {
  const auto letters = std::count_if(words.begin(), words.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;  // not a UTF-8 tail
  });
  return 7.4 * static_cast<double>(letters);
}

std::vector<std::string> wrapped(std::string_view words, double width) {
  std::vector<std::string> lines(1);
  while (!words.empty()) {
    const size_t space = std::min(words.find(' '), words.size());
    const std::string word(words.substr(0, space));
    words.remove_prefix(std::min(space + 1, words.size()));
    if (word.empty()) continue;
    if (!lines.back().empty() && label_width(lines.back() + " " + word) > width)
      lines.emplace_back();
    if (!lines.back().empty()) lines.back() += ' ';
    lines.back() += word;
  }
  return lines;
}

std::vector<double> spread(std::vector<double> wishes, double gap, double low, double high) {
  std::vector<size_t> order(wishes.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::sort(order.begin(), order.end(), [&](size_t a, size_t b) { return wishes[a] < wishes[b]; });
  // Push down in order, then back up from the lower edge.
  double free_from = low;
  for (const size_t i : order) {
    wishes[i] = std::max(wishes[i], free_from);
    free_from = wishes[i] + gap;
  }
  double free_to = high;
  for (auto it = order.rbegin(); it != order.rend(); ++it) {
    wishes[*it] = std::min(wishes[*it], free_to);
    free_to = wishes[*it] - gap;
  }
  return wishes;
}

}  // namespace stipple
