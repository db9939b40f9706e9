// SPDX-License-Identifier: Apache-2.0
#include "report/force_chart.h"

#include <doctest/doctest.h>

#include "report/needle_for_tests.h"
#include "report/well_formed_for_tests.h"

using namespace stipple;

namespace {

ForceChart chart_of(double scale, double travel, double puncture) {
  return {"Pen <14> & \"needles\"", test::panel("One needle", scale, travel, puncture),
          test::panel("All 14 needles", 14.0 * scale, travel, puncture)};
}

}  // namespace

TEST_CASE("a force chart stays inside its picture, for weak and strong needles, short and long") {
  for (const double scale : {0.001, 1.0, 300.0})
    for (const double travel : {0.2, 1.5, 3.0}) {
      const std::string svg = force_chart(chart_of(scale, travel, 0.1));
      CHECK(well_formed(svg) == "");
      CHECK(svg.find("nan") == std::string::npos);
      const Places where = places(svg);
      REQUIRE(where.x.size() > 20);
      for (const double x : where.x) CHECK((x >= 0.0 && x <= 760.0));
      for (const double y : where.y) CHECK((y >= 0.0 && y <= 400.0));
    }
}

TEST_CASE("the puncture is marked where it is, and said where there is none") {
  CHECK(force_chart(chart_of(1.0, 1.5, 0.25)).find("breaks through at 0.25 mm, 90 mN") !=
        std::string::npos);
  ForceChart blunt = chart_of(1.0, 0.5, 0.25);
  blunt.needle.curve.puncture_travel = blunt.array.curve.puncture_travel = 0.6;
  const std::string svg = force_chart(blunt);
  CHECK(svg.find("does not break through") != std::string::npos);
  CHECK(svg.find("class=\"puncture\"") == std::string::npos);
}

TEST_CASE("the file stands alone: a style for every class it draws, nothing fetched") {
  const std::string file = force_chart_file(chart_of(1.0, 1.5, 0.25));
  CHECK(file.starts_with("<?xml"));
  CHECK(file.find("http", file.find("xmlns") + 40) == std::string::npos);
  for (std::size_t at = 0; (at = file.find("class=\"", at)) != std::string::npos;) {
    at += 7;
    const std::string words = file.substr(at, file.find('"', at) - at);
    const std::string last = words.substr(words.rfind(' ') + 1);
    CHECK_MESSAGE(file.find("." + last) != std::string::npos, last);
  }
}
