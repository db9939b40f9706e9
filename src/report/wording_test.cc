// SPDX-License-Identifier: Apache-2.0
#include "report/wording.h"

#include <doctest/doctest.h>

#include <string>

namespace stipple {
namespace {

TEST_CASE("fractions are told in percent, times in days and hours") {
  CHECK(figure(0.2371, "1", Sign::always) == "+24\u00a0%");
  CHECK(figure(-0.057, "1", Sign::always) == "\u22125.7\u00a0%");
  CHECK(figure(1.0, "d") == "1.0\u00a0day");
  CHECK(figure(3.14, "d") == "3.1\u00a0days");
  CHECK(figure(41.2, "h") == "41\u00a0hours");
  CHECK(figure(2.4, "points") == "2.4\u00a0points");
}

TEST_CASE("figure and range carry the same number of decimals") {
  CHECK(figure_and_ends({0.09, 0.02, 0.31}, "1", Sign::always) == "+9\u00a0% (+2 to +31)");
  CHECK(figure_and_ends({0.004, 0.001, 0.02}, "1") == "0.4\u00a0% (0.1 to 2.0)");
}

TEST_CASE("what rounds to nothing has no sign") {
  CHECK(figure(-0.00001, "1", Sign::always) == "0\u00a0%");
  CHECK(figure(0.00001, "1", Sign::always) == "0\u00a0%");
  CHECK(ends({0.1, -0.001, 0.2}, "1", Sign::always) == "0 to +20\u00a0%");
}

TEST_CASE("spans are told as people say them") {
  CHECK(span_words(28) == "28\u00a0days");
  CHECK(span_words(180) == "6\u00a0months");
  CHECK(span_words(365) == "1\u00a0year");
  CHECK(span_words(1) == "1\u00a0day");
}

}  // namespace
}  // namespace stipple
