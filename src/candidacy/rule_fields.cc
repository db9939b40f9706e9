// SPDX-License-Identifier: Apache-2.0
#include "candidacy/rule_fields.h"

#include <cmath>

namespace stipple {

int count_in(const Node& row, std::string_view field, const std::string& path, Problems& problems) {
  const double number = number_in(row, field, path, problems).value_or(1.0);
  if (number < 1 || number > 1000 || number != std::floor(number))
    problems.add(path, row.line(), fmt::format("{} is not a number from 1 on", field));
  return static_cast<int>(std::clamp(number, 1.0, 1000.0));
}

std::vector<Strength> strength_in(const Node& row, const std::string& path, Problems& problems) {
  std::vector<Strength> strength;
  const Node& list = field_of(row, "strength");
  for (const Node& letter : list.values()) {
    const auto& names = EnumNames<Strength>::names;
    const auto found =
        letter.kind() == Node::Kind::text ? std::ranges::find(names, letter.text()) : names.end();
    if (found == names.end())
      problems.add(path, letter.line(),
                   fmt::format("a strength is one of {}", fmt::join(names, ", ")));
    else
      strength.push_back(static_cast<Strength>(found - names.begin()));
  }
  if (strength.empty()) problems.add(path, list.line(), "the strength is missing");
  return strength;
}

std::vector<std::string> sources_in(const Node& row, const std::vector<Strength>& strength,
                                    const std::string& path, const Bibliography& bibliography,
                                    Problems& problems) {
  std::vector<std::string> sources;
  const Node& list = field_of(row, "sources");
  for (const Node& key : list.values()) {
    if (key.kind() != Node::Kind::text || !bibliography.find(key.text()))
      problems.add(path, key.line(),
                   fmt::format("the source {} is not in references.json",
                               key.kind() == Node::Kind::text ? key.text() : "given"));
    else
      sources.push_back(key.text());
  }
  const bool only_proposed = std::ranges::all_of(
      strength, [](Strength s) { return s == Strength::proposal || s == Strength::list; });
  if (sources.empty() && !only_proposed)
    problems.add(path, list.line(), "the source is missing; only a proposal may have none");
  return sources;
}

std::string id_in(const Node& row, std::string_view otherwise) {
  const Node* id = row.find("id");
  return id && id->kind() == Node::Kind::text ? id->text() : std::string(otherwise);
}

}  // namespace stipple
