// SPDX-License-Identifier: Apache-2.0
#include "report/puncture_picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "report/axes.h"
#include "report/colour_scale.h"

namespace stipple {
namespace {

// Pixels of the sheet.
constexpr double kWidth = 960, kHeight = 712;
constexpr double kLeft = 32, kTop = 96, kSide = 560;        // the square of punctures
constexpr double kColumn = 632;                             // what stands beside it
constexpr double kBarTop = 128, kBarHeight = 196;           // colours of depth
constexpr double kPatchTop = 396, kPatch = 224, kBar = 16;  // the whole patch
constexpr double kFewestCells = 20;

// The part of the patch that is drawn.
struct Window {
  double left{}, bottom{}, side{};  // mm
  [[nodiscard]] double pixels_per_mm() const { return kSide / side; }
  [[nodiscard]] Point at(double x, double y) const {
    return {kLeft + (x - left) * pixels_per_mm(), kTop + kSide - (y - bottom) * pixels_per_mm()};
  }
};

// Punctures of the map in the square whose corner is at x, y.
std::size_t punctures_in(const PunctureMap& map, const Window& w) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < map.size(); ++i)
    if (map.x[i] >= w.left && map.x[i] < w.left + w.side && map.y[i] >= w.bottom &&
        map.y[i] < w.bottom + w.side)
      ++count;
  return count;
}

// The square of five by five that is most like the whole: a place that a hand left out, or went
// over twice, would mislead.
Window window_of(const PuncturePicture& picture, const PunctureMap& map) {
  constexpr int kTries = 5;
  const double side = std::min({picture.window, map.width, map.height});
  const double usual = double(map.size()) * side * side / (map.width * map.height);
  Window best{};
  double least = std::numeric_limits<double>::infinity();
  for (int k = 0; k < kTries * kTries; ++k) {
    const int column = k % kTries, row = k / kTries;
    const Window w{(map.width - side) * column / (kTries - 1.0),
                   (map.height - side) * row / (kTries - 1.0), side};
    const double off = std::abs(double(punctures_in(map, w)) - usual);
    if (off >= least) continue;
    least = off;
    best = w;
  }
  return best;
}

struct Slit {
  Point from{}, to{};  // mm
};

Slit slit_of(const PunctureMap& map, std::size_t i) {
  const double angle = map.direction[i] * std::numbers::pi / 180.0;
  const Point from{map.x[i], map.y[i]};
  return {from, {from.x + map.slit[i] * std::cos(angle), from.y + map.slit[i] * std::sin(angle)}};
}

bool is_seen(const Slit& s, double radius, const Window& w) {
  const auto between = [&](double a, double b, double low) {
    return std::max(a, b) + radius >= low && std::min(a, b) - radius <= low + w.side;
  };
  return between(s.from.x, s.to.x, w.left) && between(s.from.y, s.to.y, w.bottom);
}

// Round ends, wide enough that the scale has a top and a bottom.
Range depth_range(const PunctureMap& map) {
  if (map.size() == 0) return {0.0, 1.0};
  const auto [low, high] = std::minmax_element(map.depth.begin(), map.depth.end());
  const double step = *high - *low < 0.1 ? 0.02 : *high - *low < 0.5 ? 0.05 : 0.1;
  Range range{std::floor(*low / step) * step, std::ceil(*high / step) * step};
  if (range.high - range.low < step) range.high = range.low + step;
  return range;
}

void draw_punctures(Canvas& canvas, const PuncturePicture& picture, const PunctureMap& map,
                    const Window& w, Range depths) {
  canvas.rect({kLeft, kTop}, kSide, kSide, colour(0xfaf6f1));
  canvas.clip({kLeft, kTop}, kSide, kSide);
  const double radius = picture.needle_radius * w.pixels_per_mm();
  for (std::size_t i = 0; i < map.size(); ++i) {
    const Slit s = slit_of(map, i);
    if (!is_seen(s, picture.needle_radius, w)) continue;
    const Point from = w.at(s.from.x, s.from.y), to = w.at(s.to.x, s.to.y);
    // A rim of paper keeps neighbours apart.
    canvas.capsule(from, to, radius + 0.7, colour(0xffffff, 0.9));
    canvas.capsule(from, to, radius,
                   deep_colour((map.depth[i] - depths.low) / (depths.high - depths.low)));
  }
  canvas.unclip();
  canvas.frame({kLeft, kTop}, kSide, kSide, rule_ink());
}

void draw_facts(Canvas& canvas, const PuncturePicture& picture) {
  double y = kBarTop + 8;
  for (const PictureFact& fact : picture.facts) {
    canvas.text({kColumn + 96, y}, fact.label, {.size = 11.5, .ink = muted_ink()});
    canvas.text({kColumn + 96, y + 18}, fact.figure, {.size = 14, .ink = ink(), .bold = true});
    y += 44;
  }
}

// Punctures per mm2 in even cells over the patch.
struct Counts {
  int across{}, up{};
  double cell{};  // mm
  std::vector<double> per_mm2{};
  double most{};
  [[nodiscard]] std::size_t index(int column, int row) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(across) +
           static_cast<std::size_t>(column);
  }
};

Counts counts_of(const PunctureMap& map) {
  Counts c;
  const double longest = std::max(map.width, map.height);
  c.cell = std::max(1.0, longest / (2.0 * kFewestCells));
  c.across = std::max(1, static_cast<int>(std::floor(map.width / c.cell + 1e-9)));
  c.up = std::max(1, static_cast<int>(std::floor(map.height / c.cell + 1e-9)));
  c.per_mm2.assign(static_cast<std::size_t>(c.across) * static_cast<std::size_t>(c.up), 0.0);
  const double width = map.width / c.across, height = map.height / c.up;
  for (std::size_t i = 0; i < map.size(); ++i) {
    const int column = std::clamp(static_cast<int>(map.x[i] / width), 0, c.across - 1);
    const int row = std::clamp(static_cast<int>(map.y[i] / height), 0, c.up - 1);
    c.per_mm2[c.index(column, row)] += 1.0 / (width * height);
  }
  c.most = *std::max_element(c.per_mm2.begin(), c.per_mm2.end());
  return c;
}

void draw_patch(Canvas& canvas, const PunctureMap& map, const Window& w) {
  const Counts c = counts_of(map);
  const double scale = kPatch / std::max(map.width, map.height);  // pixels per mm
  const double width = map.width * scale, height = map.height * scale;
  const double cell_x = width / c.across, cell_y = height / c.up;
  canvas.text({kColumn, kPatchTop - 26}, "Punctures per mm²",
              {.size = 12.5, .ink = ink(), .bold = true});
  canvas.text({kColumn, kPatchTop - 9},
              fmt::format("whole patch, {:.3g} × {:.3g} mm, in cells of {:.2g} mm", map.width,
                          map.height, map.width / c.across),
              {.size = 11, .ink = muted_ink()});
  const double most = std::max(c.most, 1e-9);
  for (int row = 0; row < c.up; ++row)
    for (int column = 0; column < c.across; ++column)
      canvas.rect({kColumn + column * cell_x, kPatchTop + height - (row + 1) * cell_y},
                  cell_x + 0.3, cell_y + 0.3, count_colour(c.per_mm2[c.index(column, row)] / most));
  canvas.frame({kColumn, kPatchTop}, width, height, rule_ink());
  if (w.side < std::max(map.width, map.height)) {
    const Point corner{kColumn + w.left * scale, kPatchTop + height - (w.bottom + w.side) * scale};
    canvas.frame(corner, w.side * scale, w.side * scale, colour(0xffffff, 0.85), 3.0);
    canvas.frame(corner, w.side * scale, w.side * scale, colour(0xb4490a), 1.4);
    canvas.text({kColumn, kPatchTop + kPatch + 20}, "Framed: the part shown on the left",
                {.size = 11, .ink = muted_ink()});
  }
  draw_colour_bar(canvas, {kColumn + kPatch + 16, kPatchTop}, kBar, kPatch, {0.0, most}, 5,
                  count_colour);
}

}  // namespace

Canvas puncture_picture(const PuncturePicture& picture, const PunctureMap& map) {
  Canvas canvas(kWidth, kHeight, paper());
  const Window w = window_of(picture, map);
  const Range depths = depth_range(map);
  canvas.text({kLeft, 46}, picture.title,
              {.size = 20, .ink = ink(), .bold = true, .room = kWidth - 2 * kLeft});
  canvas.text({kLeft, 72}, picture.setting,
              {.size = 13, .ink = muted_ink(), .room = kWidth - 2 * kLeft});
  draw_punctures(canvas, picture, map, w, depths);
  const double bar_mm = w.side > 4.0 ? 1.0 : w.side > 1.0 ? 0.5 : 0.1;
  draw_scale_bar(canvas, {kLeft, kTop + kSide + 24}, bar_mm, w.pixels_per_mm());
  canvas.text({kLeft + kSide, kTop + kSide + 28}, "Holes and slits at true scale",
              {.size = 12, .ink = muted_ink(), .anchor = Anchor::end});
  canvas.text({kColumn, kTop + 10}, "True depth, mm", {.size = 12.5, .ink = ink(), .bold = true});
  draw_colour_bar(canvas, {kColumn, kBarTop}, kBar, kBarHeight, depths, 6, deep_colour);
  draw_facts(canvas, picture);
  draw_patch(canvas, map, w);
  return canvas;
}

}  // namespace stipple
