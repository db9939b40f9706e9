// SPDX-License-Identifier: Apache-2.0
// What is known of numbing creams: sets of diffusion constants that the measured depths do not tell
// apart, products with their labels, how much faster skin lets a drug in at some places, medicines
// that forbid a cream, limits of dose. data/numbing/.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/parameters.h"

namespace stipple {

// One believable set: threshold is fitted to the depths that are fitted at all, given the others.
struct NumbingSet {
  std::string name{};
  double D_cm2_s{}, k_per_s{}, lag_min{};
  double threshold{};  // ug/mL, both anaesthetics together
  double misfit{};     // root mean square over the fitted depths, mm
  friend bool operator==(const NumbingSet&, const NumbingSet&) = default;
};

// Limits of a label; what is not at hand is empty, and then nobody can tell.
struct NumbingLabel {
  std::optional<double> amount_g{}, area_cm2{}, minutes_low{}, minutes_high{};
  std::optional<double> age_years{}, weight_kg{};  // least
  Status status{Status::assumed};
  std::string basis{};
  std::vector<std::string> sources{};
};

struct NumbingProductRecord {
  std::string id{};                  // as in a case file
  std::string name{};                // as it stands in a report
  std::optional<double> strength{};  // licensed, all anaesthetics together
  double lidocaine{};                // share of the anaesthetics that is lidocaine
  bool methaemoglobin{};             // holds or may hold prilocaine or benzocaine
  bool licensed{};
  Parameter relative_flux{};  // over the eutectic cream of the same strength
  NumbingLabel label{};
};

struct NumbingSite {
  std::string id{};
  Parameter flux{};  // over that of the thigh
  std::vector<std::string> zones{};
};

struct MedicineList {
  std::string id{};
  std::vector<std::string> names{};  // in lower case; a medicine that holds one of them is meant
  std::string why{};
  std::vector<std::string> sources{};
};

struct NumbingData {
  std::vector<NumbingSet> sets{};  // the first is taken where nothing is drawn
  std::vector<NumbingProductRecord> products{};
  std::vector<NumbingSite> sites{};
  std::vector<MedicineList> medicines{};
  ParameterTable limits{};  // of dose: set by people, never drawn

  // InvalidInput that names the known ones when this is none of them.
  [[nodiscard]] const NumbingSet& set_named(std::string_view name) const;
  [[nodiscard]] const NumbingProductRecord& product(std::string_view id) const;
  [[nodiscard]] const NumbingSite& site_of_zone(std::string_view zone) const;
  [[nodiscard]] const MedicineList& medicine_list(std::string_view id) const;
  // place in 0..1 along the list: 0 the first.
  [[nodiscard]] const NumbingSet& set_at(double place) const;
};

// InvalidInput with every problem of a file.
NumbingData load_numbing(const DataFiles&, const Bibliography&);
// As the file of the sets.
std::string write_numbing_sets(std::span<const NumbingSet>);

}  // namespace stipple
