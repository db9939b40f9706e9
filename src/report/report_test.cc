// SPDX-License-Identifier: Apache-2.0
#include "report/report.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>

#include "report/markup.h"
#include "report/sample_for_tests.h"
#include "report/well_formed_for_tests.h"

namespace stipple {
namespace {

const std::string kHostile = "<script>alert(1)</script>\"' onload=x & \x01\xff </style>";

// Every text a case or a data file may bring, made hostile.
CourseResult hostile_result() {
  CourseResult r = sample::course_result();
  PatientSummary& w = r.who;
  for (std::string* s : {&r.program_version, &r.evidence_hash, &r.case_name, &w.title, &w.device,
                         &w.course, &w.numbing, &r.tornado_outcome, &r.ensemble.conditioning})
    *s = kHostile;
  for (auto* list : {&w.concerns, &w.history, &w.habits, &r.warnings})
    for (std::string& s : *list) s = kHostile;
  for (Outcome& o : r.outcomes) {
    o.label = o.basis = kHostile;
    o.sources = {kHostile};
  }
  for (ScaleScore& s : r.scales) s.label = s.unit = s.basis = kHostile;
  for (Curve& c : r.trajectory.curves) c.label = c.unit = kHostile;
  for (DepthProfile& p : r.profiles) p.label = kHostile;
  for (SkinLayer& l : r.layers) l.name = kHostile;
  for (VisitSummary& v : r.visits) v.date = kHostile;
  for (TornadoBar& b : r.tornado) b.help = b.symbol = b.unit = kHostile;
  for (AssumedParameter& a : r.assumed) a.symbol = a.help = a.unit = a.basis = kHostile;
  for (CitedSource& ref : r.references) {
    ref.text = ref.read = kHostile;
    ref.id = "10.1/\"><script>" + kHostile;
  }
  return r;
}

size_t count(const std::string& text, const std::string& word) {
  size_t n = 0;
  for (size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++n;
  return n;
}

TEST_CASE("the page is well formed, whatever the texts hold") {
  CHECK(well_formed(report_html(sample::course_result())) == "");
  const std::string page = report_html(hostile_result());
  CHECK(well_formed(page) == "");
  CHECK(page.find("<script") == std::string::npos);
  CHECK(count(page, "</style>") == 1);
}

TEST_CASE("the page holds no script and fetches nothing") {
  const std::string page = report_html(sample::course_result());
  for (const char* word :
       {"<script", "<link", "<img", "<iframe", "url(", "@import", " src=", " onclick"})
    CHECK(page.find(word) == std::string::npos);
}

TEST_CASE("the notice stands once and warnings stand above the answer") {
  const CourseResult r = sample::course_result();
  const std::string page = report_html(r);
  CHECK(count(page, kNotice) == 1);
  CHECK(page.find(r.warnings.back()) < page.find("What to expect"));
  CHECK(page.find("What to expect") < page.find("What it costs"));
  CHECK(page.find("What it costs") < page.find("The course in time"));
}

TEST_CASE("every outcome, source and assumed parameter of the result is on the page") {
  const CourseResult r = sample::course_result();
  const std::string page = report_html(r);
  for (const Outcome& o : r.outcomes) CHECK(page.find(o.label) != std::string::npos);
  for (const CitedSource& ref : r.references)
    CHECK(page.find(escaped(ref.text)) != std::string::npos);
  for (const AssumedParameter& a : r.assumed) CHECK(page.find(a.help) != std::string::npos);
  CHECK(page.find("https://doi.org/10.1097/DSS.0000000000000597") != std::string::npos);
}

TEST_CASE("every citation leads to a source on the page") {
  const std::string page = report_html(sample::course_result());
  std::set<std::string> targets;
  for (size_t at = page.find("href=\"#"); at != std::string::npos;
       at = page.find("href=\"#", at + 1))
    targets.insert(page.substr(at + 7, page.find('"', at + 7) - at - 7));
  CHECK(targets.size() == 4);
  for (const std::string& t : targets) CHECK(page.find("id=\"" + t + "\"") != std::string::npos);
}

TEST_CASE("no risk is ever told as zero") {
  const std::string page = report_html(sample::course_result());
  const size_t row = page.find("Risk of a keloid");
  REQUIRE(row != std::string::npos);
  CHECK(page.substr(row, 300).find("up to ") != std::string::npos);
  CHECK(page.substr(row, 300).find("none in these runs") != std::string::npos);
}

TEST_CASE("a link is made only to public registers") {
  CourseResult r = sample::course_result();
  r.references[0].id = "javascript:alert(1)";
  r.references[1].id = "http://example.org";
  const std::string page = report_html(r);
  CHECK(page.find("href=\"javascript") == std::string::npos);
  CHECK(page.find("href=\"http:") == std::string::npos);
}

TEST_CASE("the days after a visit: one cell a sign and day, equal visits once, dates where known") {
  CourseResult r = sample::course_result();
  const std::string page = report_html(r);
  const auto cells = [](const std::string& text) { return count(text, "<td><span class=\"day "); };
  // Two kinds of visits in the sample.
  CHECK(cells(page) == 2 * kRecoverySigns.size() * (kRecoveryDays + 1));
  CHECK(page.find("After visits 1 to 2") < page.find("After visits 3 to 4"));
  CHECK(page.find("2026-03-06</span> (visit 1)") != std::string::npos);
  for (VisitSummary& v : r.visits) v.date.clear();
  r.recovery.resize(1);
  const std::string undated = report_html(r);
  CHECK(cells(undated) == kRecoverySigns.size() * (kRecoveryDays + 1));
  CHECK(undated.find("After the visit") != std::string::npos);
  CHECK(undated.find("Redness is usually gone from") == std::string::npos);
}

TEST_CASE("result.json holds the days after each visit as they are") {
  const CourseResult r = sample::course_result();
  const nlohmann::json visits = nlohmann::json::parse(result_json(r)).at("recovery");
  REQUIRE(visits.size() == r.recovery.size());
  for (std::size_t v = 0; v < visits.size(); ++v) {
    CHECK(visits[v].at("visit") == v + 1);
    REQUIRE(visits[v].at("signs").size() == kRecoverySigns.size());
    for (std::size_t s = 0; s < kRecoverySigns.size(); ++s) {
      const SignSpan& sign = r.recovery[v].signs[s];
      const nlohmann::json& shown = visits[v]["signs"][s];
      CHECK(shown.at("sign") == kRecoverySigns[s]);
      CHECK(shown.at("share_by_day") == nlohmann::json(sign.share));
      CHECK(shown.at("until_days").at("high") == sign.until_days.high);
      CHECK(shown.at("from_days").at("median") == sign.from_days.median);
    }
  }
}

TEST_CASE("a bare result still gives a well-formed page and documents") {
  const CourseResult empty;
  CHECK(well_formed(report_html(empty)) == "");
  CHECK(nlohmann::json::parse(result_json(empty)).at("outcomes").empty());
  CHECK(trajectory_csv(empty) == "day,quantity,unit,median,low,high,control\n");
}

TEST_CASE("the same result gives the same bytes") {
  CHECK(report_html(sample::course_result()) == report_html(sample::course_result()));
  CHECK(result_json(sample::course_result()) == result_json(sample::course_result()));
}

TEST_CASE("the document has the promised names and exact numbers") {
  const CourseResult r = sample::course_result();
  const nlohmann::json j = nlohmann::json::parse(result_json(r));
  for (const char* name : {"program", "case", "course", "outcomes", "trajectory", "warnings"})
    CHECK(j.contains(name));
  for (const char* name : {"version", "evidence_hash", "seed", "members"})
    CHECK(j["program"].contains(name));
  CHECK(j["case"]["patient"]["age"] == "29 y");
  CHECK(j["outcomes"].size() == r.outcomes.size());
  for (const Outcome& o : r.outcomes) {
    const auto& list = j["outcomes"].at(o.name);
    REQUIRE(list.size() == o.points.size());
    for (size_t i = 0; i < list.size(); ++i) {
      CHECK(list[i]["median"].get<double>() == o.points[i].band.median);
      CHECK(list[i]["low"].get<double>() == o.points[i].band.low);
      CHECK(list[i]["high"].get<double>() == o.points[i].band.high);
      CHECK(list[i]["unit"] == o.unit);
      CHECK(list[i]["control"].get<double>() == o.points[i].control);
      CHECK(list[i]["before_conditioning"]["low"].get<double>() ==
            o.points[i].before_conditioning.low);
      CHECK(list[i]["days_after_last_visit"].is_null() ==
            !o.points[i].days_after_last_visit.has_value());
    }
  }
  CHECK(j["trajectory"]["times"].size() == r.trajectory.days.size());
  for (const Curve& c : r.trajectory.curves)
    CHECK(j["trajectory"]["quantities"][c.name]["median"].get<std::vector<double>>() == c.median);
}

TEST_CASE("hostile texts pass through the document unchanged where they are UTF-8") {
  CourseResult r = sample::course_result();
  r.warnings = {"<b>\"\\ \u2028 \n"};
  CHECK(nlohmann::json::parse(result_json(r))["warnings"][0] == r.warnings[0]);
  CHECK(nlohmann::json::parse(result_json(hostile_result())).contains("outcomes"));
}

TEST_CASE("the table has one row per day and quantity and reads back exactly") {
  CourseResult r = sample::course_result();
  r.trajectory.curves[0].name = "odd, \"name\"";
  std::istringstream lines(trajectory_csv(r));
  std::string line;
  std::getline(lines, line);
  size_t rows = 0;
  while (std::getline(lines, line)) {
    const size_t i = rows % r.trajectory.days.size();
    const Curve& c = r.trajectory.curves[rows / r.trajectory.days.size()];
    if (rows < r.trajectory.days.size()) CHECK(count(line, "\"odd, \"\"name\"\"\"") == 1);
    std::vector<double> last_four;
    size_t end = line.size();
    for (int k = 0; k < 4; ++k) {
      const size_t comma = line.rfind(',', end - 1);
      last_four.push_back(std::stod(line.substr(comma + 1, end - comma - 1)));
      end = comma;
    }
    CHECK(last_four == std::vector<double>{c.control[i], c.high[i], c.low[i], c.median[i]});
    ++rows;
  }
  CHECK(rows == r.trajectory.days.size() * r.trajectory.curves.size());
}

// A verdict with everything that one may hold.
CourseVerdict a_verdict(const std::string& text) {
  Override o{
      .rule = text, .name = text, .role = text, .reason = text, .date = *parse_date("2026-03-01")};
  FiredRule rule{.id = text,
                 .version = 1,
                 .row = 21,
                 .verdict = VerdictKind::wait_until,
                 .counts_as = VerdictKind::wait_until,
                 .reads = {{text, text}},
                 .why = text,
                 .asks = text,
                 .changes_if = text,
                 .until_date = parse_date("2026-04-02"),
                 .until = text,
                 .wait = Wait{{6, 0}, {0, 0}, {6, 0}, text, text},
                 .sources = {"Lotfi2013", text},
                 .strength = {Strength::label, Strength::proposal},
                 .confirmed = Confirmation::unconfirmed,
                 .overridden = o};
  Verdict v{.date = parse_date("2026-03-02"),
            .verdict = VerdictKind::incomplete,
            .at_least = VerdictKind::wait_until,
            .until_date = parse_date("2026-04-02"),
            .until = {text},
            .fired = {rule},
            .undecided = {{.id = text, .facts = {text}}},
            .questions = {{text, text, true, text}},
            .unrecognised = {{text, text, text}},
            .overrides = {o},
            .rules_version = text,
            .practice = text};
  Verdict later = v;
  later.visit = 1;
  later.verdict = VerdictKind::refer;
  return {{v, later}};
}

TEST_CASE("the verdict stands above the warnings and the answer, with every part of it") {
  const CourseResult r = sample::course_result();
  const CourseVerdict verdict = a_verdict("some words");
  const std::string page = report_html(r, &verdict);
  CHECK(well_formed(page) == "");
  CHECK(page.find("Verdict: Incomplete") < page.find("Read first"));
  CHECK(page.find("Read first") < page.find("What to expect"));
  for (const char* part : {"Open questions", "Overrides", "Later visits", "2026-04-02",
                           "not confirmed", "of 0 days to 6 months as published"})
    CHECK_MESSAGE(page.find(part) != std::string::npos, part);
  CHECK(report_html(r).find("Verdict") == std::string::npos);
}

TEST_CASE("a verdict of hostile texts leaves page and document whole") {
  const CourseVerdict verdict = a_verdict(kHostile);
  const std::string page = report_html(sample::course_result(), &verdict);
  CHECK(well_formed(page) == "");
  CHECK(page.find("<script") == std::string::npos);
  const auto json = nlohmann::json::parse(result_json(sample::course_result(), &verdict));
  CHECK(json["verdict"]["verdict"] == "incomplete");
  CHECK(json["verdict"]["visits"].size() == 2);
  CHECK(json["verdict"]["fired"][0]["wait"]["taken"] == "6 months");
  CHECK(nlohmann::json::parse(result_json(sample::course_result()))["verdict"].is_null());
}

}  // namespace
}  // namespace stipple
