// SPDX-License-Identifier: Apache-2.0
// What a concern means for the tissue, by kind and severity: data/lesions.json. An atrophic scar or
// a stretch mark is a local set-point map (less collagen, less elastin, more disorder), not a
// damage that heals.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/parameters.h"

namespace stipple {

struct Lesion {
  std::string kind{};      // "acne_scar_rolling", or "none"
  std::string severity{};  // "mild", "moderate", "severe"
  Parameter depth{};       // below the junction, mm; 0 where the whole dermis is meant
  Parameter width{};       // mm
  Parameter C_h{};         // collagen set-point relative to normal skin
  Parameter L_h{};         // elastin set-point relative to normal skin
  Parameter q_h{};         // disorder of the matrix at rest
  friend bool operator==(const Lesion&, const Lesion&) = default;
};

class LesionTable {
 public:
  LesionTable(std::string file, std::vector<Lesion> lesions);
  // InvalidInput when the data file does not hold the pair.
  [[nodiscard]] const Lesion& at(std::string_view kind, std::string_view severity) const;
  [[nodiscard]] std::span<const Lesion> all() const& { return lesions_; }
  std::span<const Lesion> all() && = delete;  // it would outlive the table

 private:
  std::string file_{};
  std::vector<Lesion> lesions_{};
};

LesionTable read_lesions(std::string_view json, std::string_view file, const Bibliography&);
LesionTable load_lesions(const DataFiles&, const Bibliography&);

}  // namespace stipple
