// SPDX-License-Identifier: Apache-2.0
#include "apps/simulate_command.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>

#include "apps/options.h"
#include "apps/progress_bar.h"
#include "core/error.h"
#include "outcome/result.h"
#include "service/simulate_case.h"

namespace stipple {
namespace {

// Limits of a patch. The cells of the model are tens of micrometres; a finer patch costs time
// alone, a coarser one does not resolve a channel.
const Length kSmallestWidth(0.1, mm), kLargestWidth(10.0, mm);
const Length kSmallestCell(5.0, um), kLargestCell(100.0, um);
const Duration kShortest(1.0, hour), kLongest(10.0, year);
const Duration kMostSeldom(1.0, day);

void add_patch_options(CLI::App& sub, SimulateArguments& a) {
  sub.add_option("--resolution", a.resolution,
                 "column: depth alone; patch: also a patch of skin with every needle channel")
      ->check(CLI::IsMember({"column", "patch"}));
  sub.add_option("--width", a.width, "of the square patch (default: 2 mm)")
      ->check(quantity_within(kSmallestWidth, kLargestWidth));
  sub.add_option("--cell", a.cell, "largest cell of the patch (default: 20 um)")
      ->check(quantity_within(kSmallestCell, kLargestCell));
  sub.add_option("--concern", a.concern,
                 "scar, stretch mark or dark spot of the case, counted from 1, in the patch")
      ->check(whole_number(1, 1000));
  sub.add_option("--until", a.until,
                 "end of the patch, from the first visit (default: 180 days after the last, at "
                 "least a year)")
      ->check(quantity_within(kShortest, kLongest));
  sub.add_flag("--resume", a.resume, "go on from the checkpoint of a patch that was stopped");
  sub.add_flag("--dry-run", a.dry_run, "say what the patch would take, and simulate nothing");
  sub.add_option("--checkpoint-every", a.checkpoint_every,
                 "time between checkpoints of a patch (default: 3 min)")
      ->check(quantity_within(Duration{}, kMostSeldom));
}

void require_no_patch_options(const SimulateArguments& a) {
  std::vector<Problem> problems;
  const auto refuse = [&](bool given, const char* name) {
    if (given) problems.push_back({.path = name, .message = "is for --resolution patch"});
  };
  refuse(a.width.has_value(), "--width");
  refuse(a.cell.has_value(), "--cell");
  refuse(a.concern.has_value(), "--concern");
  refuse(a.until.has_value(), "--until");
  refuse(a.resume, "--resume");
  refuse(a.dry_run, "--dry-run");
  refuse(a.checkpoint_every.has_value(), "--checkpoint-every");
  if (!problems.empty()) throw InvalidInput(std::move(problems));
}

PatchAsk patch_of(const SimulateArguments& a) {
  PatchAsk patch;
  if (a.width) patch.width = quantity_of<Dimension::length>(*a.width);
  if (a.cell) patch.cell = quantity_of<Dimension::length>(*a.cell);
  if (a.concern) patch.concern = static_cast<std::size_t>(*a.concern - 1);
  if (a.until) patch.until = quantity_of<Dimension::time>(*a.until);
  if (a.checkpoint_every)
    patch.checkpoint_every = quantity_of<Dimension::time>(*a.checkpoint_every);
  patch.resume = a.resume;
  return patch;
}

SimulateJob job_of(const SimulateArguments& a) {
  SimulateJob job;
  job.case_path = a.path;
  job.data_folder = a.data;
  job.rules_path = a.rules;
  // With --json files are written only where --out says.
  if (a.out)
    job.out_folder = a.out;
  else if (!a.json)
    job.out_folder = default_out_folder(a.path);
  job.seed = Seed(a.seed);
  job.members = a.members;
  job.threads = threads_or_all(a.threads);
  if (a.resolution == "patch")
    job.patch = patch_of(a);
  else
    require_no_patch_options(a);
  return job;
}

void print_estimate(const SimulateJob& job, bool quiet) {
  const PatchEstimate estimate = estimate_patch(job);
  if (!quiet)
    for (const std::string& line : estimate.lines) std::cout << line << '\n';
  std::cout.flush();
  if (estimate.refusal) throw InvalidInput(*estimate.refusal);
}

void print(const SimulateOutput& out) {
  std::cout << out.case_name << "\n\n";
  for (const std::string& line : out.verdict) std::cout << "  " << line << '\n';
  std::cout << '\n';
  for (const std::string& warning : out.warnings) std::cout << "  ! " << warning << '\n';
  if (!out.warnings.empty()) std::cout << '\n';
  for (const std::string& line : out.headlines) std::cout << "  " << line << '\n';
  std::cout << "\n  median (5 to 95 % of members). " << kNotice << "\n\n";
  for (const std::string& line : out.patch) std::cout << "  " << line << '\n';
  if (!out.patch.empty()) std::cout << '\n';
  for (const std::string& file : out.files) std::cout << "  " << file << '\n';
}

}  // namespace

void add_simulate(CLI::App& app, SimulateArguments& a) {
  CLI::App* sub = app.add_subcommand("simulate", "Simulate a case's course and report it");
  sub->add_option("CASE", a.path, "case file")->required();
  sub->add_option("--members", a.members, "members of the ensemble")
      ->check(whole_number(1, kMostMembers));
  sub->add_option("--seed", a.seed, "seed of all draws")->check(whole_number(0, kLargestSeed));
  sub->add_option("--threads", a.threads, "threads (default: all cores)")
      ->check(whole_number(1, 4096));
  sub->add_option("--out", a.out, "folder for the files (default: out/<name of the case>)");
  sub->add_option("--data", a.data, "folder of evidence to use instead of the built-in one");
  sub->add_option("--rules", a.rules, "a practice's own waiting times");
  sub->add_flag("--json", a.json, "print result.json to standard output");
  add_patch_options(*sub, a);
}

void run_simulate(const SimulateArguments& a, bool quiet, const std::function<bool()>& go_on) {
  SimulateJob job = job_of(a);
  if (a.dry_run) {
    print_estimate(job, quiet);
    return;
  }
  ProgressBar bar("simulating", quiet);
  job.progress = [&](std::size_t done, std::size_t total) {
    bar.show(done, total);
    return go_on();
  };
  std::optional<ProgressBar> patch_bar;
  if (job.patch)
    job.patch->progress = [&](const PatchTold& told) {
      if (!patch_bar) {
        bar.finish();
        patch_bar.emplace("healing a patch", quiet);
        patch_bar->begin_at(told.share_at_start);
      }
      constexpr double kParts = 1e6;
      patch_bar->show(static_cast<std::size_t>(told.share * kParts),
                      static_cast<std::size_t>(kParts));
      return go_on();
    };
  const SimulateOutput out = simulate_case(job);
  bar.finish();
  if (patch_bar) patch_bar->finish();
  if (a.json)
    std::fwrite(out.result_json.data(), 1, out.result_json.size(), stdout);
  else if (!quiet)
    print(out);
}

}  // namespace stipple
