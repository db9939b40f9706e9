// SPDX-License-Identifier: Apache-2.0
#include "format/reader.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "format/suggest.h"
#include "format/writer.h"

namespace doctest {
template <>
struct StringMaker<std::vector<std::string>> {
  static String convert(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += "\n  " + line;
    return text.c_str();
  }
};
}  // namespace doctest

namespace stipple {

enum class Colour { red, green };
template <>
struct EnumNames<Colour> {
  static constexpr std::array<std::string_view, 2> names{"red", "green"};
};

namespace {

struct Inner {
  Length depth{};
  Colour colour{};
  friend bool operator==(const Inner&, const Inner&) = default;
};

struct Outer {
  std::string name{};
  Duration age{};
  Fraction share{};
  double factor{2.0};
  int count{};
  bool flag{};
  std::optional<Date> when{};
  std::optional<std::vector<std::string>> words{};
  std::vector<Inner> inner{};
  friend bool operator==(const Outer&, const Outer&) = default;
};

void describe(Visitor& v, Inner& x) {
  v.field("depth", x.depth, {.help = "how deep", .low = 0.0, .high = 3.0, .low_open = true});
  v.field("colour", x.colour, {.help = "which", .required = false});
}

void describe(Visitor& v, Outer& x) {
  v.field("name", x.name, {.help = "what it is called", .most = 20});
  v.field("age", x.age, {.help = "how old", .low = 0.0, .high = 36525.0, .unit = "years"});
  v.field("share", x.share,
          {.help = "how much", .required = false, .low = 0.0, .high = 1.0, .unit = "%"});
  v.field("factor", x.factor, {.help = "times", .required = false, .low = 0.0, .high = 10.0});
  v.field("count", x.count, {.help = "how many", .required = false, .low = 0.0, .high = 9.0});
  v.field("flag", x.flag, {.help = "whether", .required = false});
  v.field("when", x.when, {.help = "on which day"});
  v.field("words", x.words, {.help = "some"});
  v.field("inner", x.inner, {.help = "parts", .required = false, .most = 3});
  v.check(!x.flag || x.count > 0, "count", "must be above 0 where flag is set");
}

Outer read_text(const std::string& text, const ReadMode& mode = {}) {
  return read<Outer>(parse_document(text, "x.json"), mode);
}

std::vector<std::string> problems_of(const std::string& text) {
  std::vector<std::string> list;
  try {
    read_text(text);
  } catch (const InvalidInput& e) {
    for (const Problem& p : e.problems()) list.push_back(to_text(p));
  }
  return list;
}

std::string with(const std::string& more) {
  return "{\"name\": \"n\", \"age\": \"2 years\"" + more + "}";
}

using Lines = std::vector<std::string>;

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

TEST_CASE("a document in order fills the struct and leaves the defaults of what it leaves out") {
  const Outer x = read_text(with(R"(, "share": "20 %", "count": 3, "flag": true,
      "when": "2026-03-02", "words": [], "inner": [{"depth": "500 um"}, {"depth": "1 mm",
      "colour": "green"}])"));
  CHECK(x.name == "n");
  CHECK(x.age.in(year) == doctest::Approx(2.0));
  CHECK(x.share.in(ratio) == doctest::Approx(0.2));
  CHECK(x.factor == 2.0);
  CHECK(x.count == 3);
  CHECK(x.flag);
  CHECK(format_date(*x.when) == "2026-03-02");
  CHECK(x.words == Lines{});
  REQUIRE(x.inner.size() == 2);
  CHECK(x.inner[0].depth.in(mm) == doctest::Approx(0.5));
  CHECK(x.inner[1].colour == Colour::green);
}

TEST_CASE("all problems come at once, each with its line, its path and what is allowed") {
  const Lines got = problems_of(R"({
"nmae": "n",
"age": "2 lightyears",
"factor": -1,
"inner": [{},
{"depth": "9 mm", "colour": "gren"},
{"depth": 2}]
})");
  const std::string want = R"(
x.json:1: name: is missing (what it is called)
x.json:2: nmae: is unknown; did you mean "name"?
x.json:3: age: unknown unit "lightyears"; a time takes day, days, d, h, hour, hours, min, s, week, \
weeks, year, years
x.json:4: factor: -1 is below the allowed 0
x.json:5: inner[0].depth: is missing (how deep)
x.json:6: inner[1].depth: 9 mm is above the allowed 3 mm
x.json:6: inner[1].colour: "gren" is unknown; allowed are red, green; did you mean "green"?
x.json:7: inner[2].depth: 2 has no unit; a length is written as text with one of mm, \
um, µm, cm, m)";
  std::string all;
  for (const std::string& line : got) all += '\n' + line;
  CHECK(all == replaced(replaced(want, "\\\n", ""), "\\\n", ""));
}

TEST_CASE("a value of the wrong kind says what stands there and what belongs there") {
  CHECK(problems_of(with(", \"flag\": \"yes\"")) ==
        Lines{"x.json:1: flag: \"yes\" stands where true or false belongs"});
  CHECK(problems_of(with(", \"count\": 1.5")) ==
        Lines{"x.json:1: count: 1.5 stands where a whole number belongs"});
  CHECK(problems_of(with(", \"inner\": {}")) ==
        Lines{"x.json:1: inner: an object stands where a list [ ] belongs"});
  CHECK(problems_of(with(", \"when\": \"2026-02-30\"")).size() == 1);
  CHECK(problems_of(with(", \"words\": null")).size() == 1);
  CHECK(problems_of("[]") == Lines{"x.json:1: a list stands where an object { } belongs"});
  CHECK(problems_of(with(", \"inner\": [{\"depth\": \"0 mm\"}]")) ==
        Lines{"x.json:1: inner[0].depth: 0 mm is below the allowed range: must be above 0 mm"});
}

TEST_CASE("a key given twice, a list or a text too long, a check across fields are reported") {
  CHECK(problems_of(with(",\n\"factor\": 1,\n\"factor\": 2")) ==
        Lines{"x.json:3: factor: is given twice, first in line 2"});
  CHECK(problems_of(with(", \"inner\": [{\"depth\":\"1 mm\"},{\"depth\":\"1 mm\"},"
                         "{\"depth\":\"1 mm\"},{\"depth\":\"1 mm\"}]")) ==
        Lines{"x.json:1: inner: holds 4 elements, at most 3 are allowed"});
  CHECK(problems_of("{\"age\":\"1 day\",\"name\":\"" + std::string(21, 'a') + "\"}").size() == 1);
  CHECK(problems_of("{\"age\":\"1 day\",\"name\":\"\\u0007\"}").size() == 1);
  CHECK(problems_of(with(",\n\"flag\": true")) ==
        Lines{"x.json:1: count: must be above 0 where flag is set"});
  // Not on top of the real reason.
  CHECK(problems_of(with(", \"flag\": true, \"count\": 99")).size() == 1);
}

TEST_CASE("a million problems are reported as a hundred, quickly") {
  std::string text = "{";
  for (int i = 0; i < 200'000; ++i) text += "\"unknown field " + std::to_string(i) + "\": 0,";
  text += "\"name\": \"n\"}";
  const Lines got = problems_of(text);
  REQUIRE(got.size() >= 100);
  CHECK(got.size() <= 101);
}

TEST_CASE("an editor may name the schema of the document, and only at the top") {
  CHECK(problems_of(with(", \"$schema\": \"case.schema.json\"")).empty());
  CHECK(problems_of(with(", \"inner\": [{\"depth\": \"1 mm\", \"$schema\": \"x\"}]")).size() == 1);
}

TEST_CASE("a nominal reading takes the middle of each distribution") {
  const auto depth = [](const std::string& value) {
    return read_text(with(", \"inner\": [{\"depth\": " + value + "}]")).inner[0].depth.in(mm);
  };
  CHECK(depth(R"({"uniform": ["1 mm", "2 mm"]})") == doctest::Approx(1.5));
  CHECK(depth(R"({"normal": {"mean": "1.2 mm", "sd": "100 um"}})") == doctest::Approx(1.2));
  CHECK(depth(R"({"lognormal": {"median": "0.7 mm", "sigma": 0.3}})") == doctest::Approx(0.7));
  CHECK(depth(R"({"choice": ["2 mm", "1 mm", "1.5 mm"]})") == doctest::Approx(2.0));
}

TEST_CASE("the reader checks the distribution itself") {
  const auto count = [](const std::string& value) {
    return problems_of(with(", \"inner\": [{\"depth\": " + value + "}]")).size();
  };
  for (const char* bad :
       {R"({"uniform": ["2 mm", "1 mm"]})", R"({"uniform": ["1 mm"]})",
        R"({"uniform": ["1 mm", "4 mm"]})", R"({"uniform": ["1 mm", "2 s"]})",
        R"({"normal": {"mean": "1 mm", "sd": "0 mm"}})",
        R"({"normal": {"mean": "9 mm", "sd": "1 mm"}})", R"({"normal": {"mean": "1 mm"}})",
        R"({"normal": {"mean": "1 mm", "sd": "1 mm", "x": 1}})",
        R"({"lognormal": {"median": "1 mm", "sigma": "0.3 mm"}})",
        R"({"lognormal": {"median": "1 mm", "sigma": 9}})", R"({"choice": []})",
        R"({"choice": ["1 mm", 2]})", R"({"unifrom": ["1 mm", "2 mm"]})", R"({})",
        R"({"uniform": ["1 mm", "2 mm"], "choice": ["1 mm"]})", R"({"uniform": {"a": 1}})",
        R"({"choice": [{"choice": ["1 mm"]}]})"})
    CHECK_MESSAGE(count(bad) == 1, bad);
}

TEST_CASE("draws depend on seed, member and place alone, and stay within the limits") {
  const std::string depth = R"({"depth": {"lognormal": {"median": "1 mm", "sigma": 1}}})";
  const std::string text = with(R"(, "factor": {"normal": {"mean": 1, "sd": 20}},
      "count": {"uniform": [1, 4]}, "inner": [)" +
                                depth + ", " + depth + "]");
  const std::string more = with(R"(, "share": {"uniform": [0, 1]},
      "factor": {"normal": {"mean": 1, "sd": 20}})");
  std::vector<double> depths;
  for (std::uint64_t member = 0; member < 2000; ++member) {
    const ReadMode mode{.seed = Seed(7), .member = member};
    const Outer x = read_text(text, mode);
    REQUIRE(x == read_text(text, mode));
    REQUIRE(read_text(more, mode).factor == x.factor);  // what else is drawn does not matter
    REQUIRE(x.inner[0].depth != x.inner[1].depth);
    REQUIRE(x.factor >= 0.0);
    REQUIRE(x.factor <= 10.0);
    REQUIRE(x.count >= 1);
    REQUIRE(x.count <= 4);
    REQUIRE(x.inner[0].depth.in(mm) > 0.0);
    REQUIRE(x.inner[0].depth.in(mm) <= 3.0);
    depths.push_back(x.inner[0].depth.in(mm));
  }
  // Median of ln N(0, 1) cut at ln 3: the quantile at half of Phi(ln 3). Its standard error with
  // 2000 draws is sqrt(1/4 / 2000) / density = 0.026 mm; allow four of them.
  std::ranges::nth_element(depths, depths.begin() + 1000);
  const double expected = std::exp(normal_quantile(0.5 * normal_cdf(std::log(3.0))));
  CHECK(std::abs(depths[1000] - expected) < 0.11);
}

TEST_CASE("what the writer writes, the reader reads back bit for bit") {
  for (std::uint64_t i = 0; i < 500; ++i) {
    RandomStream random = Seed(3).stream("outer", i);
    Outer x;
    x.name = "näme \"" + std::to_string(i % 7);
    x.age = Duration(random.uniform() * 100.0, year);
    x.share = Fraction(random.uniform(), ratio);
    x.factor = random.uniform() * 10.0;
    x.count = static_cast<int>(random.uniform() * 10.0);
    x.flag = x.count > 4;
    if (i % 2) x.when = days_after(*parse_date("2000-01-01"), static_cast<int>(i) * 31);
    if (i % 3) x.words = Lines(i % 5, "word");
    for (std::uint64_t k = 0; k < i % 4; ++k)
      x.inner.push_back({Length(3.0 * random.uniform(), mm), static_cast<Colour>(k % 2)});
    REQUIRE(read_text(write_json(x)) == x);
  }
}

TEST_CASE("a unit that people use is written where the digits allow") {
  Outer x;
  x.age = Duration(34.0, year);
  x.share = *parse_quantity("7.2 %", Dimension::fraction).base * Fraction(1.0, ratio);
  const std::string text = write_json(x);
  CHECK(text.find("\"34 years\"") != std::string::npos);
  CHECK(text.find("\"7.2 %\"") != std::string::npos);
}

TEST_CASE("edit distance is a metric that counts letters and swaps") {
  CHECK(edit_distance("depth", "dpeth") == 1);
  CHECK(edit_distance("depth", "depht") == 1);
  CHECK(edit_distance("", "abc") == 3);
  const std::vector<std::string_view> words{"depth", "dept",  "passes", "pass",
                                            "",      "glide", "gilde"};
  for (const auto a : words)
    for (const auto b : words) {
      CHECK(edit_distance(a, b) == edit_distance(b, a));
      CHECK((edit_distance(a, b) == 0) == (a == b));
    }
  const std::vector<std::string_view> names{"depth", "sunscreen_spf", "age"};
  CHECK(nearest_name("deep", names).empty());
  CHECK(nearest_name("Depth", names) == "depth");
  CHECK(nearest_name("sunscreen", names) == "sunscreen_spf");
  CHECK(nearest_name("zzz", names).empty());
  const std::vector<std::string_view> phototypes{"I", "II", "IV"};
  CHECK(nearest_name("XI", phototypes).empty());
}

}  // namespace
}  // namespace stipple
