// SPDX-License-Identifier: Apache-2.0
// The shipped rules, read once, and a healthy person to change.
#pragma once

#include <string>

#include "candidacy/rules.h"
#include "candidacy/screen.h"
#include "core/describe.h"
#include "evidence/bibliography.h"
#include "evidence/data_files.h"

namespace stipple {

// What a vignette gives: a case without its name.
struct Screened {
  Patient patient{};
  Course course{};
  Screening screening{};
};

inline void describe(Visitor& v, Screened& s) {
  v.field("patient", s.patient, {.help = "who"});
  v.field("course", s.course, {.help = "what"});
  v.field("screening", s.screening, {.help = "overrides", .required = false});
}

inline const RuleSet& shipped_rules() {
  static const RuleSet rules = [] {
    const DataFiles files = DataFiles::embedded();
    return load_rules(files, load_bibliography(files));
  }();
  return rules;
}

}  // namespace stipple
