// SPDX-License-Identifier: Apache-2.0
// The ensemble that evidence left: which draws of the parameters are believable and how much each
// weighs, made by `stipple calibrate` (data/ensemble/conditioned.json). A draw is named by its seed
// and number; its values follow from the parameter tables, whose content the file is bound to.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/data_files.h"

namespace stipple {

struct ConditionedEnsemble {
  std::uint64_t seed{};
  std::vector<std::size_t> numbers{};           // of the believable draws of healing
  std::vector<std::size_t> puncture_numbers{};  // and of puncture with each
  std::vector<double> weights{};                // sum to 1
  long candidates{}, plausible{};
  double effective_sample_size{};
  double puncture_effective_sample_size{};  // of its own rows, before the rows of tissue
  // The barrier and numbing parameters are conditioned apart: no row ties them to the others.
  std::vector<std::size_t> barrier_numbers{};
  std::vector<double> barrier_weights{};
  double barrier_effective_sample_size{};
  std::string parameters_hash{};  // of the tables the draws were made from
  std::string program_version{};
  std::vector<std::string> calibrated_on{}, windows{};  // rows of the evidence, as "study: metric"
  friend bool operator==(const ConditionedEnsemble&, const ConditionedEnsemble&) = default;
};

inline constexpr std::string_view kConditionedFile = "ensemble/conditioned.json";

// Hash of data/parameters, the lesions, the numbing creams and the zones: what a draw depends on.
std::string parameters_hash(const DataFiles&);

// None when there is no such file; InvalidInput when it is damaged or was made from other
// parameters.
std::optional<ConditionedEnsemble> load_conditioned(const DataFiles&);
ConditionedEnsemble read_conditioned(std::string_view json, std::string_view file);
std::string write_conditioned(const ConditionedEnsemble&);

}  // namespace stipple
