// SPDX-License-Identifier: Apache-2.0
#include "report/care_json.h"

#include "report/node_parts.h"
#include "report/verdict_node.h"

namespace stipple {
namespace {

// "2026-03-02T14:30", or the day alone.
Node of(const std::optional<Moment>& m) {
  if (!m) return {};
  return format_date(m->date) + (m->minute ? "T" + format_clock(*m->minute) : "");
}

Node of(const std::optional<CareSpan>& s) {
  if (!s) return {};
  return object({{"shortest_hours", s->shortest_hours},
                 {"taken_hours", s->taken_hours},
                 {"longest_hours", s->longest_hours},
                 {"views", s->views},
                 {"set_by", s->set_by}});
}

Node letters_of(const std::vector<Strength>& strength) {
  return list(strength, [](Strength s) { return Node(name_of(s)); });
}

Node of(const DatedInstruction& i, const TextBook& texts) {
  return object({{"id", i.id},
                 {"version", i.version},
                 {"title", texts.say("instruction." + i.id + ".title")},
                 {"kind", name_of(i.kind)},
                 {"before", of(i.before)},
                 {"after", of(i.after)},
                 {"hours_before", i.hours_before},
                 {"hours_after", i.hours_after},
                 {"lengthened_by", name_of(i.lengthened_by)},
                 {"from", of(i.from)},
                 {"until", of(i.until)},
                 {"reminder", i.reminder},
                 {"sources", i.sources},
                 {"strength", letters_of(i.strength)},
                 {"confirmed", name_of(i.confirmed)}});
}

Node of(const DatedCall& c, const TextBook& texts) {
  return object({{"id", c.id},
                 {"version", c.version},
                 {"what", texts.say("call." + c.id + ".what")},
                 {"do", texts.say("call." + c.id + ".do")},
                 {"urgency", name_of(c.urgency)},
                 {"from_hours", c.from_hours},
                 {"to_hours", c.to_hours},
                 {"from", of(c.from)},
                 {"until", of(c.until)},
                 {"sources", c.sources},
                 {"strength", letters_of(c.strength)},
                 {"confirmed", name_of(c.confirmed)}});
}

Node of(const VisitRecovery& r) {
  const auto sign = [](const SignSpan& s) {
    return object({{"sign", kRecoverySigns[static_cast<std::size_t>(s.sign)]},
                   {"from_days", band_node(s.from_days)},
                   {"until_days", band_node(s.until_days)},
                   {"share_by_day", Node(s.share)}});
  };
  return object({{"signs", list(r.signs, sign)}, {"crusts_per_cm2", band_node(r.crusts_per_cm2)}});
}

Node of(const CareVisit& v, const TextBook& texts) {
  return object({{"visit", v.visit + 1},
                 {"when", of(v.when)},
                 {"set_depth_mm", v.set_depth_mm},
                 {"true_depth_mm", band_node(v.true_depth_mm)},
                 {"instructions",
                  list(v.instructions, [&](const DatedInstruction& i) { return of(i, texts); })},
                 {"calls", list(v.calls, [&](const DatedCall& c) { return of(c, texts); })},
                 {"recovery", of(v.recovery)},
                 {"social_likely_days", v.social_likely_days},
                 {"social_safe_days", v.social_safe_days},
                 {"social_likely", of(v.social_likely)},
                 {"social_safe", of(v.social_safe)}});
}

Node of(const AdherenceEffect& a, const TextBook& texts) {
  const auto effect = [](const HabitEffect& e) {
    return object({{"outcome", e.outcome},
                   {"unit", e.unit},
                   {"days_after_last_visit", Node(e.days_after_last_visit)},
                   {"kept", band_node(e.kept)},
                   {"broken", band_node(e.broken)},
                   {"change", band_node(e.change)}});
  };
  return object({{"instruction", a.instruction},
                 {"broken", texts.say(a.broken)},
                 {"simulated", true},
                 {"effects", list(a.effects, effect)}});
}

Node of(const CarePlan& p, const TextBook& texts) {
  return object(
      {{"visits", list(p.visits, [&](const CareVisit& v) { return of(v, texts); })},
       {"adherence", list(p.adherence, [&](const AdherenceEffect& a) { return of(a, texts); })},
       {"outside_clearance", p.outside_clearance},
       {"rules", object({{"aftercare", p.rules_version},
                         {"practice", p.practice_rules},
                         {"screening", p.screening_version}})}});
}

}  // namespace

std::string care_json(const CourseVerdict& verdict, const CarePlan* plan, const TextBook& texts,
                      const std::vector<std::string>& papers, const CareOrigin& from) {
  return to_json(object({{"notice", texts.say("notice")},
                         {"case", from.case_name},
                         {"language", texts.language()},
                         {"program_version", from.program_version},
                         {"evidence_hash", from.evidence_hash},
                         {"seed", from.seed},
                         {"members", from.members},
                         {"draft", from.draft},
                         {"released", from.released},
                         {"released_by", from.released_by},
                         {"papers", papers},
                         {"verdict", verdict_node(verdict)},
                         {"plan", plan ? of(*plan, texts) : Node()},
                         {"references", references_node(from.references)}})) +
         "\n";
}

}  // namespace stipple
