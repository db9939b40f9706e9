// SPDX-License-Identifier: Apache-2.0
#include "apps/options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>

namespace stipple {

CLI::Validator whole_number(long long low, long long high) {
  return {[=](std::string& text) -> std::string {
            long long value{};
            const char* end = text.data() + text.size();
            const auto [stop, error] = std::from_chars(text.data(), end, value);
            if (error == std::errc{} && stop == end && value >= low && value <= high) return {};
            return fmt::format("\"{}\" is not a whole number from {} to {}", text, low, high);
          },
          "WHOLE NUMBER"};
}

}  // namespace stipple
