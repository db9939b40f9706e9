// SPDX-License-Identifier: Apache-2.0
// How finely time is stepped, in a column and in a patch.
#pragma once

namespace stipple {

struct StepControl {
  // Largest scaled first-order error of a step; the step itself is of second order. At 1e-3 every
  // reference trajectory is met within 1 % on all fields.
  double tolerance{1e-3};
  double first_step_day{2e-3};  // after an injury
  double longest_step_day{30.0};
  double fixed_step_day{};  // > 0: this step whatever the error (order measurements)
};

}  // namespace stipple
