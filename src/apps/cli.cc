// SPDX-License-Identifier: Apache-2.0
// The program: parses the command line, calls a service, prints. Exit statuses are in core/error.h.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <iostream>

#include "apps/care_command.h"
#include "apps/numb_command.h"
#include "apps/options.h"
#include "apps/picture_command.h"
#include "apps/progress_bar.h"
#include "apps/puncture_command.h"
#include "apps/simulate_command.h"
#include "casefile/case.h"
#include "core/error.h"
#include "outcome/result.h"
#include "service/evidence_jobs.h"
#include "service/screen_case.h"

namespace {

using namespace stipple;

volatile std::sig_atomic_t g_stop_asked = 0;
// The first asks for a clean stop; a second one ends the program at once.
void ask_to_stop(int signal) {
  g_stop_asked = 1;
  std::signal(signal, SIG_DFL);
}

// Shows how far the work is, and stops it when asked to.
Progress shown_by(ProgressBar& bar) {
  return [&bar](std::size_t done, std::size_t total) {
    bar.show(done, total);
    return g_stop_asked == 0;
  };
}

struct ScreenArguments {
  std::string path{};
  std::optional<std::string> data{}, rules{}, on{};
  std::optional<std::size_t> visit{};
  bool json{};
};

void run_screen(const ScreenArguments& a, bool quiet) {
  const ScreenOutput out = screen_case({.case_path = a.path,
                                        .data_folder = a.data,
                                        .rules_path = a.rules,
                                        .on = a.on,
                                        .visit = a.visit});
  if (a.json)
    std::cout << out.json;
  else if (!quiet)
    for (const std::string& line : out.lines) std::cout << line << '\n';
}

struct EvidenceArguments {
  std::optional<std::string> data{};
  std::string out{"out/calibration"};
  long candidates{4000}, members{64};
  unsigned long long seed{1};
  int threads{0};
  bool json{};
};

void run_calibrate(const EvidenceArguments& a, bool quiet) {
  ProgressBar bar("calibrating", quiet);
  CalibrateJob job;
  job.data_folder = a.data;
  job.out_folder = a.out;
  job.candidates = a.candidates;
  job.seed = Seed(a.seed);
  job.threads = threads_or_all(a.threads);
  job.progress = shown_by(bar);
  const CalibrateOutput out = calibrate_evidence(job);
  bar.finish();
  if (quiet) return;
  for (const std::string& line : out.lines) std::cout << line << '\n';
  for (const std::string& file : out.files) std::cout << "  " << file << '\n';
}

void run_validate(const EvidenceArguments& a, bool quiet) {
  ProgressBar bar("validating", quiet);
  ValidateJob job;
  job.data_folder = a.data;
  job.members = a.members;
  job.seed = Seed(a.seed);
  job.threads = threads_or_all(a.threads);
  job.progress = shown_by(bar);
  const ValidateOutput out = validate_model(job);
  bar.finish();
  if (a.json)
    std::cout << out.json;
  else if (!quiet)
    std::cout << out.table;
}

void add_evidence_options(CLI::App* sub, EvidenceArguments& a) {
  sub->add_option("--seed", a.seed, "seed of all draws")->check(whole_number(0, kLargestSeed));
  sub->add_option("--threads", a.threads, "threads (default: all cores)")
      ->check(whole_number(1, 4096));
  sub->add_option("--data", a.data, "folder of evidence to use instead of the built-in one");
}

void add_calibrate(CLI::App& app, EvidenceArguments& a) {
  CLI::App* sub = app.add_subcommand("calibrate", "Condition the ensemble on the evidence");
  sub->add_option("--candidates", a.candidates, "draws from the parameters' ranges")
      ->check(whole_number(8, 10000000));
  sub->add_option("--out", a.out, "folder for conditioned.json and scales.json");
  add_evidence_options(sub, a);
}

void add_validate(CLI::App& app, EvidenceArguments& a) {
  CLI::App* sub = app.add_subcommand("validate", "Hold the model against every published row");
  sub->add_option("--members", a.members, "members of the ensemble")
      ->check(whole_number(2, kMostMembers));
  sub->add_flag("--json", a.json, "print the rows as JSON");
  add_evidence_options(sub, a);
}

void add_screen(CLI::App& app, ScreenArguments& a) {
  CLI::App* sub = app.add_subcommand("screen", "Say who may be treated, with every reason");
  sub->add_option("CASE", a.path, "case file")->required();
  sub->add_flag("--json", a.json, "print the verdict as JSON");
  sub->add_option("--rules", a.rules, "a practice's own waiting times");
  sub->add_option("--on", a.on, "day of the visit (default: as in the case)");
  sub->add_option("--visit", a.visit, "this visit only, from 1")->check(whole_number(1, 1000));
  sub->add_option("--data", a.data, "folder of evidence to use instead of the built-in one");
}

int report_problem(ExitStatus status, const std::string& text) {
  std::fputs(("stipple: " + text + "\n").c_str(), stderr);
  return static_cast<int>(status);
}

// A full disk or a closed pipe shows no later than here.
void require_printed() {
  std::cout.flush();
  if (!std::cout || std::fflush(stdout) != 0 || std::ferror(stdout) != 0)
    throw Failure(FailureCode::cannot_write, "cannot write to standard output");
}

int run(int argc, char** argv) {
  CLI::App app{std::string("Stipple plans and simulates a course of microneedling. ") + kNotice,
               "stipple"};
  app.require_subcommand(1);
  app.set_version_flag("--version", std::string("stipple ") + STIPPLE_VERSION);
  bool quiet = false;
  app.add_flag("--quiet", quiet, "print only errors, and what --json and schema are asked for");
  app.fallthrough();
  SimulateArguments simulate;
  add_simulate(app, simulate);
  PunctureArguments puncture;
  add_puncture(app, puncture);
  PictureArguments picture;
  add_picture(app, picture);
  ScreenArguments screen;
  add_screen(app, screen);
  CareArguments care;
  add_care(app, care);
  EvidenceArguments calibrate, validate;
  calibrate.seed = 2026;
  add_calibrate(app, calibrate);
  add_validate(app, validate);
  NumbArguments numb;
  add_numb(app, numb);
  app.add_subcommand("schema", "Print the JSON Schema of a case file");
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& e) {  // --help, --version
    app.exit(e);
    require_printed();
    return static_cast<int>(ExitStatus::fine);
  } catch (const CLI::ParseError& e) {
    return report_problem(ExitStatus::invalid_input,
                          std::string(e.what()) + "\nstipple --help lists what it takes");
  }
  if (app.got_subcommand("simulate"))
    run_simulate(simulate, quiet, [] { return g_stop_asked == 0; });
  if (app.got_subcommand("puncture"))
    run_puncture(puncture, quiet, [] { return g_stop_asked == 0; });
  if (app.got_subcommand("picture")) run_picture(picture, quiet);
  if (app.got_subcommand("screen")) run_screen(screen, quiet);
  ExitStatus status = ExitStatus::fine;
  if (app.got_subcommand("care"))
    status = run_care(care, quiet, std::time(nullptr), [] { return g_stop_asked == 0; });
  if (app.got_subcommand("calibrate")) run_calibrate(calibrate, quiet);
  if (app.got_subcommand("validate")) run_validate(validate, quiet);
  if (app.got_subcommand("numb")) run_numb(numb, quiet);
  if (app.got_subcommand("schema")) std::cout << case_schema();
  require_printed();
  return static_cast<int>(status);
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGINT, ask_to_stop);
  std::signal(SIGTERM, ask_to_stop);
  // A closed pipe and a file over its limit become errors of writing, told as such.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  try {
    return run(argc, argv);
  } catch (const InvalidInput& e) {
    return report_problem(ExitStatus::invalid_input, e.what());
  } catch (const Cancelled& e) {
    return report_problem(
        ExitStatus::cancelled,
        std::string(e.what()) + "; files of an earlier run, if any, are as they were");
  } catch (const Failure& e) {
    return report_problem(ExitStatus::failure, e.what());
  } catch (const std::bad_alloc&) {
    return report_problem(ExitStatus::failure, "not enough memory");
  } catch (const std::exception& e) {
    return report_problem(ExitStatus::our_bug, std::string("internal error: ") + e.what());
  }
}
