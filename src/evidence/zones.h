// SPDX-License-Identifier: Apache-2.0
// Zones of the body and how thick the skin is there: data/skin/zones.json.
// Epidermis by histology, dermis of the face by ultrasound [Meng2022]; assumed where no source is
// at hand.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/parameters.h"

namespace stipple {

struct Zone {
  std::string id{};
  std::string name{};
  Parameter epidermis{};      // mm
  Parameter dermis_female{};  // mm, papillary and reticular together
  Parameter dermis_male{};    // mm
  friend bool operator==(const Zone&, const Zone&) = default;
};

class ZoneTable {
 public:
  ZoneTable(std::string file, std::vector<Zone> zones);
  // InvalidInput that names the known zones when this one is not among them.
  [[nodiscard]] const Zone& at(std::string_view id) const;
  [[nodiscard]] const Zone* find(std::string_view id) const;
  [[nodiscard]] std::span<const Zone> all() const& { return zones_; }
  std::span<const Zone> all() && = delete;  // it would outlive the table

 private:
  std::string file_{};
  std::vector<Zone> zones_{};
};

ZoneTable read_zones(std::string_view json, std::string_view file, const Bibliography&);
ZoneTable load_zones(const DataFiles&, const Bibliography&);

}  // namespace stipple
