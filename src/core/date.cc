// SPDX-License-Identifier: Apache-2.0
#include "core/date.h"

#include <fmt/format.h>

#include <charconv>

namespace stipple {

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto number = [&](std::size_t from, std::size_t count) {
    int value = -1;
    for (const char c : text.substr(from, count))
      if (c < '0' || c > '9') return -1;
    std::from_chars(text.data() + from, text.data() + from + count, value);
    return value;
  };
  const int y = number(0, 4), m = number(5, 2), d = number(8, 2);
  if (y < 1900 || y > 2200 || m < 0 || d < 0) return std::nullopt;
  const Date date{std::chrono::year{y}, std::chrono::month{static_cast<unsigned>(m)},
                  std::chrono::day{static_cast<unsigned>(d)}};
  return date.ok() ? std::optional(date) : std::nullopt;
}

std::string format_date(Date date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

int days_between(Date from, Date to) {
  return static_cast<int>((std::chrono::sys_days{to} - std::chrono::sys_days{from}).count());
}

Date days_after(Date from, int days) {
  return Date{std::chrono::sys_days{from} + std::chrono::days{days}};
}

Date months_after(Date from, int months) {
  const Date moved = from + std::chrono::months{months};
  return moved.ok() ? moved : Date{moved.year() / moved.month() / std::chrono::last};
}

std::optional<PastDate> parse_past_date(std::string_view text) {
  const std::string whole(text);
  if (text.size() == 10) {
    const auto day = parse_date(text);
    return day ? std::optional(PastDate{*day, *day}) : std::nullopt;
  }
  if (text.size() != 7 && text.size() != 4) return std::nullopt;
  const auto first = parse_date(whole + (text.size() == 7 ? "-01" : "-01-01"));
  if (!first) return std::nullopt;
  return PastDate{*first, days_after(months_after(*first, text.size() == 7 ? 1 : 12), -1)};
}

std::string format_past_date(const PastDate& date) {
  const std::string day = format_date(date.first);
  for (const std::size_t size : {std::size_t{4}, std::size_t{7}})
    if (parse_past_date(day.substr(0, size)) == date) return day.substr(0, size);
  return day;
}

}  // namespace stipple
