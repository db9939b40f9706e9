// SPDX-License-Identifier: Apache-2.0
#include "core/quantity.h"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "core/random.h"

namespace stipple {
namespace {

constexpr int kDimensions = static_cast<int>(Dimension::toughness) + 1;

Dimension dimension(int k) { return static_cast<Dimension>(k); }

}  // namespace

TEST_CASE("what is written reads back as the same number, in every dimension") {
  RandomStream random = Seed(41).stream("quantity");
  for (int k = 0; k < kDimensions; ++k)
    for (int draw = 0; draw < 200; ++draw) {
      const double value = random.normal() * std::pow(10.0, 12.0 * (random.uniform() - 0.5));
      const std::string text = format_quantity(value, dimension(k));
      const ParsedQuantity read = parse_quantity(text, dimension(k));
      CAPTURE(text);
      REQUIRE(read.base.has_value());
      CHECK(*read.base == value);
      CHECK(read.problem.empty());
    }
}

TEST_CASE("every unit is read, with or without blanks and a plus sign") {
  for (int k = 0; k < kDimensions; ++k) {
    REQUIRE_FALSE(units_of(dimension(k)).empty());
    CHECK(units_of(dimension(k)).front().in_base == 1.0);
    CHECK_FALSE(name_of(dimension(k)).empty());
    for (const UnitName& unit : units_of(dimension(k)))
      for (const char* number : {"2.5 ", "+2.5 ", "  2.5   ", "2.5"}) {
        // A unit that begins with a digit cannot follow at once.
        if (std::string_view(number) == "2.5" && unit.symbol.starts_with("1")) continue;
        const std::string text = number + std::string(unit.symbol) + " ";
        CAPTURE(text);
        const ParsedQuantity read = parse_quantity(text, dimension(k));
        REQUIRE(read.base.has_value());
        CHECK(*read.base == 2.5 * unit.in_base);
      }
  }
}

TEST_CASE("units of one dimension stand in their true ratio") {
  const auto base = [](const char* text, Dimension d) { return *parse_quantity(text, d).base; };
  CHECK(base("1 cm", Dimension::length) == base("10 mm", Dimension::length));
  CHECK(base("1500 um", Dimension::length) == doctest::Approx(1.5));
  CHECK(base("1 week", Dimension::time) == base("7 day", Dimension::time));
  CHECK(base("20 %", Dimension::fraction) == base("0.2", Dimension::fraction));
  CHECK(Duration(36.0, hour).in(day) == doctest::Approx(1.5));
  CHECK(Length(2.0, cm) == Length(20.0, mm));
  CHECK(Length(1.0, mm) + Length(500.0, um) == Length(1.5, mm));
  CHECK(Length(3.0, mm) / Length(1.5, mm) == 2.0);
}

TEST_CASE("text that is no such quantity is refused with what was found and what is allowed") {
  struct Wrong {
    const char* text{};
    const char* named{};  // what the message must name
  };
  for (const Wrong& wrong :
       {Wrong{"1.5", "mm"}, Wrong{"1.5 kg", "kg"}, Wrong{"deep", "deep"}, Wrong{"", "length"},
        Wrong{"1.5 mm mm", "mm mm"}, Wrong{"nan mm", "nan"}, Wrong{"inf mm", "inf"},
        Wrong{"1e400 mm", "1e400"}, Wrong{"1,5 mm", ",5 mm"}, Wrong{"--1 mm", "--1"},
        Wrong{"mm", "mm"}}) {
    const ParsedQuantity read = parse_quantity(wrong.text, Dimension::length);
    CAPTURE(wrong.text);
    CAPTURE(read.problem);
    CHECK_FALSE(read.base.has_value());
    CHECK(read.problem.find(wrong.named) != std::string::npos);
  }
}

TEST_CASE("a number is never read as another dimension") {
  for (int k = 0; k < kDimensions; ++k)
    for (const UnitName& unit : units_of(dimension(k)))
      for (int other = 0; other < kDimensions; ++other) {
        bool shared = false;  // the same symbol means the same thing there
        for (const UnitName& u : units_of(dimension(other))) shared |= u.symbol == unit.symbol;
        if (shared) continue;
        CHECK_FALSE(parse_quantity("1 " + std::string(unit.symbol), dimension(other)).base);
      }
}

}  // namespace stipple
