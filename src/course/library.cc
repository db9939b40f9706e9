// SPDX-License-Identifier: Apache-2.0
#include "course/library.h"

namespace stipple {

Library load_library(DataFiles files) {
  Bibliography bibliography = load_bibliography(files);
  ParameterTable healing = load_parameters(files, "parameters/healing.json", bibliography);
  ParameterTable puncture = load_parameters(files, "parameters/puncture.json", bibliography);
  ParameterTable barrier = load_parameters(files, "parameters/barrier.json", bibliography);
  ParameterTable recovery = load_parameters(files, "parameters/recovery.json", bibliography);
  LesionTable lesions = load_lesions(files, bibliography);
  ZoneTable zones = load_zones(files, bibliography);
  NumbingData numbing = load_numbing(files, bibliography);
  return Library{std::move(files),    std::move(bibliography), std::move(healing),
                 std::move(puncture), std::move(barrier),      std::move(recovery),
                 std::move(lesions),  std::move(zones),        std::move(numbing)};
}

double MemberValues::draw(const Parameter& p, std::string_view tag) const {
  return stated ? p.value : sampled_value(p, seed, tag, member);
}

MemberValues stated_member(const Library& library) {
  return {ParameterValues(library.healing),
          ParameterValues(library.puncture),
          ParameterValues(library.barrier),
          ParameterValues(library.recovery),
          Seed{0},
          0,
          true};
}

MemberValues sampled_member(const Library& library, Seed seed, std::size_t member) {
  return {sampled_values(library.healing, seed, member),
          sampled_values(library.puncture, seed, member),
          sampled_values(library.barrier, seed, member),
          sampled_values(library.recovery, seed, member),
          seed,
          member,
          false};
}

}  // namespace stipple
