// SPDX-License-Identifier: Apache-2.0
#include "report/plan_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace stipple {
namespace {

constexpr std::string_view kNoBreak = "\u00a0";

double scale_of(std::string_view unit) { return unit == "1" || unit.empty() ? 100.0 : 1.0; }

std::string unit_word(const TextBook& book, std::string_view unit, double value) {
  if (unit == "1" || unit.empty()) return "%";
  const std::string key = fmt::format("outcome.unit.{}", unit);
  const char* number = std::abs(value) > 0.95 && std::abs(value) < 1.05 ? "one" : "many";
  const std::string counted = fmt::format("{}.{}", key, number);
  return book.has(counted) ? book.say(counted) : std::string(unit);
}

std::string signed_number(const TextBook& book, double value, int digits, Sign sign) {
  std::string text = book.number(value, digits);
  if (text.find_first_of("123456789") == std::string::npos) return "0";
  return (sign == Sign::always && value > 0 ? "+" : "") + text;
}

}  // namespace

std::string said(const TextBook& book, std::string_view key, const Fill& fill) {
  return book.say(fmt::format("plan.{}", key), fill);
}

std::string figure_in(const TextBook& book, double value, std::string_view unit, Sign sign) {
  const double shown = value * scale_of(unit);
  return fmt::format("{}{}{}", signed_number(book, shown, decimals_for(shown), sign), kNoBreak,
                     unit_word(book, unit, shown));
}

std::string band_in(const TextBook& book, const Band& band, std::string_view unit, Sign sign) {
  const double scale = scale_of(unit);
  const int digits = decimals_for(
      scale * std::max({std::abs(band.median), std::abs(band.low), std::abs(band.high)}));
  const auto shown = [&](double v) { return signed_number(book, v * scale, digits, sign); };
  return book.say("plan.band", {{"middle", fmt::format("{}{}{}", shown(band.median), kNoBreak,
                                                       unit_word(book, unit, band.median * scale))},
                                {"low", shown(band.low)},
                                {"high", shown(band.high)}});
}

std::string depth_in(const TextBook& book, const Band& band) {
  return book.say("plan.band", {{"middle", book.number(band.median, 2)},
                                {"low", book.number(band.low, 2)},
                                {"high", book.number(band.high, 2)}});
}

std::string value_in(const TextBook& book, double value, std::string_view unit) {
  std::string text = parameter_value(value, {});
  if (const std::size_t point = text.find('.'); point != std::string::npos)
    text.replace(point, 1, book.say("number.decimal"));
  return unit.empty() || unit == "1" || unit == "-" ? text
                                                    : fmt::format("{}{}{}", text, kNoBreak, unit);
}

std::string span_in(const TextBook& book, double days) {
  const int whole = static_cast<int>(std::lround(days));
  if (whole == 365 || whole == 366) return book.counted("plan.span.years", 1);
  if (whole == 90 || whole == 180) return book.counted("plan.span.months", whole / 30);
  return book.counted("span.days", whole);
}

std::string outcome_label(const TextBook& book, std::string_view name, std::string_view english) {
  const std::string key = fmt::format("outcome.{}.label", name);
  return book.has(key) ? book.say(key) : std::string(english);
}

std::string standing_in(const TextBook& book, Standing standing) {
  return book.say(fmt::format("plan.standing.{}", style_for(standing)));
}

namespace {

// Up to the year, the first author alone, and the identifier; whole where it has none.
std::string shortened(const CitedSource& source) {
  const std::size_t year = source.text.find(" (");
  const std::size_t end = source.text.find(')', year);
  if (source.id.empty() || end == std::string::npos) return source.text;
  std::string authors = source.text.substr(0, year);
  if (const std::size_t comma = authors.find(','); comma != std::string::npos)
    authors = authors.substr(0, comma) + " et al.";
  return fmt::format("{}{}, {}", authors, source.text.substr(year, end + 1 - year), source.id);
}

}  // namespace

std::string SourceNumbers::cite(const std::vector<std::string>& keys) {
  std::vector<std::size_t> numbers;
  for (const std::string& key : keys) {
    const auto source = std::ranges::find(all_, key, &CitedSource::key);
    if (source == all_.end()) continue;
    auto known = std::ranges::find(cited_, &*source);
    if (known == cited_.end()) known = cited_.insert(cited_.end(), &*source);
    numbers.push_back(static_cast<std::size_t>(known - cited_.begin()) + 1);
  }
  return numbers.empty() ? std::string() : fmt::format(" [{}]", fmt::join(numbers, ", "));
}

std::vector<std::string> SourceNumbers::list(const TextBook& book) const {
  std::vector<std::string> out;
  for (std::size_t k = 0; k < cited_.size(); ++k) {
    const CitedSource& source = *cited_[k];
    // How far it was read stands at the end of its text, in English.
    std::string text = source.text;
    const std::string mark = fmt::format(" [{}]", source.read);
    if (text.ends_with(mark)) text.resize(text.size() - mark.size());
    if (source.read == "second-hand" || source.read == "unconfirmed")
      text += fmt::format(" ({})", book.say(fmt::format("plan.reading.{}", source.read)));
    out.push_back(fmt::format("{} {}", k + 1, text));
  }
  return out;
}

std::vector<std::string> SourceNumbers::short_list() const {
  std::vector<std::string> out;
  for (std::size_t k = 0; k < cited_.size(); ++k)
    out.push_back(fmt::format("{} {}", k + 1, shortened(*cited_[k])));
  return out;
}

}  // namespace stipple
