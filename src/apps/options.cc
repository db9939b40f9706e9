// SPDX-License-Identifier: Apache-2.0
#include "apps/options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <cmath>
#include <thread>

namespace stipple {
namespace {

// No unit of the case files: how long a month is depends on the month.
ParsedQuantity parse_option(const std::string& text, Dimension dimension) {
  for (const std::string_view month : {"months", "month", "mo"})
    if (dimension == Dimension::time && text.ends_with(month)) {
      ParsedQuantity years =
          parse_quantity(text.substr(0, text.size() - month.size()) + "years", dimension);
      if (years.base) *years.base /= 12.0;
      return years;
    }
  return parse_quantity(text, dimension);
}

}  // namespace

int threads_or_all(int wanted) {
  return wanted > 0 ? wanted : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

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

template <Dimension D>
CLI::Validator quantity_within(Quantity<D> low, Quantity<D> high) {
  return {[=](std::string& text) -> std::string {
            const ParsedQuantity read = parse_option(text, D);
            if (!read.base) return fmt::format("\"{}\": {}", text, read.problem);
            if (*read.base >= low.base() && *read.base <= high.base()) return {};
            return fmt::format("\"{}\" is not a {} from {} to {}", text, name_of(D),
                               format_quantity(low.base(), D), format_quantity(high.base(), D));
          },
          "QUANTITY"};
}

template <Dimension D>
Quantity<D> quantity_of(const std::string& text) {
  return {parse_option(text, D).base.value(), Unit<D>{1.0}};
}

template CLI::Validator quantity_within(Length, Length);
template CLI::Validator quantity_within(Duration, Duration);
template Length quantity_of(const std::string&);
template Duration quantity_of(const std::string&);

}  // namespace stipple
