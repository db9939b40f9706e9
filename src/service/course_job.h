// SPDX-License-Identifier: Apache-2.0
// What every job that simulates a case begins with: the case read, screened and made ready.
// Everything that can be wrong with it is found here, before the long work.
#pragma once

#include <optional>
#include <string>

#include "candidacy/screen.h"
#include "casefile/case.h"
#include "outcome/course_result.h"

namespace stipple {

struct CourseJob {
  std::string case_path{};
  std::optional<std::string> data_folder{};  // none: the built-in evidence
  std::optional<std::string> rules_path{};   // a practice's own rules
  Seed seed{1};
  long members{64};
  int threads{1};
  Progress progress{};
};

struct PreparedCourse {
  Library library;
  Case nominal{};
  RuleSet rules;
  CourseVerdict verdict{};
  std::optional<ConditionedEnsemble> conditioned{};
  CourseRequest request{};
  std::vector<std::string> warnings{};  // about the people drawn
};

PreparedCourse prepare_course(const CourseJob&);

// simulate_course, with what it adds to the verdict and to the sources of the answer.
CourseResult simulate_prepared(PreparedCourse&);

}  // namespace stipple
