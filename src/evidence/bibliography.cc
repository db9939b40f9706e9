// SPDX-License-Identifier: Apache-2.0
#include "evidence/bibliography.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "evidence/node_checks.h"

namespace stipple {
namespace {

std::optional<Reading> reading_named(std::string_view name) {
  if (name == "read") return Reading::read;
  if (name == "second-hand") return Reading::second_hand;
  if (name == "unconfirmed") return Reading::unconfirmed;
  return std::nullopt;
}

std::optional<int> year_in(const Node& object, const std::string& path, Problems& problems) {
  const Node& year = field_of(object, "year");
  if (year.kind() == Node::Kind::null) return std::nullopt;
  if (year.kind() == Node::Kind::number)
    if (const double y = year.number(); y >= 1800 && y <= 2100 && y == std::floor(y))
      return static_cast<int>(y);
  problems.add(path, year.line(), "year is neither a year from 1800 on nor null");
  return std::nullopt;
}

}  // namespace

std::string to_text(const Reference& r) {
  std::string text = r.authors;
  if (r.year) text += " (" + std::to_string(*r.year) + ")";
  text += ", " + r.published;
  if (!r.id.empty()) text += ", " + r.id;
  if (r.reading == Reading::second_hand) text += " [second-hand]";
  if (r.reading == Reading::unconfirmed) text += " [unconfirmed]";
  return text;
}

Bibliography::Bibliography(std::vector<Reference> references) : references_(std::move(references)) {
  std::ranges::sort(references_, {}, &Reference::key);
}

const Reference* Bibliography::find(std::string_view key) const {
  const auto found = std::ranges::lower_bound(references_, key, {}, &Reference::key);
  return found != references_.end() && found->key == key ? &*found : nullptr;
}

Bibliography read_bibliography(std::string_view json, std::string_view file) {
  Problems problems(file);
  std::vector<Reference> list;
  const Node document = parse_data_object(json, file);
  for (std::size_t i = 0; i < document.keys().size(); ++i) {
    const std::string& key = document.keys()[i];
    const Node& object = document.values()[i];
    if (!has_fields(object, key, {"authors", "year", "id", "read", "published"}, {}, problems))
      continue;
    Reference r{.key = key, .authors = text_in(object, "authors", key, problems)};
    r.year = year_in(object, key, problems);
    r.published = text_in(object, "published", key, problems);
    r.id = text_in(object, "id", key, problems);
    const auto reading = reading_named(text_in(object, "read", key, problems));
    if (!reading)
      problems.add(key, object.line(), "read is not one of read, second-hand, unconfirmed");
    r.reading = reading.value_or(Reading::unconfirmed);
    if (r.authors.empty() || r.published.empty())
      problems.add(key, object.line(), "authors or place of publication is empty");
    list.push_back(std::move(r));
  }
  problems.throw_if_any();
  return Bibliography(std::move(list));
}

Bibliography load_bibliography(const DataFiles& files) {
  return read_bibliography(files.text("references.json"), "references.json");
}

}  // namespace stipple
