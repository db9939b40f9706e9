// SPDX-License-Identifier: Apache-2.0
#include "apps/puncture_command.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>

#include "apps/options.h"
#include "apps/progress_bar.h"
#include "service/puncture_case.h"
#include "service/simulate_case.h"

namespace stipple {
namespace {

constexpr long long kMostPuncturedMembers = 100000;            // half a gigabyte
constexpr double kSmallestPatch = 2.0, kLargestPatch = 300.0;  // mm

CLI::Validator length_of_patch() {
  return {[](std::string& text) -> std::string {
            const ParsedQuantity side = parse_quantity(text, Dimension::length);
            if (!side.base) return fmt::format("\"{}\": {}", text, side.problem);
            if (*side.base >= kSmallestPatch && *side.base <= kLargestPatch) return {};
            return fmt::format("\"{}\" is not a length from {} mm to {} mm", text, kSmallestPatch,
                               kLargestPatch);
          },
          "LENGTH"};
}

}  // namespace

void add_puncture(CLI::App& app, PunctureArguments& a) {
  CLI::App* sub =
      app.add_subcommand("puncture", "Show what a case's device does to the skin at one visit");
  sub->add_option("CASE", a.path, "case file")->required();
  sub->add_option("--visit", a.visit, "visit, counted from 1")->check(whole_number(1, 1000));
  CLI::Option* patch =
      sub->add_option("--patch", a.patch, "side of the square that is punctured (\"20 mm\")")
          ->check(length_of_patch());
  sub->add_flag("--whole-area", a.whole_area, "puncture a square as large as the treated area")
      ->excludes(patch);
  sub->add_flag("--bench-report", a.bench_report, "write the tables of a bench report, too");
  sub->add_flag("--feb", a.feb, "write one needle on this skin as a model of FEBio, too");
  sub->add_option("--members", a.members, "members of the ensemble")
      ->check(whole_number(2, kMostPuncturedMembers));
  sub->add_option("--seed", a.seed, "seed of all draws")->check(whole_number(0, kLargestSeed));
  sub->add_option("--out", a.out, "folder for the files (default: out/<name of the case>)");
  sub->add_option("--data", a.data, "folder of evidence to use instead of the built-in one");
  sub->add_flag("--json", a.json, "print puncture.json to standard output");
}

void run_puncture(const PunctureArguments& a, bool quiet, const std::function<bool()>& go_on) {
  PunctureJob job;
  job.case_path = a.path;
  job.data_folder = a.data;
  // With --json files are written only where --out says.
  if (a.out)
    job.out_folder = a.out;
  else if (!a.json)
    job.out_folder = default_out_folder(a.path);
  job.seed = Seed(a.seed);
  job.members = a.members;
  job.visit = static_cast<std::size_t>(a.visit);
  job.patch = Length(parse_quantity(a.patch, Dimension::length).base.value(), mm);
  job.whole_area = a.whole_area;
  job.bench_report = a.bench_report;
  job.needle_model = a.feb;
  ProgressBar bar("puncturing", quiet);
  job.progress = [&](std::size_t done, std::size_t total) {
    bar.show(done, total);
    return go_on();
  };
  const PunctureOutput out = puncture_case(job);
  bar.finish();
  if (a.json) {
    std::fwrite(out.json.data(), 1, out.json.size(), stdout);
    return;
  }
  if (quiet) return;
  std::cout << out.table << '\n';
  for (const std::string& file : out.files) std::cout << "  " << file << '\n';
}

}  // namespace stipple
