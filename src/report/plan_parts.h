// SPDX-License-Identifier: Apache-2.0
// The parts of the plan's content; each fills its own fields.
#pragma once

#include "report/plan_content.h"
#include "report/plan_words.h"

namespace stipple {

void add_person(PlanContent&, const PlanInput&, const TextBook&);
void add_screening(PlanContent&, const PlanInput&, const TextBook&, SourceNumbers&);
void add_numbing(PlanContent&, const PlanInput&, const TextBook&);
void add_settings(PlanContent&, const PlanInput&, const TextBook&);
void add_outlook(PlanContent&, const PlanInput&, const TextBook&, SourceNumbers&);
void add_recovery(PlanContent&, const PlanInput&, const TextBook&);
void add_reasons(PlanContent&, const PlanInput&,
                 const TextBook&);  // what moves the answer, what adherence buys

}  // namespace stipple
