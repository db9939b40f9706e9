// SPDX-License-Identifier: Apache-2.0
#include "report/axes.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace stipple {
namespace {

TEST_CASE("tick marks are round, evenly spaced, inside the range and neither few nor many") {
  std::mt19937 random(3);
  std::uniform_real_distribution<double> magnitude(-6, 6), place(-1, 1);
  for (int i = 0; i < 2000; ++i) {
    const double width = std::pow(10.0, magnitude(random));
    const double low = place(random) * 5 * width;
    const std::vector<double> t = round_ticks(low, low + width, 5);
    REQUIRE(t.size() >= 3);
    CHECK(t.size() <= 9);
    const double step = t[1] - t[0];
    const double lead = step / std::pow(10.0, std::floor(std::log10(step) + 1e-9));
    const bool round =
        std::abs(lead - 1) < 1e-6 || std::abs(lead - 2) < 1e-6 || std::abs(lead - 5) < 1e-6;
    CHECK(round);
    CHECK(t.front() >= low - 1e-6 * width);
    CHECK(t.back() <= low + width * (1 + 1e-6));
    for (size_t k = 1; k < t.size(); ++k) CHECK(t[k] - t[k - 1] == doctest::Approx(step));
  }
}

TEST_CASE("a tick's figure tells neighbours apart and never says minus zero") {
  CHECK(tick_text(0.25, 0.05) == "0.25");
  CHECK(tick_text(-20, 20) == "\u221220");
  CHECK(tick_text(-1e-17, 0.2) == "0.0");
  CHECK(tick_text(1200, 200) == "1200");
}

TEST_CASE("a thinned line stays within its tolerance of every point and keeps the ends") {
  std::mt19937 random(5);
  std::normal_distribution<double> noise(0, 0.3);
  std::vector<Point> line;
  for (int i = 0; i < 800; ++i)
    line.push_back({i * 0.7, 50 + 30 * std::sin(i * 0.02) + noise(random)});
  const double tolerance = 0.5;
  const std::vector<Point> thin = thinned(line, tolerance);
  CHECK(thin.size() < line.size());
  CHECK(thin.front().x == line.front().x);
  CHECK(thin.back().x == line.back().x);
  for (const Point& p : line) {
    const auto right = std::lower_bound(thin.begin(), thin.end(), p.x,
                                        [](const Point& q, double x) { return q.x < x; });
    if (right == thin.begin()) continue;
    const Point a = *(right - 1), b = *right;
    const double chord = a.y + (b.y - a.y) * (p.x - a.x) / (b.x - a.x);
    const double slope = (b.y - a.y) / (b.x - a.x);
    CHECK(std::abs(p.y - chord) / std::hypot(1.0, slope) <= tolerance + 1e-9);
  }
}

TEST_CASE("labels spread to their gap, keep their order and stay inside") {
  const std::vector<double> at = spread({50, 48, 51}, 14, 10, 100);
  CHECK(at[1] < at[0]);
  CHECK(at[0] < at[2]);
  CHECK(at[0] - at[1] >= 14);
  CHECK(at[2] - at[0] >= 14);
  const std::vector<double> low = spread({99, 98}, 14, 10, 100);
  CHECK(*std::max_element(low.begin(), low.end()) <= 100);
  CHECK(std::abs(low[0] - low[1]) >= 14);
  CHECK(spread({20, 60}, 14, 10, 100) == std::vector<double>{20, 60});
}

TEST_CASE("a wrapped label keeps every word in order and no line is too wide") {
  const std::string label = "Collagen made by a fibroblast under transforming growth factor";
  for (const double width : {60.0, 150.0, 300.0, 2000.0}) {
    std::string joined;
    for (const std::string& line : wrapped(label, width)) {
      const bool single_word = line.find(' ') == std::string::npos;
      CHECK((single_word || label_width(line) <= width + 1e-9));
      joined += (joined.empty() ? "" : " ") + line;
    }
    CHECK(joined == label);
  }
  CHECK(wrapped(label, 2000).size() == 1);
  CHECK(wrapped("", 100).size() == 1);
}

TEST_CASE("an axis sends its ends to its ends") {
  const Axis axis{2, 6, 100, 20};
  CHECK(axis.at(2) == 100);
  CHECK(axis.at(6) == 20);
  CHECK(axis.at(4) == 60);
}

}  // namespace
}  // namespace stipple
