// SPDX-License-Identifier: Apache-2.0
#include "service/care_case.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "aftercare/care_rules.h"
#include "candidacy/verdict_text.h"
#include "core/error.h"
#include "core/file.h"
#include "report/calendar.h"
#include "report/care_json.h"
#include "report/leaflet.h"
#include "report/local_clock.h"
#include "report/plan_paper.h"
#include "report/sheet.h"
#include "service/folder.h"
#include "service/screen_case.h"

namespace stipple {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kCalendar = "calendar.ics";
constexpr std::string_view kWithdrawn = "withdrawn";
// Every paper that this job may write; care.json always is.
constexpr std::string_view kPapers[] = {
    "leaflet.pdf",        "leaflet.html",        "calendar.ics",  "plan.pdf",
    "not-yet.pdf",        "not-yet.html",        "questions.pdf", "questions.html",
    "doctor-summary.pdf", "doctor-summary.html", "reason.pdf",    "reason.html"};

struct Written {
  std::string name{}, bytes{};
};

// All that the papers rest on, the release itself left out: when anything of it changes, so does
// the mark, and an old release no longer holds.
std::string draft_mark(const PreparedCourse& course, const CareJob& job) {
  Case without = course.nominal;
  without.care.released.reset();
  const std::optional<std::string>& rules = job.course.rules_path;
  const DataFiles parts({{"case", write_case(without)},
                         {"evidence", course.library.files.evidence_hash()},
                         {"rules", rules ? read_file(*rules, kDocumentLimit) : ""},
                         {"run", fmt::format("{} {} {}", STIPPLE_VERSION, job.course.seed.value(),
                                             job.course.members)}});
  return parts.evidence_hash().substr(0, 10);
}

// Whether the release of the case is of this very draft, and a note that says what is the case.
bool is_released(const std::optional<Release>& release, const std::string& draft,
                 std::vector<std::string>& notes) {
  if (release && release->draft == draft) return true;
  if (!release)
    notes.push_back(
        fmt::format("Draft {}, released by nobody: its papers carry a watermark. Who "
                    "has read them puts care.released into the case.",
                    draft));
  else
    notes.push_back(
        fmt::format("{} released draft {}, and this is draft {}: something changed "
                    "since. The papers carry a watermark until they are read again.",
                    release->name, release->draft, draft));
  return false;
}

// Papers of an earlier run that this one does not write would contradict it.
void withdraw_others(const std::string& folder, const std::vector<Written>& papers,
                     std::vector<std::string>& notes) {
  const fs::path kept = fs::path(folder) / kWithdrawn;
  for (const std::string_view name : kPapers) {
    const fs::path old = fs::path(folder) / name;
    if (std::ranges::find(papers, name, &Written::name) != papers.end() || !fs::exists(old))
      continue;
    make_folder(kept.string());
    std::error_code failed;
    fs::rename(old, kept / name, failed);
    if (failed)
      throw Failure(FailureCode::cannot_write,
                    fmt::format("cannot withdraw {}: {}", old.string(), failed.message()));
    notes.push_back(fmt::format("{} of an earlier run no longer holds: moved to {}.", old.string(),
                                kept.string()));
  }
}

// What must not be there goes first, care.json comes last.
void write_papers(const CareJob& job, const std::vector<Written>& papers, CareOutput& out) {
  if (job.course.progress && !job.course.progress(1, 1))
    throw Cancelled("stopped before the files were written");
  withdraw_others(job.out_folder, papers, out.notes);
  for (const auto& [name, bytes] : papers) {
    out.files.push_back(job.out_folder + "/" + name);
    atomic_write(out.files.back(), bytes);
  }
  out.files.push_back(job.out_folder + "/care.json");
  atomic_write(out.files.back(), out.care_json);
}

std::vector<std::string> names_of(const std::vector<Written>& papers) {
  std::vector<std::string> names;
  for (const Written& p : papers) names.push_back(p.name);
  return names;
}

// The calendar that was issued last, so that this one replaces its entries.
std::string previous_calendar(const std::string& folder) {
  for (const fs::path& path :
       {fs::path(folder) / kCalendar, fs::path(folder) / kWithdrawn / kCalendar})
    if (fs::exists(path)) return read_file(path.string(), kDocumentLimit);
  return {};
}

CareOrigin origin_of(const PreparedCourse& course, const CareJob& job) {
  return {.case_name = course.nominal.name,
          .program_version = STIPPLE_VERSION,
          .evidence_hash = course.library.files.evidence_hash(),
          .seed = job.course.seed.value(),
          .members = job.course.members,
          .draft = draft_mark(course, job)};
}

// The one sheet that helps who is not treated now.
CareOutput write_sheet(const PreparedCourse& course, const CareJob& job, const TextBook& texts) {
  const Verdict& verdict = course.verdict.visits.front();
  const Case& nominal = course.nominal;
  CareOrigin origin = origin_of(course, job);
  add_cited(origin.references, course.verdict, course.library);
  const Sheet sheet = sheet_for(verdict, nominal.patient, nominal.course, nominal.care,
                                nominal.care.patient, texts, origin.references);
  const std::vector<Written> papers{
      {sheet.kind + ".pdf", sheet_pdf(sheet, texts, job.paper, job.issued)},
      {sheet.kind + ".html", sheet_html(sheet, texts)}};
  CareOutput out;
  out.refused = true;
  out.case_name = nominal.name;
  out.verdict = short_lines_of(verdict);
  out.care_json = care_json(course.verdict, nullptr, texts, names_of(papers), origin);
  write_papers(job, papers, out);
  return out;
}

// Each visit is judged anew: one that may not take place as planned is not in the papers.
void tell_left_out(const CourseVerdict& verdict, std::vector<std::string>& notes) {
  for (const Verdict& v : verdict.visits)
    if (!may_be_treated(v.verdict))
      notes.push_back(
          fmt::format("Visit {} is left out of the papers: {}.", v.visit + 1, headline_of(v)));
}

std::vector<AdherenceEffect> what_rules_buy(const PreparedCourse& course, const CareRules& rules) {
  std::vector<AdherenceEffect> effects;
  for (const auto& [id, habit] :
       habits_to_compare(course.nominal.patient, course.nominal.course, rules, course.rules))
    effects.push_back({id, habit.says,
                       habit_effects(course.request, course.library, course.conditioned, habit.kept,
                                     habit.broken, habit.outcomes)});
  return effects;
}

std::string day_or_not(const std::optional<Moment>& m, int days) {
  return m ? format_date(m->date) : fmt::format("day {}", days);
}

std::vector<std::string> date_lines(const CarePlan& plan) {
  std::vector<std::string> lines;
  for (const CareVisit& v : plan.visits)
    lines.push_back(
        fmt::format("Visit {}{}: redness gone in half of the members by {}, in 19 of 20 by {}",
                    v.visit + 1, v.when ? ", " + format_date(v.when->date) : "",
                    day_or_not(v.social_likely, v.social_likely_days),
                    day_or_not(v.social_safe, v.social_safe_days)));
  return lines;
}

// Index in the plan of the visit that the leaflet is for.
std::size_t leaflet_visit(const CarePlan& plan, const CareJob& job) {
  const auto begin = plan.visits.begin(), end = plan.visits.end();
  if (job.visit) {
    const auto asked = std::ranges::find(plan.visits, *job.visit - 1, &CareVisit::visit);
    if (asked != end) return static_cast<std::size_t>(asked - begin);
    throw InvalidInput(std::vector<Problem>{
        {.path = "--visit",
         .message = fmt::format("visit {} has no leaflet: the course has no such visit, or it may "
                                "not take place as planned",
                                *job.visit)}});
  }
  const auto next = std::ranges::find_if(
      plan.visits, [&](const CareVisit& v) { return !v.when || v.when->date >= job.issued; });
  return static_cast<std::size_t>((next == end ? std::prev(end) : next) - begin);
}

std::vector<Written> treatment_papers(const PreparedCourse& course, const CareJob& job,
                                      const TextBook& texts, const CourseResult& result,
                                      const CarePlan& plan, const CareOrigin& origin) {
  const Case& nominal = course.nominal;
  const Device device = plan_course(nominal.patient, nominal.course, course.library).device;
  const LeafletInput leaflet{.plan = plan,
                             .settings = nominal.care,
                             .files = course.library.files,
                             .zone = texts.say("words.zone." + nominal.patient.zone),
                             .device = device.name,
                             .draft = origin.draft,
                             .released = origin.released,
                             .size = job.paper,
                             .day = job.issued,
                             .first_visit = job.all_visits ? 0 : leaflet_visit(plan, job),
                             .most_visits = job.all_visits ? kLeafletVisits : 1};
  std::vector<Written> papers{
      {"leaflet.pdf", leaflet_pdf(leaflet, texts)},
      {"leaflet.html", leaflet_html(leaflet, texts)},
      {"plan.pdf", plan_pdf({nominal, device, course.verdict, result, plan, texts, origin.draft,
                             origin.released, job.paper})}};
  // Without a day of the first visit there is nothing to enter.
  const std::string calendar = calendar_ics(
      plan, nominal.care, texts,
      {job.issued, job.issued_minute, previous_calendar(job.out_folder), nominal.care.reference});
  if (!calendar.empty()) papers.push_back({std::string(kCalendar), calendar});
  return papers;
}

}  // namespace

CareOutput care_case(const CareJob& job) {
  // Everything that can be wrong is found before the long work.
  PreparedCourse course = prepare_course(job.course);
  const Case& nominal = course.nominal;
  const TextBook texts = TextBook::load(course.library.files, job.language);
  CareRules rules =
      load_care_rules(course.library.files, course.library.bibliography, course.rules);
  if (const auto& path = job.course.rules_path)
    rules = with_practice(std::move(rules), read_file(*path, kDocumentLimit), *path);
  const AddHours clock = clock_of_zone(nominal.care.time_zone);
  make_folder(job.out_folder);
  if (!may_be_treated(course.verdict.visits.front().verdict))
    return write_sheet(course, job, texts);

  // The course, its days, and what each rule of them buys.
  const CourseResult result = simulate_prepared(course);
  CarePlan plan = care_plan(nominal.patient, nominal.course, nominal.care, course.verdict, result,
                            rules, course.rules, clock);
  CareOutput out;
  tell_left_out(course.verdict, out.notes);
  plan.adherence = what_rules_buy(course, rules);

  // The papers.
  CareOrigin origin = origin_of(course, job);
  origin.references = result.references;
  origin.released = is_released(nominal.care.released, origin.draft, out.notes);
  if (origin.released)
    origin.released_by = nominal.care.released->name + ", " + nominal.care.released->role;
  const std::vector<Written> papers = treatment_papers(course, job, texts, result, plan, origin);
  out.case_name = nominal.name;
  out.verdict = short_lines_of(course.verdict.visits.front());
  out.dates = date_lines(plan);
  out.care_json = care_json(course.verdict, &plan, texts, names_of(papers), origin);
  write_papers(job, papers, out);
  return out;
}

}  // namespace stipple
