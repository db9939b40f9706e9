// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "report/band_chart.h"
#include "report/bar_charts.h"
#include "report/depth_chart.h"
#include "report/sample_for_tests.h"
#include "report/timeline.h"
#include "report/well_formed_for_tests.h"

namespace stipple {
namespace {

// The picture is well formed and nothing is drawn outside its frame.
void check_picture(const std::string& svg) {
  CHECK(well_formed(svg) == "");
  CHECK(svg.find("nan") == std::string::npos);
  const std::string key = "viewBox=\"0 0 ";
  const size_t at = svg.find(key);
  REQUIRE(at != std::string::npos);
  char* rest = nullptr;
  const double width = std::strtod(svg.c_str() + at + key.size(), &rest);
  const double height = std::strtod(rest, nullptr);
  const Places where = places(svg);
  REQUIRE(where.x.size() > 10);
  for (const double x : where.x) CHECK((x >= -0.1 && x <= width + 0.1));
  for (const double y : where.y) CHECK((y >= -0.1 && y <= height + 0.1));
}

// The points of the first element with this class.
Places points_of(const std::string& svg, const std::string& style) {
  const size_t end = svg.find("class=\"" + style + "\"");
  REQUIRE(end != std::string::npos);
  const size_t from = svg.rfind('<', end);
  return places(svg.substr(from, end - from));
}

double height_at(const Places& line, double x) {
  for (size_t i = 1; i < line.x.size(); ++i)
    if (line.x[i] >= x && line.x[i - 1] <= x && line.x[i] > line.x[i - 1])
      return line.y[i - 1] +
             (line.y[i] - line.y[i - 1]) * (x - line.x[i - 1]) / (line.x[i] - line.x[i - 1]);
  return line.y.front();
}

BandChart chart_of(const CourseResult& r, const Curve& c) {
  return {.title = c.label,
          .unit = c.unit,
          .days = r.trajectory.days,
          .median = c.median,
          .low = c.low,
          .high = c.high,
          .prior_low = c.prior_low,
          .prior_high = c.prior_high,
          .control = c.control,
          .visits = {0, 28, 56, 84, 9999}};
}

TEST_CASE("every curve draws well-formed pictures inside their frame at every size") {
  const CourseResult r = sample::course_result();
  for (const Curve& c : r.trajectory.curves)
    for (const ChartSize size : {ChartSize{680, 300}, ChartSize{340, 250}, ChartSize{330, 190}})
      check_picture(band_chart(chart_of(r, c), size));
}

TEST_CASE("the drawn band contains the drawn median everywhere") {
  const CourseResult r = sample::course_result();
  for (const Curve& c : r.trajectory.curves) {
    const std::string svg = band_chart(chart_of(r, c), {680, 300});
    const Places median = points_of(svg, "median");
    const Places band = points_of(svg, "band");
    // The outline runs along the upper edge to the last day and back along the lower one.
    const auto turn = std::max_element(band.x.begin(), band.x.end()) - band.x.begin();
    const Places upper{{band.x.begin(), band.x.begin() + turn + 1},
                       {band.y.begin(), band.y.begin() + turn + 1}};
    Places lower{{band.x.begin() + turn + 1, band.x.end()},
                 {band.y.begin() + turn + 1, band.y.end()}};
    std::reverse(lower.x.begin(), lower.x.end());
    std::reverse(lower.y.begin(), lower.y.end());
    for (size_t i = 0; i < median.x.size(); ++i) {
      CHECK(height_at(upper, median.x[i]) <= median.y[i] + 0.6);
      CHECK(height_at(lower, median.x[i]) >= median.y[i] - 0.6);
    }
  }
}

TEST_CASE("a constant quantity still draws") {
  BandChart chart{.title = "constant", .days = {0, 100, 200}, .median = {1, 1, 1}};
  chart.low = chart.high = chart.control = chart.median;
  check_picture(band_chart(chart, {340, 250}));
}

TEST_CASE("the depth picture turns at the depth of the needle and stays inside its frame") {
  const CourseResult r = sample::course_result();
  DepthChart chart{.title = "depth",
                   .depth_mm = r.profile_depth_mm,
                   .shown = r.profiles[2],
                   .before = r.profiles[0].median,
                   .layers = r.layers,
                   .set_depth_mm = 1.5,
                   .true_depth_mm = {1.12, 0.86, 1.34},
                   .values = {0.6, 1.3},
                   .deepest_mm = 1.8};
  check_picture(depth_chart(chart, {164, 260}));
  // Twice as deep is drawn twice as far from the surface.
  const double one = points_of(depth_chart(chart, {164, 260}), "reach").y[0] - 6;
  chart.true_depth_mm = {0.56, 0.4, 0.7};
  const double half = points_of(depth_chart(chart, {164, 260}), "reach").y[0] - 6;
  CHECK(half == doctest::Approx(one / 2).epsilon(0.01));
}

TEST_CASE("bars stay inside their frame and the widest comes first") {
  CourseResult r = sample::course_result();
  for (const double width : {680.0, 340.0}) {
    const std::string svg = tornado_chart("tornado", r.tornado_base, r.tornado, width);
    check_picture(svg);
    std::reverse(r.tornado.begin(), r.tornado.end());
    CHECK(svg == tornado_chart("tornado", r.tornado_base, r.tornado, width));
  }
  std::vector<IntervalRow> rows;
  for (const Outcome& o : r.outcomes)
    if (o.points.size() == 4)
      rows.push_back(
          {o.label, o.points[2].band, o.points[2].before_conditioning, o.points[2].control, false});
  check_picture(interval_chart("intervals", rows, 680));
  check_picture(interval_chart("intervals", rows, 340));
}

TEST_CASE("the timeline shows a dot for every visit and stays inside its frame") {
  CourseResult r = sample::course_result();
  check_picture(timeline(r, 680));
  check_picture(timeline(r, 340));
  r.trajectory = {};
  const std::string bare = timeline(r, 340);
  check_picture(bare);
  CHECK(attribute_values(bare, "cx").size() == r.visits.size());
  r.visits.resize(1);
  check_picture(timeline(r, 340));
}

TEST_CASE("marks of time are whole and fit") {
  for (const double last : {5.0, 30.0, 119.0, 121.0, 449.0, 3650.0}) {
    const TimeTicks t = time_ticks(0, last, 300);
    CHECK(t.days.size() >= 2);
    CHECK(t.days.size() <= 12);
    CHECK(t.days.back() <= last);
    CHECK(t.days.size() == t.labels.size());
  }
}

}  // namespace
}  // namespace stipple
