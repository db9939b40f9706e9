// SPDX-License-Identifier: Apache-2.0
#include "candidacy/condition.h"

#include <algorithm>

#include "core/error.h"

namespace stipple {
namespace {

void merge(Judgement& into, const Judgement& from) {
  into.read.insert(from.read.begin(), from.read.end());
  into.missing.insert(from.missing.begin(), from.missing.end());
  into.until = std::max(into.until, from.until);
  into.until_days = std::max(into.until_days, from.until_days);
}

// Only those that agree with the answer speak in it: a branch that is false asks nothing.
Judgement joined(const std::vector<Judgement>& parts, Truth truth) {
  Judgement out{.truth = truth};
  for (const Judgement& part : parts)
    if (part.truth == truth) merge(out, part);
  if (truth != Truth::yes) out.until.reset(), out.until_days.reset();
  return out;
}

Judgement answered(const std::string& fact, Truth truth) {
  Judgement out{.truth = truth};
  (truth == Truth::unknown ? out.missing : out.read).insert(fact);
  return out;
}

Truth truth_of(bool yes) { return yes ? Truth::yes : Truth::no; }

bool names_it(const Condition& c, const Member& m) {
  return std::ranges::find(c.words, m.name) != c.words.end();
}

Judgement judge_words(const Condition& c, const Fact& fact) {
  if (fact.kind == Fact::Kind::list) {
    const bool there =
        std::ranges::any_of(fact.members, [&](const Member& m) { return names_it(c, m); });
    return answered(c.fact, there ? Truth::yes : fact.known ? Truth::no : Truth::unknown);
  }
  if (c.asks_unknown && !fact.known) return answered(c.fact, Truth::yes);
  if (!fact.known)
    return answered(c.fact, c.asks_unknown && c.words.size() == 1 ? Truth::no : Truth::unknown);
  return answered(c.fact, truth_of(std::ranges::find(c.words, fact.word) != c.words.end()));
}

Judgement judge_number(const Condition& c, const Fact& fact) {
  if (!fact.known) return answered(c.fact, Truth::unknown);
  const double x = fact.number;
  // Limits of age meet a sum of days: a billionth is no day.
  const auto near = [](double limit) { return 1e-9 * std::abs(limit); };
  return answered(c.fact, truth_of((!c.below || x < *c.below - near(*c.below)) &&
                                   (!c.above || x > *c.above + near(*c.above)) &&
                                   (!c.at_least || x >= *c.at_least - near(*c.at_least)) &&
                                   (!c.at_most || x <= *c.at_most + near(*c.at_most))));
}

Judgement judge_day(const Condition& c, const Facts& facts, const std::optional<PastDate>& date,
                    const std::optional<int>& days_before, const Span& span) {
  if (days_before) {
    Judgement out = answered(c.fact, truth_of(*days_before < longest_days(span)));
    if (out.truth == Truth::yes) {
      out.until_days = longest_days(span) - *days_before;
      if (facts.visit_date) out.until = days_after(*facts.visit_date, *out.until_days);
    }
    return out;
  }
  if (!date) return answered(c.fact, Truth::unknown);
  if (!facts.visit_date) return answered("visit_date", Truth::unknown);
  const Date until = after(date->counted_at(*facts.visit_date), span);
  Judgement out = answered(c.fact, truth_of(*facts.visit_date < until));
  if (out.truth == Truth::yes) out.until = until;
  return out;
}

Judgement judge_window(const Condition& c, const Facts& facts, const Fact& fact,
                       const std::optional<Span>& wait) {
  const Span span = c.window ? *c.window : wait.value();
  if (fact.kind == Fact::Kind::date) {
    if (!fact.known) return answered(c.fact, Truth::unknown);
    return judge_day(c, facts, fact.date, std::nullopt, span);
  }
  std::vector<Judgement> parts{answered(c.fact, fact.known ? Truth::no : Truth::unknown)};
  for (const Member& m : fact.members)
    if (names_it(c, m)) parts.push_back(judge_day(c, facts, m.date, m.days_before, span));
  const auto strongest = std::ranges::max(parts, {}, &Judgement::truth).truth;
  return joined(parts, strongest);
}

}  // namespace

Date after(Date from, const Span& span) {
  return days_after(months_after(from, span.months), span.days);
}

int longest_days(const Span& span) { return 31 * span.months + span.days; }

Judgement judge(const Condition& c, const Facts& facts, const std::optional<Span>& wait) {
  std::vector<Judgement> parts;
  for (const Condition& child : c.children) parts.push_back(judge(child, facts, wait));
  switch (c.kind) {
    case Condition::Kind::all:
      return joined(
          parts, parts.empty() ? Truth::yes : std::ranges::min(parts, {}, &Judgement::truth).truth);
    case Condition::Kind::any:
      return joined(
          parts, parts.empty() ? Truth::no : std::ranges::max(parts, {}, &Judgement::truth).truth);
    case Condition::Kind::negation: {
      Judgement out = parts.front();
      out.until.reset();
      out.until_days.reset();
      if (out.truth != Truth::unknown) out.truth = truth_of(out.truth == Truth::no);
      return out;
    }
    case Condition::Kind::words: return judge_words(c, facts.at(c.fact));
    case Condition::Kind::number: return judge_number(c, facts.at(c.fact));
    case Condition::Kind::window: return judge_window(c, facts, facts.at(c.fact), wait);
    case Condition::Kind::unlisted: {
      const Fact& fact = facts.at(c.fact);
      const bool there =
          std::ranges::any_of(fact.members, [&](const Member& m) { return names_it(c, m); });
      return answered(c.fact, truth_of(fact.known && !there));
    }
  }
  return {};
}

bool asks_for_unknown(const Condition& c) {
  return c.asks_unknown || c.kind == Condition::Kind::unlisted ||
         std::ranges::any_of(c.children, asks_for_unknown);
}

bool uses_wait(const Condition& c) {
  return (c.kind == Condition::Kind::window && !c.window) ||
         std::ranges::any_of(c.children, uses_wait);
}

}  // namespace stipple
