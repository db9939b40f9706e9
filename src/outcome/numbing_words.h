// SPDX-License-Identifier: Apache-2.0
// The sentences of a numbing result: the cream, warnings with the most serious first, questions.
#pragma once

#include "course/course.h"
#include "outcome/numbing_result.h"

namespace stipple {

// Fills `cream`, `warnings` and `questions` from the figures and checks.
void add_numbing_words(NumbingResult&, const Course&);

// "lidocaine_prilocaine 5.0 %, 12 g on 120 cm2 for 60 min under a film"
std::string words_of(const Numbing&);

}  // namespace stipple
