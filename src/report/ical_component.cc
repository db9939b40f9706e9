// SPDX-License-Identifier: Apache-2.0
#include "report/ical_component.h"

#include <libical/ical.h>

namespace stipple {

void FreeIcal::operator()(icalcomponent_impl* c) const { icalcomponent_free(c); }

IcalComponent parse_ical(const std::string& text) {
  // The library reads up to the first zero: what stands after it would be lost.
  if (text.find('\0') != std::string::npos) return {};
  return IcalComponent(icalparser_parse_string(text.c_str()));
}

std::string text_of(icalcomponent_impl* c) { return taken(icalcomponent_as_ical_string_r(c)); }

std::string taken(char* text) {
  const std::string copy = text == nullptr ? "" : text;
  icalmemory_free_buffer(text);
  return copy;
}

}  // namespace stipple
