// SPDX-License-Identifier: Apache-2.0
#include "apps/numb_command.h"

#include <CLI/CLI.hpp>
#include <iostream>

#include "apps/options.h"
#include "outcome/result.h"
#include "service/numb_case.h"

namespace stipple {

void add_numb(CLI::App& app, NumbArguments& a) {
  CLI::App* sub =
      app.add_subcommand("numb", "Numbness, blood level, dose checks and pain of a case");
  sub->add_option("CASE", a.path, "case file")->required();
  sub->add_option("--members", a.members, "members of the ensemble")
      ->check(whole_number(1, kMostMembers));
  sub->add_option("--seed", a.seed, "seed of all draws")->check(whole_number(0, kLargestSeed));
  sub->add_option("--set", a.set,
                  "one set of diffusion constants by its name, or default (without: all of them)");
  sub->add_option("--data", a.data, "folder of evidence to use instead of the built-in one");
  sub->add_flag("--json", a.json, "print the result as JSON");
}

void run_numb(const NumbArguments& a, bool quiet) {
  NumbJob job;
  job.case_path = a.path;
  job.data_folder = a.data;
  job.set = a.set;
  job.members = a.members;
  job.seed = Seed(a.seed);
  const NumbOutput out = numb_case(job);
  if (a.json) {
    std::cout << out.json;
    return;
  }
  if (quiet) return;
  for (const std::string& line : out.lines) std::cout << line << '\n';
  std::cout << "\n  median (5 to 95 % of members). " << kNotice << '\n';
}

}  // namespace stipple
