// SPDX-License-Identifier: Apache-2.0
// Colours for figures: equal steps of a figure look like equal steps, in print without colour and
// with any colour vision.
#pragma once

#include "report/axes.h"
#include "report/canvas.h"

namespace stipple {

// 0: pale green, 1: dark violet. The map viridis from its dark end to four fifths, where it still
// stands out from white paper (S. van der Walt and N. Smith, in the public domain).
Colour deep_colour(double share);
// 0: the paper, 1: full blue.
Colour count_colour(double share);

// An upright bar of colours with ticks to its right, `from` at the bottom.
void draw_colour_bar(Canvas&, Point corner, double width, double height, Range, int ticks,
                     Colour (*colour_of)(double));
// A length of the scene, drawn and named: "1 mm".
void draw_scale_bar(Canvas&, Point left, double length_mm, double pixels_per_mm);

// The inks of every picture.
Colour ink();
Colour muted_ink();
Colour rule_ink();
Colour paper();

}  // namespace stipple
