// SPDX-License-Identifier: Apache-2.0
// A folder that results go to.
#pragma once

#include <string>

namespace stipple {

// Makes it if need be and sees that it can be written to: told before the work, not after it.
// Failure{cannot_write}.
void make_folder(const std::string& folder);

}  // namespace stipple
