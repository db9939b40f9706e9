// SPDX-License-Identifier: Apache-2.0
#include "puncture/puncture_map.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "device/cartridge.h"

namespace stipple {
namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kMm2PerCm2 = 100.0;

struct Place {
  double x{}, y{}, time{};
};

// A needle plate turned about its middle.
struct Turn {
  explicit Turn(double degrees)
      : cos(std::cos(degrees * kPi / 180.0)), sin(std::sin(degrees * kPi / 180.0)) {}
  double cos, sin;
  [[nodiscard]] Place place(const HandOnLane::Spot& middle, const NeedlePlace& n,
                            double time) const {
    return {middle.x + n.along * cos - n.across * sin, middle.y + n.along * sin + n.across * cos,
            time};
  }
};

double reach_of(const std::vector<NeedlePlace>& plate) {
  double reach = 0.0;
  for (const NeedlePlace& n : plate) reach = std::max(reach, std::hypot(n.along, n.across));
  return reach;
}

// Sets needles into the patch, one session long.
class Session {
 public:
  Session(const Device& device, const SessionSettings& s, const PuncturePattern& pattern,
          const PunctureParameters& p, const HandMotion& hand, double width, double height,
          Seed seed)
      : device_(device), settings_(s), pattern_(pattern), parameters_(p), hand_(hand), seed_(seed) {
    map_.width = width;
    map_.height = height;
    // A tenth more than expected, so that nothing moves while it grows.
    reserve(static_cast<std::size_t>(1.1 * pattern.density_cm2 * width * height / kMm2PerCm2));
  }

  PunctureMap run() && {
    if (pattern_.density_per_pass_cm2 <= 0.0) {
      press_at_random();
      return std::move(map_);
    }
    const double passes = pattern_.density_cm2 / pattern_.density_per_pass_cm2;
    for (int pass = 0; pass < passes; ++pass) {
      const double share = std::min(1.0, passes - pass);
      // Of a share of a pass a pen leaves stretches out here and there, a drum or stamp whole
      // lanes.
      const bool lifts = std::holds_alternative<Pen>(device_.drive);
      down_ = lifts ? share : 1.0;
      run_pass(pass, lifts ? 1.0 : share);
    }
    return std::move(map_);
  }

 private:
  void reserve(std::size_t n) {
    for (auto* field :
         {&map_.x, &map_.y, &map_.time, &map_.depth, &map_.angle, &map_.slit, &map_.direction})
      field->reserve(n);
    map_.pass.reserve(n);
  }

  void run_pass(int pass, double share) {
    const bool rolls = std::holds_alternative<Roller>(device_.drive);
    const auto needles = rolls ? drum_places(std::get<Roller>(device_.drive), device_.needle_count)
                               : plate_places(device_);
    const double reach = rolls ? lane_width(device_) / 2.0 : reach_of(needles) + weave_of(needles);
    pass_ =
        static_cast<std::uint16_t>(std::min<int>(pass, std::numeric_limits<std::uint16_t>::max()));
    const auto lanes = lanes_of_pass(device_, settings_, hand_, pass, share, reach, map_.width,
                                     map_.height, seed_);
    for (std::size_t k = 0; k < lanes.size(); ++k) {
      RandomStream random = seed_.stream("lane", (static_cast<std::uint64_t>(pass) << 32U) + k);
      direction_ = lanes[k].direction_deg;
      if (const auto* pen = std::get_if<Pen>(&device_.drive))
        glide(*pen, needles, lanes[k], random);
      else if (const auto* roller = std::get_if<Roller>(&device_.drive))
        roll(*roller, needles, lanes[k], random);
      else
        stamp(needles, lanes[k], random);
    }
  }

  // A cartridge narrower than its swath swings over all of it: half a lane to either side, so that
  // every place of the skin is met as often.
  [[nodiscard]] double weave_of(const std::vector<NeedlePlace>& plate) const {
    const bool narrower = 2.0 * reach_of(plate) < lane_width(device_);
    if (!std::holds_alternative<Pen>(device_.drive) || !narrower) return 0.0;
    return lane_width(device_) * (1.0 - settings_.overlap.in(ratio)) / 2.0;
  }

  // Stroke after stroke while the hand glides on.
  void glide(const Pen& pen, const std::vector<NeedlePlace>& plate, const Lane& lane,
             RandomStream& random) {
    const HandOnLane way(lane, settings_.glide.in(mm_per_s), hand_, random, weave_of(plate));
    std::vector<bool> down(way.stretches());
    double taken = random.uniform();
    for (std::size_t i = 0; i < down.size(); ++i) {
      taken += down_;
      down[i] = taken >= 1.0;
      if (down[i]) taken -= 1.0;
    }
    const Turn turn(lane.direction_deg);
    const double period = 1.0 / pen.frequency.in(Hz);
    for (double t = period * random.uniform(); t < way.duration_s(); t += period) {
      const double gone = way.way_at(t);
      if (!down[way.stretch_at(gone)]) continue;
      const HandOnLane::Spot spot = way.spot_at(gone);
      for (const NeedlePlace& n : plate)
        set_pen(pen, turn.place(spot, n, clock_ + t), spot.speed, random);
    }
    clock_ += way.duration_s();
  }

  // Turn after turn of the drum, each row where it touches down.
  void roll(const Roller& roller, const std::vector<NeedlePlace>& drum, const Lane& lane,
            RandomStream& random) {
    const double glide = settings_.glide.in(mm_per_s);
    const HandOnLane hand(lane, glide > 0.0 ? glide : hand_.roll_speed, hand_, random);
    const Turn turn(lane.direction_deg);
    const double way_of_turn =
        2.0 * kPi * roller.drum_radius.in(mm) / spread_about_one(hand_.roller_slip, random);
    // The drum is set down at any angle: turns are counted from before the lane.
    for (double start = -way_of_turn * random.uniform(); start < lane.length; start += way_of_turn)
      for (const NeedlePlace& n : drum) {
        const double way = start + n.along / (2.0 * kPi * roller.drum_radius.in(mm)) * way_of_turn;
        if (way < 0.0 || way > lane.length) continue;
        set_rolled(roller,
                   turn.place(hand.spot_at(way), {0.0, n.across}, clock_ + hand.time_at(way)),
                   random);
      }
    clock_ += hand.duration_s();
  }

  // Plate beside plate, each turned and put down as the hand has it.
  void stamp(const std::vector<NeedlePlace>& plate, const Lane& lane, RandomStream& random) {
    const Turn along(lane.direction_deg);
    const double side = lane_width(device_);
    for (double way = side * random.uniform(); way < lane.length; way += side) {
      const NeedlePlace off{way + hand_.place_jitter * random.normal(),
                            hand_.place_jitter * random.normal()};
      const Place middle = along.place({.x = lane.x, .y = lane.y}, off, clock_);
      const Turn turn(lane.direction_deg + hand_.angle_jitter * random.normal());
      for (const NeedlePlace& n : plate)
        set(turn.place({.x = middle.x, .y = middle.y}, n, clock_), random);
      clock_ += 1.0 / hand_.press_rate;
    }
  }

  // A pen that does not glide: a stroke here, a stroke there until the density is reached.
  void press_at_random() {
    const auto plate = plate_places(device_);
    const double reach = reach_of(plate);
    const double frequency = std::get<Pen>(device_.drive).frequency.in(Hz);
    const double width = map_.width + 2.0 * reach, height = map_.height + 2.0 * reach;
    RandomStream random = seed_.stream("presses");
    const double strokes =
        std::floor(pattern_.density_cm2 / kMm2PerCm2 * width * height / device_.needle_count +
                   random.uniform());
    for (double k = 0.0; k < strokes; ++k) {
      const double x = width * random.uniform() - reach, y = height * random.uniform() - reach;
      const Turn turn(360.0 * random.uniform());
      for (const NeedlePlace& n : plate)
        set(turn.place({.x = x, .y = y}, n, k / frequency), random);
    }
  }

  [[nodiscard]] bool is_inside(const Place& p) const {
    return p.x >= 0.0 && p.x < map_.width && p.y >= 0.0 && p.y < map_.height;
  }

  // A deeper puncture stays longer in the skin, in proportion to the travel.
  void set_pen(const Pen& pen, const Place& place, double speed, RandomStream& random) {
    if (!is_inside(place)) return;
    const double depth = sampled_depth(pattern_.depth, random);
    const double share = pattern_.depth.mean > 0.0 ? depth / pattern_.depth.mean : 0.0;
    add(place, depth, 0.0,
        pen_slit(0.0, pattern_.travel * share, pen.stroke.in(mm), pen.frequency.in(Hz), speed,
                 parameters_.lateral_compliance));
  }

  void set_rolled(const Roller& roller, const Place& place, RandomStream& random) {
    if (!is_inside(place)) return;
    const double radius = roller.drum_radius.in(mm);
    const double depth = sampled_depth(pattern_.depth, random);
    add(place, depth, roller_entry_angle_deg(depth, radius),
        roller_slit(0.0, depth, radius, parameters_.lateral_compliance));
  }

  void set(const Place& place, RandomStream& random) {
    if (is_inside(place)) add(place, sampled_depth(pattern_.depth, random), 0.0, 0.0);
  }

  void add(const Place& place, double depth, double angle, double slit) {
    map_.x.push_back(static_cast<float>(place.x));
    map_.y.push_back(static_cast<float>(place.y));
    map_.time.push_back(static_cast<float>(place.time));
    map_.depth.push_back(static_cast<float>(depth));
    map_.angle.push_back(static_cast<float>(angle));
    map_.slit.push_back(static_cast<float>(slit));
    map_.direction.push_back(static_cast<float>(direction_));
    map_.pass.push_back(pass_);
  }

  const Device& device_;
  const SessionSettings& settings_;
  const PuncturePattern& pattern_;
  const PunctureParameters& parameters_;
  const HandMotion& hand_;
  Seed seed_;
  PunctureMap map_{};
  double clock_{};
  double down_{1.0};  // share of the way on which a pen is down
  double direction_{};
  std::uint16_t pass_{};
};

}  // namespace

HandMotion hand_motion(const ParameterValues& puncture) {
  return {.speed_cv = puncture["hand_speed_cv"],
          .place_jitter = puncture["hand_place_jitter"],
          .angle_jitter = puncture["hand_angle_jitter"],
          .roller_slip = puncture["hand_roller_slip"],
          .stretch = puncture["hand_stretch"],
          .press_rate = puncture["press_rate"],
          .roll_speed = puncture["roll_speed"]};
}

double sampled_depth(const DepthDistribution& d, RandomStream& random) {
  return std::max(0.0, d.mean + std::sqrt(3.0) * d.sd * (2.0 * random.uniform() - 1.0));
}

PunctureMap place_punctures(const Device& device, const SessionSettings& s,
                            const PuncturePattern& pattern, const PunctureParameters& p,
                            const HandMotion& hand, double width, double height, Seed seed) {
  return Session(device, s, pattern, p, hand, width, height, seed).run();
}

}  // namespace stipple
