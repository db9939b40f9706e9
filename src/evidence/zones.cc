// SPDX-License-Identifier: Apache-2.0
#include "evidence/zones.h"

#include <algorithm>
#include <utility>

#include "evidence/node_checks.h"

namespace stipple {
namespace {

constexpr std::pair<const char*, Parameter Zone::*> kFigures[] = {
    {"epidermis", &Zone::epidermis},
    {"dermis_female", &Zone::dermis_female},
    {"dermis_male", &Zone::dermis_male}};

}  // namespace

ZoneTable::ZoneTable(std::string file, std::vector<Zone> zones)
    : file_(std::move(file)), zones_(std::move(zones)) {}

const Zone* ZoneTable::find(std::string_view id) const {
  const auto found = std::ranges::find(zones_, id, &Zone::id);
  return found == zones_.end() ? nullptr : &*found;
}

const Zone& ZoneTable::at(std::string_view id) const {
  if (const Zone* found = find(id)) return *found;
  std::string known;
  for (const Zone& zone : zones_) known += (known.empty() ? "" : ", ") + zone.id;
  Problems problems(file_);
  problems.add("zone", 0, "the zone " + std::string(id) + " is not known; known are " + known);
  problems.throw_if_any();
  STIPPLE_REQUIRE(false);
}

ZoneTable read_zones(std::string_view json, std::string_view file,
                     const Bibliography& bibliography) {
  Problems problems(file);
  std::vector<Zone> list;
  const Node document = parse_data_object(json, file);
  for (std::size_t i = 0; i < document.keys().size(); ++i) {
    const std::string& id = document.keys()[i];
    const Node& object = document.values()[i];
    if (!has_fields(object, id, {"name", "epidermis", "dermis_female", "dermis_male"}, {},
                    problems))
      continue;
    Zone zone{.id = id, .name = text_in(object, "name", id, problems)};
    for (const auto& [name, member] : kFigures)
      if (auto p = parameter_in(field_of(object, name), name, id + "." + name, bibliography, false,
                                problems))
        zone.*member = std::move(*p);
    list.push_back(std::move(zone));
  }
  problems.throw_if_any();
  return ZoneTable(std::string(file), std::move(list));
}

ZoneTable load_zones(const DataFiles& files, const Bibliography& bibliography) {
  return read_zones(files.text("skin/zones.json"), "skin/zones.json", bibliography);
}

}  // namespace stipple
