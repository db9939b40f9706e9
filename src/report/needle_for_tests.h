// SPDX-License-Identifier: Apache-2.0
// A force curve and channels for tests of pictures.
#pragma once

#include <algorithm>
#include <cmath>

#include "puncture/channel.h"
#include "report/channel_picture.h"
#include "report/force_chart.h"

namespace stipple::test {

// Rises to the puncture, then cuts at a force that grows to a depth and rubs more and more.
inline ForcePanel panel(std::string title, double scale, double travel, double puncture) {
  ForcePanel p;
  p.title = std::move(title);
  for (int i = 0; i <= 60; ++i) {
    const double x = travel * i / 60.0;
    const bool in = x >= puncture;
    const double cutting = in ? scale * (40.0 + 180.0 * std::min(x, 0.8)) : 0.0;
    const double friction = in ? scale * 60.0 * x * x : 0.0;
    const double force = in ? cutting + friction : scale * 90.0 * x * x / (puncture * puncture);
    p.curve.travel.push_back(x);
    p.curve.depth.push_back(in ? 0.9 * x : 0.0);
    p.curve.cutting.push_back(cutting);
    p.curve.friction.push_back(friction);
    p.curve.force.push_back(force);
    p.low.push_back(0.7 * force);
    p.high.push_back(1.5 * force);
  }
  p.curve.puncture_travel = puncture;
  p.curve.puncture_force = scale * 90.0;
  return p;
}

inline ChannelSection channel(double depth, double radius, double slit, double angle) {
  ChannelSection c;
  c.angle_deg = angle;
  for (int i = 0; i <= 40; ++i) {
    const double z = depth * i / 40.0, left = 1.0 - z / depth;
    const double open = z < 0.07 ? 0.5 * radius : 0.12 * radius * std::sqrt(left);
    c.z.push_back(z);
    c.half_opening.push_back(open);
    c.half_collar.push_back(open + 0.5 * radius * std::sqrt(left));
    c.slit.push_back(slit * std::pow(left, 1.5));
  }
  return c;
}

inline ChannelPicture needle_in_cheek(double set, Band truth, double slit, double angle) {
  ChannelPicture p;
  p.title = "Pen & needle";
  p.setting = "1.5 mm";
  p.layers = {{"epidermis", 0.0, 0.07},
              {"papillary dermis", 0.07, 0.22},
              {"reticular dermis", 0.22, 1.0},
              {"fat", 1.0, 2.0}};
  p.needle = {Length(0.25, mm), Length(0.02, mm), Length(2.5, mm), Length(0.5, mm)};
  p.set_depth = set;
  p.true_depth = truth;
  for (const double share : {0.0, 0.25, 0.5, 0.75, 1.0})
    p.channels.push_back(channel(truth.low + share * (truth.high - truth.low), 0.125, slit, angle));
  return p;
}

}  // namespace stipple::test
