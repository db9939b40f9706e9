// SPDX-License-Identifier: Apache-2.0
#include "report/embedded_picture.h"

#include <fmt/format.h>
#include <sodium.h>

#include "report/markup.h"

namespace stipple {

std::string base64(std::string_view bytes) {
  std::string text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();  // the end mark of C
  return text;
}

std::string embedded_picture(std::string_view png, std::string_view words) {
  return fmt::format(R"(<img alt="{}" src="data:image/png;base64,{}"/>)", escaped(words),
                     base64(png));
}

}  // namespace stipple
