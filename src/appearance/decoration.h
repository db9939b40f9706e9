// SPDX-License-Identifier: Apache-2.0
// Nuclei, fibres and fat cells drawn into a section so that it is easier on an eye that is used to
// slides. Nothing of it is simulated: no nucleus and no fibre stands where the model has one.
// Nuclei are drawn by chance, as many as the model has; fibres, leaves of the horny layer and fat
// cells are a pattern whose mean is 1. So means over an area stay what the model says. Whoever
// shows such a picture says so beside it. docs/theory/appearance-histology.md, "Decoration".
#pragma once

#include "appearance/section.h"
#include "core/random.h"

namespace stipple {

// The same seed draws the same pattern at the same place of the block, in any window, at any time
// and with any number of threads.
SectionAmounts decorated(SectionAmounts, const StainParameters&, Seed, int threads = 1);

}  // namespace stipple
