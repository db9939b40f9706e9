// SPDX-License-Identifier: Apache-2.0
// The papers of a case for programs: verdict, dated instructions and calls, recovery, what each
// instruction buys. Names as in docs/command-line.md.
#pragma once

#include <string>
#include <vector>

#include "aftercare/care_plan.h"
#include "candidacy/verdict.h"
#include "outcome/result.h"
#include "report/text_book.h"

namespace stipple {

struct CareOrigin {
  std::string case_name{}, program_version{}, evidence_hash{};
  unsigned long long seed{};
  long members{};
  std::string draft{};
  bool released{};
  std::string released_by{};  // name and role
  std::vector<CitedSource> references{};
};

// `plan` is null where nobody is treated: `papers` then names the sheet that is written instead.
std::string care_json(const CourseVerdict&, const CarePlan* plan, const TextBook&,
                      const std::vector<std::string>& papers, const CareOrigin&);

}  // namespace stipple
