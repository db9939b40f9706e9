// SPDX-License-Identifier: Apache-2.0
// How much memory an ensemble takes, so that one which does not fit is refused before the work.
#pragma once

#include <optional>

#include "casefile/case.h"
#include "course/library.h"

namespace stipple {

// Bytes for each member of a simulated case: what is kept of its runs, twice (with and without
// conditioning), and what its runs are made from.
double bytes_per_member(const Case&, const Library&);

// What this process may still take: the least of what the system has left, the limit of the control
// group and the limit of the process. None where the system does not say.
std::optional<double> memory_left();

// InvalidInput where that many members do not fit.
void require_memory(const Case&, const Library&, long members);

}  // namespace stipple
