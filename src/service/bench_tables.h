// SPDX-License-Identifier: Apache-2.0
// The tables of a bench report, as a submission for a device asks for them: the device, set against
// true depth over the whole scale, rate of punctures, the deepest setting of each zone, and how far
// the model is to be believed.
#pragma once

#include "report/puncture_result.h"
#include "service/puncture_study.h"

namespace stipple {

BenchReport bench_tables(const PunctureStudy&, const StudiedMembers&, const Progress&);

// The device's figures with their standing; also those of a device of the case's own.
std::vector<DeviceFigure> device_figures(const DeviceSource&);

// Laws that the program's own tests hold for needles, each with the name of its test.
std::vector<VerifiedLaw> verified_laws();

// Where no deeper setting was looked at for safety, mm, from the limits in the evidence.
double evaluated_depth(const Library&);

}  // namespace stipple
