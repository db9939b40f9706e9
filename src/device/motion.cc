// SPDX-License-Identifier: Apache-2.0
#include "device/motion.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/error.h"
#include "device/cartridge.h"

namespace stipple {
namespace {

constexpr double kRadians = std::numbers::pi / 180.0;
constexpr double kWander = 4.0;  // standard deviations of sideways wander that lanes allow for

struct Direction {
  double cos{}, sin{};
};

// The patch as a pass sees it: its middle the origin, `along` the glide.
struct Corner {
  double along{}, across{};
};

std::array<Corner, 4> corners(double width, double height, Direction d) {
  std::array<Corner, 4> list;
  const std::array<std::array<double, 2>, 4> signs{{{-1, -1}, {1, -1}, {1, 1}, {-1, 1}}};
  for (std::size_t i = 0; i < 4; ++i) {
    const double x = signs[i][0] * width / 2.0, y = signs[i][1] * height / 2.0;
    list[i] = {x * d.cos + y * d.sin, -x * d.sin + y * d.cos};
  }
  return list;
}

struct Range {
  double low{std::numeric_limits<double>::infinity()};
  double high{-std::numeric_limits<double>::infinity()};
  void take(double x) {
    low = std::min(low, x);
    high = std::max(high, x);
  }
};

// How far along the patch goes between two lines across: from the parts of its edges between them.
Range along_between(const std::array<Corner, 4>& corner, double low, double high) {
  Range range;
  for (std::size_t i = 0; i < 4; ++i) {
    const Corner p = corner[i], q = corner[(i + 1) % 4];
    const double rise = q.across - p.across;
    double from = 0.0, to = 1.0;
    if (std::abs(rise) > 0.0) {
      const double a = (low - p.across) / rise, b = (high - p.across) / rise;
      from = std::max(from, std::min(a, b));
      to = std::min(to, std::max(a, b));
    } else if (p.across < low || p.across > high) {
      continue;
    }
    if (from > to) continue;
    range.take(p.along + from * (q.along - p.along));
    range.take(p.along + to * (q.along - p.along));
  }
  return range;
}

}  // namespace

double pass_direction_deg(PassPattern pattern, int pass) {
  switch (pattern) {
    case PassPattern::parallel: return 0.0;
    case PassPattern::crossed: return pass % 2 == 0 ? 0.0 : 90.0;
    case PassPattern::star: {
      constexpr std::array degrees{0.0, 90.0, 45.0, 135.0};
      return degrees[static_cast<std::size_t>(pass % 4)];
    }
  }
  return 0.0;
}

double spread_about_one(double cv, RandomStream& random) {
  const double variance = std::log1p(cv * cv);
  return std::exp(std::sqrt(variance) * random.normal() - variance / 2.0);
}

std::vector<Lane> lanes_of_pass(const Device& device, const SessionSettings& s,
                                const HandMotion& hand, int pass, double share, double reach,
                                double width, double height, Seed seed) {
  RandomStream random = seed.stream("pass", static_cast<std::uint64_t>(pass));
  const double degrees = pass_direction_deg(s.pattern, pass) + hand.angle_jitter * random.normal();
  const Direction d{std::cos(degrees * kRadians), std::sin(degrees * kRadians)};
  const auto corner = corners(width, height, d);
  const double margin = reach + kWander * hand.place_jitter;
  double half = 0.0;
  for (const Corner& c : corner) half = std::max(half, c.across);
  // Where the first lane falls is chance, so that the edge is as any other place.
  const double apart = lane_width(device) * (1.0 - s.overlap.in(ratio));
  double across = -half - margin + apart * random.uniform();
  double taken = random.uniform();
  std::vector<Lane> lanes;
  for (bool back = false; across < half + margin; across += apart) {
    taken += share;
    if (taken < 1.0) continue;
    taken -= 1.0;
    Range range = along_between(corner, across - margin, across + margin);
    if (range.low > range.high) continue;
    range.low -= margin;
    range.high += margin;
    const double start = back ? range.high : range.low;
    lanes.push_back({.x = width / 2.0 + start * d.cos - across * d.sin,
                     .y = height / 2.0 + start * d.sin + across * d.cos,
                     .direction_deg = std::fmod(degrees + (back ? 540.0 : 360.0), 360.0),
                     .length = range.high - range.low});
    back = !back;
  }
  return lanes;
}

HandOnLane::HandOnLane(const Lane& lane, double glide, const HandMotion& hand, RandomStream& random,
                       double weave)
    : lane_(lane),
      stretch_(hand.stretch),
      cos_(std::cos(lane.direction_deg * kRadians)),
      sin_(std::sin(lane.direction_deg * kRadians)) {
  STIPPLE_REQUIRE(glide > 0.0 && hand.stretch > 0.0);
  time_ = {0.0};
  double side = random.uniform() < 0.5 ? weave : -weave;
  aside_ = {side + hand.place_jitter * random.normal()};
  for (double way = 0.0; way < lane.length; way += stretch_) {
    time_.push_back(time_.back() + stretch_ / glide * spread_about_one(hand.speed_cv, random));
    side = -side;
    aside_.push_back(side + hand.place_jitter * random.normal());
  }
}

std::size_t HandOnLane::stretch_at(double way) const {
  const double last = static_cast<double>(time_.size()) - 2.0;
  return static_cast<std::size_t>(std::clamp(std::floor(way / stretch_), 0.0, last));
}

double HandOnLane::way_at(double time_s) const {
  const auto next = std::upper_bound(time_.begin() + 1, time_.end() - 1, time_s);
  const auto i = static_cast<std::size_t>(next - time_.begin()) - 1;
  return stretch_ * (double(i) + (time_s - time_[i]) / (time_[i + 1] - time_[i]));
}

double HandOnLane::time_at(double way) const {
  const std::size_t i = stretch_at(way);
  return time_[i] + (way / stretch_ - double(i)) * (time_[i + 1] - time_[i]);
}

HandOnLane::Spot HandOnLane::spot_at(double way) const {
  const std::size_t i = stretch_at(way);
  const double aside = aside_[i] + (way / stretch_ - double(i)) * (aside_[i + 1] - aside_[i]);
  return {.x = lane_.x + way * cos_ - aside * sin_,
          .y = lane_.y + way * sin_ + aside * cos_,
          .speed = stretch_ / (time_[i + 1] - time_[i])};
}

}  // namespace stipple
