// SPDX-License-Identifier: Apache-2.0
// One needle of a case's device on the skin of its patient, at the stated parameters, as a model of
// FEBio: pressed to where the fast model says that the tip breaks through.
#pragma once

#include <string>

#include "course/library.h"
#include "device/device.h"
#include "device/session.h"
#include "patient/patient.h"

namespace stipple {

std::string needle_model_of(const Library&, const Device&, const SessionSettings&, const Patient&);

}  // namespace stipple
