// SPDX-License-Identifier: Apache-2.0
// The summary for the doctor who is asked: who, what is planned, what was found and why it matters,
// and room for the answer.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/case_words.h"
#include "report/sheet_writer.h"

namespace stipple {
namespace {

std::string age_words(const SheetCase& of) {
  const Duration since = of.course.visits[of.verdict.visit].day;
  const double years = (of.patient.age.in(day) + since.in(day)) / 365.25;
  return of.book.counted("sheet.doctor.who.years", static_cast<int>(std::floor(years + 1e-9)));
}

void write_person(SheetWriter& out, const SheetCase& of) {
  const Patient& p = of.patient;
  out.heading("doctor.who.heading");
  out.field("doctor.who.name", {});
  out.field("doctor.who.person", age_words(of) + ", " + word_of("sex", name_of(p.sex), of.book));
  out.field("doctor.who.phototype", word_of("phototype", name_of(p.phototype), of.book));
  out.field("doctor.who.zone", word_of("zone", p.zone, of.book));
  for (const Concern& concern : p.concerns)
    out.field("doctor.who.concern", concern_words(concern, of.book));
}

// "3 visits, first on Monday, 2 March 2026, 28 days apart"
std::string visits_words(const SheetCase& of) {
  const auto& visits = of.course.visits;
  std::string text = of.book.counted("sheet.doctor.plan.count", static_cast<int>(visits.size()));
  if (const auto first = date_of(visits.front(), of.course))
    text += "; " + of.book.say("sheet.doctor.plan.from", {{"date", of.book.long_date(*first)}});
  if (visits.size() < 2) return text;
  double least = 1e9, most = 0.0;
  for (std::size_t k = 1; k < visits.size(); ++k) {
    const double apart = (visits[k].day - visits[k - 1].day).in(day);
    least = std::min(least, apart);
    most = std::max(most, apart);
  }
  const int from = static_cast<int>(std::lround(least)), to = static_cast<int>(std::lround(most));
  if (from == to)
    return text + "; " +
           of.book.say("sheet.doctor.plan.apart", {{"days", of.book.counted("span.days", from)}});
  return text + "; " +
         of.book.say("sheet.doctor.plan.apart_between",
                     {{"least", std::to_string(from)}, {"most", std::to_string(to)}});
}

std::string depth_words(const SheetCase& of) {
  const auto [least, most] = std::ranges::minmax(
      of.course.visits, {}, [](const Visit& v) { return v.settings.depth.in(mm); });
  const std::string from = plain_number(least.settings.depth.in(mm), of.book);
  const std::string to = plain_number(most.settings.depth.in(mm), of.book);
  if (from == to) return of.book.say("sheet.doctor.plan.depth_mm", {{"depth", from}});
  return of.book.say("sheet.doctor.plan.depths", {{"least", from}, {"most", to}});
}

void write_plan(SheetWriter& out, const SheetCase& of) {
  out.heading("doctor.plan.heading");
  out.field("doctor.plan.visits", visits_words(of));
  out.field("doctor.plan.depth", depth_words(of));
  const auto& numbing = of.course.numbing;
  out.field("doctor.plan.cream",
            word_of("cream", numbing ? name_of(numbing->product) : "none", of.book));
  for (const std::string& said : of.course.through_channels)
    out.field("doctor.plan.through_channels", said);
}

void write_asked(SheetWriter& out, const SheetCase& of) {
  out.heading("doctor.asked");
  int number = 0;
  for (const FiredRule& rule : of.verdict.fired) {
    if (rule.counts_as != VerdictKind::refer) continue;
    out.add(SheetPart::Kind::subheading, fmt::format("{}. {}", ++number, asks_of(rule, of.book)));
    if (rule.scope == RuleScope::product)
      out.paragraph("rule.about",
                    {{"product", word_of("product", name_of(rule.product), of.book)}});
    out.paragraph("rule.why", {{"why", why_of(rule, of.book)}});
    out.paragraph("rule.reads", {{"reads", reads_of(rule, of.book)}});
    out.add(SheetPart::Kind::paragraph, change_of(rule, of.book));
    out.add(SheetPart::Kind::quiet, source_of(rule, of));
  }
}

// Everything else that fired; a decision against a rule with its name, not with its reason.
std::vector<std::string> also_found(const SheetWriter& out, const SheetCase& of) {
  std::vector<std::string> found;
  for (const FiredRule& rule : of.verdict.fired) {
    if (rule.counts_as == VerdictKind::refer || rule.verdict == VerdictKind::go_ahead) continue;
    const std::string scope = rule.scope == RuleScope::product
                                  ? word_of("product", name_of(rule.product), of.book)
                                  : word_of("scope", name_of(rule.scope), of.book);
    std::string text =
        out.say("doctor.also_item",
                {{"verdict", out.say(fmt::format("doctor.finding.{}", name_of(rule.verdict)))},
                 {"scope", scope},
                 {"why", why_of(rule, of.book)}});
    for (const std::string& until : untils_of(rule, of.book)) text += " " + until;
    if (const auto& o = rule.overridden)
      text += " " + out.say("rule.decided_otherwise", {{"name", o->name},
                                                       {"role", o->role},
                                                       {"date", day_words(o->date, of.book)}});
    found.push_back(std::move(text));
  }
  return found;
}

void write_answer(SheetWriter& out) {
  out.heading("doctor.answer.heading");
  out.question({.kind = SheetPart::Kind::question,
                .words = out.say("doctor.answer.ask"),
                .choices = {out.say("doctor.answer.yes"), out.say("doctor.answer.conditions"),
                            out.say("doctor.answer.no")}});
  out.question(
      {.kind = SheetPart::Kind::question, .words = out.say("doctor.answer.finding"), .lines = 3});
  out.field("doctor.answer.doctor", {});
  out.field("doctor.answer.signature", {});
  out.paragraph("doctor.answer.back");
}

}  // namespace

Sheet doctor_sheet(const SheetCase& of) {
  SheetWriter out(of, "doctor-summary", of.book.say("sheet.doctor.title"));
  out.lead("doctor.lead");
  out.paragraph("doctor.intro");
  write_person(out, of);
  write_plan(out, of);
  write_asked(out, of);
  out.items("doctor.also", also_found(out, of));
  out.items("open", open_questions(of));
  write_answer(out);
  return std::move(out).finish("contact.heading_to_doctor");
}

}  // namespace stipple
