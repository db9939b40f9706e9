// SPDX-License-Identifier: Apache-2.0
#include "report/force_chart.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.h"
#include "report/axes.h"
#include "report/markup.h"
#include "report/sections.h"

namespace stipple {
namespace {

constexpr double kWidth = 760, kHeight = 400;
constexpr double kTop = 82, kBottom = 322, kPanel = 380;  // kPanel: from one panel to the next

struct Frame {
  Axis x{}, y{};
};

Frame frame_of(const ForcePanel& panel, double left) {
  double most = panel.curve.puncture_force;
  for (const auto* line : {&panel.curve.force, &panel.high})
    for (const double v : *line) most = std::max(most, v);
  Frame f;
  f.x = {0.0, panel.curve.travel.back(), left, left + kPanel - 110};
  f.y = {0.0, most > 0.0 ? most * 1.12 : 1.0, kBottom, kTop};
  return f;
}

std::vector<Point> line_of(const ForceCurve& curve, const std::vector<double>& values,
                           const Frame& f) {
  STIPPLE_REQUIRE(values.size() == curve.travel.size());
  std::vector<Point> points;
  for (std::size_t i = 0; i < values.size(); ++i)
    points.push_back({f.x.at(curve.travel[i]), f.y.at(values[i])});
  return thinned(points);
}

void draw_axes(Svg& svg, const Frame& f) {
  const std::vector<double> forces = round_ticks(0.0, f.y.high, 5);
  const double step = forces.size() > 1 ? forces[1] - forces[0] : 1.0;
  for (const double v : forces) {
    svg.line({f.x.from, f.y.at(v)}, {f.x.to, f.y.at(v)}, "grid");
    svg.text({f.x.from - 6, f.y.at(v) + 4}, tick_text(v, step), "tick", Anchor::end);
  }
  svg.line({f.x.from, kBottom}, {f.x.to, kBottom}, "axis");
  const std::vector<double> travels = round_ticks(0.0, f.x.high, 5);
  const double gap = travels.size() > 1 ? travels[1] - travels[0] : 1.0;
  for (const double v : travels) {
    svg.line({f.x.at(v), kBottom}, {f.x.at(v), kBottom + 4}, "axis");
    svg.text({f.x.at(v), kBottom + 17}, tick_text(v, gap), "tick", Anchor::middle);
  }
  svg.text({(f.x.from + f.x.to) / 2, kBottom + 36}, "travel of the needle from first touch, mm",
           "axis-title", Anchor::middle);
}

void label_ends(Svg& svg, const ForceCurve& curve, const Frame& f) {
  struct Label {
    const char *words, *style;
    double wish;
  };
  std::vector<Label> labels{{"total", "label treated-ink", f.y.at(curve.force.back())}};
  if (!curve.cutting.empty()) {
    labels.push_back({"cutting", "label cutting-ink", f.y.at(curve.cutting.back())});
    labels.push_back({"friction", "label friction-ink", f.y.at(curve.friction.back())});
  }
  // From the top of the picture down, as spread() wants them.
  std::sort(labels.begin(), labels.end(),
            [](const Label& a, const Label& b) { return a.wish < b.wish; });
  std::vector<double> wishes;
  for (const Label& l : labels) wishes.push_back(l.wish + 4);
  const std::vector<double> at = spread(wishes, 15, kTop + 8, kBottom + 4);
  for (std::size_t i = 0; i < labels.size(); ++i)
    svg.text({f.x.to + 6, at[i]}, labels[i].words, labels[i].style);
}

std::string force_words(const ForceCurve& curve) {
  return fmt::format("{:.0f} mN", *std::max_element(curve.force.begin(), curve.force.end()));
}

// Where the tip breaks through, and in words beside the title.
std::string mark_puncture(Svg& svg, const ForceCurve& curve, const Frame& f) {
  if (curve.puncture_force <= 0.0) return "largest " + force_words(curve);
  if (curve.puncture_travel > curve.travel.back()) return "the tip does not break through";
  const Point at{f.x.at(curve.puncture_travel), f.y.at(curve.puncture_force)};
  svg.line(at, {at.x, kBottom}, "puncture-line");
  svg.circle(at, 4, "puncture");
  return fmt::format("breaks through at {:.2f} mm, {:.0f} mN", curve.puncture_travel,
                     curve.puncture_force);
}

void draw_panel(Svg& svg, const ForcePanel& panel, double left) {
  const ForceCurve& c = panel.curve;
  if (c.travel.size() < 2) return;
  const Frame f = frame_of(panel, left);
  svg.text({left - 40, kTop - 28}, panel.title + ", mN", "label");
  draw_axes(svg, f);
  if (!panel.low.empty()) svg.area(line_of(c, panel.high, f), line_of(c, panel.low, f), "band");
  if (!c.cutting.empty()) {
    svg.path(line_of(c, c.friction, f), "friction");
    svg.path(line_of(c, c.cutting, f), "cutting");
  }
  svg.path(line_of(c, c.force, f), "median");
  svg.text({left - 40, kTop - 10}, mark_puncture(svg, c, f), "tick");
  label_ends(svg, c, f);
}

}  // namespace

std::string force_chart(const ForceChart& chart) {
  Svg svg(kWidth, kHeight, "Force against travel: " + chart.title);
  svg.text({8, 22}, chart.title, "chart-title");
  draw_panel(svg, chart.needle, 48);
  draw_panel(svg, chart.array, 48 + kPanel);
  const bool banded = !chart.needle.low.empty();
  svg.text({8, kHeight - 12},
           banded ? "Lines: at the stated parameters. Band: total, 5 to 95 % of members."
                  : "At the stated parameters.",
           "tick");
  return svg.finish();
}

std::string force_chart_style() {
  return R"css(
svg .chart-title{font-size:15px;font-weight:600}
svg .cutting{fill:none;stroke:var(--ink);stroke-width:1.3}
svg .friction{fill:none;stroke:var(--orange);stroke-width:1.5;stroke-dasharray:6 3}
svg .cutting-ink{fill:var(--ink)}svg .friction-ink{fill:var(--orange)}
svg .puncture{fill:var(--ink);stroke:var(--paper);stroke-width:1.5}
svg .puncture-line{stroke:var(--grey);stroke-width:1;stroke-dasharray:2 3}
)css";
}

std::string force_chart_file(const ForceChart& chart) {
  const std::string svg = force_chart(chart);
  const std::size_t inside = svg.find('>') + 1;
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + svg.substr(0, inside) + "<style>" +
         picture_style() + "svg{background:var(--paper);max-width:60rem}" + force_chart_style() +
         "</style>" + svg.substr(inside) + "\n";
}

}  // namespace stipple
