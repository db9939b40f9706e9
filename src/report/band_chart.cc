// SPDX-License-Identifier: Apache-2.0
#include "report/band_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/error.h"
#include "report/axes.h"
#include "report/markup.h"

namespace stipple {
namespace {

struct Frame {
  Axis x{}, y{};
  double left{}, right{}, top{}, bottom{};
};

std::vector<Point> line_of(const BandChart& chart, const std::vector<double>& values,
                           const Frame& f) {
  STIPPLE_REQUIRE(values.size() == chart.days.size());
  std::vector<Point> points;
  points.reserve(values.size());
  for (size_t i = 0; i < values.size(); ++i)
    points.push_back({f.x.at(chart.days[i]), f.y.at(values[i])});
  return thinned(points);
}

Frame frame_of(const BandChart& chart, ChartSize size) {
  // Half of the plot must belong to what was found: a very wide earlier band may be cut at the
  // frame.
  Range found{chart.median.front(), chart.median.front()};
  for (const auto* series : {&chart.median, &chart.low, &chart.high, &chart.control})
    found.include(*series);
  Range all = found;
  all.include(chart.prior_low);
  all.include(chart.prior_high);
  const double room = std::max(found.high - found.low, 0.02) * 0.75;
  all = {std::max(all.low, found.low - room), std::min(all.high, found.high + room)};
  const Range y = padded(all);
  const bool narrow = size.width < 500;
  Frame f;
  f.left = 44;
  f.right = size.width - (narrow ? 62 : 70);
  f.top = 10;
  f.bottom = size.height - 40;
  f.x = {chart.days.front(), chart.days.back(), f.left, f.right};
  f.y = {y.low, y.high, f.bottom, f.top};
  return f;
}

void draw_axes(Svg& svg, const BandChart& chart, const Frame& f) {
  const std::vector<double> marks = round_ticks(f.y.low, f.y.high, f.bottom - f.top > 200 ? 5 : 4);
  const double step = marks.size() > 1 ? marks[1] - marks[0] : 1.0;
  for (const double v : marks) {
    svg.line({f.left, f.y.at(v)}, {f.right, f.y.at(v)}, "grid");
    svg.text({f.left - 6, f.y.at(v) + 4}, tick_text(v, step), "tick", Anchor::end);
  }
  const TimeTicks time = time_ticks(chart.days.front(), chart.days.back(), f.right - f.left);
  svg.line({f.left, f.bottom}, {f.right, f.bottom}, "axis");
  for (size_t i = 0; i < time.days.size(); ++i) {
    const double x = f.x.at(time.days[i]);
    svg.line({x, f.bottom}, {x, f.bottom + 4}, "axis");
    svg.text({x, f.bottom + 17}, time.labels[i], "tick", Anchor::middle);
  }
  svg.text({(f.left + f.right) / 2, f.bottom + 34}, time.title, "axis-title", Anchor::middle);
  for (const double day : chart.visits) {
    if (day < f.x.low || day > f.x.high) continue;
    svg.line({f.x.at(day), f.top}, {f.x.at(day), f.bottom}, "visit-line");
    svg.circle({f.x.at(day), f.bottom}, 3.2, "visit");
  }
}

std::vector<double> cut(std::vector<double> values, const Frame& f) {
  for (double& v : values) v = std::clamp(v, f.y.low, f.y.high);
  return values;
}

void label_ends(Svg& svg, const BandChart& chart, const Frame& f) {
  std::vector<double> wishes{f.y.at(chart.median.back()) + 4};
  if (!chart.control.empty()) wishes.push_back(f.y.at(chart.control.back()) + 4);
  const std::vector<double> at = spread(wishes, 14, f.top + 8, f.bottom);
  svg.text({f.right + 6, at[0]}, "treated", "label treated-ink");
  if (at.size() > 1) svg.text({f.right + 6, at[1]}, "untreated", "label control-ink");
}

}  // namespace

TimeTicks time_ticks(double first_day, double last_day, double width) {
  TimeTicks out;
  const double span = last_day - first_day;
  const double most = std::max(2.0, width / 42.0);
  const bool months = span > 120.0;
  const double unit = months ? 30.0 : 1.0;
  static constexpr std::array<double, 9> kMonthSteps{1, 2, 3, 6, 12, 24, 36, 60, 120};
  static constexpr std::array<double, 9> kDaySteps{1, 2, 5, 7, 14, 28, 56, 84, 112};
  const auto& steps = months ? kMonthSteps : kDaySteps;
  double step = steps.back();
  for (const double s : steps) {
    if (span / unit / s <= most) {
      step = s;
      break;
    }
  }
  for (double k = std::ceil(first_day / unit / step - 1e-9); k * step * unit <= last_day + 1e-9;
       ++k) {
    out.days.push_back(k * step * unit);
    out.labels.push_back(tick_text(k * step, 1.0));
  }
  out.title = months ? "months of 30 days since the first visit" : "days since the first visit";
  return out;
}

std::string band_chart(const BandChart& chart, ChartSize size) {
  Svg svg(size.width, size.height, chart.title);
  if (chart.days.size() < 2 || chart.median.size() != chart.days.size()) return svg.finish();
  const Frame f = frame_of(chart, size);
  draw_axes(svg, chart, f);
  if (!chart.low.empty())
    svg.area(line_of(chart, chart.high, f), line_of(chart, chart.low, f), "band");
  for (const auto* prior : {&chart.prior_low, &chart.prior_high})
    if (!prior->empty()) svg.path(line_of(chart, cut(*prior, f), f), "prior");
  if (!chart.control.empty()) svg.path(line_of(chart, chart.control, f), "control");
  svg.path(line_of(chart, chart.median, f), "median");
  label_ends(svg, chart, f);
  return svg.finish();
}

}  // namespace stipple
