// SPDX-License-Identifier: Apache-2.0
#include "casefile/case.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "core/file.h"

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
namespace {

const std::string kWhole = R"({
"version": 1,
"name": "A case",
"patient": {
"age": "29 years",
"sex": "female",
"phototype": "IV",
"zone": "cheek",
"concerns": [{"kind": "acne_scar_rolling"}]
},
"course": {
"device": "skinpen-precision",
"series": {"count": 3, "interval": "4 weeks", "settings": {"depth": "1.5 mm", "passes": 4}}
}
})";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

using Lines = std::vector<std::string>;

// What is wrong with a case file, line by line; empty when it reads.
Lines problems_of(const std::string& text) {
  Lines lines;
  try {
    read_case(parse_document(text, "case.json"));
  } catch (const InvalidInput& e) {
    for (const Problem& p : e.problems()) lines.push_back(to_text(p));
  }
  return lines;
}

Lines problems_with(const std::string& from, const std::string& to) {
  return problems_of(replaced(kWhole, from, to));
}

Device a_stamp(const std::string& id) {
  return {.id = id,
          .needle = {.length = Length(3, mm)},
          .needle_count = 10,
          .drive = Stamp{.plate_area = Area(1, cm2)},
          .max_depth = Length(3, mm)};
}

Device a_pen(const std::string& id) {
  Device pen = a_stamp(id);
  pen.drive = Pen{.frequency = Frequency(100, Hz), .stroke = Length(4, mm), .swath = Length(8, mm)};
  pen.max_depth = Length(2, mm);
  return pen;
}

std::vector<std::string> shipped_cases() {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator("cases"))
    if (entry.path().extension() == ".json") paths.push_back(entry.path().string());
  std::ranges::sort(paths);
  return paths;
}

Document document_of(const std::string& path) {
  return parse_document(read_file(path, kDocumentLimit), path);
}

TEST_CASE("the shipped cases read, and what is written of them reads back the same") {
  const auto paths = shipped_cases();
  REQUIRE(paths.size() >= 8);
  for (const std::string& path : paths) {
    CAPTURE(path);
    for (std::uint64_t member = 0; member < 20; ++member) {
      const ReadMode drawn{.seed = Seed(5), .member = member};
      const Case c = read_case(document_of(path), member == 0 ? ReadMode{} : drawn);
      const std::string text = write_case(c);
      const Case again = read_case(parse_document(text, "memory"));
      REQUIRE(again == c);
      REQUIRE(write_case(again) == text);
    }
  }
}

TEST_CASE("a series is laid out as visits at equal distances from day 0") {
  const Case c = read_case(parse_document(kWhole, "x"));
  REQUIRE(c.course.visits.size() == 3);
  CHECK(!c.course.series);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(c.course.visits[i].day.in(day) == doctest::Approx(28.0 * static_cast<double>(i)));
    CHECK(c.course.visits[i].settings.depth.in(mm) == doctest::Approx(1.5));
    CHECK(!date_of(c.course.visits[i], c.course));
  }
}

TEST_CASE("visits by date fall on the days between their dates, over the end of a year too") {
  const std::string settings = R"("settings": {"depth": "1 mm", "passes": 2}})";
  const Case c = read_case(
      parse_document(replaced(kWhole,
                              kWhole.substr(kWhole.find("\"series\""),
                                            kWhole.rfind("}\n}") - kWhole.find("\"series\"") - 1),
                              "\"visits\": [{\"date\": \"2027-12-20\", " + settings +
                                  ", {\"date\": \"2028-03-01\", " + settings + "]"),
                     "x"));
  REQUIRE(c.course.visits.size() == 2);
  CHECK(c.course.visits[1].day.in(day) == 72.0);  // 11 + 31 + 29 (leap year) + 1
  CHECK(c.course.start == parse_date("2027-12-20"));
}

TEST_CASE("with a start the day of each visit has its date") {
  const Case c = read_case(
      parse_document(replaced(kWhole, "\"series\"", "\"start\": \"2026-03-02\", \"series\""), "x"));
  CHECK(date_of(c.course.visits[2], c.course) == parse_date("2026-04-27"));
}

TEST_CASE("what a case leaves out of the history is unknown, never no") {
  const Case c = read_case(parse_document(kWhole, "x"));
  CHECK(c.patient.history == History{});
  CHECK(c.patient.history.keloid == Keloid::unknown);
  CHECK(!c.patient.history.medicines);
  CHECK(c.patient.concerns[0].examined == Answer::unknown);
}

TEST_CASE("each slip in a case file is named with its line, its path and what is allowed") {
  const std::string depth = "case.json:13: course.series.settings.depth: ";
  CHECK(problems_of(kWhole).empty());
  CHECK(problems_with("1.5 mm", "9 mm") == Lines{depth + "9 mm is above the allowed 3 mm"});
  CHECK(problems_with("1.5 mm", "-1 mm") ==
        Lines{depth + "-1 mm is below the allowed range: must be above 0 mm"});
  CHECK(problems_with("1.5 mm", "1e308 mm") ==
        Lines{depth + "1e+308 mm is above the allowed 3 mm"});
  CHECK(problems_with("1.5 mm", "1e999 mm") ==
        Lines{depth + "\"1e999 mm\" is not a finite number"});
  CHECK(problems_with("1.5 mm", "nan mm") == Lines{depth + "\"nan mm\" is not a finite number"});
  CHECK(problems_with("1.5 mm", "1.5") ==
        Lines{depth + "\"1.5\" has no unit; a length takes mm, um, µm, cm, m"});
  CHECK(problems_with("1.5 mm", "1.5 furlong") ==
        Lines{depth + "unknown unit \"furlong\"; a length takes mm, um, µm, cm, m"});
  CHECK(problems_with("\"1.5 mm\"", "NaN")[0].find("NaN and Infinity are not allowed") !=
        std::string::npos);
  CHECK(
      problems_with("\"29 years\"", "29") ==
      Lines{"case.json:5: patient.age: 29 has no unit; a time is written as text with one of day, "
            "days, d, h, hour, hours, min, s, week, weeks, year, years"});
  CHECK(problems_with("29 years", "290 years") ==
        Lines{"case.json:5: patient.age: 290 years is above the allowed 110 years"});
  CHECK(problems_with("\"phototype\"", "\"fototype\"") ==
        Lines{"case.json:4: patient.phototype: is missing (Fitzpatrick skin type)",
              "case.json:7: patient.fototype: is unknown; did you mean \"phototype\"?"});
  CHECK(problems_with("[{\"kind\": \"acne_scar_rolling\"}]", "[]") ==
        Lines{"case.json:9: patient.concerns: name at least one concern"});
}

TEST_CASE("a course says its visits and its device in exactly one way") {
  const std::string visit = R"({"day": "0 days", "settings": {"depth": "1 mm", "passes": 2}})";
  CHECK(problems_with("\"series\"", "\"visits\": [" + visit + "], \"series\"") ==
        Lines{"case.json:13: course.visits: give either a series or a list of visits"});
  CHECK(problems_with("\"device\": \"skinpen-precision\",", "") ==
        Lines{"case.json:11: course.device: give either a device by its id or a custom_device"});
  const std::string series =
      "\"series\": {\"count\": 3, \"interval\": \"4 weeks\", \"settings\": "
      "{\"depth\": \"1.5 mm\", \"passes\": 4}}";
  const auto visits = [&](const std::string& list) {
    return problems_with(series, "\"visits\": [" + list + "]");
  };
  CHECK(visits(visit).empty());
  CHECK(visits("").size() == 1);
  CHECK(visits(visit + ", " + visit) ==
        Lines{"case.json:13: course.visits: each visit must come after the one before"});
  CHECK(visits(replaced(visit, "0 days", "3 days")) ==
        Lines{"case.json:13: course.visits: the first visit is day 0"});
  CHECK(visits(replaced(visit, "\"day\": \"0 days\"", "\"date\": \"2026-03-02\"") + ", " +
               replaced(visit, "0 days", "9 days")) ==
        Lines{"case.json:13: course.visits: give every visit a date, or none"});
  CHECK(visits(replaced(visit, "\"day\": \"0 days\"", "\"date\": \"2026-03-02\"") + ", " +
               replaced(visit, "\"0 days\"", "\"9 days\", \"date\": \"2026-03-12\"")) ==
        Lines{"case.json:13: course.visits: the day of a visit does not agree with its date"});
}

TEST_CASE("a zone or device that the data do not have is refused together with all else") {
  const CaseNames known{.zones = {"forehead", "cheek"},
                        .devices = {a_stamp("skinpen-precision"), a_stamp("stamp")}};
  const auto problems = [&](const std::string& text) {
    Lines lines;
    try {
      read_case(parse_document(text, "case.json"), {}, &known);
    } catch (const InvalidInput& e) {
      for (const Problem& p : e.problems()) lines.push_back(to_text(p));
    }
    return lines;
  };
  CHECK(problems(kWhole).empty());
  const std::string bad = replaced(replaced(kWhole, "\"cheek\"", "\"chek\""), "1.5 mm", "9 mm");
  CHECK(problems(replaced(bad, "skinpen-precision", "laser")) ==
        Lines{"case.json:8: patient.zone: \"chek\" is unknown; known are forehead, cheek; did you "
              "mean \"cheek\"?",
              "case.json:12: course.device: \"laser\" is unknown; known are skinpen-precision, "
              "stamp",
              "case.json:13: course.series.settings.depth: 9 mm is above the allowed 3 mm"});
}

TEST_CASE("what the device cannot do is refused at its line, for every visit, with all else") {
  const CaseNames known{.zones = {"cheek"}, .devices = {a_pen("skinpen-precision")}};
  const auto problems = [&](const std::string& text, const ReadMode& mode = {}) {
    Lines lines;
    try {
      read_case(parse_document(text, "case.json"), mode, &known);
    } catch (const InvalidInput& e) {
      for (const Problem& p : e.problems()) lines.push_back(to_text(p));
    }
    return lines;
  };
  const std::string deep = replaced(kWhole, "1.5 mm", "2.5 mm");
  const std::string too_deep =
      "course.series.settings.depth: 2.5 mm is more than the deepest setting of the device, 2 mm";
  const std::string still =
      "course.series.settings.glide: a pen that does not glide has no density of punctures: give a "
      "glide speed, or a density";
  CHECK(problems(kWhole) == Lines{"case.json:13: " + still});
  CHECK(problems(deep) == Lines{"case.json:13: " + too_deep, "case.json:13: " + still});
  // A depth that was misread is reported once, and the settings round it are not judged by it.
  CHECK(problems(replaced(kWhole, "1.5 mm", "9 mm")).size() == 1);
  const auto visit = [](int day, const char* depth) {
    return "{\"day\": \"" + std::to_string(day) + " days\", \"settings\": {\"depth\": " + depth +
           ", \"density\": \"200 1/cm2\"}}";
  };
  const auto visits = [&](const std::string& list) {
    return replaced(kWhole,
                    "\"series\": {\"count\": 3, \"interval\": \"4 weeks\", \"settings\": "
                    "{\"depth\": \"1.5 mm\", \"passes\": 4}}",
                    "\"visits\": [" + list + "]");
  };
  const Lines found = problems(visits(visit(0, "\"2.5 mm\"") + ",\n" + visit(9, "\"1 mm\"") +
                                      ",\n" + visit(20, "\"3 mm\"")));
  REQUIRE(found.size() == 2);
  CHECK(found[0].starts_with("case.json:13: course.visits[0].settings.depth: 2.5 mm is more"));
  CHECK(found[1].starts_with("case.json:15: course.visits[2].settings.depth: 3 mm is more"));
  // A distribution is judged by what is drawn from it.
  const std::string spread = visits(visit(0, "{\"choice\": [\"1 mm\", \"3 mm\"]}"));
  CHECK(problems(spread).empty());
  std::size_t refused = 0;
  for (std::uint64_t member = 0; member < 40; ++member)
    refused += problems(spread, ReadMode{Seed(1), member}).size();
  CHECK(refused > 5);
  CHECK(refused < 35);
}

TEST_CASE("what contradicts itself is refused") {
  const auto history = [&](const std::string& text) {
    return problems_of(
        replaced(replaced(kWhole, "\"series\"", "\"start\": \"2026-03-02\", \"series\""),
                 "\"concerns\"", "\"history\": {" + text + "}, \"concerns\""));
  };
  const std::string stopped = R"("isotretinoin": "stopped", "isotretinoin_stopped": )";
  CHECK(history(stopped + "\"2026-03-02\"").empty());
  CHECK(history(stopped + "\"2026-03-03\"") ==
        Lines{"case.json:4: patient: isotretinoin_stopped is after the first visit"});
  CHECK(history(R"("isotretinoin": "now", "isotretinoin_stopped": "2025-01-01")").size() == 1);
  CHECK(history(R"("procedures": [{"what": "filler", "date": "2026-04-01"}])").size() == 1);
  CHECK(problems_with("\"acne_scar_rolling\"", "\"texture\", \"strain_ratio\": 1.5") ==
        Lines{"case.json:9: patient.concerns[0].strain_ratio: belongs to fine_lines only"});
}

TEST_CASE("a file of a later version is refused with one sentence") {
  CHECK(problems_with("\"version\": 1", "\"version\": 7, \"new\": 1") ==
        Lines{"case.json:2: version: the file is of version 7, this program knows up to 1"});
  CHECK(problems_with("\"version\": 1,", "").size() == 1);
  CHECK(problems_with("\"version\": 1", "\"version\": 0").size() == 1);
}

TEST_CASE("every cut-off case file is refused, whatever the place of the cut") {
  const std::string text = read_file("cases/acne-scars.json", kDocumentLimit);
  const std::size_t last = text.rfind('}');
  for (std::size_t size = 0; size <= last; ++size)
    REQUIRE_MESSAGE(!problems_of(text.substr(0, size)).empty(), size);
}

}  // namespace
}  // namespace stipple
