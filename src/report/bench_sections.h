// SPDX-License-Identifier: Apache-2.0
// The parts of a bench report, each a pure function from the result to well-formed HTML. The result
// has a bench report.
#pragma once

#include <string>

#include "report/puncture_result.h"

namespace stipple {

std::string bench_device(const PunctureResult&);       // figures of the device and their sources
std::string bench_depths(const PunctureResult&);       // set against true depth
std::string bench_rates(const PunctureResult&);        // punctures in a second and per area
std::string bench_needle(const PunctureResult&);       // one visit: figures and pictures
std::string bench_zones(const PunctureResult&);        // the deepest setting of each zone
std::string bench_credibility(const PunctureResult&);  // verified, compared, not compared
std::string bench_assumed(const PunctureResult&);

}  // namespace stipple
