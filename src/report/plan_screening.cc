// SPDX-License-Identifier: Apache-2.0
// What screening says, in the plan's language: every rule of every visit, once.
#include <fmt/format.h>

#include <algorithm>

#include "report/plan_parts.h"

namespace stipple {
namespace {

std::string word(const TextBook& book, std::string_view list, std::string_view name) {
  return book.say(fmt::format("words.{}.{}", list, name));
}

// A rule and the visits (from 1) at which it fired.
struct RuleAtVisits {
  const FiredRule* rule{};
  std::vector<std::size_t> visits{};
};

std::vector<RuleAtVisits> rules_of(const CourseVerdict& course) {
  std::vector<RuleAtVisits> all;
  for (const Verdict& v : course.visits)
    for (const FiredRule& rule : v.fired) {
      auto known =
          std::ranges::find_if(all, [&](const RuleAtVisits& r) { return r.rule->id == rule.id; });
      if (known == all.end()) known = all.insert(all.end(), {&rule, {}});
      known->visits.push_back(v.visit + 1);
    }
  std::ranges::stable_sort(all, [](const RuleAtVisits& a, const RuleAtVisits& b) {
    return a.rule->verdict > b.rule->verdict;
  });
  return all;
}

std::string override_words(const TextBook& book, const Override& o) {
  return said(
      book, "overridden",
      {{"name", o.name}, {"role", o.role}, {"date", book.long_date(o.date)}, {"reason", o.reason}});
}

std::string scope_of(const TextBook& book, const FiredRule& rule) {
  return rule.scope == RuleScope::product ? word(book, "product", name_of(rule.product))
                                          : word(book, "scope", name_of(rule.scope));
}

std::string basis_of(const TextBook& book, const FiredRule& rule) {
  std::vector<std::string> parts;
  for (const Strength s : rule.strength) parts.push_back(word(book, "strength", name_of(s)));
  // A proposal has said so already.
  if (rule.confirmed != Confirmation::proposal)
    parts.push_back(word(book, "confirmation", name_of(rule.confirmed)));
  return said(book, "rule_basis",
              {{"basis", fmt::format("{}", fmt::join(parts, "; "))},
               {"id", rule.id},
               {"version", std::to_string(rule.version)}});
}

PlanRule words_of(const TextBook& book, const RuleAtVisits& at, std::size_t visits,
                  SourceNumbers& sources) {
  const FiredRule& rule = *at.rule;
  const auto text = [&](std::string_view field, const std::string& english) {
    return book.of_rule("rules", rule.id, field, english);
  };
  PlanRule out{.kind = said(book, fmt::format("rule_kind.{}", name_of(rule.verdict))),
               .why = text("why", rule.why) + sources.cite(rule.sources),
               .asks = text("asks", rule.asks),
               .basis = basis_of(book, rule)};
  out.kind += fmt::format(" ({}", scope_of(book, rule));
  if (at.visits.size() < visits)
    out.kind += ", " + book.say(at.visits.size() == 1 ? "plan.at_visit.one" : "plan.at_visit.many",
                                {{"n", fmt::format("{}", fmt::join(at.visits, ", "))}});
  out.kind += ")";
  if (rule.overridden) out.overridden = override_words(book, *rule.overridden);
  return out;
}

std::string verdict_words(const TextBook& book, const Verdict& v) {
  std::string text = word(book, "verdict", name_of(v.verdict));
  if (v.until_date) text += ", " + said(book, "until", {{"date", book.long_date(*v.until_date)}});
  return text;
}

void add_later_visits(PlanContent& out, const TextBook& book, const CourseVerdict& course) {
  for (const Verdict& v : course.visits)
    if (v.verdict != course.visits.front().verdict)
      out.later_visits.push_back(
          said(book, "visit_says",
               {{"n", std::to_string(v.visit + 1)}, {"verdict", verdict_words(book, v)}}));
}

void add_overrides(PlanContent& out, const TextBook& book, const Verdict& v) {
  for (const Override& o : v.overrides)
    if (std::ranges::none_of(v.fired,
                             [&](const FiredRule& r) { return r.id == o.rule && r.overridden; }))
      out.overrides.push_back(
          said(book, "unused_override", {{"rule", o.rule}, {"says", override_words(book, o)}}));
}

}  // namespace

void add_screening(PlanContent& out, const PlanInput& in, const TextBook& book,
                   SourceNumbers& sources) {
  const Verdict& first = in.verdict.visits.front();
  out.verdict = verdict_words(book, first);
  out.precautions = first.verdict != VerdictKind::go_ahead;
  for (const RuleAtVisits& at : rules_of(in.verdict))
    out.rules.push_back(words_of(book, at, in.verdict.visits.size(), sources));
  for (const OpenQuestion& q : first.questions)
    out.questions.push_back(book.of_rule("questions", q.fact, "ask", q.ask));
  for (const Unrecognised& u : first.unrecognised)
    out.questions.push_back(said(book, "not_understood", {{"said", u.said}}));
  for (const ProductVerdict& p : first.products)
    out.products.push_back(
        said(book, "product_says",
             {{"product", word(book, "product", name_of(p.product))},
              {"verdict", said(book, fmt::format("product_verdict.{}", name_of(p.verdict)))},
              {"rules", fmt::format("{}", fmt::join(p.rules, ", "))}}));
  add_later_visits(out, book, in.verdict);
  add_overrides(out, book, first);
}

}  // namespace stipple
