// SPDX-License-Identifier: Apache-2.0
// The questions without whose answers nobody can decide, with room to write.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "candidacy/fact_collector.h"
#include "report/case_words.h"
#include "report/sheet_writer.h"

namespace stipple {
namespace {

using Texts = std::vector<std::string>;
using Kinds = std::map<std::string, Fact, std::less<>>;

bool is_open(const FiredRule& rule) {
  return rule.counts_as == VerdictKind::incomplete && !rule.overridden;
}

// The fact that is asked about, where a rule reads that it was not understood.
std::string_view asked_fact(std::string_view fact) {
  for (const std::string_view ending : {"_unrecognised", "_contradicts"})
    if (fact.ends_with(ending)) return fact.substr(0, fact.size() - ending.size());
  return fact;
}

bool is_about(const FiredRule& rule, std::string_view fact) {
  return std::ranges::any_of(rule.reads, [&](const ReadFact& r) {
    return asked_fact(r.fact) == fact && (r.value == "unknown" || r.fact != fact);
  });
}

bool is_listed(std::string_view fact) {
  return fact == "medicine" || fact == "allergy" || fact == "procedure";
}

// What may be ticked: the answers that a case file knows, none where words are better.
Texts choices_of(const OpenQuestion& q, const Fact* fact, const TextBook& book) {
  const auto word = [&](std::string_view id) { return word_of("answer", id, book); };
  Texts choices;
  const bool yes_or_no = q.fact == "target_scar_raised" ||
                         (fact && std::ranges::equal(fact->words, EnumNames<Answer>::names));
  if (yes_or_no) {
    choices = {word("yes"), word("no")};
  } else if (is_listed(q.fact)) {
    choices = {word("none")};
  } else if (fact && q.fact != "expectation") {
    for (const std::string& id : fact->words)
      if (id != "unknown") choices.push_back(word(id == "none" ? "no" : id));
  }
  choices.push_back(book.say("sheet.questions.dont_know"));
  return choices;
}

int lines_of(const OpenQuestion& q, const Fact* fact) {
  if (is_listed(q.fact) || q.fact == "expectation") return 3;
  return fact && q.contradictions.empty() ? 1 : 2;
}

// Why it is asked (again): answers that cannot both hold, and what an open rule needs.
std::string note_of(const OpenQuestion& q, const SheetCase& of) {
  Texts notes;
  for (const ToldTwice& c : q.contradictions)
    notes.push_back(of.book.of_rule("contradictions", c.id, "says", c.says));
  for (const FiredRule& f : of.verdict.fired)
    if (is_open(f) && is_about(f, q.fact))
      notes.push_back(why_of(f, of.book) + " " + asks_of(f, of.book));
  return fmt::format("{}", fmt::join(notes, " "));
}

SheetPart part_of(const OpenQuestion& q, const Kinds& kinds, const SheetCase& of) {
  SheetPart part{.kind = SheetPart::Kind::question, .words = ask_of(q, of.book)};
  if (q.decides) part.label = of.book.say("sheet.questions.mark");
  part.note = note_of(q, of);
  const auto found = kinds.find(q.fact);
  const Fact* fact = found == kinds.end() ? nullptr : &found->second;
  part.choices = choices_of(q, fact, of.book);
  part.lines = lines_of(q, fact);
  return part;
}

// A rule may leave a question open for which no answer is missing.
std::vector<SheetPart> other_open_rules(const SheetCase& of) {
  std::vector<SheetPart> parts;
  for (const FiredRule& f : of.verdict.fired) {
    const bool asked = std::ranges::any_of(
        of.verdict.questions, [&](const OpenQuestion& q) { return is_about(f, q.fact); });
    if (!is_open(f) || asked) continue;
    parts.push_back({.kind = SheetPart::Kind::question,
                     .label = of.book.say("sheet.questions.mark"),
                     .words = asks_of(f, of.book),
                     .note = why_of(f, of.book),
                     .lines = 3});
  }
  return parts;
}

void write_certain(SheetWriter& out, const SheetCase& of) {
  out.heading("questions.certain.heading");
  out.paragraph(fmt::format("questions.certain.{}", name_of(of.verdict.at_least)));
  for (const FiredRule* rule : fired_as(of.verdict, VerdictKind::wait_until))
    for (const std::string& until : untils_of(*rule, of.book))
      out.add(SheetPart::Kind::item, until + " " + why_of(*rule, of.book));
}

void write_unknown(SheetWriter& out, const SheetCase& of) {
  if (of.verdict.unrecognised.empty()) return;
  out.heading("questions.unknown.heading");
  out.paragraph("questions.unknown.intro");
  for (const Unrecognised& u : of.verdict.unrecognised) {
    const Fill fill{
        {"fact", word_of("fact", u.fact, of.book)}, {"said", u.said}, {"guess", u.did_you_mean}};
    out.add(SheetPart::Kind::item,
            out.say(u.did_you_mean.empty() ? "questions.unknown.item" : "questions.unknown.guess",
                    fill));
  }
}

}  // namespace

Sheet questions_sheet(const SheetCase& of) {
  Kinds kinds;
  FactCollector collector(kinds);
  History history{};
  describe(collector, history);
  std::vector<SheetPart> deciding = other_open_rules(of), further;
  for (const OpenQuestion& q : of.verdict.questions)
    (q.decides ? deciding : further).push_back(part_of(q, kinds, of));

  SheetWriter out(of, "questions", of.book.say("sheet.questions.title"));
  out.add(SheetPart::Kind::lead,
          of.book.counted("sheet.questions.lead", static_cast<int>(deciding.size())));
  out.paragraph("questions.intro");
  write_certain(out, of);
  write_unknown(out, of);
  out.heading("questions.decide");
  for (SheetPart& part : deciding) out.question(std::move(part));
  if (!further.empty()) out.heading("questions.further");
  for (SheetPart& part : further) out.question(std::move(part));
  out.paragraph("questions.back");
  return std::move(out).finish("contact.heading");
}

}  // namespace stipple
