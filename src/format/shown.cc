// SPDX-License-Identifier: Apache-2.0
#include "format/shown.h"

#include <cstdint>

namespace stipple {
namespace {

// Bytes of the character that starts here; 0 when it is not UTF-8.
std::size_t character_size(std::string_view s) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(s[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return 1;
  const std::size_t size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || s.size() < size) return 0;
  std::uint32_t point = lead & (0x7fU >> size);
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xc0U) != 0x80) return 0;
    point = point << 6U | (byte(i) & 0x3fU);
  }
  // Too long a spelling, half of a surrogate pair, beyond the last character.
  const bool overlong = (size == 3 && point < 0x800) || (size == 4 && point < 0x10000);
  const bool surrogate = point >= 0xd800 && point <= 0xdfff;
  return overlong || surrogate || point > 0x10ffff ? 0 : size;
}

}  // namespace

std::string shown(std::string_view text, std::size_t most) {
  std::string out;
  while (!text.empty()) {
    const std::size_t size = character_size(text);
    if (out.size() + size > most) return out + "...";
    // C1 controls (U+0080 to U+009F) can steer a terminal as well.
    const auto lead = static_cast<unsigned char>(text[0]);
    const bool control = size == 0 || lead < 0x20 || lead == 0x7f ||
                         (lead == 0xc2 && static_cast<unsigned char>(text[1]) < 0xa0);
    if (control)
      out += '?';
    else
      out += text.substr(0, size);
    text.remove_prefix(size == 0 ? 1 : size);
  }
  return out;
}

std::size_t find_bad_utf8(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size();) {
    const std::size_t size = character_size(bytes.substr(i));
    if (size == 0) return i;
    i += size;
  }
  return std::string_view::npos;
}

}  // namespace stipple
