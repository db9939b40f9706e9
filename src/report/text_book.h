// SPDX-License-Identifier: Apache-2.0
// What the papers say in one language: data/text/en.json, data/text/de.json; a further language is
// a further file. Every text has a key ("leaflet.title"); {names} in it are filled in. A language
// has all keys of English, each with the same names, or is refused. What the screening rules say
// stands in their own file in English; where its translation is missing or older than the rule,
// English is said.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "aftercare/moment.h"
#include "evidence/data_files.h"

namespace stipple {

using Fill = std::vector<std::pair<std::string_view, std::string>>;

class TextBook {
 public:
  // InvalidInput names the languages at hand when this one is none, and every text that is missing,
  // too many, or has other {names} than in English.
  static TextBook load(const DataFiles&, std::string_view language);
  static std::vector<std::string> languages(const DataFiles&);

  // The text of a key; a key or a {name} that does not exist is our bug.
  [[nodiscard]] std::string say(std::string_view key, const Fill& = {}) const;
  [[nodiscard]] bool has(std::string_view key) const;
  // key + ".one" or ".many", with {n} filled in: "1 day", "3 days".
  [[nodiscard]] std::string counted(std::string_view key, int n, const Fill& = {}) const;

  // What a file of rules says, in this language: `kind` is "rules", "questions" or
  // "contradictions", `field` such as "why", `english` what the rule itself says.
  [[nodiscard]] std::string of_rule(std::string_view kind, std::string_view id,
                                    std::string_view field, std::string_view english) const;

  // "Monday, 2 March 2026"; "2 March"; "2 March, 14:30". Never 02/03/26: it has two readings.
  [[nodiscard]] std::string long_date(Date) const;
  [[nodiscard]] std::string short_date(Date) const;
  [[nodiscard]] std::string moment(const Moment&) const;
  // "1.5", "1,5".
  [[nodiscard]] std::string number(double, int digits) const;

  // Keys of rule texts that are said in English for want of a translation of this version.
  [[nodiscard]] const std::vector<std::string>& untranslated() const { return untranslated_; }
  [[nodiscard]] const std::string& language() const { return language_; }  // "en", as in BCP 47

 private:
  std::string language_{};
  std::map<std::string, std::string, std::less<>> texts_{};
  std::vector<std::string> untranslated_{};
};

}  // namespace stipple
