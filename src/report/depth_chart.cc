// SPDX-License-Identifier: Apache-2.0
#include "report/depth_chart.h"

#include <algorithm>

#include "core/error.h"
#include "report/markup.h"

namespace stipple {
namespace {

struct Frame {
  Axis x{}, y{};
};

std::vector<Point> line_of(const DepthChart& chart, const std::vector<double>& values,
                           const Frame& f) {
  STIPPLE_REQUIRE(values.size() == chart.depth_mm.size());
  std::vector<Point> points;
  for (size_t i = 0; i < values.size(); ++i) {
    if (chart.depth_mm[i] > chart.deepest_mm) break;
    points.push_back({f.x.at(values[i]), f.y.at(chart.depth_mm[i])});
  }
  return thinned(points);
}

void draw_layers(Svg& svg, const DepthChart& chart, const Frame& f) {
  const auto at = [&](double mm) { return f.y.at(std::min(mm, chart.deepest_mm)); };
  for (size_t i = 0; i < chart.layers.size(); ++i) {
    const double top = at(chart.layers[i].top_mm);
    const double bottom = at(chart.layers[i].bottom_mm);
    if (bottom <= top) continue;
    svg.rect({f.x.from, top}, f.x.to - f.x.from, bottom - top,
             "layer" + std::to_string(std::min<size_t>(i, 3)));
    if (i > 0) svg.line({f.x.from, top}, {f.x.to, top}, "layer-edge");
  }
  if (!chart.named) return;
  // The epidermis is thinner than its name: names move down rather than over one another.
  double free_from = 0;
  for (const SkinLayer& layer : chart.layers) {
    const double baseline = std::max(at(layer.top_mm) + 11, free_from);
    if (layer.top_mm >= chart.deepest_mm || baseline > f.y.to - 2) continue;
    svg.text({f.x.to - 4, baseline}, layer.name, "layer-name", Anchor::end);
    free_from = baseline + 12;
  }
}

void draw_axes(Svg& svg, const DepthChart& chart, const Frame& f) {
  const std::vector<double> depths = round_ticks(0, chart.deepest_mm, 5);
  const double step = depths.size() > 1 ? depths[1] - depths[0] : 1.0;
  for (const double d : depths) {
    svg.line({f.x.from - 3, f.y.at(d)}, {f.x.from, f.y.at(d)}, "axis");
    svg.text({f.x.from - 6, f.y.at(d) + 4}, tick_text(d, step), "tick", Anchor::end);
  }
  const std::vector<double> marks = round_ticks(f.x.low, f.x.high, 3);
  const double gap = marks.size() > 1 ? marks[1] - marks[0] : 1.0;
  for (const double v : marks) {
    svg.line({f.x.at(v), f.y.from}, {f.x.at(v), f.y.to + 4}, "grid");
    svg.text({f.x.at(v), f.y.to + 16}, tick_text(v, gap), "tick", Anchor::middle);
  }
  svg.line({f.x.from, f.y.from}, {f.x.from, f.y.to}, "axis");
}

void draw_needle(Svg& svg, const DepthChart& chart, const Frame& f) {
  if (!(chart.true_depth_mm.median > 0)) return;
  const auto at = [&](double mm) { return f.y.at(std::min(mm, chart.deepest_mm)); };
  const double top = at(chart.true_depth_mm.low);
  svg.rect({f.x.from, top}, f.x.to - f.x.from, at(chart.true_depth_mm.high) - top, "reach-band");
  const double middle = at(chart.true_depth_mm.median);
  svg.line({f.x.from, middle}, {f.x.to, middle}, "reach");
  if (chart.named) svg.text({f.x.to - 4, middle - 4}, "needle tip", "label reach-ink", Anchor::end);
}

}  // namespace

std::string depth_chart(const DepthChart& chart, ChartSize size) {
  Svg svg(size.width, size.height, chart.title);
  if (chart.depth_mm.size() < 2 || chart.deepest_mm <= 0) return svg.finish();
  const Range x = padded(chart.values);
  const Frame f{.x = {x.low, x.high, 30, size.width - 6},
                .y = {0, chart.deepest_mm, 6, size.height - 22}};
  draw_layers(svg, chart, f);
  draw_axes(svg, chart, f);
  draw_needle(svg, chart, f);
  if (!chart.shown.low.empty())
    svg.area(line_of(chart, chart.shown.high, f), line_of(chart, chart.shown.low, f), "band");
  if (!chart.before.empty()) svg.path(line_of(chart, chart.before, f), "control");
  svg.path(line_of(chart, chart.shown.median, f), "median");
  return svg.finish();
}

}  // namespace stipple
