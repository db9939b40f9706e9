// SPDX-License-Identifier: Apache-2.0
// What would change the answer, and what each instruction buys.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/headline.h"
#include "report/plan_parts.h"

namespace stipple {
namespace {

constexpr std::size_t kBars = 5;

std::string spaced(std::string name) {
  std::ranges::replace(name, '_', ' ');
  return name;
}

std::string title_of(const TextBook& book, const std::string& instruction) {
  const std::string key = fmt::format("instruction.{}.title", instruction);
  return book.has(key) ? book.say(key) : spaced(instruction);
}

std::string without_stop(std::string words) {
  if (words.ends_with('.')) words.pop_back();
  return words;
}

std::string bar_words(const TextBook& book, const TornadoBar& bar, const std::string& unit) {
  const std::string name = fmt::format("plan.parameter.{}", bar.symbol);
  return said(book, "bar",
              {{"name", without_stop(book.has(name) ? book.say(name) : bar.help)},
               {"low", value_in(book, bar.low, {})},
               {"high", value_in(book, bar.high, bar.unit)},
               {"at_low", figure_in(book, bar.outcome_at_low, unit, Sign::always)},
               {"at_high", figure_in(book, bar.outcome_at_high, unit, Sign::always)},
               {"standing", standing_in(book, bar.standing)}});
}

std::string effect_words(const TextBook& book, const HabitEffect& e) {
  std::string label = outcome_label(book, e.outcome, e.label);
  if (e.days_after_last_visit)
    label = said(book, "outcome_then",
                 {{"outcome", label}, {"span", span_in(book, *e.days_after_last_visit)}});
  return said(book, "effect",
              {{"outcome", label},
               {"kept", figure_in(book, e.kept.median, e.unit)},
               {"broken", figure_in(book, e.broken.median, e.unit)},
               {"change", band_in(book, e.change, e.unit, Sign::always)}});
}

// One time of each outcome, the one of the figures above; only what changes by a figure that can be
// shown. What stays the same is not worth a line.
std::vector<const HabitEffect*> effects_worth_saying(const TextBook& book,
                                                     const std::vector<HabitEffect>& all,
                                                     double days_after) {
  const auto distance = [&](const HabitEffect& e) {
    return std::abs(e.days_after_last_visit.value_or(days_after) - days_after);
  };
  std::vector<const HabitEffect*> chosen;
  for (const HabitEffect& e : all) {
    const auto known =
        std::ranges::find_if(chosen, [&](const HabitEffect* c) { return c->outcome == e.outcome; });
    if (known == chosen.end())
      chosen.push_back(&e);
    else if (distance(e) < distance(**known))
      *known = &e;
  }
  std::erase_if(chosen, [&](const HabitEffect* e) {
    return figure_in(book, e->kept.median, e->unit) == figure_in(book, e->broken.median, e->unit);
  });
  return chosen;
}

}  // namespace

void add_reasons(PlanContent& out, const PlanInput& in, const TextBook& book) {
  const CourseResult& r = in.result;
  std::string unit = "1";
  std::string outcome = r.tornado_outcome;
  for (const Outcome& o : r.outcomes)
    if (o.name == r.tornado_of) {
      unit = o.unit;
      outcome = said(book, "outcome_then",
                     {{"outcome", outcome_label(book, o.name, o.label)},
                      {"span", span_in(book, r.tornado_days)}});
    }
  if (!r.tornado.empty())
    out.tornado_note =
        said(book, "tornado_note",
             {{"outcome", outcome}, {"now", figure_in(book, r.tornado_base, unit, Sign::always)}});
  for (const TornadoBar& bar : r.tornado)
    if (out.tornado.size() < kBars) out.tornado.push_back(bar_words(book, bar, unit));

  for (const AdherenceEffect& a : in.care.adherence) {
    std::vector<std::string> effects;
    for (const HabitEffect* e : effects_worth_saying(book, a.effects, headline(r).days_after))
      effects.push_back(effect_words(book, *e));
    if (effects.empty()) effects.push_back(said(book, "no_effect"));
    out.adherence.push_back({title_of(book, a.instruction),
                             said(book, "buys",
                                  {{"broken", book.has(a.broken) ? book.say(a.broken) : a.broken},
                                   {"effects", fmt::format("{}", fmt::join(effects, "; "))}})});
  }
}

}  // namespace stipple
