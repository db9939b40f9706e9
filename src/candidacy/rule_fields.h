// SPDX-License-Identifier: Apache-2.0
// Fields that the rules of screening and those of aftercare share. Only .cc files of these two
// modules include it.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "candidacy/rules.h"
#include "evidence/node_checks.h"

namespace stipple {

// One of the names of an enum.
template <class Enum>
Enum word_in(const Node& row, std::string_view field, const std::string& path, Problems& problems) {
  const std::string word = text_in(row, field, path, problems);
  const auto& names = EnumNames<Enum>::names;
  const auto found = std::ranges::find(names, word);
  if (found != names.end()) return static_cast<Enum>(found - names.begin());
  problems.add(path, row.line(),
               fmt::format("{} \"{}\" is not one of {}", field, word, fmt::join(names, ", ")));
  return {};
}

// A version or a row: from 1 on.
int count_in(const Node& row, std::string_view field, const std::string& path, Problems&);

// "strength": at least one letter.
std::vector<Strength> strength_in(const Node& row, const std::string& path, Problems&);

// "sources": keys of the bibliography; only what is proposed or listed may have none.
std::vector<std::string> sources_in(const Node& row, const std::vector<Strength>&,
                                    const std::string& path, const Bibliography&, Problems&);

// The id of a row as far as it has one, for messages.
std::string id_in(const Node& row, std::string_view otherwise);

}  // namespace stipple
