// SPDX-License-Identifier: Apache-2.0
#include "report/plan_content.h"

#include <fmt/format.h>

#include "core/error.h"
#include "report/plan_parts.h"

namespace stipple {
namespace {

constexpr std::size_t kHashDigits = 12;

void add_release(PlanContent& out, const PlanInput& in, const TextBook& book) {
  const auto& release = in.subject.care.released;
  const bool released = in.released && release;
  out.decides = said(book, "decides");
  std::string name, role, date;
  if (released) {
    name = release->name;
    role = release->role;
    date = book.long_date(release->date);
    out.mark = said(book, "released", {{"name", name}, {"role", role}, {"date", date}});
  } else {
    out.mark = said(book, "draft", {{"mark", in.draft}});
    out.watermark = said(book, "watermark");
  }
  out.signature = {{said(book, "name"), name},
                   {said(book, "role"), role},
                   {said(book, "date"), date},
                   {said(book, "signature"), ""}};
}

void add_versions(PlanContent& out, const PlanInput& in, const TextBook& book) {
  const Verdict& v = in.verdict.visits.front();
  const auto with = [](const std::string& version, const std::string& practice) {
    return practice.empty() ? version : fmt::format("{} ({})", version, practice);
  };
  out.versions = {said(book, "versions",
                       {{"screening", with(v.rules_version, v.practice)},
                        {"care", with(in.care.rules_version, in.care.practice_rules)}}),
                  said(book, "origin",
                       {{"hash", in.result.evidence_hash.substr(0, kHashDigits)},
                        {"program", in.result.program_version},
                        {"seed", std::to_string(in.result.seed)},
                        {"members", std::to_string(in.result.ensemble.members)}})};
  out.notice = book.say("notice");
}

using Texts = std::vector<std::string>;

void add(Texts& all, const Texts& some) { all.insert(all.end(), some.begin(), some.end()); }

void add(Texts& all, const PlanTable& table) {
  add(all, table.head);
  for (const auto& row : table.rows) add(all, row);
}

void add(Texts& all, const std::vector<PlanFact>& facts) {
  for (const PlanFact& f : facts) add(all, Texts{f.name, f.says});
}

}  // namespace

PlanContent plan_content(const PlanInput& in) {
  const TextBook& book = in.words;
  STIPPLE_REQUIRE(!in.verdict.visits.empty() && !in.result.visits.empty());
  STIPPLE_REQUIRE(may_be_treated(in.verdict.visits.front().verdict));
  STIPPLE_REQUIRE(in.subject.course.visits.size() == in.result.visits.size());
  STIPPLE_REQUIRE(in.verdict.visits.size() == in.result.visits.size());
  PlanContent out;
  SourceNumbers sources(in.result.references);
  add_person(out, in, book);
  add_screening(out, in, book, sources);
  add_numbing(out, in, book);
  add_settings(out, in, book);
  add_outlook(out, in, book, sources);
  add_recovery(out, in, book);
  add_reasons(out, in, book);
  out.sources = sources.list(book);
  out.short_sources = sources.short_list();
  add_versions(out, in, book);
  add_release(out, in, book);
  return out;
}

std::vector<std::string> all_texts(const PlanContent& c) {
  Texts all{c.title, c.whose, c.mark, c.verdict};
  add(all, c.facts);
  for (const PlanRule& r : c.rules) add(all, Texts{r.kind, r.why, r.asks, r.basis, r.overridden});
  for (const Texts* t : {&c.later_visits, &c.questions, &c.products, &c.overrides, &c.cautions})
    add(all, *t);
  add(all, c.numbing);
  add(all, Texts{c.map_title, c.map_words, c.kept_off});
  add(all, c.settings);
  add(all, c.sessions);
  add(all, Texts{c.charts_title, c.charts_note});
  for (const PlanChart& p : c.charts) add(all, Texts{p.label, p.says, p.direction});
  add(all, c.no_benefit);
  add(all, Texts{c.recovery_title, c.recovery_note, c.risks_note, c.tornado_note});
  for (const PlanTable* t : {&c.recovery, &c.risks}) add(all, *t);
  add(all, c.adherence);
  for (const Texts* t : {&c.tornado, &c.sources, &c.versions}) add(all, *t);
  add(all, Texts{c.notice, c.decides});
  add(all, c.signature);
  std::erase_if(all, [](const std::string& text) { return text.empty(); });
  return all;
}

}  // namespace stipple
