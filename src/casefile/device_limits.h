// SPDX-License-Identifier: Apache-2.0
// What is wrong with a device of one's own, and what the planned device cannot do at a visit, found
// while the file is read: each problem stands at its line beside all other problems of the file.
#pragma once

#include "casefile/case.h"

namespace stipple {

// Nothing where the device is unknown; settings that were themselves misread are not judged again,
// nor are those of a device that cannot be built.
void report_device_limits(Reader&, const Document&, const Case&, const CaseNames&);

}  // namespace stipple
