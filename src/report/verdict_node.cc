// SPDX-License-Identifier: Apache-2.0
#include "report/verdict_node.h"

#include "candidacy/verdict_text.h"
#include "core/error.h"
#include "report/node_parts.h"

namespace stipple {
namespace {

Node of(const Override& o) {
  return object({{"rule", o.rule},
                 {"name", o.name},
                 {"role", o.role},
                 {"reason", o.reason},
                 {"date", format_date(o.date)}});
}

Node of(const std::optional<Wait>& wait) {
  if (!wait) return {};
  return object({{"taken", to_text(wait->taken)},
                 {"shortest", to_text(wait->shortest)},
                 {"longest", to_text(wait->longest)},
                 {"views", wait->views},
                 {"set_by", wait->set_by}});
}

Node of(const FiredRule& f) {
  return object(
      {{"id", f.id},
       {"version", f.version},
       {"row", f.row},
       {"scope", name_of(f.scope)},
       {"product", name_of(f.product)},
       {"verdict", name_of(f.verdict)},
       {"counts_as", name_of(f.counts_as)},
       {"reads", list(f.reads,
                      [](const ReadFact& r) {
                        return object({{"fact", r.fact}, {"value", r.value}});
                      })},
       {"why", f.why},
       {"asks", f.asks},
       {"changes_if", f.changes_if},
       {"until_date", dated(f.until_date)},
       {"until", f.until},
       {"wait", of(f.wait)},
       {"sources", f.sources},
       {"strength", list(f.strength,
                         [](Strength s) {
                           return object({{"letter", name_of(s)}, {"means", words_for(s)}});
                         })},
       {"confirmed", name_of(f.confirmed)},
       {"overridable", f.overridable},
       {"overridden", f.overridden ? of(*f.overridden) : Node()}});
}

Node of(const UndecidedRule& u) {
  return object({{"id", u.id},
                 {"row", u.row},
                 {"scope", name_of(u.scope)},
                 {"product", name_of(u.product)},
                 {"verdict", name_of(u.verdict)},
                 {"facts", u.facts}});
}

Node of(const OpenQuestion& q) {
  return object({{"fact", q.fact}, {"ask", q.ask}, {"must", q.must}, {"because", q.because}});
}

Node until_of(const Verdict& v) {
  return object({{"date", dated(v.until_date)},
                 {"days_after_the_visit", Node(v.until_days)},
                 {"conditions", v.until}});
}

Node scopes_of(const Verdict& v) {
  const auto product = [](const ProductVerdict& p) {
    return object(
        {{"product", name_of(p.product)}, {"verdict", name_of(p.verdict)}, {"rules", p.rules}});
  };
  return object({{"person", name_of(v.person)},
                 {"zone", name_of(v.zone)},
                 {"products", list(v.products, product)}});
}

Node short_of(const Verdict& v) {
  return object({{"visit", v.visit + 1},
                 {"date", dated(v.date)},
                 {"verdict", name_of(v.verdict)},
                 {"at_least", name_of(v.at_least)},
                 {"until", until_of(v)},
                 {"rules", list(v.fired, [](const FiredRule& f) { return Node(f.id); })}});
}

}  // namespace

Node verdict_node(const CourseVerdict& course) {
  STIPPLE_REQUIRE(!course.visits.empty());
  const Verdict& v = course.visits.front();
  const auto unrecognised = [](const Unrecognised& u) {
    return object({{"fact", u.fact}, {"said", u.said}, {"did_you_mean", u.did_you_mean}});
  };
  return object({{"visit", v.visit + 1},
                 {"date", dated(v.date)},
                 {"verdict", name_of(v.verdict)},
                 {"at_least", name_of(v.at_least)},
                 {"words", headline_of(v)},
                 {"may_be_treated", may_be_treated(v.verdict)},
                 {"until", until_of(v)},
                 {"scopes", scopes_of(v)},
                 {"fired", list(v.fired, [](const FiredRule& f) { return of(f); })},
                 {"undecided", list(v.undecided, [](const UndecidedRule& u) { return of(u); })},
                 {"questions", list(v.questions, [](const OpenQuestion& q) { return of(q); })},
                 {"unrecognised", list(v.unrecognised, unrecognised)},
                 {"overrides", list(v.overrides, [](const Override& o) { return of(o); })},
                 {"rules", object({{"version", v.rules_version},
                                   {"practice", v.practice},
                                   {"medicines", v.medicines_version}})},
                 {"visits", list(course.visits, short_of)}});
}

Node references_node(const std::vector<CitedSource>& references) {
  return list(references, [](const CitedSource& r) {
    return object({{"key", r.key}, {"text", r.text}, {"id", r.id}, {"read", r.read}});
  });
}

}  // namespace stipple
