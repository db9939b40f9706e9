// SPDX-License-Identifier: Apache-2.0
// What people write into a list of medicines, allergies or procedures, put into classes: tables of
// names in data/rules/. A text is recognised whole or it is kept and asked about; nothing near it
// is taken instead.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/data_files.h"

namespace stipple {

struct Recognised {
  std::set<std::string, std::less<>> classes{};
  bool whole{};                // every word is a known name, a dose or a word such as "daily"
  bool none{};                 // the text says that there is nothing to list
  std::string did_you_mean{};  // for the reader only, never used
};

class NameTable {
 public:
  // One class per key: {"help": ..., "names": [...]}; a name may belong to several.
  static NameTable read(std::string_view json, std::string_view file);

  [[nodiscard]] Recognised recognise(std::string_view text) const;
  // Name of the class and what it means, in order.
  [[nodiscard]] const std::map<std::string, std::string, std::less<>>& classes() const {
    return help_;
  }
  [[nodiscard]] std::vector<std::string_view> names() const;
  [[nodiscard]] const std::string& version() const { return version_; }

 private:
  using Words = std::vector<std::string>;

  // Longest first, by their first word.
  struct Name {
    Words words{};
    std::set<std::string, std::less<>> classes{};
  };
  [[nodiscard]] const Name* name_at(const Words& words, std::size_t from) const;

  std::string version_{};
  std::map<std::string, std::string, std::less<>> help_{};
  std::map<std::string, std::vector<Name>, std::less<>> by_first_word_{};
  std::set<std::string, std::less<>> fill_{};  // "daily", "tablet": they name nothing
  std::set<std::string, std::less<>> none_{};  // "none", "keine"
};

// The three lists of a history.
struct NameTables {
  NameTable medicines, allergies, procedures;
};
NameTables load_names(const DataFiles&);

}  // namespace stipple
