// SPDX-License-Identifier: Apache-2.0
// The published studies as courses that the model can run: who, device, needle, sessions, interval.
// What a paper leaves open (age, phototype, density) is stated here and in
// docs/theory/validation.md, the same for every row of that study.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "evidence/validation_rows.h"
#include "outcome/ensemble.h"

namespace stipple {

// One course that rows share: rows with the same key are answered by the same runs.
struct Study {
  std::string key{};
  Patient patient{};
  Course course{};
};

// The course behind a row, or none where the model cannot run it (skin.csv, forces, rats, laser
// wounds, ...).
std::optional<Study> study_of(const ValidationRow&);

// The course in which timing windows are judged: one session of a pen at 1.5 mm.
Study one_session();
// Four sessions of a pen, four weeks apart, a middle-aged face.
Study four_sessions();

}  // namespace stipple
