// SPDX-License-Identifier: Apache-2.0
#include "report/case_words.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <optional>

namespace stipple {

std::string plain_number(double value, const TextBook& book) {
  int digits = 0;
  while (digits < 3 && std::abs(value - std::round(value * std::pow(10.0, digits)) /
                                            std::pow(10.0, digits)) > 5e-4)
    ++digits;
  return book.number(value, digits);
}

namespace {

// In the unit that people say: milligrams of a tablet, kilograms of a person, minutes of a cream.
std::string measure_words(double value, std::string_view unit, const TextBook& book) {
  if (unit == "g" && value != 0.0 && value < 1.0) return plain_number(value * 1e3, book) + " mg";
  if (unit == "g" && value >= 1e3) return plain_number(value / 1e3, book) + " kg";
  if (unit == "day" && value < 1.0) return plain_number(value * 1440.0, book) + " min";
  if (unit.empty()) return plain_number(value, book);
  return plain_number(value, book) + " " + word_of("unit", unit, book);
}

std::optional<std::string> number_words(std::string_view text, const TextBook& book) {
  double value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{}) return std::nullopt;
  std::string_view unit = text.substr(static_cast<std::size_t>(end - text.data()));
  if (!unit.empty() && !unit.starts_with(' ')) return std::nullopt;
  while (unit.starts_with(' ')) unit.remove_prefix(1);
  if (unit.find(' ') != unit.npos) return std::nullopt;
  return measure_words(value, unit, book);
}

// "2025-10-02", "2025-10"; a year is a number of four digits and stays one.
std::optional<std::string> date_words(std::string_view text, const TextBook& book) {
  const auto date = parse_past_date(text);
  if (!date) return std::nullopt;
  if (date->first == date->last) return day_words(date->first, book);
  if (text.size() == 4) return std::string(text);
  const unsigned month{date->first.month()};
  return fmt::format("{} {}", book.say(fmt::format("date.month.{}", month)),
                     static_cast<int>(date->first.year()));
}

// Facts whose answers are words of a section of their own.
std::string_view section_of(std::string_view fact) {
  for (const std::string_view own : {"zone", "sex", "concern", "cream", "needle", "phototype"})
    if (fact == own) return own;
  return "answer";
}

// Each member of "dark_spots, age_spots".
std::string each_word(std::string_view section, std::string_view list, const TextBook& book) {
  std::string out;
  while (!list.empty()) {
    const std::size_t comma = list.find(", ");
    out += (out.empty() ? "" : ", ") + word_of(section, list.substr(0, comma), book);
    list.remove_prefix(comma == list.npos ? list.size() : comma + 2);
  }
  return out;
}

bool is_list_as_said(std::string_view fact) {
  return fact == "medicine" || fact == "allergy" || fact == "procedure";
}

}  // namespace

std::string word_of(std::string_view section, std::string_view id, const TextBook& book) {
  const std::string key = fmt::format("words.{}.{}", section, id);
  return book.has(key) ? book.say(key) : std::string(id);
}

std::string concern_words(const Concern& concern, const TextBook& book) {
  std::string text = book.say("sheet.doctor.who.with_severity",
                              {{"concern", word_of("concern", name_of(concern.kind), book)},
                               {"severity", word_of("severity", name_of(concern.severity), book)}});
  text += "; " + book.say("sheet.doctor.who.examined",
                          {{"answer", word_of("answer", name_of(concern.examined), book)}});
  if (!concern.diagnosis.empty())
    text += "; " + book.say("sheet.doctor.who.diagnosis", {{"diagnosis", concern.diagnosis}});
  return text;
}

std::string day_words(Date date, const TextBook& book) {
  return fmt::format("{} {}", book.short_date(date), static_cast<int>(date.year()));
}

std::string value_words(const ReadFact& read, const TextBook& book) {
  const std::string_view section = section_of(read.fact);
  // What somebody wrote into a list stays as it was written.
  if (is_list_as_said(read.fact) && read.value != "none" && read.value != "unknown")
    return read.value;
  if (section == "answer") {
    if (const auto date = date_words(read.value, book)) return *date;
    if (const auto number = number_words(read.value, book)) return *number;
  }
  if (section == "concern") return each_word(section, read.value, book);
  return word_of(section, read.value, book);
}

}  // namespace stipple
