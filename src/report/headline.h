// SPDX-License-Identifier: Apache-2.0
// Which outcomes open the report and how they are put in words. It chooses and words; it computes
// no outcome.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "outcome/result.h"

namespace stipple {

// What is gained by then; costs: scalars and what worsens for a while; what has no modelled
// benefit.
struct Headline {
  std::vector<const Outcome*> gains{};    // most visible first, four at most
  std::vector<const Outcome*> costs{};    // scalars, and what worsens for a while
  std::vector<const Outcome*> unknown{};  // no benefit modelled
  double days_after{};                    // when the gains are told
};

Headline headline(const CourseResult&);

// The point nearest to that day; none when the outcome has no points in time.
const OutcomePoint* point_near(const Outcome&, double days_after);
// The point farthest on the bad side; the outcome has points.
const OutcomePoint& worst_point(const Outcome&);
bool is_scalar(const Outcome&);

enum class Direction { better, probably_better, unclear, probably_worse, worse };
// By where median and band lie against the untreated control.
Direction direction(const Outcome&, const OutcomePoint&);
std::string_view words_for(Direction);
std::string_view style_for(Direction);

const Curve* find_curve(const CourseResult&, std::initializer_list<std::string_view> names);

}  // namespace stipple
