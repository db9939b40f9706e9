// SPDX-License-Identifier: Apache-2.0
// Named devices as their data files state them: every figure with its range, source and status.
// data/devices/ID.json.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "evidence/parameters.h"

namespace stipple {

struct DeviceRecord {
  std::string id{};            // the file's name
  std::string name{};          // as it stands in a report
  std::string kind{};          // "pen", "roller", "stamp"
  std::string note{};          // what a user should know about the figures
  StatedChoice arrangement{};  // of the needles of a pen or stamp; none on a drum
  ParameterTable figures{};
};

// Ids of all named devices, in order.
std::vector<std::string> device_ids(const DataFiles&);
DeviceRecord read_device_record(std::string_view json, std::string_view file, std::string_view id,
                                const Bibliography&);
// InvalidInput that names the known devices when this one is not among them.
DeviceRecord load_device_record(const DataFiles&, std::string_view id, const Bibliography&);

}  // namespace stipple
