// SPDX-License-Identifier: Apache-2.0
// What one simulated member says about a published row: the same quantity, at the same time, in the
// row's unit.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "calibrate/studies.h"
#include "outcome/formulas.h"

namespace stipple {

// A study's course with the days that its rows ask for on the grid.
struct StudyPlan {
  Study study{};
  CoursePlan plan{};
  Timeline timeline{};
};
// `rows` all belong to the study; the timeline ends at the last day that one of them needs.
StudyPlan plan_study(const Study&, const std::vector<const ValidationRow*>& rows, const Library&);

// Days after the last visit at which a row was measured; 90 where the paper does not say.
double measured_after(const ValidationRow&);

// None where the metric is no quantity of the tissue (a clinical scale, an instrument without a
// law).
std::optional<double> tissue_prediction(const ValidationRow&, const MemberView&, const StudyPlan&);

// Shares of persons (incidence, share at least half better): the mean of 0 and 1 over members.
bool is_share_of_persons(const ValidationRow&);

// Day, after the first visit, on which a watched value peaks before the second.
double peak_day(const MemberView&, Observed, const Timeline&);

}  // namespace stipple
