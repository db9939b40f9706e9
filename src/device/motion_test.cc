// SPDX-License-Identifier: Apache-2.0
#include "device/motion.h"

#include <doctest/doctest.h>

#include <cmath>
#include <numbers>

namespace stipple {
namespace {

Device pen_of(double swath) {
  return {.needle_count = 12,
          .pitch = Length(0.9, mm),
          .drive = Pen{.frequency = Frequency(100.0, Hz),
                       .stroke = Length(2.5, mm),
                       .swath = Length(swath, mm)}};
}

HandMotion unsteady() {
  return {.speed_cv = 0.3,
          .place_jitter = 1.0,
          .angle_jitter = 8.0,
          .roller_slip = 0.05,
          .stretch = 10.0,
          .press_rate = 1.0,
          .roll_speed = 30.0};
}

HandMotion steady() { return {.stretch = 10.0, .press_rate = 1.0, .roll_speed = 30.0}; }

double between(RandomStream& random, double low, double high) {
  return low + (high - low) * random.uniform();
}

// How many lanes of the width go over a place, beside their ends too.
int lanes_over(const std::vector<Lane>& lanes, double width, double x, double y) {
  int count = 0;
  for (const Lane& lane : lanes) {
    const double angle = lane.direction_deg * std::numbers::pi / 180.0;
    const double dx = x - lane.x, dy = y - lane.y;
    const double along = dx * std::cos(angle) + dy * std::sin(angle);
    const double across = dy * std::cos(angle) - dx * std::sin(angle);
    if (std::abs(across) < width / 2.0 && along >= 0.0 && along <= lane.length) ++count;
  }
  return count;
}

}  // namespace

TEST_CASE("one pass goes over every place of the patch once, up to the very edge") {
  RandomStream random = Seed(1).stream("lanes");
  for (int i = 0; i < 200; ++i) {
    const double swath = between(random, 1.0, 30.0);
    const double width = between(random, 2.0, 80.0), height = between(random, 2.0, 80.0);
    HandMotion hand = steady();
    hand.angle_jitter = 30.0;
    const SessionSettings s{.pattern = PassPattern::star};
    const auto lanes = lanes_of_pass(pen_of(swath), s, hand, i, 1.0, swath / 2.0, width, height,
                                     Seed(std::uint64_t(i)));
    for (int k = 0; k < 40; ++k) {
      const double x = k < 4 ? (k % 2) * width : between(random, 0.0, width);
      const double y = k < 4 ? (k < 2 ? 0.0 : height) : between(random, 0.0, height);
      CHECK(lanes_over(lanes, swath, x, y) == 1);
    }
  }
}

TEST_CASE("swaths that overlap, and passes over a share of the skin, keep their mean") {
  const double swath = 5.0;
  for (const double overlap : {0.0, 0.25, 0.6})
    for (const double share : {1.0, 0.3}) {
      RandomStream random = Seed(2).stream("mean");
      const SessionSettings s{.overlap = Fraction(overlap, ratio)};
      double sum = 0.0;
      constexpr int rounds = 4000;
      for (int i = 0; i < rounds; ++i) {
        const auto lanes =
            lanes_of_pass(pen_of(swath), s, steady(), i, share, 2.5, 40.0, 30.0, Seed(3));
        sum += lanes_over(lanes, swath, between(random, 0.0, 40.0), between(random, 0.0, 30.0));
      }
      CAPTURE(overlap);
      CAPTURE(share);
      // One standard deviation of a single count is below 1.
      CHECK(sum / rounds == doctest::Approx(share / (1.0 - overlap)).epsilon(0.05));
    }
}

TEST_CASE("time and way of the hand are each other's inverse and only grow") {
  RandomStream random = Seed(4).stream("hand");
  for (int i = 0; i < 100; ++i) {
    const Lane lane{.x = 1.0, .y = 2.0, .direction_deg = 30.0, .length = between(random, 1, 200)};
    const HandOnLane hand(lane, 25.0, unsteady(), random);
    CHECK(hand.way_at(hand.duration_s()) >= lane.length);
    double before = -1.0;
    for (double t = 0.0; t < hand.duration_s(); t += hand.duration_s() / 37.0) {
      const double way = hand.way_at(t);
      CHECK(way > before);
      CHECK(hand.time_at(way) == doctest::Approx(t));
      before = way;
    }
  }
}

TEST_CASE("an unsteady hand takes as long as a steady one in the mean, and goes its speed") {
  const Lane lane{.length = 100.0};
  RandomStream random = Seed(5).stream("mean");
  double time = 0.0, aside = 0.0;
  constexpr int rounds = 3000;
  for (int i = 0; i < rounds; ++i) {
    const HandOnLane hand(lane, 25.0, unsteady(), random);
    time += hand.duration_s() / rounds;
    const HandOnLane::Spot spot = hand.spot_at(50.0);
    aside += spot.y * spot.y / rounds;
    const double step = 1e-3;
    CHECK(step / (hand.time_at(55.0 + step) - hand.time_at(55.0)) ==
          doctest::Approx(hand.spot_at(55.0).speed));
  }
  // 10 stretches with 0.3 each: the mean of 3000 lanes is known to 0.17 %; four of these.
  CHECK(time == doctest::Approx(4.0).epsilon(0.007));
  CHECK(std::sqrt(aside) == doctest::Approx(unsteady().place_jitter).epsilon(0.06));
}

TEST_CASE("a steady hand goes straight on at its speed") {
  RandomStream random = Seed(6).stream("hand");
  const Lane lane{.x = 3.0, .y = 4.0, .direction_deg = 90.0, .length = 55.0};
  const HandOnLane hand(lane, 20.0, steady(), random);
  for (const double way : {0.0, 9.99, 10.0, 33.0, 55.0}) {
    CHECK(hand.time_at(way) == doctest::Approx(way / 20.0));
    CHECK(hand.spot_at(way).x == doctest::Approx(3.0));
    CHECK(hand.spot_at(way).y == doctest::Approx(4.0 + way));
  }
}

TEST_CASE("crossed passes lie across one another, a star has four directions") {
  for (int pass = 0; pass < 8; ++pass) {
    CHECK(pass_direction_deg(PassPattern::parallel, pass) == 0.0);
    CHECK(std::abs(pass_direction_deg(PassPattern::crossed, pass + 1) -
                   pass_direction_deg(PassPattern::crossed, pass)) == 90.0);
    for (int other = 1; other < 4; ++other)
      CHECK(pass_direction_deg(PassPattern::star, pass + other) !=
            pass_direction_deg(PassPattern::star, pass));
  }
}

}  // namespace stipple
