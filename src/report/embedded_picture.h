// SPDX-License-Identifier: Apache-2.0
// A picture inside a page, so that the page is one file.
#pragma once

#include <string>
#include <string_view>

#include "report/canvas.h"

namespace stipple {

std::string base64(std::string_view bytes);
// <img> with its data in it, as wide as the canvas where there is room; `words` for those who
// cannot see it.
std::string embedded_picture(const Canvas&, std::string_view words);

}  // namespace stipple
