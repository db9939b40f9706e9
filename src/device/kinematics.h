// SPDX-License-Identifier: Apache-2.0
// How needles move into the skin, from geometry alone. Plain doubles: mm, s, Hz; densities in
// 1/cm2.
//   crank   z(t) = D - S/2 (1 - cos 2 pi f t)         roller  x(th) = (R + z) tan th - R th
//   density of a pass: pen N f / (W u), roller N / (2 pi R w) [Schwarz2011], stamp N / area
// Theory: docs/theory/device.md.
#pragma once

#include <vector>

#include "core/error.h"
#include "device/device.h"
#include "device/session.h"

namespace stipple {

// Crank of a pen, set to a depth D below the guide plane with a stroke S (mm).
double fraction_below(double depth, double stroke);                  // of the cycle, 0..1
double time_below_s(double depth, double stroke, double frequency);  // of one stroke
double entry_speed(double depth, double stroke, double frequency);   // at the plane, mm/s
double mean_speed(double depth, double stroke, double frequency);    // plane to deepest point, mm/s
// Length that a needle gliding at `glide` mm/s tears at a depth z, less what the skin moves along.
double pen_slit(double z, double depth, double stroke, double frequency, double glide,
                double compliance);

// Rolling without slip on a drum of radius R; the needle reaches `depth` below the surface.
double roller_entry_angle_deg(double depth, double drum_radius);  // from the normal of the skin
double roller_slit(double z, double depth, double drum_radius, double compliance);

// Punctures per cm2 of one pass. A pen that stands still has none: see problems_of(). Swaths that
// overlap by a share o lie closer: 1 / (1 - o) times as many.
double density_per_pass_cm2(const Device&, double glide);
double density_per_pass_cm2(const Device&, const SessionSettings&);
// Punctures per cm2 of the whole session: the density asked for, or passes times that of one.
double session_density_cm2(const Device&, const SessionSettings&);

// What the device cannot do, each under its field below `path`: deeper than scale, needle or stroke
// allow, a pen that neither glides nor is given a density.
std::vector<Problem> problems_of(const Device&, const SessionSettings&, const std::string& path);

}  // namespace stipple
