// SPDX-License-Identifier: Apache-2.0
// A picture as plain numbers, so that those who draw need not agree on a file format.
#pragma once

#include <cstdint>
#include <vector>

namespace stipple {

struct Image {
  int width{}, height{};
  std::vector<std::uint8_t> rgb{};  // 3 bytes a pixel, rows from the top
};

}  // namespace stipple
