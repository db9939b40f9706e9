// SPDX-License-Identifier: Apache-2.0
// The practitioner's plan as two pages of PDF: verdict, numbing, settings on a map of the face or
// body and the visits; then what is to be expected, what it costs and what it rests on.
#pragma once

#include <string>

#include "aftercare/care_plan.h"
#include "candidacy/verdict.h"
#include "casefile/case.h"
#include "device/device.h"
#include "outcome/result.h"
#include "report/paper.h"
#include "report/text_book.h"

namespace stipple {

struct PlanInput {
  const Case& subject;
  const Device& device;
  const CourseVerdict& verdict;
  const CourseResult& result;
  const CarePlan& care;
  const TextBook& words;
  std::string draft{};  // the mark of what is drawn
  bool released{};      // the release of the case holds for this mark
  PaperSize size{};
};

// Only for a verdict that allows treatment (STIPPLE_REQUIRE).
std::string plan_pdf(const PlanInput&);

}  // namespace stipple
