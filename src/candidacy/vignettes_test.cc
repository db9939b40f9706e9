// SPDX-License-Identifier: Apache-2.0
// The table of people in vignettes.json: each with the verdict and the rules that must fire.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "candidacy/vignettes_for_tests.h"
#include "core/error.h"

namespace stipple {
namespace {

std::set<std::string> texts(const Node* list) {
  std::set<std::string> found;
  if (list)
    for (const Node& text : list->values()) found.insert(text.text());
  return found;
}

std::string joined(const std::set<std::string>& words) {
  return fmt::format("{}", fmt::join(words, ", "));
}

std::set<std::string> fired_in(const Verdict& verdict) {
  std::set<std::string> ids;
  for (const FiredRule& f : verdict.fired) ids.insert(f.id);
  return ids;
}

TEST_CASE("every person of the table gets the verdict, the date and the rules that stand there") {
  const auto list = vignettes();
  CHECK(list.size() >= 120);
  for (const Vignette& v : list) {
    CAPTURE(v.name);
    const Verdict verdict = verdict_of(v);
    const Node& expect = *v.expect;
    CHECK(name_of(verdict.verdict) == expect.find("verdict")->text());
    const Node* at_least = expect.find("at_least");
    CHECK(name_of(verdict.at_least) == (at_least ? at_least : expect.find("verdict"))->text());
    const Node* until = expect.find("until");
    CHECK((verdict.until_date ? format_date(*verdict.until_date) : "none") ==
          (until ? until->text() : "none"));
    if (const Node* conditions = expect.find("conditions"))
      CHECK(double(verdict.until.size()) == conditions->number());
    CHECK(joined(fired_in(verdict)) == joined(texts(expect.find("rules"))));
    for (const std::string& id : texts(expect.find("silent"))) {
      CHECK_MESSAGE(shipped_rules().find(id), id);
      CHECK_MESSAGE(!fired_in(verdict).contains(id), id);
    }
    for (const std::string& fact : texts(expect.find("asks")))
      CHECK_MESSAGE(std::ranges::count(verdict.questions, fact, &OpenQuestion::fact) == 1, fact);
    const Node* products = expect.find("products");
    REQUIRE(verdict.products.size() == (products ? products->keys().size() : 0));
    for (const ProductVerdict& p : verdict.products)
      CHECK(name_of(p.verdict) == products->find(name_of(p.product))->text());
  }
}

TEST_CASE("every rule is fired by one person of the table and silent for another") {
  std::set<std::string> fired, silent;
  for (const Vignette& v : vignettes()) {
    const auto ids = fired_in(verdict_of(v));
    for (const Rule& rule : shipped_rules().rules)
      (ids.contains(rule.id) ? fired : silent).insert(rule.id);
  }
  for (const Rule& rule : shipped_rules().rules) {
    CHECK_MESSAGE(fired.contains(rule.id), rule.id);
    CHECK_MESSAGE(silent.contains(rule.id), rule.id);
  }
}

TEST_CASE("each contradiction opens its question for somebody of the table") {
  std::set<std::string> told;
  for (const Vignette& v : vignettes())
    for (const OpenQuestion& q : verdict_of(v).questions)
      for (const Contradiction& c : shipped_rules().contradictions)
        if (q.because.find(c.says) != std::string::npos) told.insert(c.id);
  CHECK(told.size() >= 10);
}

TEST_CASE("the order of the rules and of the questions does not matter") {
  RuleSet turned = shipped_rules();
  std::ranges::reverse(turned.rules);
  std::ranges::reverse(turned.questions);
  for (const Vignette& v : vignettes()) {
    CAPTURE(v.name);
    const Verdict a = verdict_of(v), b = verdict_of(v, turned);
    CHECK(a.verdict == b.verdict);
    CHECK(a.at_least == b.at_least);
    CHECK(a.until_date == b.until_date);
    REQUIRE(a.fired.size() == b.fired.size());
    for (std::size_t i = 0; i < a.fired.size(); ++i) CHECK(a.fired[i].id == b.fired[i].id);
    REQUIRE(a.questions.size() == b.questions.size());
    for (std::size_t i = 0; i < a.questions.size(); ++i)
      CHECK(a.questions[i].because == b.questions[i].because);
  }
}

TEST_CASE("whatever fired says what it read, why, what it asks and what would change it") {
  for (const Vignette& v : vignettes())
    for (const FiredRule& f : verdict_of(v).fired) {
      CAPTURE(f.id);
      CHECK(!f.reads.empty());
      CHECK((!f.why.empty() && !f.asks.empty() && !f.changes_if.empty()));
      CHECK(!f.strength.empty());
    }
}

TEST_CASE("each open question has words") {
  for (const Vignette& v : vignettes())
    for (const OpenQuestion& q : verdict_of(v).questions) CHECK_MESSAGE(!q.ask.empty(), q.fact);
}

}  // namespace
}  // namespace stipple
