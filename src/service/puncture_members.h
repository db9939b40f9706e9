// SPDX-License-Identifier: Apache-2.0
// What one member of the ensemble says of a device at one visit: its own skin, its own parameters,
// its own hand, and a device whose figures are drawn from the ranges that its data state.
#pragma once

#include <optional>
#include <vector>

#include "course/member.h"
#include "evidence/device_records.h"
#include "puncture/array.h"
#include "puncture/puncture_map.h"

namespace stipple {

// The figures of a named device, to draw from; a device of the case's own is the same for all.
struct DeviceSource {
  Device stated{};
  std::optional<DeviceRecord> record{};
};

// Drawn anew where nobody could build it or it cannot do what is set; after many tries the stated
// device.
struct DrawnDevice {
  Device device{};
  bool replaced{};
};
DrawnDevice drawn_device(const DeviceSource&, const SessionSettings&, const MemberValues&);

Skin as_skin(const Patient&, const SkinValues&);

// All that follows from one skin, one device, one setting and one set of parameters.
struct PuncturedSkin {
  Device device{};
  Skin skin{};
  PunctureParameters parameters{};
  PuncturePattern pattern{};
  HandMotion hand{};
};
PuncturedSkin punctured_skin(const Device&, const SessionSettings&, const Skin&,
                             const MemberValues&);

// Figures of one member; doubles in the units of their names.
struct ObservedPunctures {
  double density_cm2{}, counted_cm2{}, punctures_per_s{};
  double depth_mean{}, depth_sd{}, depth_p5{}, depth_p95{}, entered{};
  double slit{}, coverage{}, bleeding{};
  double insertion_force{}, largest_force{}, array_force{};  // mN
  double array_work{};                                       // mJ
  double entry_speed_m_per_s{}, time_in_skin_ms{}, angle_deg{};
  double nearest{}, clark_evans{};
  std::vector<double> needle_force{}, array_forces{};  // mN along the travel of the stated setting
};

constexpr int kForceSteps = 120;

// The map is placed on a patch of this size.
PunctureMap placed(const PuncturedSkin&, const SessionSettings&, double width, double height, Seed);
ObservedPunctures observed(const PuncturedSkin&, const PunctureMap&, double travel);

struct ForceCurves {
  ForceCurve needle{}, array{};
  ArrayLoad load{};
};
double largest_force(const ForceCurve&);  // on the way in, mN

// One needle alone, and all that are in the skin at once; of those only the whole force.
ForceCurves force_curves(const PuncturedSkin&, double travel);

}  // namespace stipple
