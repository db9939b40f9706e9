// SPDX-License-Identifier: Apache-2.0
#include "report/timeline.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "report/axes.h"
#include "report/band_chart.h"
#include "report/headline.h"
#include "report/markup.h"
#include "report/wording.h"

namespace stipple {
namespace {

constexpr double kHead = 17;  // a lane's name stands above it

// The value stands at the right in the longest form that leaves the name free.
void lane_name(Svg& svg, const Axis& x, double y, const std::string& name, const std::string& value,
               const std::string& short_value = {}) {
  svg.text({0, y + 11}, name, "label ink");
  const double room = x.to - label_width(name) - 10;
  const auto fits = [&](const std::string& words) { return label_width(words) < room; };
  const std::string& shown = fits(value) ? value : short_value;
  if (fits(shown)) svg.text({x.to, y + 11}, shown, "tick", Anchor::end);
}

double draw_visits(Svg& svg, const CourseResult& result, const Axis& x, double y) {
  lane_name(svg, x, y, "Visits", fmt::format("{} in all", result.visits.size()));
  y += kHead;
  svg.line({x.from, y + 8}, {x.to, y + 8}, "axis");
  double free_from = -1;
  for (size_t i = 0; i < result.visits.size(); ++i) {
    const double at = x.at(result.visits[i].day);
    svg.circle({at, y + 8}, 6, "visit");
    if (at - 5 < free_from) continue;
    svg.text({at, y + 28}, std::to_string(i + 1), "tick", Anchor::middle);
    free_from = at + 9;
  }
  return y + 38;
}

// Short times get a bar that can be seen: at least 2.5 px wide.
double draw_spans(Svg& svg, const CourseResult& result, const Axis& x, double y,
                  const std::string& name, const Band VisitSummary::*span, double days_per_unit,
                  std::string_view unit) {
  const auto longest = std::max_element(
      result.visits.begin(), result.visits.end(),
      [&](const auto& a, const auto& b) { return (a.*span).median < (b.*span).median; });
  lane_name(svg, x, y, name, "longest: " + figure_and_ends((*longest).*span, unit),
            figure_and_ends((*longest).*span, unit));
  y += kHead;
  svg.line({x.from, y + 13}, {x.to, y + 13}, "axis");
  for (const VisitSummary& v : result.visits) {
    const double from = x.at(v.day);
    const auto width = [&](double value) {
      const double end = std::min(x.at(v.day + value * days_per_unit), x.to);
      return std::min(std::max(end - from, 2.5), x.to - from);
    };
    svg.rect({from, y + 2}, width((v.*span).high), 11, "cost-band");
    svg.rect({from, y + 2}, width((v.*span).median), 11, "cost");
  }
  return y + 26;
}

// A ridge: the curve itself, filled down to its lowest value, ends told in words.
double draw_ridge(Svg& svg, const CourseResult& result, const Curve& curve, const Axis& x,
                  double y) {
  constexpr double height = 34;
  const auto top = std::max_element(curve.median.begin(), curve.median.end());
  const double peak_day = result.trajectory.days[static_cast<size_t>(top - curve.median.begin())];
  lane_name(
      svg, x, y, curve.label,
      fmt::format("highest on day {:.0f}: {} of healthy skin", peak_day, figure(*top, curve.unit)),
      fmt::format("day {:.0f}: {}", peak_day, figure(*top, curve.unit)));
  y += kHead;
  Range range{curve.median.front(), curve.median.front()};
  range.include(curve.median);
  const Axis up{range.low, range.high == range.low ? range.low + 1 : range.high, y + height, y + 3};
  std::vector<Point> line;
  for (size_t i = 0; i < curve.median.size(); ++i)
    line.push_back({x.at(result.trajectory.days[i]), up.at(curve.median[i])});
  line = thinned(line);
  svg.area(line, {{x.from, y + height}, {x.to, y + height}}, "ridge");
  svg.path(line, "ridge-line");
  svg.line({x.from, y + height}, {x.to, y + height}, "axis");
  return y + height + 12;
}

std::vector<const Curve*> ridges(const CourseResult& result) {
  std::vector<const Curve*> out;
  const Curve* young = find_curve(result, {"collagen_young", "collagen_iii", "c3"});
  const Curve* mature = find_curve(result, {"collagen_mature", "collagen_i", "c1"});
  for (const Curve* c : {young, mature})
    if (c) out.push_back(c);
  if (out.empty())
    if (const Curve* total = find_curve(result, {"collagen_total"})) out.push_back(total);
  return out;
}

}  // namespace

std::string timeline(const CourseResult& result, double width) {
  const bool has_curves = result.trajectory.days.size() > 1;
  const auto lanes = has_curves ? ridges(result) : std::vector<const Curve*>{};
  const double height = 55 + 2 * (kHead + 26) + 63 * static_cast<double>(lanes.size()) + 38;
  Svg svg(width, height, "The course on one time axis: visits, redness, open barrier, collagen");
  if (result.visits.empty()) return svg.finish();
  const double last = has_curves ? result.trajectory.days.back() : result.visits.back().day + 30;
  const Axis x{result.visits.front().day, last, 6, width - 6};
  double y = draw_visits(svg, result, x, 0);
  y = draw_spans(svg, result, x, y, "Redness", &VisitSummary::erythema_days, 1.0, "d");
  y = draw_spans(svg, result, x, y, "Barrier open", &VisitSummary::barrier_open_hours, 1.0 / 24.0,
                 "h");
  for (const Curve* c : lanes) y = draw_ridge(svg, result, *c, x, y);
  const TimeTicks ticks = time_ticks(x.low, x.high, x.to - x.from);
  for (size_t i = 0; i < ticks.days.size(); ++i) {
    const double at = x.at(ticks.days[i]);
    svg.line({at, y - 12}, {at, y - 8}, "axis");
    const Anchor anchor = i == 0 && at < x.from + 6 ? Anchor::start : Anchor::middle;
    svg.text({anchor == Anchor::start ? x.from : at, y + 5}, ticks.labels[i], "tick", anchor);
  }
  svg.text({(x.from + x.to) / 2, y + 21}, ticks.title, "axis-title", Anchor::middle);
  return svg.finish();
}

}  // namespace stipple
