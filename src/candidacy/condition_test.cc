// SPDX-License-Identifier: Apache-2.0
#include "candidacy/condition.h"

#include <doctest/doctest.h>

#include "format/document.h"

namespace stipple {
namespace {

Facts some_facts() {
  Facts f;
  f.visit_date = parse_date("2026-03-02");
  const auto answer = [](bool known, const char* word) {
    return Fact{
        .kind = Fact::Kind::word, .words = {"unknown", "no", "yes"}, .known = known, .word = word};
  };
  f.by_name["yes"] = answer(true, "yes");
  f.by_name["no"] = answer(true, "no");
  f.by_name["open"] = answer(false, "unknown");
  f.by_name["age"] = {.kind = Fact::Kind::number,
                      .dimension = Dimension::time,
                      .known = true,
                      .number = 18.0 * 365.25};
  const Date day = *parse_date("2025-08-31");
  f.by_name["stopped"] = {.kind = Fact::Kind::date, .known = true, .date = {day, day}};
  f.by_name["done"] = {.kind = Fact::Kind::list,
                       .words = {"filler", "peel"},
                       .known = true,
                       .members = {{.name = "filler", .said = "filler", .date = {{day, day}}}}};
  return f;
}

Judgement judged(const std::string& json, const Facts& facts = some_facts()) {
  Problems problems("test");
  const Node node = parse_document(json, "test").root;
  const Condition c = read_condition(node, "rule", facts, {{"set", {"yes", "no"}}}, problems);
  problems.throw_if_any();
  return judge(c, facts, Span{.months = 6});
}

const char* leaf(Truth t) {
  return t == Truth::yes  ? R"({"yes": "yes"})"
         : t == Truth::no ? R"({"no": "yes"})"
                          : R"({"open": "yes"})";
}

TEST_CASE("all is the least, any the most, not the mirror of three truths") {
  for (const Truth a : {Truth::no, Truth::unknown, Truth::yes})
    for (const Truth b : {Truth::no, Truth::unknown, Truth::yes}) {
      const std::string pair = std::string("[") + leaf(a) + "," + leaf(b) + "]";
      CHECK(judged(R"({"all": )" + pair + "}").truth == std::min(a, b));
      CHECK(judged(R"({"any": )" + pair + "}").truth == std::max(a, b));
      const Truth mirrored = a == Truth::unknown ? a : a == Truth::yes ? Truth::no : Truth::yes;
      CHECK(judged(std::string(R"({"not": )") + leaf(a) + "}").truth == mirrored);
    }
}

TEST_CASE("an undecided condition names what would decide it, and nothing else") {
  const Judgement j = judged(R"({"yes": "yes", "any": [{"no": "yes"}, {"open": "yes"}]})");
  CHECK(j.truth == Truth::unknown);
  CHECK(j.missing == std::set<std::string, std::less<>>{"open"});
  CHECK(judged(R"({"no": "yes", "open": "yes"})").missing.empty());
}

TEST_CASE("limits hold at their end") {
  CHECK(judged(R"({"age": {"below": "18 years"}})").truth == Truth::no);
  CHECK(judged(R"({"age": {"at_least": "18 years", "below": "22 years"}})").truth == Truth::yes);
  CHECK(judged(R"({"age": {"above": "18 years"}})").truth == Truth::no);
  CHECK(judged(R"({"age": {"at_most": "18 years"}})").truth == Truth::yes);
  CHECK(judged(R"({"yes": {"in": "set"}})").truth == Truth::yes);
}

TEST_CASE("a window ends on its until-date") {
  Facts facts = some_facts();
  for (const auto& [day, truth] : {std::pair{"2026-02-27", Truth::yes},
                                   {"2026-02-28", Truth::no},
                                   {"2025-08-31", Truth::yes}}) {
    facts.visit_date = parse_date(day);
    const Judgement j = judged(R"({"stopped": {"within": "wait"}})", facts);
    CHECK(j.truth == truth);
    if (truth == Truth::yes) CHECK(j.until == parse_date("2026-02-28"));
    CHECK(judged(R"({"done": {"is": "filler", "within": "6 months"}})", facts).truth == truth);
    CHECK(judged(R"({"done": {"is": "peel", "within": "6 months"}})", facts).truth == Truth::no);
  }
  facts.visit_date.reset();
  CHECK(judged(R"({"stopped": {"within": "wait"}})", facts).missing.contains("visit_date"));
}

TEST_CASE("an open list is never a no") {
  Facts facts = some_facts();
  facts.by_name["done"].known = false;
  CHECK(judged(R"({"done": "peel"})", facts).truth == Truth::unknown);
  CHECK(judged(R"({"done": "filler"})", facts).truth == Truth::yes);
  CHECK(judged(R"({"done": {"unlisted": "peel"}})", facts).truth == Truth::no);
  CHECK(judged(R"({"done": {"unlisted": "peel"}})").truth == Truth::yes);
}

TEST_CASE("spans are read and told") {
  CHECK(parse_span("6 months") == Span{.months = 6});
  CHECK(parse_span("2 weeks") == Span{.days = 14});
  CHECK(parse_span("1 year") == Span{.months = 12});
  for (const char* text : {"6", "months", "-1 days", "6 moons", "", "99999 days", "6  days"})
    CHECK_MESSAGE(!parse_span(text), text);
  for (const char* text : {"1 day", "28 days", "1 month", "6 months"})
    CHECK(to_text(*parse_span(text)) == text);
}

}  // namespace
}  // namespace stipple
