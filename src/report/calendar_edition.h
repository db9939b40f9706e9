// SPDX-License-Identifier: Apache-2.0
// A calendar as the next edition of one that was handed out before (RFC 5546): an entry that is as
// it was keeps its SEQUENCE, one that changed has the next, one that is no more stays as cancelled.
#pragma once

#include <string>

namespace stipple {

struct Edition {
  std::string uid_prefix{};  // of every entry of this course
  std::string stamp{};       // of this issue: "20260302T101500Z"
};

// Both are calendars as text. InvalidInput where the previous one is damaged, or of another course
// or program: then nothing of it may be lost silently.
std::string next_edition(const std::string& fresh, const std::string& previous, const Edition&);

// Of every calendar of this program, whatever its version.
inline constexpr const char* kCalendarMaker = "-//Stipple//Stipple ";

}  // namespace stipple
