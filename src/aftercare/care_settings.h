// SPDX-License-Identifier: Apache-2.0
// What the papers of a course need beside the course itself: the practice, the time of each visit,
// products by name, and the professional who releases them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aftercare/moment.h"
#include "core/describe.h"

namespace stipple {

struct Practice {
  std::string name{}, address{};
  std::string phone{}, out_of_hours{};
  std::string emergency{};  // number; empty: the usual ones of the language are named
  friend bool operator==(const Practice&, const Practice&) = default;
};

// A professional has read the papers: `draft` is the mark that stood on what was read. When
// anything on them changed since, the mark is another one and the release does not hold.
struct Release {
  std::string name{}, role{};
  Date date{};
  std::string draft{};
  friend bool operator==(const Release&, const Release&) = default;
};

struct CareSettings {
  std::optional<Practice> practice{};
  std::string patient{};                  // name on the patient's papers; empty: a line to write on
  std::string reference{};                // the practice's own number for this course, never shown
  std::string time_zone{};                // "Europe/Berlin"; empty: not known
  std::vector<std::string> times{};       // "14:30" of each visit, or one for all; may be empty
  std::vector<std::string> products{};    // that may go on the skin after a visit, by name
  std::vector<std::string> prescribed{};  // by a prescriber for these visits, word for word
  std::optional<Release> released{};
  friend bool operator==(const CareSettings&, const CareSettings&) = default;
};

void describe(Visitor&, Practice&);
void describe(Visitor&, Release&);
void describe(Visitor&, CareSettings&);

// The time of that visit, where one is given.
std::optional<int> clock_of(const CareSettings&, std::size_t visit);

}  // namespace stipple
