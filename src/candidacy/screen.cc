// SPDX-License-Identifier: Apache-2.0
#include "candidacy/screen.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "core/error.h"

namespace stipple {
namespace {

void require_allowed(const Screening& screening, const RuleSet& rules, std::optional<Date> visit) {
  std::vector<Problem> problems;
  for (std::size_t k = 0; k < screening.overrides.size(); ++k) {
    const std::string path = fmt::format("screening.overrides[{}].rule", k);
    const std::string& id = screening.overrides[k].rule;
    const Rule* rule = rules.find(id);
    if (!rule)
      problems.push_back({.path = path, .message = fmt::format("there is no rule \"{}\"", id)});
    else if (!rule->overridable)
      problems.push_back(
          {.path = path, .message = fmt::format("the rule \"{}\" cannot be overridden", id)});
    if (const Date date = screening.overrides[k].date; visit && date > *visit)
      problems.push_back({.path = fmt::format("screening.overrides[{}].date", k),
                          .message = fmt::format("{} is after the visit of {}", format_date(date),
                                                 format_date(*visit))});
  }
  if (!problems.empty()) throw InvalidInput(problems);
}

// A cream or a substance can be left out, another antiseptic taken; without its needle a course is
// none.
bool counts(RuleScope scope, Product product) {
  return scope != RuleScope::product || product == Product::needle;
}

std::vector<ReadFact> values_of(const Judgement& judgement, const Facts& facts) {
  std::vector<ReadFact> reads;
  for (const std::string& name : judgement.read) reads.push_back({name, to_text(facts.at(name))});
  return reads;
}

FiredRule fired_rule(const Rule& rule, const Judgement& judgement, const Facts& facts,
                     const Screening& screening) {
  FiredRule fired{.id = rule.id,
                  .version = rule.version,
                  .row = rule.row,
                  .scope = rule.scope,
                  .product = rule.product,
                  .verdict = rule.verdict,
                  .counts_as = rule.verdict,
                  .reads = values_of(judgement, facts),
                  .why = rule.why,
                  .asks = rule.asks,
                  .changes_if = rule.changes_if,
                  .until = rule.until,
                  .wait = rule.wait,
                  .sources = rule.sources,
                  .strength = rule.strength,
                  .confirmed = rule.confirmed,
                  .overridable = rule.overridable};
  if (rule.verdict == VerdictKind::wait_until) {
    fired.until_date = judgement.until;
    fired.until_days = judgement.until_days;
  }
  const auto found = std::ranges::find(screening.overrides, rule.id, &Override::rule);
  if (found == screening.overrides.end()) return fired;
  fired.overridden = *found;
  if (rule.verdict != VerdictKind::incomplete)
    fired.counts_as = std::min(rule.verdict, VerdictKind::with_precautions);
  return fired;
}

bool is_open(const FiredRule& f) { return f.verdict == VerdictKind::incomplete && !f.overridden; }

void add_questions(Verdict& out, const Facts& facts, const RuleSet& rules) {
  std::map<std::string, OpenQuestion, std::less<>> open;
  const auto ask = [&](const std::string& fact) -> OpenQuestion& {
    OpenQuestion& q = open[fact];
    q.fact = fact;
    if (const Question* known = rules.question(fact)) q.ask = known->ask;
    return q;
  };
  for (const UndecidedRule& u : out.undecided)
    for (const std::string& fact : u.facts) ask(fact);
  for (const Question& q : rules.questions) {
    const Fact* fact = facts.find(q.fact);
    const bool known = fact ? fact->known : facts.visit_date.has_value();
    if (!q.must || known) continue;
    // Where it is not known whether it must be asked, it must.
    if (!q.only_if || judge(*q.only_if, facts, std::nullopt).truth != Truth::no)
      ask(q.fact).must = true;
  }
  for (const Unrecognised& u : facts.unrecognised)
    ask(u.fact).because += fmt::format("\"{}\" is not known to the program. ", u.said);
  for (const Contradiction& c : rules.contradictions)
    if (judge(c.when, facts, std::nullopt).truth == Truth::yes) {
      OpenQuestion& q = ask(c.fact);
      q.must = true;
      q.because += c.says + " ";
      q.contradictions.push_back({c.id, c.says});
    }
  for (const FiredRule& f : out.fired)
    if (is_open(f))
      for (const ReadFact& r : f.reads)
        if (r.value == "unknown") ask(r.fact);
  for (auto& [name, question] : open) {
    if (question.because.ends_with(' ')) question.because.pop_back();
    out.questions.push_back(std::move(question));
  }
}

// Could the answer raise what is certain, or move its date?
bool would_change(const UndecidedRule& u, VerdictKind at_least) {
  if (!counts(u.scope, u.product) || u.verdict == VerdictKind::incomplete) return false;
  return u.verdict > at_least ||
         (u.verdict == VerdictKind::wait_until && at_least == VerdictKind::wait_until);
}

void add_products(Verdict& out) {
  std::map<Product, ProductVerdict> products;
  for (const FiredRule& f : out.fired)
    if (f.scope == RuleScope::product && f.verdict != VerdictKind::incomplete) {
      ProductVerdict& p = products[f.product];
      p.product = f.product;
      p.verdict = std::max(p.verdict, f.counts_as);
      p.rules.push_back(f.id);
    }
  for (auto& [product, verdict] : products) out.products.push_back(std::move(verdict));
}

void mark_deciding(Verdict& out) {
  for (OpenQuestion& q : out.questions)
    q.decides = out.at_least < VerdictKind::refer &&
                (q.must ||
                 std::ranges::any_of(out.undecided,
                                     [&](const UndecidedRule& u) {
                                       return would_change(u, out.at_least) &&
                                              std::ranges::count(u.facts, q.fact) > 0;
                                     }) ||
                 std::ranges::any_of(out.fired, [&](const FiredRule& f) {
                   return is_open(f) && std::ranges::count(f.reads, q.fact, &ReadFact::fact) > 0;
                 }));
}

// at_least is the strictest of what is true; refer and do_not_treat stand whatever is still open.
void combine(Verdict& out) {
  std::ranges::sort(out.fired, [](const FiredRule& a, const FiredRule& b) {
    return std::tuple(b.counts_as, a.row, a.id) < std::tuple(a.counts_as, b.row, b.id);
  });
  std::ranges::sort(out.undecided, {}, [](const UndecidedRule& u) {
    return std::tuple(-static_cast<int>(u.verdict), u.row, u.id);
  });
  out.at_least = out.person = out.zone = VerdictKind::go_ahead;
  out.until.clear();
  out.until_date.reset();
  out.until_days.reset();
  out.products.clear();
  for (const FiredRule& f : out.fired) {
    if (f.counts_as == VerdictKind::incomplete || !counts(f.scope, f.product)) continue;
    out.at_least = std::max(out.at_least, f.counts_as);
    if (f.scope == RuleScope::person) out.person = std::max(out.person, f.counts_as);
    if (f.scope == RuleScope::zone) out.zone = std::max(out.zone, f.counts_as);
    if (f.counts_as != VerdictKind::wait_until) continue;
    out.until_date = std::max(out.until_date, f.until_date);
    out.until_days = std::max(out.until_days, f.until_days);
    if (!f.until.empty()) out.until.push_back(f.until);
  }
  add_products(out);
  mark_deciding(out);
  out.verdict = out.at_least;
  if (out.at_least >= VerdictKind::refer) return;
  const bool open =
      std::ranges::any_of(out.undecided,
                          [&](const UndecidedRule& u) { return would_change(u, out.at_least); }) ||
      std::ranges::any_of(out.fired, is_open) ||
      std::ranges::any_of(out.questions, [](const OpenQuestion& q) { return q.must; });
  if (open) out.verdict = VerdictKind::incomplete;
}

}  // namespace

void settle_what_does_not_apply(Facts& facts, const RuleSet& rules) {
  std::vector<Fact*> settled;
  for (const Question& q : rules.questions) {
    const auto found = facts.by_name.find(q.fact);
    if (!q.only_if || found == facts.by_name.end()) continue;
    Fact& fact = found->second;
    if (fact.known || fact.kind != Fact::Kind::word || fact.words.size() < 2) continue;
    if (judge(*q.only_if, facts, std::nullopt).truth == Truth::no) settled.push_back(&fact);
  }
  // All at once: the order of the questions does not matter.
  for (Fact* fact : settled) {
    fact->known = true;
    fact->word = fact->words[1];
  }
}

Verdict screen(const Patient& patient, const Course& course, const Screening& screening,
               const RuleSet& rules, std::size_t visit, std::optional<Date> on) {
  STIPPLE_REQUIRE(visit < course.visits.size());
  require_allowed(screening, rules, on ? on : date_of(course.visits[visit], course));
  Facts facts = facts_of(patient, course, visit, on, rules.names);
  settle_what_does_not_apply(facts, rules);
  Verdict out{.visit = visit, .date = facts.visit_date};
  out.unrecognised = facts.unrecognised;
  out.overrides = screening.overrides;
  out.rules_version = rules.version;
  out.practice = rules.practice;
  out.medicines_version = rules.names.medicines.version();
  for (const Rule& rule : rules.rules) {
    const auto wait = rule.wait ? std::optional(rule.wait->taken) : std::nullopt;
    const Judgement judgement = judge(rule.when, facts, wait);
    if (judgement.truth == Truth::yes)
      out.fired.push_back(fired_rule(rule, judgement, facts, screening));
    if (judgement.truth == Truth::unknown && rule.verdict != VerdictKind::go_ahead)
      out.undecided.push_back({.id = rule.id,
                               .row = rule.row,
                               .scope = rule.scope,
                               .product = rule.product,
                               .verdict = rule.verdict,
                               .facts = {judgement.missing.begin(), judgement.missing.end()}});
  }
  add_questions(out, facts, rules);
  combine(out);
  return out;
}

CourseVerdict screen_course(const Patient& patient, const Course& course,
                            const Screening& screening, const RuleSet& rules) {
  CourseVerdict out;
  for (std::size_t k = 0; k < course.visits.size(); ++k)
    out.visits.push_back(screen(patient, course, screening, rules, k));
  return out;
}

void add_simulated(Verdict& verdict, FiredRule rule) {
  STIPPLE_REQUIRE(rule.verdict != VerdictKind::go_ahead);
  rule.counts_as = rule.verdict;
  rule.overridden.reset();
  verdict.fired.push_back(std::move(rule));
  combine(verdict);
}

}  // namespace stipple
