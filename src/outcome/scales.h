// SPDX-License-Identifier: Apache-2.0
// Clinical scales: change of the score = slope x change of the tissue. One slope a scale, fitted by
// `stipple calibrate` on the rows marked calibrate and kept with its error in
// data/ensemble/scales.json. docs/theory/scales.md.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/validation_rows.h"
#include "outcome/formulas.h"

namespace stipple {

struct ScaleLaw {
  std::string_view name{}, label{}, unit{};
  std::string_view measure{};  // the outcome whose change drives the score
  double sign{1.0};            // -1: the score falls where the measure rises
  bool relative{};             // change relative to the score before, else in points
  double assumed_slope{}, assumed_low{}, assumed_high{};  // where no row calibrates it; 0: fitted
};
std::span<const ScaleLaw> scale_laws();

// The law that answers a row, by its metric.
const ScaleLaw* law_of(const ValidationRow&);
// The published change in the law's unit: relative or in points, improvement negative.
std::optional<double> published_change(const ValidationRow&, const ScaleLaw&);
// The measure of a law for one member: the change of its outcome, signed so that improvement is
// negative.
std::optional<double> scale_measure(const ScaleLaw&, const MemberView&, double on_day);

// A score cannot fall by more than all of it.
double bounded_change(const ScaleLaw&, double change);

// The scores that a patient's concerns call for, at the report days, from the slopes in
// data/ensemble/scales.json; empty without that file. The slope of each member is drawn from its
// range, so its error is in the band.
std::vector<ScaleScore> scale_scores(const Library&, const std::vector<double>& grid,
                                     const std::vector<SimulatedMember>&, double last_visit_day,
                                     Seed);

inline constexpr std::string_view kScalesFile = "ensemble/scales.json";

}  // namespace stipple
