// SPDX-License-Identifier: Apache-2.0
#include "candidacy/rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "candidacy/rule_fields.h"
#include "core/error.h"
#include "evidence/node_checks.h"

namespace stipple {
namespace {

class RuleReader {
 public:
  RuleReader(std::string_view file, const Bibliography& bibliography, const NameTables& names)
      : problems_(file), bibliography_(bibliography), kinds_(kinds_of_facts(names)) {}

  RuleSet read(const Node& root, NameTables names) {
    RuleSet set{.names = std::move(names)};
    if (!has_fields(root, "", {"version", "sets", "questions", "contradictions", "rules"}, {},
                    problems_))
      problems_.throw_if_any();
    set.version = text_in(root, "version", "version", problems_);
    read_sets(field_of(root, "sets"));
    read_questions(set, field_of(root, "questions"));
    for (const Node& row : list_at(root, "contradictions"))
      set.contradictions.push_back(contradiction(row));
    for (const Node& row : list_at(root, "rules")) set.rules.push_back(rule(row));
    set.sets = sets_;
    require_different_ids(set);
    for (const Rule& r : set.rules) require_questions(set, r.when, r.id);
    problems_.throw_if_any();
    return set;
  }

 private:
  const std::vector<Node>& list_at(const Node& root, std::string_view name) {
    const Node& list = field_of(root, name);
    if (list.kind() != Node::Kind::list) problems_.add(name, list.line(), "this is not a list");
    return list.values();
  }

  void read_sets(const Node& sets) {
    for (std::size_t k = 0; k < sets.keys().size(); ++k) {
      auto& words = sets_[sets.keys()[k]];
      for (const Node& word : sets.values()[k].values())
        if (word.kind() == Node::Kind::text) words.push_back(word.text());
      if (words.empty())
        problems_.add("sets." + sets.keys()[k], sets.values()[k].line(), "the set is empty");
    }
  }

  void read_questions(RuleSet& set, const Node& questions) {
    for (std::size_t k = 0; k < questions.keys().size(); ++k) {
      const std::string& fact = questions.keys()[k];
      const std::string path = "questions." + fact;
      const Node& row = questions.values()[k];
      if (!has_fields(row, path, {"ask"}, {"must", "only_if"}, problems_)) continue;
      if (fact != "visit_date" && !kinds_.find(fact))
        problems_.add(path, row.line(), "this fact is not known");
      Question q{.fact = fact, .ask = text_in(row, "ask", path, problems_)};
      if (const Node* must = row.find("must")) {
        q.must = must->kind() == Node::Kind::boolean && must->boolean();
        if (!q.must) problems_.add(path, must->line(), "must is true or left out");
      }
      if (const Node* only_if = row.find("only_if"))
        q.only_if = read_condition(*only_if, path, kinds_, sets_, problems_);
      set.questions.push_back(std::move(q));
    }
  }

  Contradiction contradiction(const Node& row) {
    if (!has_fields(row, "contradictions", {"id", "when", "says", "fact"}, {}, problems_))
      return {};
    Contradiction c{.id = text_in(row, "id", "contradictions", problems_)};
    const std::string path = "contradictions." + c.id;
    c.says = text_in(row, "says", path, problems_);
    c.fact = text_in(row, "fact", path, problems_);
    if (!kinds_.find(c.fact)) problems_.add(path, row.line(), "the fact is not known");
    c.when = read_condition(field_of(row, "when"), path, kinds_, sets_, problems_);
    return c;
  }

  Rule rule(const Node& row) {
    Rule r{.id = id_in(row, "rules")};
    if (!has_fields(row, r.id,
                    {"id", "version", "row", "scope", "when", "verdict", "why", "asks",
                     "changes_if", "sources", "strength", "confirmed", "overridable"},
                    {"product", "wait", "until", "how"}, problems_))
      return r;
    r.version = count_in(row, "version", r.id, problems_);
    r.row = count_in(row, "row", r.id, problems_);
    r.scope = word_in<RuleScope>(row, "scope", r.id, problems_);
    r.when = read_condition(field_of(row, "when"), r.id, kinds_, sets_, problems_);
    r.verdict = word_in<VerdictKind>(row, "verdict", r.id, problems_);
    r.why = text_in(row, "why", r.id, problems_);
    r.asks = text_in(row, "asks", r.id, problems_);
    r.changes_if = text_in(row, "changes_if", r.id, problems_);
    if (row.find("how")) r.how = text_in(row, "how", r.id, problems_);
    if (row.find("until")) r.until = text_in(row, "until", r.id, problems_);
    if (row.find("product")) r.product = word_in<Product>(row, "product", r.id, problems_);
    if (const Node* w = row.find("wait")) r.wait = wait(*w, r.id);
    r.confirmed = word_in<Confirmation>(row, "confirmed", r.id, problems_);
    const Node& overridable = field_of(row, "overridable");
    if (overridable.kind() != Node::Kind::boolean)
      problems_.add(r.id, overridable.line(), "overridable is not true or false");
    else
      r.overridable = overridable.boolean();
    r.strength = strength_in(row, r.id, problems_);
    r.sources = sources_in(row, r.strength, r.id, bibliography_, problems_);
    require_sense(r, row.line());
    return r;
  }

  std::optional<Wait> wait(const Node& row, const std::string& path) {
    if (!has_fields(row, path, {"default", "shortest", "longest", "views"}, {}, problems_))
      return std::nullopt;
    const auto span = [&](const char* field) {
      const auto parsed = parse_span(text_in(row, field, path, problems_));
      if (!parsed) problems_.add(path, row.line(), fmt::format("{} is no time", field));
      return parsed.value_or(Span{});
    };
    Wait w{span("default"),
           span("shortest"),
           span("longest"),
           text_in(row, "views", path, problems_),
           {}};
    if (longest_days(w.shortest) > longest_days(w.taken) ||
        longest_days(w.taken) > longest_days(w.longest))
      problems_.add(path, row.line(), "the default lies outside its own span");
    return w;
  }

  // What belongs together, and what would break the laws of screening.
  void require_sense(const Rule& r, int line) {
    const auto need = [&](bool holds, const char* message) {
      if (!holds) problems_.add(r.id, line, message);
    };
    need((r.scope == RuleScope::product) == (r.product != Product::none),
         "a product is named with the scope product, and only there");
    need(r.verdict == VerdictKind::incomplete || !asks_for_unknown(r.when),
         "only a rule whose verdict is incomplete may ask for \"unknown\" or \"unlisted\"");
    need(uses_wait(r.when) == r.wait.has_value(), "a wait and \"within\": \"wait\" go together");
    need(r.verdict != VerdictKind::wait_until || r.wait || !r.until.empty(),
         "wait_until needs a wait or a condition in words (until)");
    need(!r.why.empty() && !r.asks.empty() && !r.changes_if.empty(),
         "why, asks and changes_if are sentences");
  }

  void require_different_ids(const RuleSet& set) {
    std::set<std::string_view> seen;
    for (const Rule& r : set.rules)
      if (!seen.insert(r.id).second) problems_.add(r.id, 0, "this id stands twice");
  }

  // Whatever may be unknown has a question.
  void require_questions(const RuleSet& set, const Condition& c, const std::string& id) {
    for (const Condition& child : c.children) require_questions(set, child, id);
    const Fact* fact = c.fact.empty() ? nullptr : kinds_.find(c.fact);
    if (!fact || set.question(c.fact)) return;
    const bool may_be_unknown =
        !fact->known || std::ranges::find(fact->words, "unknown") != fact->words.end();
    if (may_be_unknown) problems_.add(id, 0, fmt::format("the fact {} has no question", c.fact));
  }

  Problems problems_;
  const Bibliography& bibliography_;
  Facts kinds_;
  WordSets sets_{};
};

}  // namespace

const Rule* RuleSet::find(std::string_view id) const {
  const auto found = std::ranges::find(rules, id, &Rule::id);
  return found == rules.end() ? nullptr : &*found;
}

const Question* RuleSet::question(std::string_view fact) const {
  const auto found = std::ranges::find(questions, fact, &Question::fact);
  return found == questions.end() ? nullptr : &*found;
}

RuleSet read_rules(std::string_view json, std::string_view file, const Bibliography& bibliography,
                   NameTables names) {
  RuleReader reader(file, bibliography, names);
  return reader.read(parse_data_object(json, file), std::move(names));
}

RuleSet load_rules(const DataFiles& files, const Bibliography& bibliography) {
  return read_rules(files.text("rules/candidacy.json"), "rules/candidacy.json", bibliography,
                    load_names(files));
}

RuleSet with_practice(RuleSet set, std::string_view json, std::string_view file) {
  Problems problems(file);
  const Node root = parse_data_object(json, file);
  if (!has_fields(root, "", {"practice", "version"}, {"waits", "care"}, problems))
    problems.throw_if_any();
  const std::string practice = text_in(root, "practice", "practice", problems);
  set.practice = practice + ", version " + text_in(root, "version", "version", problems);
  if (!root.find("waits") && !root.find("care"))
    problems.add("", root.line(), "the file changes neither waits nor care");
  const Node none = Node::object();
  const Node& waits = root.find("waits") ? field_of(root, "waits") : none;
  if (waits.kind() != Node::Kind::object)
    problems.add("waits", waits.line(), "this is not an object of rules and their waits");
  for (std::size_t k = 0; k < waits.keys().size(); ++k) {
    const std::string& id = waits.keys()[k];
    const Node& row = waits.values()[k];
    const auto rule = std::ranges::find(set.rules, id, &Rule::id);
    if (rule == set.rules.end() || !rule->wait) {
      problems.add(id, row.line(), "there is no rule of that id with a waiting time");
      continue;
    }
    if (!has_fields(row, id, {"wait", "source"}, {}, problems)) continue;
    const auto taken = parse_span(text_in(row, "wait", id, problems));
    const std::string source = text_in(row, "source", id, problems);
    Wait& wait = *rule->wait;
    if (!taken || longest_days(*taken) < longest_days(wait.shortest) ||
        longest_days(*taken) > longest_days(wait.longest))
      problems.add(id, row.line(),
                   fmt::format("the wait must lie from {} to {}, as published",
                               to_text(wait.shortest), to_text(wait.longest)));
    else if (source.empty())
      problems.add(id, row.line(), "the source line is empty");
    else
      wait.taken = *taken, wait.set_by = fmt::format("{}: {}", practice, source);
  }
  problems.throw_if_any();
  return set;
}

std::string_view words_for(Strength s) {
  switch (s) {
    case Strength::label: return "device or drug label";
    case Strength::guideline: return "society guideline or consensus";
    case Strength::trial: return "randomised trial";
    case Strength::series: return "series, review or cohort";
    case Strength::case_report: return "case report";
    case Strength::list: return "clinic or vendor list";
    case Strength::proposal: return "proposal, no evidence";
  }
  return {};
}

}  // namespace stipple
