// SPDX-License-Identifier: Apache-2.0
// What the leaflet says, once for paper and page. Texts may hold *bold words* (report/emphasis.h).
// Internal to report/.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/leaflet.h"

namespace stipple {

struct LeafletItem {
  std::string pictogram{};
  std::string words{};
  bool to_fill{};  // a line to write on follows
};

struct LeafletGroup {
  std::string heading{};
  std::vector<LeafletItem> items{};
};

// A column for each visit.
struct LeafletRow {
  std::string label{};
  std::vector<std::string> cells{};
};
struct LeafletDates {
  std::string heading{}, lead{};
  LeafletRow head{};
  std::vector<LeafletRow> rows{};
};

enum class SignLevel { absent, possible, usual };
struct LeafletSign {
  std::string words{};
  std::vector<SignLevel> days{};  // day 0, 1, ... 14
};
struct LeafletStrip {
  std::string heading{}, lead{}, social{}, usual{}, possible{};
  LeafletRow days{};                    // 0, 1, ... 14
  std::vector<LeafletRow> calendars{};  // the same as days of the month, each visit
  std::vector<LeafletSign> signs{};
};

struct LeafletCall {
  Urgency urgency{};
  std::string label{}, when{}, words{};
};

// Without words a line to write on.
struct LeafletField {
  std::string label{}, words{};
};

struct LeafletContent {
  std::string language{}, title{};
  std::string watermark{};  // empty once released
  std::vector<std::string> facts{};
  std::optional<LeafletDates> dates{};
  std::optional<LeafletStrip> strip{};
  std::vector<LeafletGroup> groups{};  // instructions by time, the sun first
  std::string call_heading{}, call_lead{};
  std::vector<LeafletCall> calls{};  // most urgent first
  std::string contact_heading{};
  std::vector<LeafletField> contact{};
  LeafletGroup know{};
  std::vector<std::string> foot{};
};

LeafletContent leaflet_content(const LeafletInput&, const TextBook&);

// Parts of it. `visits` are those that are shown.
using ShownVisits = std::vector<const CareVisit*>;
// One instruction over the visits at which it holds, its spans the longest of them; what only the
// next visit lengthens counts as it is for one visit.
struct JoinedInstruction {
  const DatedInstruction* one{};
  std::vector<std::size_t> visits{};  // from 1
  int hours_before{}, hours_after{};
};
std::vector<JoinedInstruction> joined_instructions(const ShownVisits&);
bool are_dated(const ShownVisits&);
// "72 hours", "7 days", "4 weeks": never shorter than the hours.
std::string span_words(int hours, const TextBook&);
std::vector<LeafletGroup> leaflet_groups(const LeafletInput&, const ShownVisits&, const TextBook&);
std::optional<LeafletDates> leaflet_dates(const ShownVisits&, const TextBook&);
std::optional<LeafletStrip> leaflet_strip(const ShownVisits&, const TextBook&);
std::vector<LeafletCall> leaflet_calls(const ShownVisits&, const TextBook&);

}  // namespace stipple
