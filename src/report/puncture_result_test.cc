// SPDX-License-Identifier: Apache-2.0
#include "report/puncture_result.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <sstream>

#include "report/embedded_picture.h"
#include "report/puncture_figures.h"
#include "report/puncture_sample_for_tests.h"
#include "report/well_formed_for_tests.h"

using namespace stipple;

namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// Fields of a line of a table; commas between quotes do not part.
std::size_t fields_of(const std::string& line) {
  std::size_t n = 1;
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') quoted = !quoted;
    n += c == ',' && !quoted ? 1U : 0U;
  }
  return n;
}

}  // namespace

TEST_CASE("every figure stands in the JSON with its band, its unit and its reasons") {
  const PunctureResult r = test::puncture_sample();
  const auto json = nlohmann::json::parse(puncture_json(r));
  CHECK(json["density_per_cm2"] == 400);
  CHECK(json["true_depth_mm"]["mean"] == 1.4);
  CHECK(json["true_depth_mm"]["p95"] == 1.55);
  CHECK(json["bands"]["true_depth_mm"]["mean"]["low"] == 1.2);
  for (const PunctureFigure& f : r.figures) {
    std::string pointer = "/" + f.name;
    std::replace(pointer.begin(), pointer.end(), '.', '/');
    const nlohmann::json::json_pointer at(pointer);
    CHECK(json.at(at).is_number());
    CHECK(json["bands"].at(at)["high"] == f.band.high);
    CHECK(json["units"].at(at) == f.unit);
    CHECK(json["basis"].at(at)["basis"] == f.basis);
  }
  CHECK(json["patch"]["punctures"] == r.map.size());
  CHECK(json["bench"]["depths"].size() == 3);
  CHECK(json["bench"]["deepest_settings"][1]["deepest_setting_mm"].is_null());
  PunctureResult plain = r;
  plain.bench.reset();
  CHECK_FALSE(nlohmann::json::parse(puncture_json(plain)).contains("bench"));
}

TEST_CASE("the table of punctures gives back every puncture") {
  const PunctureMap map = test::random_map(200, 20.0, 0.3, 0.5, 1.5);
  const std::vector<std::string> lines = lines_of(punctures_csv(map));
  REQUIRE(lines.size() == map.size() + 1);
  for (std::size_t i = 0; i < map.size(); ++i) {
    double x{}, y{}, time{}, depth{}, angle{}, slit{}, direction{};
    unsigned pass{};
    REQUIRE(std::sscanf(lines[i + 1].c_str(), "%lf,%lf,%lf,%lf,%lf,%lf,%lf,%u", &x, &y, &time,
                        &depth, &angle, &slit, &direction, &pass) == 8);
    CHECK(std::abs(x - map.x[i]) < 1e-4);
    CHECK(std::abs(depth - map.depth[i]) < 1e-4);
    CHECK(std::abs(slit - map.slit[i]) < 1e-4);
    CHECK(pass == map.pass[i]);
  }
}

TEST_CASE("the bench report is one well-formed page that fetches nothing and shows every part") {
  const std::string page = bench_report_html(test::puncture_sample());
  CHECK(well_formed(page) == "");
  for (const char* part : {"The device", "Set depth and true depth", "Puncture rate",
                           "Deepest setting by zone", "Verified", "Compared", "Not compared",
                           "What is assumed", "Sources", "rings", "Not a medical device"})
    CHECK_MESSAGE(page.find(part) != std::string::npos, part);
  CHECK(page.find("<this>") == std::string::npos);
  CHECK(page.find("src=\"http") == std::string::npos);
}

TEST_CASE("the tidy table of a bench report has seven fields in every line") {
  for (const std::string& line : lines_of(bench_report_csv(test::puncture_sample())))
    CHECK_MESSAGE(fields_of(line) == 7, line);
}

TEST_CASE("figures are within half of their third digit, and never a power of ten") {
  for (double x = 3e-5; x < 3e6; x *= 1.0371)
    for (const double v : {x, -x}) {
      std::string text = short_number(v);
      CHECK(text.find('e') == std::string::npos);
      if (text.starts_with("\u2212")) text.replace(0, std::string("\u2212").size(), "-");
      CHECK(std::abs(std::stod(text) - v) <= std::max(0.00501 * x, 5e-7));
    }
  CHECK(short_number(0.0) == "0");
  CHECK(short_number(99.97) == "100");
  CHECK(short_number(2.5) == "2.5");
  CHECK(shown_figure(0.108, "1") == "10.8\u00a0%");
}

TEST_CASE("base64 as it is written down [RFC 4648]") {
  CHECK(base64("") == "");
  CHECK(base64("f") == "Zg==");
  CHECK(base64("fo") == "Zm8=");
  CHECK(base64("foobar") == "Zm9vYmFy");
}
