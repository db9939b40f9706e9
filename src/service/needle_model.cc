// SPDX-License-Identifier: Apache-2.0
#include "service/needle_model.h"

#include <cmath>
#include <numbers>

#include "puncture/catalogue.h"
#include "puncture/wound.h"
#include "report/febio.h"

namespace stipple {
namespace {

constexpr double kFat = 5.0;  // mm, below the dermis: deep enough to be far from the needle

}  // namespace

std::string needle_model_of(const Library& library, const Device& device,
                            const SessionSettings& settings, const Patient& patient) {
  const ParameterTable fe =
      load_parameters(library.files, "parameters/needle_fe.json", library.bibliography);
  const ParameterValues puncture(library.puncture);
  Skin skin = skin_from(library.zones.at(patient.zone), patient.sex);
  skin.age = patient.age;
  const PuncturePattern pattern =
      wound_pattern(device, settings, skin, puncture_parameters(library.puncture, library.healing));
  const NeedleOnSkin& n = pattern.needle;
  const NeedleTip tip{.tip_diameter = n.tip_diameter,
                      .half_angle = n.taper > 0.0
                                        ? std::atan((n.diameter - n.tip_diameter) / 2.0 / n.taper)
                                        : fe.value("taper_half_angle") * std::numbers::pi / 180.0,
                      .shaft_diameter = n.diameter};
  // FEBio solves the slow press of one needle alone: no rate, no neighbours.
  NeedleOnSkin alone = n;
  alone.speed = alone.neighbours = 0.0;
  return febio_needle_model(
      tip,
      skin_layers(puncture, ParameterValues(fe), skin.epidermis.in(mm), skin.dermis.in(mm), kFat),
      puncture_travel(insertion_parameters(puncture), alone));
}

}  // namespace stipple
