// SPDX-License-Identifier: Apache-2.0
// From the records of the evidence to the things they describe: a named device, the skin of a zone.
#pragma once

#include <string_view>

#include "device/device.h"
#include "evidence/device_records.h"
#include "evidence/zones.h"
#include "patient/patient.h"
#include "patient/skin.h"

namespace stipple {

// InvalidInput with every figure that its kind needs and the record lacks, or that does not belong
// there; or with what keeps the device from being built.
Device device_from(const DeviceRecord&);
// InvalidInput that names the known devices when this one is not among them.
Device device_named(const DataFiles&, std::string_view id, const Bibliography&);

Skin skin_from(const Zone&, Sex);

}  // namespace stipple
