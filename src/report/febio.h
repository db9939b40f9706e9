// SPDX-License-Identifier: Apache-2.0
// The dimple problem of puncture/needle_fe.h as a model of FEBio (febio_spec 4.0), for a check by
// another program: a quarter of the skin in bricks, one Ogden material a layer, the needle as a
// rigid skin that comes down without friction. Lengths mm, stresses MPa, forces N.
#pragma once

#include <string>
#include <vector>

#include "puncture/needle_fe.h"

namespace stipple {

struct FebioMesh {
  int sectors{8};  // bricks round a quarter turn
  DimpleMesh skin{};
  friend bool operator==(const FebioMesh&, const FebioMesh&) = default;
};

// The whole file as text. The tip goes down by `travel`, mm; the needle's taper is drawn up to a
// little above that.
std::string febio_needle_model(const NeedleTip&, const std::vector<ElasticLayer>&, double travel,
                               const FebioMesh& mesh = {});

}  // namespace stipple
