// SPDX-License-Identifier: Apache-2.0
#include "report/sheet_writer.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.h"
#include "report/case_words.h"

namespace stipple {
namespace {

// "sheet.instead.expectation.why"
std::string instead_key(std::string_view id, std::string_view field) {
  return fmt::format("sheet.instead.{}.{}", id, field);
}

bool is_said_otherwise(const FiredRule& rule, const TextBook& book) {
  return book.has(instead_key(rule.id, "why"));
}

std::string said_by(const FiredRule& rule, std::string_view field, const std::string& english,
                    const TextBook& book) {
  const std::string instead = instead_key(rule.id, field);
  return book.has(instead) ? book.say(instead) : book.of_rule("rules", rule.id, field, english);
}

std::string joined(const std::vector<std::string>& texts, const char* between) {
  return fmt::format("{}", fmt::join(texts, between));
}

}  // namespace

SheetWriter::SheetWriter(const SheetCase& of, std::string_view kind, std::string title) : of_(of) {
  sheet_.kind = kind;
  sheet_.title = std::move(title);
}

std::string SheetWriter::say(std::string_view key, const Fill& fill) const {
  return of_.book.say(fmt::format("sheet.{}", key), fill);
}

void SheetWriter::items(std::string_view heading_key, const std::vector<std::string>& items) {
  if (items.empty()) return;
  heading(heading_key);
  for (auto at = items.begin(); at != items.end(); ++at)
    if (std::find(items.begin(), at, *at) == at) add(SheetPart::Kind::item, *at);
}

void SheetWriter::field(std::string_view key, std::string words) {
  sheet_.parts.push_back(
      {.kind = SheetPart::Kind::field, .label = say(key), .words = std::move(words)});
}

Sheet SheetWriter::finish(std::string_view contact_heading) && {
  heading(contact_heading);
  const Practice practice = of_.care.practice.value_or(Practice{});
  field("contact.name", practice.name);
  if (!practice.address.empty()) field("contact.address", practice.address);
  field("contact.phone", practice.phone);
  // Whoever is a patient may need somebody at night.
  if (sheet_.kind != "doctor-summary" && (!of_.care.practice || !practice.out_of_hours.empty()))
    field("contact.out_of_hours", practice.out_of_hours);
  const Verdict& v = of_.verdict;
  if (!of_.name.empty()) sheet_.foot.push_back(say("foot.case", {{"name", std::string(of_.name)}}));
  sheet_.foot.push_back(v.date ? say("foot.visit", {{"date", of_.book.long_date(*v.date)}})
                               : say("foot.visit_open"));
  sheet_.foot.push_back(v.practice.empty()
                            ? say("foot.rules", {{"version", v.rules_version}})
                            : say("foot.rules_of_practice",
                                  {{"version", v.rules_version}, {"practice", v.practice}}));
  sheet_.foot.push_back(of_.book.say("notice"));
  return std::move(sheet_);
}

std::string why_of(const FiredRule& rule, const TextBook& book) {
  return said_by(rule, "why", rule.why, book);
}

std::string asks_of(const FiredRule& rule, const TextBook& book) {
  return said_by(rule, "asks", rule.asks, book);
}

std::string change_of(const FiredRule& rule, const TextBook& book) {
  if (rule.changes_if == "nothing") return book.say("sheet.rule.no_change");
  return book.say("sheet.rule.change",
                  {{"change", said_by(rule, "changes_if", rule.changes_if, book)}});
}

std::vector<std::string> untils_of(const FiredRule& rule, const TextBook& book) {
  std::vector<std::string> out;
  if (rule.until_date)
    out.push_back(book.say("sheet.rule.until_date", {{"date", book.long_date(*rule.until_date)}}));
  else if (rule.until_days)
    out.push_back(
        book.say("sheet.rule.until_days", {{"days", book.counted("span.days", *rule.until_days)}}));
  if (!rule.until.empty())
    out.push_back(book.say("sheet.rule.until_condition",
                           {{"condition", book.of_rule("rules", rule.id, "until", rule.until)}}));
  return out;
}

std::string source_of(const FiredRule& rule, const SheetCase& of) {
  std::vector<std::string> sources, strengths;
  for (const std::string& key : rule.sources) {
    const auto found = std::ranges::find(of.sources, key, &CitedSource::key);
    // The title of a source may say what its rule does not.
    const bool as_key = found == of.sources.end() || is_said_otherwise(rule, of.book);
    sources.push_back(as_key ? key : found->text);
  }
  for (const Strength s : rule.strength)
    strengths.push_back(word_of("strength", name_of(s), of.book));
  const Fill fill{{"sources", joined(sources, "; ")},
                  {"strength", joined(strengths, "; ")},
                  {"confirmation", word_of("confirmation", name_of(rule.confirmed), of.book)}};
  return of.book.say(sources.empty() ? "sheet.rule.no_source" : "sheet.rule.source", fill) + " " +
         of.book.say("sheet.rule.version",
                     {{"id", rule.id}, {"version", std::to_string(rule.version)}});
}

std::string reads_of(const FiredRule& rule, const TextBook& book) {
  std::vector<std::string> reads;
  for (const ReadFact& r : rule.reads)
    reads.push_back(fmt::format("{}: {}", word_of("fact", r.fact, book), value_words(r, book)));
  return joined(reads, "; ");
}

std::string ask_of(const OpenQuestion& q, const TextBook& book) {
  const std::string instead = instead_key(q.fact, "ask");
  if (book.has(instead)) return book.say(instead);
  return book.of_rule("questions", q.fact, "ask", q.ask.empty() ? q.fact : q.ask);
}

bool counts_for_visit(const FiredRule& rule) {
  return rule.scope != RuleScope::product || rule.product == Product::needle;
}

std::vector<const FiredRule*> fired_as(const Verdict& v, VerdictKind kind) {
  std::vector<const FiredRule*> found;
  for (const FiredRule& f : v.fired)
    if (f.counts_as == kind && counts_for_visit(f)) found.push_back(&f);
  return found;
}

std::vector<std::string> open_questions(const SheetCase& of) {
  std::vector<std::string> asked;
  for (const OpenQuestion& q : of.verdict.questions) asked.push_back(ask_of(q, of.book));
  return asked;
}

Sheet sheet_for(const Verdict& verdict, const Patient& patient, const Course& course,
                const CareSettings& care, std::string_view case_name, const TextBook& book,
                const std::vector<CitedSource>& sources) {
  STIPPLE_REQUIRE(!may_be_treated(verdict.verdict));
  const SheetCase of{verdict, patient, course, care, book, case_name, sources};
  switch (verdict.verdict) {
    case VerdictKind::wait_until: return not_yet_sheet(of);
    case VerdictKind::refer: return doctor_sheet(of);
    case VerdictKind::incomplete: return questions_sheet(of);
    case VerdictKind::do_not_treat: return reason_sheet(of);
    case VerdictKind::go_ahead:
    case VerdictKind::with_precautions: break;
  }
  return {};
}

}  // namespace stipple
