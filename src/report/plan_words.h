// SPDX-License-Identifier: Apache-2.0
// Figures and names in the language of a paper, with as many digits as in wording.h.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "outcome/result.h"
#include "report/text_book.h"
#include "report/wording.h"

namespace stipple {

// The plan's own text: a key below "plan".
std::string said(const TextBook&, std::string_view key, const Fill& = {});

// "+24 %", "3.1 days"; unit "1" is shown in percent.
std::string figure_in(const TextBook&, double value, std::string_view unit, Sign = Sign::plain);
// "+24 % (+9 to +41)".
std::string band_in(const TextBook&, const Band&, std::string_view unit, Sign = Sign::plain);
// "1.12 (0.86 to 1.34)": two digits after the point, without a unit.
std::string depth_in(const TextBook&, const Band&);
// A value of a parameter: up to three significant digits, then the unit.
std::string value_in(const TextBook&, double value, std::string_view unit);
// "28 days", "6 months", "1 year".
std::string span_in(const TextBook&, double days);

// The name of an outcome or a scale; what the result itself says where it has none.
std::string outcome_label(const TextBook&, std::string_view name, std::string_view english);
std::string standing_in(const TextBook&, Standing);

// Sources in the order of their first mention.
class SourceNumbers {
 public:
  explicit SourceNumbers(const std::vector<CitedSource>& all) : all_(all) {}
  // " [1, 4]"; nothing where none of the keys has a reference.
  std::string cite(const std::vector<std::string>& keys);
  // "1 Author (2020), journal, doi", in the order of their numbers.
  [[nodiscard]] std::vector<std::string> list(const TextBook&) const;
  // "1 Author et al. (2020), doi": enough to find it.
  [[nodiscard]] std::vector<std::string> short_list() const;

 private:
  const std::vector<CitedSource>& all_;
  std::vector<const CitedSource*> cited_{};
};

}  // namespace stipple
