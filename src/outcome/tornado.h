// SPDX-License-Identifier: Apache-2.0
// Which parameters move the answer: each alone to the ends of its range, all others at their stated
// values.
#pragma once

#include "outcome/formulas.h"
#include "outcome/result.h"

namespace stipple {

// One run: a parameter at one end of its range.
struct TornadoProbe {
  const Parameter* parameter{};
  bool in_puncture{};  // else in the healing table
  bool at_high{};
};
std::vector<TornadoProbe> tornado_probes(const Library&);

// Fills tornado, tornado_base and tornado_outcome with the widest bars for the concern's headline
// outcome at 90 days.
void add_tornado(CourseResult&, const std::vector<TornadoProbe>&, const CoursePlan&, const Library&,
                 const StepControl&, int threads, const Progress&);

}  // namespace stipple
