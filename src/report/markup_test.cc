// SPDX-License-Identifier: Apache-2.0
#include "report/markup.h"

#include <doctest/doctest.h>

#include <random>
#include <string>

#include "report/well_formed_for_tests.h"

namespace stipple {
namespace {

TEST_CASE("no text can open a tag, an entity or an attribute") {
  CHECK(escaped("<script>alert('1')</script> & \"x\"") ==
        "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;x&quot;");
}

TEST_CASE("text in any script passes unchanged") {
  CHECK(escaped("Žofie, 42 µm², 皮膚, 🙂") == "Žofie, 42 µm², 皮膚, 🙂");
}

TEST_CASE("bytes that XML forbids are replaced, and nothing else") {
  CHECK(escaped(std::string("a\0b", 3)) == "a\uFFFDb");
  CHECK(escaped("a\x1b[0mb") == "a\uFFFD[0mb");
  CHECK(escaped("\xff") == "\uFFFD");
  CHECK(escaped("\xc0\xaf") == "\uFFFD\uFFFD");            // overlong slash
  CHECK(escaped("\xed\xa0\x80") == "\uFFFD\uFFFD\uFFFD");  // surrogate
  CHECK(escaped("cut \xe7\x9a") == "cut \uFFFD\uFFFD");    // truncated
  CHECK(escaped("\xef\xbf\xbf") == "\uFFFD\uFFFD\uFFFD");  // U+FFFF
  CHECK(escaped("tab\tand\nline") == "tab\tand\nline");
}

TEST_CASE("any bytes at all give well-formed text and attributes") {
  std::mt19937 random(7);
  for (int round = 0; round < 500; ++round) {
    std::string bytes(random() % 40, ' ');
    for (char& c : bytes) c = static_cast<char>(random() % 256);
    Svg svg(10, 10, bytes);
    svg.text({1, 1}, bytes, "tick");
    CHECK(well_formed(svg.finish()) == "");
  }
}

TEST_CASE("an area runs along one line and back along the other") {
  Svg svg(10, 10, "area");
  svg.area({{0, 1}, {5, 2}}, {{0, 3}, {5, 4}}, "band");
  CHECK(svg.finish().find("points=\"0,1 5,2 5,4 0,3\"") != std::string::npos);
}

}  // namespace
}  // namespace stipple
