// SPDX-License-Identifier: Apache-2.0
#include "puncture/catalogue.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "device/cartridge.h"

namespace stipple {
namespace {

std::vector<std::string_view> figures_of(std::string_view kind) {
  std::vector<std::string_view> list{"diameter",  "tip_diameter",   "length",
                                     "taper",     "needle_count",   "pitch",
                                     "max_depth", "depth_tolerance"};
  if (kind == "pen") list.insert(list.end(), {"frequency", "stroke", "swath"});
  if (kind == "roller") list.insert(list.end(), {"drum_radius", "drum_width", "needles_around"});
  if (kind == "stamp") list.insert(list.end(), {"plate_area"});
  return list;
}

int whole(const ParameterTable& figures, const char* symbol) {
  return static_cast<int>(std::lround(figures.value(symbol)));
}

InvalidInput wrong_record(const DeviceRecord& record, std::vector<Problem> problems) {
  for (Problem& p : problems) p.file = "devices/" + record.id + ".json";
  return InvalidInput(std::move(problems));
}

Arrangement arrangement_of(const DeviceRecord& record) {
  const auto& names = EnumNames<Arrangement>::names;
  const auto found = std::ranges::find(names, record.arrangement.value);
  if (found == names.end())
    throw wrong_record(record, {{.path = "arrangement.value",
                                 .message = "is not one of rings, square, hexagonal, rows"}});
  return static_cast<Arrangement>(found - names.begin());
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
  device.needle_count = whole(f, "needle_count");
  device.pitch = length("pitch");
  if (record.kind != "roller") device.arrangement = arrangement_of(record);
  device.max_depth = length("max_depth");
  device.depth_tolerance = length("depth_tolerance");
  if (record.kind == "pen")
    device.drive = Pen{.frequency = Frequency(f.value("frequency"), Hz),
                       .stroke = length("stroke"),
                       .swath = length("swath")};
  else if (record.kind == "roller")
    device.drive = Roller{.drum_radius = length("drum_radius"),
                          .drum_width = length("drum_width"),
                          .needles_around = whole(f, "needles_around")};
  else
    device.drive = Stamp{.plate_area = Area(f.value("plate_area"), cm2)};
  if (auto problems = problems_of(device, "figures"); !problems.empty())
    throw wrong_record(record, std::move(problems));
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
