// SPDX-License-Identifier: Apache-2.0
// What the device of a case really does at one visit: every puncture of a patch, depths, slits,
// forces, channels, with bands over the members; pictures and tables, and a bench report.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/quantity.h"
#include "core/random.h"
#include "course/run.h"

namespace stipple {

struct PunctureJob {
  std::string case_path{};
  std::optional<std::string> out_folder{};   // none: write nothing
  std::optional<std::string> data_folder{};  // none: the built-in evidence
  Seed seed{1};
  long members{64};
  std::size_t visit{1};    // counted from 1
  Length patch{20.0, mm};  // side of the square that is punctured
  bool whole_area{};       // a square as large as the treated area instead
  bool bench_report{};     // tables of a bench report, too
  bool needle_model{};     // one needle as a model of FEBio, too
  Progress progress{};
};

struct PunctureOutput {
  std::string json{};   // what puncture.json holds
  std::string table{};  // for a terminal
  std::vector<std::string> files{};
};

PunctureOutput puncture_case(const PunctureJob&);

}  // namespace stipple
