// SPDX-License-Identifier: Apache-2.0
#include "candidacy/rules.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>

#include "candidacy/rules_for_tests.h"
#include "core/error.h"

namespace stipple {
namespace {

using Lines = std::vector<std::string>;

std::string document(const std::string& rule) {
  return R"({"version": "1", "sets": {}, "contradictions": [],
"questions": {"keloid": {"ask": "Keloid?"}, "procedure": {"ask": "Procedures?"}},
"rules": [)" +
         rule + "]}";
}

std::string rule(const std::string& from = "", const std::string& to = "") {
  std::string text = R"({"id": "r", "version": 1, "row": 1, "scope": "person",
"when": {"keloid": "former"}, "verdict": "refer", "why": "w", "asks": "a", "changes_if": "c",
"sources": ["Alam2014"], "strength": ["E"], "confirmed": "read", "overridable": true})";
  if (!from.empty()) {
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
  }
  return text;
}

Lines problems_of(const std::string& json) {
  const DataFiles files = DataFiles::embedded();
  Lines lines;
  try {
    read_rules(json, "rules.json", load_bibliography(files), load_names(files));
  } catch (const InvalidInput& e) {
    for (const Problem& p : e.problems()) lines.push_back(p.path + ": " + p.message);
  }
  return lines;
}

Lines problems_with(const std::string& from, const std::string& to) {
  return problems_of(document(rule(from, to)));
}

bool only_problem_has(const Lines& lines, const std::string& part) {
  return lines.size() == 1 && lines[0].find(part) != std::string::npos;
}

TEST_CASE("each slip in a rule gives one message with the rule's id") {
  CHECK(problems_of(document(rule())).empty());
  CHECK(only_problem_has(problems_with("keloid\"", "keliod\""), "did you mean \"keloid\"?"));
  CHECK(only_problem_has(problems_with("\"former\"", "\"formerly\""), "is never \"formerly\""));
  CHECK(only_problem_has(problems_with("Alam2014", "Nobody1999"), "not in references.json"));
  CHECK(only_problem_has(problems_with("\"sources\": [\"Alam2014\"], \"strength\": [\"E\"]",
                                       "\"sources\": [], \"strength\": [\"L\"]"),
                         "the source is missing"));
  CHECK(only_problem_has(problems_with("\"strength\": [\"E\"]", "\"strength\": [\"Z\", \"E\"]"),
                         "a strength is one of"));
  CHECK(only_problem_has(problems_with("\"refer\"", "\"refuse\""), "is not one of go_ahead"));
  CHECK(only_problem_has(problems_with("\"refer\"", "\"wait_until\""), "needs a wait"));
  CHECK(only_problem_has(problems_with("\"why\": \"w\", ", ""), "the field why is missing"));
  CHECK(only_problem_has(problems_with("\"id\"", "\"color\": 1, \"id\""), "color is not known"));
  CHECK(only_problem_has(problems_with("\"person\"", "\"product\""), "a product is named"));
  CHECK(only_problem_has(problems_with("{\"keloid\": \"former\"}", "{\"fever\": \"yes\"}"),
                         "the fact fever has no question"));
  CHECK(only_problem_has(problems_with("\"former\"", "\"unknown\""), "may ask for \"unknown\""));
  CHECK(only_problem_has(problems_with("{\"keloid\": \"former\"}",
                                       R"({"procedure": {"is": "filler", "within": "wait"}})"),
                         "go together"));
  CHECK(only_problem_has(problems_with("\"former\"", "{}"), "has no limit"));
  CHECK(only_problem_has(problems_with("\"former\"", R"({"within": "28 days"})"),
                         "keloid has no \"within\""));
  CHECK(only_problem_has(
      problems_with("{\"keloid\": \"former\"}", R"({"procedure": {"within": "28 days"}})"),
      "stands under \"is\""));
  CHECK(only_problem_has(problems_with("{\"keloid\": \"former\"}", "{}"), "at least one field"));
  CHECK(only_problem_has(problems_with("{\"keloid\": \"former\"}", R"({"any": []})"),
                         "not a list of conditions"));
  CHECK(only_problem_has(problems_of(document(rule() + "," + rule())), "stands twice"));
}

TEST_CASE("a practice changes a wait within its span, and its source line is told") {
  const auto practice = [](const std::string& waits) {
    return with_practice(shipped_rules(),
                         R"({"practice": "Practice A", "version": "3", "waits": {)" + waits + "}}",
                         "practice.json");
  };
  const RuleSet set = practice(R"("filler": {"wait": "6 months", "source": "house rule of 2026"})");
  CHECK(set.find("filler")->wait->taken == Span{.months = 6});
  CHECK(set.find("filler")->wait->set_by == "Practice A: house rule of 2026");
  CHECK(set.practice == "Practice A, version 3");
  CHECK(shipped_rules().find("filler")->wait->taken == Span{.days = 28});
  CHECK_THROWS_AS(
      with_practice(shipped_rules(), R"({"practice": "A", "version": "1", "waits": []})", "p.json"),
      InvalidInput);
  for (const char* bad :
       {R"("filler": {"wait": "7 days", "source": "s"})",    // below what is published
        R"("filler": {"wait": "7 months", "source": "s"})",  // above it
        R"("filler": {"wait": "2 weeks", "source": ""})",    // no source
        R"("filler": {"wait": "2 weeks"})",
        R"("keloid-ever": {"wait": "2 weeks", "source": "s"})",  // has no wait
        R"("no-such-rule": {"wait": "2 weeks", "source": "s"})"})
    CHECK_THROWS_AS(practice(bad), InvalidInput);
}

TEST_CASE("each wait of the shipped rules lies in its span, with the views behind it") {
  std::size_t waits = 0;
  for (const Rule& r : shipped_rules().rules) {
    if (!r.wait) continue;
    ++waits;
    CHECK(!r.wait->views.empty());
    CHECK(r.wait->set_by.empty());
  }
  CHECK(waits >= 6);
}

TEST_CASE("a rule that nobody confirmed says so, and one that was read names what was read") {
  for (const Rule& r : shipped_rules().rules) {
    CAPTURE(r.id);
    if (r.confirmed == Confirmation::read || r.confirmed == Confirmation::second_hand)
      CHECK(!r.sources.empty());
  }
}

}  // namespace
}  // namespace stipple
