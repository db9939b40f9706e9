// SPDX-License-Identifier: Apache-2.0
// A picture inside a page, so that the page is one file.
#pragma once

#include <string>
#include <string_view>

namespace stipple {

std::string base64(std::string_view bytes);
// <img> with its data in it, the bytes of a PNG file; `words` for those who cannot see it.
std::string embedded_picture(std::string_view png, std::string_view words);

}  // namespace stipple
