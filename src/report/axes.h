// SPDX-License-Identifier: Apache-2.0
// From data to pixels: linear axes, round tick marks, and lines thinned to what the eye can tell
// apart.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "report/markup.h"

namespace stipple {

struct Axis {
  double low{0}, high{1};  // data
  double from{0}, to{1};   // pixels
  [[nodiscard]] double at(double value) const;
};

// About `count` values 1, 2 or 5 times a power of ten apart, inside [low, high].
std::vector<double> round_ticks(double low, double high, int count);
// A tick's figure with just the decimals that the step needs, and a true minus sign.
std::string tick_text(double value, double step);

struct Range {
  double low{}, high{};
  void include(double value);
  void include(std::span<const double> values);
};
// A little wider, so that no line lies on the frame; never empty.
Range padded(Range range, double share = 0.06);

// Points of a line, thinned so that it moves by less than `tolerance` pixels (Douglas and Peucker's
// rule).
std::vector<Point> thinned(const std::vector<Point>& points, double tolerance = 0.2);

// Moves labels apart so that neighbours are at least `gap` apart, each as near its wish as that
// allows, within [low, high].
std::vector<double> spread(std::vector<double> wishes, double gap, double low, double high);

// About how wide a label is in pixels: no font is known here, so the wide side of common ones.
double label_width(std::string_view words);
// A label broken at spaces into lines of at most that many pixels; a longer word stands alone.
std::vector<std::string> wrapped(std::string_view words, double width);

}  // namespace stipple
