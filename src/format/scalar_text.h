// SPDX-License-Identifier: Apache-2.0
// Quantities as text in the unit that a field prefers: "34 years" rather than "12418.5 day".
#pragma once

#include <string>

#include "core/describe.h"
#include "core/quantity.h"

namespace stipple {

// Reads back to the same number, bit for bit.
std::string quantity_text(double base, Dimension, const FieldSpec&);
// "0.03 mm to 1 mm", "above 0 mm, at most 3 mm", "at least 0"; empty when anything goes.
std::string limits_text(const FieldSpec&);
std::string limits_text(Dimension, const FieldSpec&);
// "mm, um, cm": the units a file may use.
std::string units_text(Dimension);

}  // namespace stipple
