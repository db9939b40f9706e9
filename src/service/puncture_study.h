// SPDX-License-Identifier: Apache-2.0
// The members through one visit, their figures as bands, and all that a report of it shows.
#pragma once

#include <string>

#include "course/run.h"
#include "report/puncture_result.h"
#include "service/puncture_members.h"

namespace stipple {

// One visit of a case, with everything that its members are made from.
struct PunctureStudy {
  const Library& library;
  DeviceSource device;
  Patient patient;
  SessionSettings settings;
  double width{}, height{};  // of the patch, mm
  Seed seed;
  std::vector<MemberValues> members;
  // The person and settings of a member, where the case draws them.
  std::function<Person(std::size_t member)> person;
  std::size_t visit{};  // index
};

struct StudiedMembers {
  PuncturedSkin stated{};
  PunctureMap map{};  // of the stated parameters
  ObservedPunctures at_stated{};
  std::vector<PuncturedSkin> skins{};
  std::vector<ObservedPunctures> observed{};
  long replaced{};  // devices that could not be drawn
};

// Throws Cancelled when progress says so.
StudiedMembers study_members(const PunctureStudy&, const Progress&);

// Figures with bands, forces, channels, and what stands behind them.
void add_punctures(PunctureResult&, const PunctureStudy&, const StudiedMembers&);

}  // namespace stipple
