// SPDX-License-Identifier: Apache-2.0
// The two sheets that tell a person a decision: "not yet", and why there is no treatment.
#include <algorithm>

#include "report/case_words.h"
#include "report/sheet_writer.h"

namespace stipple {
namespace {

using Texts = std::vector<std::string>;

void waiting_lead(SheetWriter& out, const SheetCase& of) {
  const Verdict& v = of.verdict;
  const bool more = !v.until.empty();
  if (v.until_date)
    out.lead(more ? "not_yet.lead.date_and_more" : "not_yet.lead.date",
             {{"date", of.book.long_date(*v.until_date)}});
  else if (v.until_days)
    out.lead(more ? "not_yet.lead.days_and_more" : "not_yet.lead.days",
             {{"days", of.book.counted("span.days", *v.until_days)}});
  else
    out.lead("not_yet.lead.conditions");
}

// The widest of what the refusal is about: the person, the zone, the needle.
RuleScope scope_of(const std::vector<const FiredRule*>& rules) {
  RuleScope widest = RuleScope::product;
  for (const FiredRule* rule : rules) widest = std::min(widest, rule->scope);
  return widest;
}

void reason_lead(SheetWriter& out, const SheetCase& of, RuleScope scope) {
  switch (scope) {
    case RuleScope::person: out.lead("reason.lead.person"); return;
    case RuleScope::zone:
      out.lead("reason.lead.zone", {{"zone", word_of("zone", of.patient.zone, of.book)}});
      return;
    case RuleScope::product:
      out.lead("reason.lead.product",
               {{"product", word_of("product", name_of(Product::needle), of.book)}});
  }
}

}  // namespace

Sheet not_yet_sheet(const SheetCase& of) {
  const auto waits = fired_as(of.verdict, VerdictKind::wait_until);
  SheetWriter out(of, "not-yet", of.book.say("sheet.not_yet.title"));
  waiting_lead(out, of);
  out.paragraph("not_yet.kind");
  Texts untils, asks, changes;
  for (const FiredRule* rule : waits) {
    for (const std::string& until : untils_of(*rule, of.book))
      untils.push_back(until + " " + why_of(*rule, of.book));
    asks.push_back(asks_of(*rule, of.book));
    changes.push_back(change_of(*rule, of.book));
  }
  asks.push_back(out.say("not_yet.prescribed"));
  out.items("not_yet.until", untils);
  out.items("not_yet.meanwhile", asks);
  out.items("not_yet.change", changes);
  out.items("open", open_questions(of));
  out.items("not_yet.next.heading", {out.say("not_yet.next.call"), out.say("not_yet.next.again"),
                                     out.say("not_yet.next.then")});
  return std::move(out).finish("contact.heading");
}

Sheet reason_sheet(const SheetCase& of) {
  const auto refusals = fired_as(of.verdict, VerdictKind::do_not_treat);
  const RuleScope scope = scope_of(refusals);
  SheetWriter out(of, "reason", of.book.say("sheet.reason.title." + std::string(name_of(scope))));
  reason_lead(out, of, scope);
  out.paragraph("reason.kind");
  out.heading("reason.why");
  for (const FiredRule* rule : refusals) {
    out.add(SheetPart::Kind::subheading, why_of(*rule, of.book));
    out.paragraph("reason.advised", {{"asks", asks_of(*rule, of.book)}});
    out.add(SheetPart::Kind::paragraph, change_of(*rule, of.book));
    out.add(SheetPart::Kind::quiet, source_of(*rule, of));
  }
  // A finding that a doctor must see is not lost behind the refusal.
  Texts findings;
  for (const FiredRule* rule : fired_as(of.verdict, VerdictKind::refer))
    findings.push_back(reads_of(*rule, of.book) + ". " + asks_of(*rule, of.book));
  out.items("reason.doctor", findings);
  out.items("open", open_questions(of));
  out.items("reason.help.heading", {out.say("reason.help.talk")});
  return std::move(out).finish("contact.heading");
}

}  // namespace stipple
