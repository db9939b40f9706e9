// SPDX-License-Identifier: Apache-2.0
#include "service/case_names.h"

#include "puncture/catalogue.h"

namespace stipple {

CaseNames case_names(const Library& library) {
  CaseNames known;
  for (const Zone& zone : library.zones.all()) known.zones.push_back(zone.id);
  for (const std::string& id : device_ids(library.files))
    known.devices.push_back(device_named(library.files, id, library.bibliography));
  return known;
}

}  // namespace stipple
