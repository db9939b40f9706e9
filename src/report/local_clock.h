// SPDX-License-Identifier: Apache-2.0
// Hours on the clock of a place: an hour is an hour, also through a night that has one more or one
// less. The zones are those of the system (IANA, package tzdata).
#pragma once

#include <string>

#include "aftercare/moment.h"

namespace stipple {

// `time_zone` as in "Europe/Berlin"; empty: plain_hours. A time that its day does not have is moved
// on by what is left out; of one that it has twice the first is meant. Without a time of day as
// plain_hours. InvalidInput at care.time_zone for a zone that is not known.
AddHours clock_of_zone(const std::string& time_zone);

}  // namespace stipple
