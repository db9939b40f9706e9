// SPDX-License-Identifier: Apache-2.0
// True against set depth over the whole scale of a device.
#pragma once

#include <string>
#include <vector>

#include "report/puncture_result.h"

namespace stipple {

std::string depth_scale_chart(const std::vector<DepthStep>&);

}  // namespace stipple
