// SPDX-License-Identifier: Apache-2.0
// Screening of a case file: who may be treated, with every reason. Reads; writes no file.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "candidacy/screen.h"
#include "casefile/case.h"
#include "course/library.h"
#include "outcome/result.h"

namespace stipple {

struct ScreenJob {
  std::string case_path{};
  std::optional<std::string> data_folder{};  // none: the built-in evidence
  std::optional<std::string> rules_path{};   // a practice's own waits
  std::optional<std::string> on{};           // day of the visit, instead of the case's
  std::optional<std::size_t> visit{};        // from 1; none: every visit
};

struct ScreenOutput {
  std::string json{};
  std::vector<std::string> lines{};  // for a terminal
};

ScreenOutput screen_case(const ScreenJob&);

// For the jobs that show a verdict beside what they compute.
RuleSet rules_for(const Library&, const std::optional<std::string>& rules_path);
CourseVerdict verdict_of(const Case&, const RuleSet&, const std::string& case_path);
void add_cited(std::vector<CitedSource>&, const CourseVerdict&, const Library&);
// The verdict, and each rule that fired in one line.
std::vector<std::string> short_lines_of(const Verdict&);

}  // namespace stipple
