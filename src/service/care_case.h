// SPDX-License-Identifier: Apache-2.0
// The papers of a case. Who may be treated gets leaflet, calendar and plan; everybody else the one
// sheet that helps instead, and never a calendar. Files appear by atomic rename; those of an
// earlier run that no longer hold are kept in the folder "withdrawn".
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/paper.h"
#include "service/course_job.h"

namespace stipple {

struct CareJob {
  CourseJob course{};
  std::string out_folder{};
  std::string language{"en"};
  PaperSize paper{};
  // The visit that the leaflet is for, from 1. None: the next one from the day of issue on, or the
  // last where all are past.
  std::optional<std::size_t> visit{};
  bool all_visits{};  // one leaflet for all of them
  // When the calendar is issued, UTC: no clock is read here.
  Date issued{};
  int issued_minute{};
};

struct CareOutput {
  std::string care_json{};
  std::string case_name{};
  bool refused{};                      // nobody is treated: exit status 5
  std::vector<std::string> verdict{};  // lines for a terminal; stands above all else
  std::vector<std::string> notes{};    // on the release, on visits left out, on what was withdrawn
  std::vector<std::string> dates{};    // one line each: what the patient is told
  std::vector<std::string> files{};
};

CareOutput care_case(const CareJob&);

}  // namespace stipple
