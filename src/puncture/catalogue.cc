// SPDX-License-Identifier: Apache-2.0
#include "puncture/catalogue.h"

#include <cmath>
#include <vector>

namespace stipple {
namespace {

std::vector<std::string_view> figures_of(std::string_view kind) {
  std::vector<std::string_view> list{"diameter",  "tip_diameter",   "length",
                                     "taper",     "needle_count",   "pitch",
                                     "max_depth", "depth_tolerance"};
  if (kind == "pen") list.insert(list.end(), {"frequency", "stroke", "swath"});
  if (kind == "roller") list.insert(list.end(), {"drum_radius", "drum_width"});
  if (kind == "stamp") list.insert(list.end(), {"plate_area"});
  return list;
}

}  // namespace

Device device_from(const DeviceRecord& record) {
  const ParameterTable& f = record.figures;
  f.require_exactly(figures_of(record.kind));
  const auto length = [&](const char* symbol) { return Length(f.value(symbol), mm); };
  Device device{.id = record.id, .name = record.name};
  device.needle = {.diameter = length("diameter"),
                   .tip_diameter = length("tip_diameter"),
                   .length = length("length"),
                   .taper = length("taper")};
  device.needle_count = static_cast<int>(std::lround(f.value("needle_count")));
  device.pitch = length("pitch");
  device.max_depth = length("max_depth");
  device.depth_tolerance = length("depth_tolerance");
  if (record.kind == "pen")
    device.drive = Pen{.frequency = Frequency(f.value("frequency"), Hz),
                       .stroke = length("stroke"),
                       .swath = length("swath")};
  else if (record.kind == "roller")
    device.drive = Roller{.drum_radius = length("drum_radius"), .drum_width = length("drum_width")};
  else
    device.drive = Stamp{.plate_area = Area(f.value("plate_area"), cm2)};
  return device;
}

Device device_named(const DataFiles& files, std::string_view id, const Bibliography& bibliography) {
  return device_from(load_device_record(files, id, bibliography));
}

Skin skin_from(const Zone& zone, Sex sex) {
  const Parameter& dermis = sex == Sex::female ? zone.dermis_female : zone.dermis_male;
  return {.zone = zone.id,
          .epidermis = Length(zone.epidermis.value, mm),
          .dermis = Length(dermis.value, mm)};
}

}  // namespace stipple
