// SPDX-License-Identifier: Apache-2.0
#include "apps/picture_command.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>

#include "apps/options.h"
#include "core/quantity.h"
#include "service/picture_run.h"

namespace stipple {
namespace {

CLI::Validator depth_in_skin() {
  return {[](std::string& text) -> std::string {
            const ParsedQuantity depth = parse_quantity(text, Dimension::length);
            if (!depth.base) return fmt::format("\"{}\": {}", text, depth.problem);
            if (*depth.base >= 0.0 && *depth.base <= 10.0) return {};
            return fmt::format("\"{}\" is not a depth from 0 mm to 10 mm", text);
          },
          "LENGTH"};
}

}  // namespace

void add_picture(CLI::App& app, PictureArguments& a) {
  CLI::App* sub = app.add_subcommand("picture", "Draw the pictures of a patch run anew");
  sub->add_option("RUN", a.run, "folder of a run with --resolution patch")->required();
  CLI::Option* field =
      sub->add_option("--field", a.field, "this field alone, over time: maps and the opened block");
  sub->add_option("--depth", a.depth, "depth of the maps (default: 0.25 mm)")
      ->check(depth_in_skin())
      ->needs(field);
  sub->add_option("--out", a.out, "folder for the pictures (default: RUN/pictures)");
  sub->add_option("--threads", a.threads, "threads (default: all processors)")
      ->check(whole_number(0, 1024));
  sub->add_option("--data", a.data, "folder of evidence to use instead of the built-in one");
}

void run_picture(const PictureArguments& a, bool quiet) {
  PictureJob job;
  job.run_folder = a.run;
  job.out_folder = a.out;
  job.data_folder = a.data;
  job.field = a.field;
  if (a.depth) job.depth = Length(parse_quantity(*a.depth, Dimension::length).base.value(), mm);
  job.threads = a.threads;
  for (const std::string& file : picture_run(job))
    if (!quiet) std::cout << "  " << file << '\n';
}

}  // namespace stipple
