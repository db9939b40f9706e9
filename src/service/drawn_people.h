// SPDX-License-Identifier: Apache-2.0
// Where a case gives distributions, each member of the ensemble is a person of their own. All are
// drawn before the long work, so that a draw that breaks a rule is told at once.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "casefile/case.h"
#include "course/member.h"

namespace stipple {

// A number of the document stands as a distribution.
bool holds_distribution(const Document&);

struct DrawnPeople {
  std::map<std::size_t, Person> by_member{};
  // What the members share although the case gives it as a distribution: one sentence, or none.
  std::vector<std::string> warnings{};
};

// The calendar (number and days of the visits, pauses round them) and the device are those of the
// nominal case for everyone. InvalidInput that names the member whose draw breaks a rule.
DrawnPeople draw_people(const Document&, const Case& nominal, const CaseNames&, Seed,
                        const std::vector<std::size_t>& members);

}  // namespace stipple
