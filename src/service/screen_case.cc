// SPDX-License-Identifier: Apache-2.0
#include "service/screen_case.h"

#include <fmt/format.h>

#include <algorithm>

#include "candidacy/verdict_text.h"
#include "core/error.h"
#include "core/file.h"
#include "report/report.h"
#include "service/case_names.h"

namespace stipple {
namespace {

// The problems of screening stand at a place of the case: here they get its name.
template <class Work>
auto in_case(const std::string& name, Work work) {
  try {
    return work();
  } catch (const InvalidInput& e) {
    std::vector<Problem> problems = e.problems();
    for (Problem& p : problems)
      if (p.file.empty()) p.file = name;
    throw InvalidInput(problems);
  }
}

std::optional<Date> day_of(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  const auto date = parse_date(*text);
  if (!date)
    throw InvalidInput(std::vector<Problem>{
        {.path = "--on",
         .message = fmt::format("\"{}\" is not a date; write it as 2026-03-02", *text)}});
  return date;
}

std::size_t index_of(std::size_t visit, const Course& course) {
  if (visit >= 1 && visit <= course.visits.size()) return visit - 1;
  throw InvalidInput(
      std::vector<Problem>{{.path = "--visit",
                            .message = fmt::format("the course has visits 1 to {}, not {}",
                                                   course.visits.size(), visit)}});
}

std::string strengths(const FiredRule& f) {
  std::string text;
  for (const Strength s : f.strength)
    text += (text.empty() ? "" : ", ") + std::string(words_for(s));
  return text;
}

std::vector<std::string> lines_of_rule(const FiredRule& f) {
  std::vector<std::string> lines;
  lines.push_back(fmt::format("{} ({}, {}): {}", rule_words(f), f.id, scope_words(f), f.why));
  std::string reads;
  for (const ReadFact& r : f.reads) reads += fmt::format(" {} = {};", r.fact, r.value);
  if (!reads.empty()) reads.pop_back();
  lines.push_back("  read:" + reads);
  lines.push_back("  asks for: " + f.asks);
  if (f.until_date) lines.push_back("  until: " + format_date(*f.until_date));
  if (!f.until.empty()) lines.push_back("  until: " + f.until);
  if (f.wait)
    lines.push_back(fmt::format("  wait: {} taken, {} to {} published. {}{}",
                                to_text(f.wait->taken), to_text(f.wait->shortest),
                                to_text(f.wait->longest), f.wait->views,
                                f.wait->set_by.empty() ? "" : " Set by " + f.wait->set_by + "."));
  lines.push_back(
      fmt::format("  source: {} ({}{})",
                  f.sources.empty() ? "none" : fmt::format("{}", fmt::join(f.sources, ", ")),
                  strengths(f), f.confirmed == Confirmation::unconfirmed ? "; not confirmed" : ""));
  lines.push_back("  " + change_words(f));
  if (f.overridden)
    lines.push_back(fmt::format("  overridden by {} ({}) on {}: {}", f.overridden->name,
                                f.overridden->role, format_date(f.overridden->date),
                                f.overridden->reason));
  return lines;
}

std::string visit_line(const Verdict& v) {
  return fmt::format("Visit {}{}: {}", v.visit + 1, v.date ? ", " + format_date(*v.date) : "",
                     headline_of(v));
}

std::vector<std::string> lines_of(const Verdict& v) {
  std::vector<std::string> lines{visit_line(v)};
  for (const FiredRule& f : v.fired)
    for (const std::string& line : lines_of_rule(f)) lines.push_back("  " + line);
  if (!v.questions.empty()) lines.emplace_back("  Open questions:");
  for (const OpenQuestion& q : v.questions)
    lines.push_back(
        fmt::format("    {}{}", q.ask, q.because.empty() ? "" : " (" + q.because + ")"));
  for (const Unrecognised& u : v.unrecognised)
    if (!u.did_you_mean.empty())
      lines.push_back(fmt::format("    \"{}\": did you mean \"{}\"?", u.said, u.did_you_mean));
  return lines;
}

}  // namespace

RuleSet rules_for(const Library& library, const std::optional<std::string>& rules_path) {
  RuleSet rules = load_rules(library.files, library.bibliography);
  if (!rules_path) return rules;
  return with_practice(std::move(rules), read_file(*rules_path, kDocumentLimit), *rules_path);
}

CourseVerdict verdict_of(const Case& c, const RuleSet& rules, const std::string& case_path) {
  return in_case(case_path, [&] { return screen_course(c.patient, c.course, c.screening, rules); });
}

void add_cited(std::vector<CitedSource>& cited, const CourseVerdict& verdict,
               const Library& library) {
  for (const Verdict& v : verdict.visits)
    for (const FiredRule& f : v.fired)
      for (const std::string& key : f.sources) {
        const Reference* r = library.bibliography.find(key);
        if (!r || std::ranges::find(cited, key, &CitedSource::key) != cited.end()) continue;
        const char* read = r->reading == Reading::read          ? "read"
                           : r->reading == Reading::second_hand ? "second-hand"
                                                                : "unconfirmed";
        cited.push_back({r->key, to_text(*r), r->id, read});
      }
  std::ranges::sort(cited, {}, &CitedSource::key);
}

std::vector<std::string> short_lines_of(const Verdict& v) {
  std::vector<std::string> lines{"Verdict: " + headline_of(v)};
  for (const FiredRule& f : v.fired)
    lines.push_back(fmt::format("  {}: {}{}", f.id, f.why, f.overridden ? " (overridden)" : ""));
  if (!v.questions.empty())
    lines.push_back(fmt::format("  {} open {}: see screen", v.questions.size(),
                                v.questions.size() == 1 ? "question" : "questions"));
  return lines;
}

ScreenOutput screen_case(const ScreenJob& job) {
  const auto on = day_of(job.on);
  const Document document = parse_document(read_file(job.case_path, kDocumentLimit), job.case_path);
  const Library library = load_library(DataFiles::choose(job.data_folder));
  const CaseNames known = case_names(library);
  const Case c = read_case(document, {}, &known);
  const RuleSet rules = rules_for(library, job.rules_path);
  const CourseVerdict verdict = in_case(job.case_path, [&] {
    if (!on && !job.visit) return screen_course(c.patient, c.course, c.screening, rules);
    const std::size_t visit = index_of(job.visit.value_or(1), c.course);
    return CourseVerdict{{screen(c.patient, c.course, c.screening, rules, visit, on)}};
  });
  std::vector<CitedSource> cited;
  add_cited(cited, verdict, library);
  ScreenOutput out;
  out.json = screening_json(verdict, cited, c.name, library.files.evidence_hash());
  out.lines.push_back(c.name);
  out.lines.emplace_back();
  for (const Verdict& v : verdict.visits) {
    // What is the same as at the first visit is told in one line.
    const auto told = v.visit == verdict.visits.front().visit ||
                              headline_of(v) != headline_of(verdict.visits.front())
                          ? lines_of(v)
                          : std::vector<std::string>{visit_line(v)};
    out.lines.insert(out.lines.end(), told.begin(), told.end());
  }
  out.lines.emplace_back();
  const Verdict& first = verdict.visits.front();
  out.lines.push_back(fmt::format("Rules of {}{}. {}", first.rules_version,
                                  first.practice.empty() ? "" : ", changed by " + first.practice,
                                  kNotice));
  return out;
}

}  // namespace stipple
