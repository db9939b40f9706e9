// SPDX-License-Identifier: Apache-2.0
// The strokes of the two drawings, in units of their own with the middle line at 0: right halves,
// which the drawing mirrors.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "report/markup.h"

namespace stipple::shapes {

// middle: the half of an area that crosses the middle line, its ends on it. pair: an area of the
// right side, the other is its mirror. single: as it stands.
enum class Half { middle, pair, single };

struct Area {
  std::string_view zone{};
  Half half{};
  std::vector<Point> points{};
};

struct Stroke {
  Half half{};
  bool closed{};
  std::vector<Point> points{};
};

struct Drawing {
  double left{}, top{}, right{}, bottom{};
  std::vector<Stroke> strokes{};
  std::vector<Area> areas{}, kept_off{};  // kept off with the zone that holds them; empty: any
};

Drawing face();
Drawing body();

}  // namespace stipple::shapes
