// SPDX-License-Identifier: Apache-2.0
// Everything the models know: parameters, lesions, zones, the bibliography; and one member's values
// of all of it.
#pragma once

#include <optional>
#include <string>

#include "core/random.h"
#include "evidence/lesions.h"
#include "evidence/numbing_data.h"
#include "evidence/parameter_values.h"
#include "evidence/zones.h"

namespace stipple {

struct Library {
  DataFiles files;
  Bibliography bibliography;
  ParameterTable healing, puncture, barrier, recovery;
  LesionTable lesions;
  ZoneTable zones;
  NumbingData numbing;
};

Library load_library(DataFiles files);

// The values of every table for one member of an ensemble, and the key of its further draws (skin,
// lesions, tendency).
struct MemberValues {
  ParameterValues healing, puncture, barrier, recovery;
  Seed seed{};
  std::size_t member{};
  bool stated{};  // the stated values everywhere: nothing is drawn

  [[nodiscard]] double draw(const Parameter&, std::string_view tag) const;
};

MemberValues stated_member(const Library&);
MemberValues sampled_member(const Library&, Seed, std::size_t member);

}  // namespace stipple
