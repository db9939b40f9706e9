// SPDX-License-Identifier: Apache-2.0
#include "apps/care_command.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <thread>

#include "apps/options.h"
#include "apps/progress_bar.h"
#include "outcome/result.h"
#include "service/care_case.h"
#include "service/simulate_case.h"

namespace stipple {
namespace {

struct Issue {
  Date date{};
  int minute{};
};

// A day of the user's, at its start, or now.
Issue issue_of(const std::optional<std::string>& text, long long now) {
  if (text) {
    const auto date = parse_date(*text);
    if (!date)
      throw InvalidInput(std::vector<Problem>{
          {.path = "--issued",
           .message = fmt::format("\"{}\" is not a date; write it as 2026-03-02", *text)}});
    return {*date, 0};
  }
  const std::chrono::sys_seconds at{std::chrono::seconds{now}};
  const auto midnight = std::chrono::floor<std::chrono::days>(at);
  return {Date{midnight},
          static_cast<int>(std::chrono::floor<std::chrono::minutes>(at - midnight).count())};
}

void print_lines(const std::vector<std::string>& lines, const char* before) {
  for (const std::string& line : lines) std::cout << before << line << '\n';
  if (!lines.empty()) std::cout << '\n';
}

}  // namespace

void add_care(CLI::App& app, CareArguments& a) {
  CLI::App* sub = app.add_subcommand(
      "care",
      "Write the papers of a case: leaflet, calendar and plan, or the sheet that says why "
      "not now");
  sub->add_option("CASE", a.path, "case file")->required();
  sub->add_option("--out", a.out, "folder for the files (default: out/<name of the case>)");
  sub->add_option("--language", a.language, "of the papers: en, de");
  sub->add_option("--paper", a.paper, "a4 or letter")->check(CLI::IsMember({"a4", "letter"}));
  CLI::Option* one = sub->add_option("--visit", a.visit,
                                     "the leaflet is for this visit, from 1 (default: the next)")
                         ->check(whole_number(1, 1000));
  sub->add_flag("--all-visits", a.all_visits, "one leaflet for all visits")->excludes(one);
  sub->add_option("--issued", a.issued, "day that the calendar is of (default: now)");
  sub->add_option("--members", a.members, "members of the ensemble")
      ->check(whole_number(2, kMostMembers));
  sub->add_option("--seed", a.seed, "seed of all draws")->check(whole_number(0, kLargestSeed));
  sub->add_option("--threads", a.threads, "threads (default: all cores)")
      ->check(whole_number(1, 4096));
  sub->add_option("--data", a.data, "folder of evidence to use instead of the built-in one");
  sub->add_option("--rules", a.rules, "a practice's own waiting times and instructions");
  sub->add_flag("--json", a.json, "print care.json to standard output");
}

ExitStatus run_care(const CareArguments& a, bool quiet, long long now,
                    const std::function<bool()>& go_on) {
  const Issue issue = issue_of(a.issued, now);
  CareJob job;
  job.course = {
      .case_path = a.path,
      .data_folder = a.data,
      .rules_path = a.rules,
      .seed = Seed(a.seed),
      .members = a.members,
      .threads = a.threads > 0
                     ? a.threads
                     : std::max(1, static_cast<int>(std::thread::hardware_concurrency()))};
  job.out_folder = a.out.value_or(default_out_folder(a.path));
  job.language = a.language;
  job.paper = a.paper == "letter" ? PaperSize::letter : PaperSize::a4;
  job.visit = a.visit;
  job.all_visits = a.all_visits;
  job.issued = issue.date;
  job.issued_minute = issue.minute;
  ProgressBar bar("simulating", quiet);
  job.course.progress = [&](std::size_t done, std::size_t total) {
    bar.show(done, total);
    return go_on();
  };
  const CareOutput out = care_case(job);
  bar.finish();
  if (a.json) {
    std::fwrite(out.care_json.data(), 1, out.care_json.size(), stdout);
  } else if (!quiet) {
    std::cout << out.case_name << "\n\n";
    print_lines(out.verdict, "  ");
    print_lines(out.notes, "  ! ");
    print_lines(out.dates, "  ");
    std::cout << "  " << kNotice << "\n\n";
    for (const std::string& file : out.files) std::cout << "  " << file << '\n';
  }
  return out.refused ? ExitStatus::refused : ExitStatus::fine;
}

}  // namespace stipple
