// SPDX-License-Identifier: Apache-2.0
// Text of others, made fit to stand in our messages: short, without control characters.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace stipple {

// At most that many bytes, cut between characters, then "..."; control characters become "?".
std::string shown(std::string_view text, std::size_t most = 40);
// Where the first byte stands that is not UTF-8 (RFC 3629), or npos.
std::size_t find_bad_utf8(std::string_view bytes);

}  // namespace stipple
