// SPDX-License-Identifier: Apache-2.0
// The leaflet on paper at one size of type, as many pages as that takes. Internal to report/.
#pragma once

#include "report/leaflet_content.h"
#include "report/paper.h"

namespace stipple {

// `size` of the body in points; smaller letters are never below kLeastType.
inline constexpr double kLeastType = 9.5;
Paper drawn_leaflet(const LeafletContent&, const DataFiles& pictograms, PaperSize, Date date,
                    double size);

// The size at which it fits front and back; where none does, the one that takes the fewest pages,
// large first.
Paper fitted_leaflet(const LeafletContent&, const DataFiles& pictograms, PaperSize, Date date);

}  // namespace stipple
