// SPDX-License-Identifier: Apache-2.0
// The needle and what it leaves, in a vertical section through the layers of the skin, to scale:
// channels across their slit from shallow to deep, and one along its slit.
#pragma once

#include <string>
#include <vector>

#include "device/device.h"
#include "outcome/result.h"
#include "puncture/channel.h"
#include "report/canvas.h"

namespace stipple {

struct ChannelPicture {
  std::string title{}, setting{};
  std::vector<SkinLayer> layers{};  // from the surface down, fat last
  Needle needle{};
  double set_depth{};                      // mm
  Band true_depth{};                       // of single punctures, mm
  std::vector<ChannelSection> channels{};  // shallow to deep; the middle one is shown along, too
};

Canvas channel_picture(const ChannelPicture&);

}  // namespace stipple
