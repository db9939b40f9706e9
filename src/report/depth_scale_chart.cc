// SPDX-License-Identifier: Apache-2.0
#include "report/depth_scale_chart.h"

#include <algorithm>

#include "report/axes.h"
#include "report/markup.h"

namespace stipple {
namespace {

constexpr double kWidth = 680, kHeight = 320;

void draw_axes(Svg& svg, const Axis& x, const Axis& y) {
  for (const double v : round_ticks(0.0, x.high, 6)) {
    svg.line({x.at(v), y.from}, {x.at(v), y.from + 4}, "axis");
    svg.text({x.at(v), y.from + 17}, tick_text(v, 0.1), "tick", Anchor::middle);
  }
  for (const double v : round_ticks(0.0, y.high, 5)) {
    svg.line({x.from, y.at(v)}, {x.to, y.at(v)}, "grid");
    svg.text({x.from - 6, y.at(v) + 4}, tick_text(v, 0.1), "tick", Anchor::end);
  }
  svg.line({x.from, y.from}, {x.to, y.from}, "axis");
  svg.text({(x.from + x.to) / 2.0, y.from + 36}, "set depth, mm", "axis-title", Anchor::middle);
  svg.text({4, 14}, "true depth, mm", "axis-title");
}

}  // namespace

std::string depth_scale_chart(const std::vector<DepthStep>& steps) {
  Svg svg(kWidth, kHeight, "True depth against set depth");
  if (steps.empty()) return svg.finish();
  double most = steps.back().set;
  for (const DepthStep& s : steps) most = std::max({most, s.p95, s.mean_band.high});
  const Axis x{0.0, steps.back().set * 1.04, 48, kWidth - 90};
  const Axis y{0.0, most * 1.04, kHeight - 44, 24};
  draw_axes(svg, x, y);
  std::vector<Point> mean{{x.at(0), y.at(0)}}, low = mean, high = mean;
  for (const DepthStep& s : steps) {
    mean.push_back({x.at(s.set), y.at(s.mean)});
    low.push_back({x.at(s.set), y.at(s.mean_band.low)});
    high.push_back({x.at(s.set), y.at(s.mean_band.high)});
  }
  svg.area(high, low, "band");
  const double end = std::min(x.high, y.high);
  svg.path({{x.at(0), y.at(0)}, {x.at(end), y.at(end)}}, "prior");
  svg.path(mean, "median");
  for (const DepthStep& s : steps) {
    svg.line({x.at(s.set), y.at(s.p5)}, {x.at(s.set), y.at(s.p95)}, "zero");
    svg.circle({x.at(s.set), y.at(s.mean)}, 3.5, "dot");
  }
  const std::vector<double> at =
      spread({y.at(end) + 4, y.at(steps.back().mean) + 4}, 15, 20, y.from);
  svg.text({x.to + 6, at[0]}, "as set", "label");
  svg.text({x.to + 6, at[1]}, "true", "label treated-ink");
  return svg.finish();
}

}  // namespace stipple
