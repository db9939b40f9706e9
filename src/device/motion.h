// SPDX-License-Identifier: Apache-2.0
// How a hand leads a device over a rectangular patch: a pass is laid in lanes side by side, each
// run beyond the edge, to and fro; the hand wanders, speeds up and slows down on the way. Plain
// doubles: mm, s, degrees. Theory: docs/theory/device.md.
#pragma once

#include <vector>

#include "core/random.h"
#include "device/device.h"
#include "device/session.h"

namespace stipple {

// How unsteady the hand is; from data/parameters/puncture.json.
struct HandMotion {
  double speed_cv{};      // relative spread of the time that a stretch takes
  double place_jitter{};  // sideways wander of a swath, standard deviation, mm
  double angle_jitter{};  // of a pass about its nominal direction, standard deviation, degrees
  double
      roller_slip{};  // relative spread of how far the drum turns for the way it goes, lane by lane
  double stretch{};   // of the way, after which speed and place of the hand are new, mm
  double press_rate{};  // stamps pressed in a second
  double roll_speed{};  // of a roller whose settings give no glide, mm/s
  friend bool operator==(const HandMotion&, const HandMotion&) = default;
};

// One straight way of the hand over the patch, whose corner is the origin.
struct Lane {
  double x{}, y{};         // where it begins
  double direction_deg{};  // from the x axis
  double length{};
};

// Along, across, diagonals: where the pass would lie but for the hand.
double pass_direction_deg(PassPattern, int pass);

// The lanes of one pass, the overlap of the settings apart, so that needles up to `reach` from
// their middle meet every place of the patch as often as any other. Of a pass that covers only a
// share of the skin, that share of the lanes.
std::vector<Lane> lanes_of_pass(const Device&, const SessionSettings&, const HandMotion&, int pass,
                                double share, double reach, double width, double height, Seed);

// The hand on its way along one lane. The time of each stretch is spread log-normally about the one
// that the glide asks for, so that strokes in a second keep their mean density.
class HandOnLane {
 public:
  struct Spot {
    double x{}, y{};
    double speed{};  // mm/s
  };
  // `weave`: how far the hand swings to either side of the lane, from stretch to stretch.
  HandOnLane(const Lane&, double glide, const HandMotion&, RandomStream&, double weave = 0.0);
  [[nodiscard]] double duration_s() const { return time_.back(); }
  [[nodiscard]] double way_at(double time_s) const;  // from the start of the lane
  [[nodiscard]] double time_at(double way) const;    // s
  [[nodiscard]] Spot spot_at(double way) const;
  [[nodiscard]] std::size_t stretch_at(double way) const;  // counted from 0
  [[nodiscard]] std::size_t stretches() const { return time_.size() - 1; }

 private:
  Lane lane_;
  double stretch_{};
  double cos_{}, sin_{};
  std::vector<double> time_{}, aside_{};  // at the ends of the stretches
};

// Positive with mean 1 and this relative spread: log-normal.
double spread_about_one(double cv, RandomStream&);

}  // namespace stipple
