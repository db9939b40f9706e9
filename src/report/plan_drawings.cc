// SPDX-License-Identifier: Apache-2.0
#include "report/plan_drawings.h"

#include <algorithm>

#include "report/face_map.h"
#include "report/plan_words.h"

namespace stipple {
namespace {

constexpr double kHatchApart = 2.4;  // points
constexpr double kDaysOfMonth = 30.0;

Colour with_alpha(Colour c, double alpha) {
  c.alpha = alpha;
  return c;
}

struct ChartFrame {
  Axis x{}, y{};
  Letters tick{};
};

void draw_axes(Paper& p, const ChartFrame& f, const PlanChart& chart, const TextBook& book) {
  const double line = f.tick.size * f.tick.line_height;
  const double room = 40;
  for (const double v : round_ticks(f.y.low, f.y.high, 4)) {
    const double y = f.y.at(v);
    p.line({f.x.from, y}, {f.x.to, y}, ink::rule(), 0.5);
    Letters end = f.tick;
    end.anchor = Anchor::end;
    p.text({f.x.from - room - 3, y - line / 2}, room,
           figure_in(book, v, chart.unit == "1" ? "1" : chart.unit, Sign::always), end,
           TextRole::decoration);
  }
  Letters middle = f.tick;
  middle.anchor = Anchor::middle;
  for (const double day : chart.days) {
    const double x = f.x.at(day);
    p.line({x, f.y.from}, {x, f.y.from + 2.5}, ink::quiet(), 0.5);
    p.text({x - room / 2, f.y.from + 3}, room, book.number(day / kDaysOfMonth, 0), middle,
           TextRole::decoration);
  }
  p.text({f.x.from, f.y.from + 3 + line}, f.x.to - f.x.from, said(book, "months"), middle,
         TextRole::decoration);
}

void draw_lines(Paper& p, const ChartFrame& f, const PlanChart& chart) {
  std::vector<Point> high, low, middle;
  for (std::size_t k = 0; k < chart.days.size(); ++k) {
    const double x = f.x.at(chart.days[k]);
    high.push_back({x, f.y.at(chart.bands[k].high)});
    low.push_back({x, f.y.at(chart.bands[k].low)});
    middle.push_back({x, f.y.at(chart.bands[k].median)});
  }
  std::vector<Point> band = high;
  band.insert(band.end(), low.rbegin(), low.rend());
  p.polygon(band, with_alpha(ink::accent(), 0.18));
  for (std::size_t k = 0; k + 1 < chart.days.size(); ++k)
    p.dashes({middle[k].x, f.y.at(chart.untreated[k])},
             {middle[k + 1].x, f.y.at(chart.untreated[k + 1])}, ink::quiet(), 1.0, 3.0);
  p.path(middle, ink::accent(), 1.4);
  for (const Point& at : middle) p.circle(at, 1.8, ink::accent());
}

// Rightmost point of the areas half-way down the one that holds it: where the label points to.
Point pointed_at(const std::vector<Outline>& areas) {
  const auto right_end = [](const Outline& o) {
    return std::ranges::max_element(o, {}, &Point::x)->x;
  };
  const Outline& area = *std::ranges::max_element(areas, {}, right_end);
  Point sum{};
  for (const Point& p : area) sum = {sum.x + p.x, sum.y + p.y};
  const auto n = static_cast<double>(area.size());
  return {sum.x / n, sum.y / n};
}

Outline placed(Outline line, Point corner, double scale) {
  for (Point& p : line) p = {corner.x + p.x * scale, corner.y + p.y * scale};
  return line;
}

void draw_map(Paper& p, const BodyMap& map, Point corner, double scale) {
  for (const Outline& area : map.treated)
    p.polygon(placed(area, corner, scale), with_alpha(ink::accent(), 0.32));
  for (const Outline& area : map.kept_off) {
    const Outline there = placed(area, corner, scale);
    p.polygon(there, colour(0xffffff));
    for (const Outline& line : hatching(there, kHatchApart)) p.path(line, ink::warning(), 0.6);
  }
  for (const Outline& line : map.lines) p.path(placed(line, corner, scale), ink::text(), 0.8);
  if (map.treated.empty()) return;
  const Point from = placed({pointed_at(map.treated)}, corner, scale).front();
  p.circle(from, 1.8, ink::accent());
  p.line(from, {corner.x + map.width * scale, from.y}, ink::accent(), 0.8);
}

}  // namespace

Range common_range(const std::vector<PlanChart>& charts, const std::string& unit) {
  Range range{0, 0};
  for (const PlanChart& chart : charts) {
    if (chart.unit != unit) continue;
    range.include(chart.untreated);
    for (const Band& b : chart.bands)
      for (const double v : {b.low, b.median, b.high}) range.include(v);
  }
  return padded(range);
}

Piece chart_piece(const PlanChart& chart, const Range& range, const TextBook& book, double width,
                  double height, double size) {
  return {height, [=, &book](Paper& p, Point corner) {
            if (chart.days.size() < 2) return;
            ChartFrame f;
            f.tick = {.size = size, .ink = ink::quiet()};
            const double below = 2 * size * f.tick.line_height + 4;
            f.x = {chart.days.front(), chart.days.back(), corner.x + 34, corner.x + width - 8};
            f.y = {range.low, range.high, corner.y + height - below, corner.y + 4};
            draw_axes(p, f, chart, book);
            draw_lines(p, f, chart);
          }};
}

MapPiece map_piece(const std::string& zone, double height) {
  const BodyMap map = map_of_zone(zone);
  const double scale = height / map.height;
  return {{height, [=](Paper& p, Point corner) { draw_map(p, map, corner, scale); }},
          map.width * scale};
}

}  // namespace stipple
