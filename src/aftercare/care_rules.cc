// SPDX-License-Identifier: Apache-2.0
#include "aftercare/care_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "aftercare/care_time.h"
#include "aftercare/habit_change.h"
#include "candidacy/rule_fields.h"
#include "core/error.h"
#include "evidence/node_checks.h"

namespace stipple {
namespace {

class CareReader {
 public:
  CareReader(std::string_view file, const Bibliography& bibliography, const RuleSet& screening)
      : problems_(file),
        bibliography_(bibliography),
        kinds_(kinds_of_facts(screening.names)),
        sets_(screening.sets) {}

  CareRules read(const Node& root) {
    CareRules rules;
    if (!has_fields(root, "", {"version", "instructions", "calls"}, {}, problems_))
      problems_.throw_if_any();
    rules.version = text_in(root, "version", "version", problems_);
    for (const Node& row : list_at(root, "instructions"))
      rules.instructions.push_back(instruction(row));
    for (const Node& row : list_at(root, "calls")) rules.calls.push_back(call(row));
    require_different_ids(rules.instructions);
    require_different_ids(rules.calls);
    problems_.throw_if_any();
    return rules;
  }

 private:
  const std::vector<Node>& list_at(const Node& root, std::string_view name) {
    const Node& list = field_of(root, name);
    if (list.kind() != Node::Kind::list) problems_.add(name, list.line(), "this is not a list");
    return list.values();
  }

  Instruction instruction(const Node& row) {
    Instruction i{.id = id_in(row, "instructions")};
    if (!has_fields(
            row, i.id, {"id", "version", "kind", "pictogram", "sources", "strength", "confirmed"},
            {"when", "before", "after", "lengthened_by", "reminder", "simulate", "how"}, problems_))
      return i;
    i.version = count_in(row, "version", i.id, problems_);
    i.kind = word_in<InstructionKind>(row, "kind", i.id, problems_);
    i.pictogram = text_in(row, "pictogram", i.id, problems_);
    i.when = condition(row, i.id);
    if (const Node* before = row.find("before")) i.before = span(*before, i.id);
    if (const Node* after = row.find("after")) i.after = span(*after, i.id);
    if (row.find("lengthened_by"))
      i.lengthened_by = word_in<LengthenedBy>(row, "lengthened_by", i.id, problems_);
    if (const Node* reminder = row.find("reminder")) {
      i.reminder = reminder->kind() == Node::Kind::boolean && reminder->boolean();
      if (!i.reminder) problems_.add(i.id, reminder->line(), "reminder is true or left out");
    }
    if (const Node* simulate = row.find("simulate"))
      i.broken = read_habit_change(*simulate, i.id, kinds_, sets_, problems_);
    based(i, row);
    require_sense(i, row);
    return i;
  }

  CallRule call(const Node& row) {
    CallRule c{.id = id_in(row, "calls")};
    if (!has_fields(row, c.id,
                    {"id", "version", "urgency", "from", "to", "sources", "strength", "confirmed"},
                    {"when", "how"}, problems_))
      return c;
    c.version = count_in(row, "version", c.id, problems_);
    c.urgency = word_in<Urgency>(row, "urgency", c.id, problems_);
    c.when = condition(row, c.id);
    c.from_cream = text_in(row, "from", c.id, problems_) == "cream";
    const auto from = c.from_cream ? CareTime{} : time(row, "from", c.id);
    const auto to = time(row, "to", c.id);
    if (from && to) {
      c.from_hours = from->hours;
      c.to_hours = to->hours;
      c.in_days = to->in_days;
      if ((c.from_cream && to->in_days) || (!c.from_cream && from->in_days != to->in_days))
        problems_.add(c.id, row.line(), "from and to are both hours or both days");
      else if (from->hours > to->hours)
        problems_.add(c.id, row.line(), "it ends before it begins");
    }
    based(c, row);
    return c;
  }

  // Nobody is asked anew for the days round a visit, and none of them is a wait.
  Condition condition(const Node& row, const std::string& path) {
    const Node* when = row.find("when");
    if (!when) return {};
    Condition c = read_condition(*when, path, kinds_, sets_, problems_);
    if (asks_for_unknown(c))
      problems_.add(path, when->line(), "an unknown answer counts as the stricter one; ask for it");
    if (uses_wait(c))
      problems_.add(path, when->line(), "\"within\" takes a time here: there is no wait");
    return c;
  }

  std::optional<CareTime> time(const Node& row, std::string_view field, const std::string& path) {
    const std::string text = text_in(row, field, path, problems_);
    const auto parsed = parse_care_time(text);
    if (!parsed && !text.empty())
      problems_.add(
          path, row.line(),
          fmt::format("{} \"{}\" is no time such as \"72 h\" or \"7 days\"", field, text));
    return parsed;
  }

  std::optional<CareSpan> span(const Node& row, const std::string& path) {
    if (!has_fields(row, path, {"shortest", "default", "longest", "views"}, {}, problems_))
      return std::nullopt;
    const auto shortest = time(row, "shortest", path), taken = time(row, "default", path),
               longest = time(row, "longest", path);
    const std::string views = text_in(row, "views", path, problems_);
    if (views.empty()) problems_.add(path, row.line(), "who says what (views) is empty");
    if (!shortest || !taken || !longest) return std::nullopt;
    if (shortest->hours > taken->hours || taken->hours > longest->hours)
      problems_.add(path, row.line(), "the default lies outside its own span");
    return CareSpan{.shortest_hours = shortest->hours,
                    .taken_hours = taken->hours,
                    .longest_hours = longest->hours,
                    .views = views,
                    .in_days = taken->in_days};
  }

  // What an instruction and a call rest on.
  template <class RuleOfCare>
  void based(RuleOfCare& r, const Node& row) {
    r.strength = strength_in(row, r.id, problems_);
    r.sources = sources_in(row, r.strength, r.id, bibliography_, problems_);
    r.confirmed = word_in<Confirmation>(row, "confirmed", r.id, problems_);
    if (row.find("how")) r.how = text_in(row, "how", r.id, problems_);
  }

  void require_sense(const Instruction& i, const Node& row) {
    const auto need = [&](bool holds, const char* message) {
      if (!holds) problems_.add(i.id, row.line(), message);
    };
    need(!i.pictogram.empty(), "the pictogram has no name");
    const bool spans = row.find("before") || row.find("after");
    if (i.kind == InstructionKind::never)
      need(!spans && !i.reminder, "what never ends has no span and no reminder");
    else if (i.kind == InstructionKind::begin)
      need(row.find("after") && !row.find("before"), "what begins has a span after the visit only");
    else
      need(spans, "a span before or after the visit is missing");
    need(!row.find("lengthened_by") || row.find("after"),
         "only a span after the visit is lengthened");
    // These two are told in the plan, never asked for.
    const Node* by = row.find("lengthened_by");
    for (const LengthenedBy none : {LengthenedBy::nothing, LengthenedBy::next_visit})
      need(!by || *by != Node(name_of(none)),
           "lengthened_by is closure, healed_surface or redness, or left out");
  }

  template <class RuleOfCare>
  void require_different_ids(const std::vector<RuleOfCare>& rules) {
    std::set<std::string_view> seen;
    for (const RuleOfCare& r : rules)
      if (!seen.insert(r.id).second) problems_.add(r.id, 0, "this id stands twice");
  }

  Problems problems_;
  const Bibliography& bibliography_;
  Facts kinds_;
  const WordSets& sets_;
};

// One span of a practice's own, within the published one.
void change_span(std::optional<CareSpan>& span, const Node& row, std::string_view field,
                 const std::string& id, const std::string& set_by, Problems& problems) {
  if (!row.find(field)) return;
  if (!span) {
    problems.add(id, row.line(), fmt::format("the instruction has no time {} the visit", field));
    return;
  }
  const auto taken = parse_care_time(text_in(row, field, id, problems));
  if (!taken || taken->hours < span->shortest_hours || taken->hours > span->longest_hours) {
    problems.add(id, row.line(),
                 fmt::format("the time {} the visit must lie from {} to {}, as published", field,
                             to_text(CareTime{span->shortest_hours, false}),
                             to_text(CareTime{span->longest_hours, false})));
    return;
  }
  span->taken_hours = taken->hours;
  span->in_days = taken->in_days;
  span->set_by = set_by;
}

}  // namespace

CareRules read_care_rules(std::string_view json, std::string_view file,
                          const Bibliography& bibliography, const RuleSet& screening) {
  CareReader reader(file, bibliography, screening);
  return reader.read(parse_data_object(json, file));
}

CareRules load_care_rules(const DataFiles& files, const Bibliography& bibliography,
                          const RuleSet& screening) {
  return read_care_rules(files.text("rules/aftercare.json"), "rules/aftercare.json", bibliography,
                         screening);
}

CareRules with_practice(CareRules rules, std::string_view json, std::string_view file) {
  Problems problems(file);
  const Node root = parse_data_object(json, file);
  if (!has_fields(root, "", {"practice", "version"}, {"waits", "care"}, problems))
    problems.throw_if_any();
  const Node* care = root.find("care");
  if (!care) return rules;
  const std::string practice = text_in(root, "practice", "practice", problems);
  rules.practice = practice + ", version " + text_in(root, "version", "version", problems);
  if (care->kind() != Node::Kind::object)
    problems.add("care", care->line(), "this is not an object of instructions and their times");
  for (std::size_t k = 0; k < care->keys().size(); ++k) {
    const std::string& id = care->keys()[k];
    const Node& row = care->values()[k];
    const auto found = std::ranges::find(rules.instructions, id, &Instruction::id);
    if (found == rules.instructions.end() || (!found->before && !found->after)) {
      problems.add(id, row.line(), "there is no instruction of that id with a time");
      continue;
    }
    if (!has_fields(row, id, {"source"}, {"before", "after"}, problems)) continue;
    const std::string source = text_in(row, "source", id, problems);
    if (source.empty()) problems.add(id, row.line(), "the source line is empty");
    if (!row.find("before") && !row.find("after"))
      problems.add(id, row.line(), "a time before or after the visit is missing");
    const std::string set_by = fmt::format("{}: {}", practice, source);
    change_span(found->before, row, "before", id, set_by, problems);
    change_span(found->after, row, "after", id, set_by, problems);
  }
  problems.throw_if_any();
  return rules;
}

}  // namespace stipple
