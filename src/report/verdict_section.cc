// SPDX-License-Identifier: Apache-2.0
// The verdict at the head of the page: what, until when, why, what it asks for, what is open.
#include <fmt/format.h>

#include "candidacy/verdict_text.h"
#include "report/markup.h"
#include "report/sections.h"

namespace stipple {
namespace {

std::string strength_words(const FiredRule& rule) {
  std::string text;
  for (const Strength s : rule.strength)
    text += (text.empty() ? "" : ", ") + std::string(words_for(s));
  if (rule.confirmed == Confirmation::unconfirmed) text += "; not confirmed";
  return text;
}

std::string override_words(const Override& o) {
  return fmt::format("Overridden by {} ({}) on {}: {}", escaped(o.name), escaped(o.role),
                     format_date(o.date), escaped(o.reason));
}

std::string wait_words(const Wait& wait) {
  std::string text =
      fmt::format("Taken: {}, of {} to {} as published. {}", to_text(wait.taken),
                  to_text(wait.shortest), to_text(wait.longest), escaped(wait.views));
  if (!wait.set_by.empty()) text += " Set by " + escaped(wait.set_by) + ".";
  return text;
}

std::string rule_item(const FiredRule& rule, const std::vector<CitedSource>& references) {
  std::string reads;
  for (const ReadFact& r : rule.reads)
    reads += fmt::format("{}{}: {}", reads.empty() ? "" : "; ", escaped(r.fact), escaped(r.value));
  std::string out = fmt::format(
      R"(<li><b>{}</b>, {}: {}{} <b>Asks for:</b> {}<br/><span class="small">Read: {}. Rule {},
version {}; {}. {}.)",
      rule_words(rule), escaped(scope_words(rule)), escaped(rule.why),
      citations(rule.sources, references), escaped(rule.asks), reads, escaped(rule.id),
      rule.version, strength_words(rule), escaped(change_words(rule)));
  if (rule.wait) out += " " + wait_words(*rule.wait);
  if (rule.overridden) out += " <b>" + override_words(*rule.overridden) + "</b>";
  return out + "</span></li>";
}

std::string questions_list(const Verdict& v) {
  if (v.questions.empty()) return {};
  std::string items;
  for (const OpenQuestion& q : v.questions)
    items += fmt::format("<li>{}{}</li>", escaped(q.ask),
                         q.because.empty() ? "" : " (" + escaped(q.because) + ")");
  return "<h3>Open questions</h3><ul>" + items + "</ul>";
}

std::string overrides_list(const Verdict& v) {
  std::string items;
  for (const Override& o : v.overrides)
    items += fmt::format("<li>{}. {}</li>", escaped(o.rule), override_words(o));
  return items.empty() ? items : "<h3>Overrides</h3><ul>" + items + "</ul>";
}

// Visits that do not get what the first gets.
std::string other_visits(const CourseVerdict& course) {
  std::string items;
  for (const Verdict& v : course.visits)
    if (headline_of(v) != headline_of(course.visits.front()))
      items += fmt::format("<li>Visit {}{}: {}</li>", v.visit + 1,
                           v.date ? ", " + format_date(*v.date) : "", escaped(headline_of(v)));
  return items.empty() ? items : "<h3>Later visits</h3><ul>" + items + "</ul>";
}

}  // namespace

std::string verdict_section(const CourseVerdict& course,
                            const std::vector<CitedSource>& references) {
  const Verdict& v = course.visits.front();
  const char* style = v.verdict == VerdictKind::go_ahead ? "verdict" : "verdict warnings";
  std::string items;
  for (const FiredRule& rule : v.fired) items += rule_item(rule, references);
  std::string out =
      fmt::format(R"(<section class="{}"><h2>Verdict: {}</h2>)", style, escaped(headline_of(v)));
  if (!items.empty()) out += "<ul>" + items + "</ul>";
  out += questions_list(v) + overrides_list(v) + other_visits(course);
  return out +
         fmt::format(
             R"(<p class="small">Rules of {}{}. The verdict stands above every figure below: no
figure softens it.</p></section>)",
             escaped(v.rules_version),
             v.practice.empty() ? "" : ", changed by " + escaped(v.practice));
}

}  // namespace stipple
