// SPDX-License-Identifier: Apache-2.0
#include "calibrate/row_words.h"

#include <charconv>
#include <numeric>

namespace stipple {

bool mentions(std::string_view text, std::string_view word) {
  return text.find(word) != std::string_view::npos;
}

std::vector<double> numbers_in(std::string_view text) {
  std::vector<double> list;
  for (const char* at = text.data(); at != text.data() + text.size();) {
    double value{};
    const bool digit = *at >= '0' && *at <= '9';
    if (!digit) {
      ++at;
      continue;
    }
    at = std::from_chars(at, text.data() + text.size(), value, std::chars_format::fixed).ptr;
    list.push_back(value);
  }
  return list;
}

std::optional<double> mean_number_in(std::string_view text) {
  const std::vector<double> list = numbers_in(text);
  if (list.empty()) return std::nullopt;
  return std::accumulate(list.begin(), list.end(), 0.0) / static_cast<double>(list.size());
}

}  // namespace stipple
