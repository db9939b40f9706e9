// SPDX-License-Identifier: Apache-2.0
// A part of a calendar that is freed by itself; keeps the library out of headers.
#pragma once

#include <memory>
#include <string>

struct icalcomponent_impl;

namespace stipple {

struct FreeIcal {
  void operator()(icalcomponent_impl*) const;
};
using IcalComponent = std::unique_ptr<icalcomponent_impl, FreeIcal>;

// Nothing when the text is no calendar.
IcalComponent parse_ical(const std::string& text);
// Folded lines that end in CRLF (RFC 5545, 3.1).
std::string text_of(icalcomponent_impl*);
// A text that the library gave away.
std::string taken(char* text);

}  // namespace stipple
