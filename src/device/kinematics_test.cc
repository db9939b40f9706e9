// SPDX-License-Identifier: Apache-2.0
#include "device/kinematics.h"

#include <doctest/doctest.h>

#include <cmath>
#include <numbers>

#include "core/random.h"

namespace stipple {
namespace {

Device a_pen() {
  return {.id = "pen",
          .needle = {.diameter = Length(0.25, mm), .length = Length(2.0, mm)},
          .needle_count = 12,
          .drive = Pen{.frequency = Frequency(100.0, Hz),
                       .stroke = Length(2.5, mm),
                       .swath = Length(7.0, mm)},
          .max_depth = Length(1.5, mm)};
}

// The medical roller of [Schwarz2011]: 192 needles, drum 2 cm across and 2 cm wide.
Device roller_192() {
  return {.id = "roller",
          .needle = {.diameter = Length(0.25, mm), .length = Length(1.5, mm)},
          .needle_count = 192,
          .drive = Roller{.drum_radius = Length(10.0, mm), .drum_width = Length(20.0, mm)},
          .max_depth = Length(1.5, mm)};
}

double between(RandomStream& random, double low, double high) {
  return low + (high - low) * random.uniform();
}

// How far the tip of a turning crank stands below the plane for, counted in small steps of time.
double counted_fraction_below(double depth, double stroke) {
  constexpr int steps = 20000;
  int below = 0;
  for (int i = 0; i < steps; ++i) {
    const double phase = 2.0 * std::numbers::pi * (i + 0.5) / steps;
    if (depth - stroke / 2.0 * (1.0 - std::cos(phase)) > 0.0) ++below;
  }
  return double(below) / steps;
}

// Width of the trace of a needle at depth z, from rolling the drum in small steps of angle.
double rolled_trace(double z, double depth, double radius) {
  double low = 0.0, high = 0.0;
  for (double angle = -1.5; angle < 1.5; angle += 1e-5)
    if ((radius + z) / std::cos(angle) <= radius + depth) {
      const double x = (radius + z) * std::tan(angle) - radius * angle;
      low = std::min(low, x);
      high = std::max(high, x);
    }
  return high - low;
}

}  // namespace

TEST_CASE("the share of the cycle below the skin is that of a turning crank") {
  RandomStream random = Seed(1).stream("crank");
  for (int i = 0; i < 50; ++i) {
    const double stroke = between(random, 0.5, 4.0);
    const double depth = between(random, 0.01, 1.0) * stroke;
    CHECK(fraction_below(depth, stroke) ==
          doctest::Approx(counted_fraction_below(depth, stroke)).epsilon(0.01).scale(0.1));
  }
  CHECK(fraction_below(0.0, 2.5) == 0.0);
  CHECK(fraction_below(2.5, 2.5) == doctest::Approx(1.0));
}

TEST_CASE("entry speed is the slope of the crank's motion at the plane") {
  RandomStream random = Seed(2).stream("crank");
  for (int i = 0; i < 50; ++i) {
    const double stroke = between(random, 1.0, 4.0), frequency = between(random, 50.0, 180.0);
    const double depth = between(random, 0.05, 0.95) * stroke;
    const auto z = [&](double t) {
      return depth - stroke / 2.0 * (1.0 - std::cos(2.0 * std::numbers::pi * frequency * t));
    };
    // The tip is deepest at t = 0 and crosses the plane half its time below later.
    const double out = time_below_s(depth, stroke, frequency) / 2.0;
    CHECK(std::abs(z(out)) < 1e-9 * stroke);
    const double step = 1e-4 * out;
    CHECK(entry_speed(depth, stroke, frequency) ==
          doctest::Approx((z(out - step) - z(out + step)) / (2.0 * step)).epsilon(1e-5));
    CHECK(mean_speed(depth, stroke, frequency) == doctest::Approx(depth / out));
  }
}

TEST_CASE("a pen that does not glide tears no slit") {
  RandomStream random = Seed(3).stream("slit");
  for (int i = 0; i < 100; ++i)
    CHECK(pen_slit(0.0, between(random, 0.1, 2.4), 2.5, between(random, 50, 180), 0.0,
                   between(random, 0.0, 0.5)) == 0.0);
}

TEST_CASE("a slit grows with glide and setting and is shorter further down") {
  RandomStream random = Seed(4).stream("slit");
  for (int i = 0; i < 200; ++i) {
    const double depth = between(random, 0.1, 2.0), glide = between(random, 1.0, 100.0);
    const double z = between(random, 0.0, 1.0) * depth;
    const auto slit = [&](double at, double set, double u) {
      return pen_slit(at, set, 2.5, 100.0, u, 0.0);
    };
    CHECK(slit(0.0, depth, 2.0 * glide) > slit(0.0, depth, glide));
    CHECK(slit(0.0, depth + 0.1, glide) > slit(0.0, depth, glide));
    CHECK(slit(z, depth, glide) <= slit(0.0, depth, glide));
    CHECK(slit(depth, depth, glide) == 0.0);
    CHECK(pen_slit(0.0, depth, 2.5, 100.0, glide, 0.2) <= slit(0.0, depth, glide));
  }
}

TEST_CASE("a roller's slit is the trace of its rolling needle, at every depth") {
  RandomStream random = Seed(5).stream("roller");
  for (int i = 0; i < 12; ++i) {
    const double radius = between(random, 5.0, 30.0), depth = between(random, 0.2, 3.0);
    const double z = i % 3 == 0 ? 0.0 : between(random, 0.0, 1.0) * depth;
    CAPTURE(radius);
    CAPTURE(depth);
    CAPTURE(z);
    CHECK(roller_slit(z, depth, radius, 0.0) ==
          doctest::Approx(rolled_trace(z, depth, radius)).epsilon(2e-3).scale(0.01));
  }
}

TEST_CASE("a roller of endless radius is a stamp: it enters straight and tears nothing") {
  double last_angle = 90.0, last_slit = 100.0;
  for (double radius = 10.0; radius < 1e9; radius *= 10.0) {
    CHECK(roller_entry_angle_deg(1.5, radius) < last_angle);
    CHECK(roller_slit(0.0, 1.5, radius, 0.0) < last_slit);
    last_angle = roller_entry_angle_deg(1.5, radius);
    last_slit = roller_slit(0.0, 1.5, radius, 0.0);
  }
  CHECK(last_angle < 0.01);
  CHECK(last_slit < 1e-3);
}

TEST_CASE("the 192-needle roller makes 15.3 punctures per cm2 and pass, nothing fitted") {
  // Published: 16 per pass, about 250 after 15 passes [Roller192].
  CHECK(density_per_pass_cm2(roller_192(), 0.0) == doctest::Approx(15.3).epsilon(0.005));
  const SessionSettings fifteen{.depth = Length(1.5, mm), .passes = 15.0};
  CHECK(session_density_cm2(roller_192(), fifteen) == doctest::Approx(229.2).epsilon(0.001));
}

TEST_CASE("the density of a pen is its strokes over the skin that it passes") {
  // 12 needles, 100 Hz, swath 7 mm at 20 mm/s: 1200 punctures on 140 mm2 each second.
  CHECK(density_per_pass_cm2(a_pen(), 20.0) == doctest::Approx(100.0 * 1200.0 / 140.0));
  CHECK(density_per_pass_cm2(a_pen(), 40.0) ==
        doctest::Approx(density_per_pass_cm2(a_pen(), 20.0) / 2.0));
}

TEST_CASE("swaths that overlap by a share bring as many more punctures as they lie closer") {
  RandomStream random = Seed(6).stream("overlap");
  for (const Device& device : {a_pen(), roller_192()})
    for (int i = 0; i < 20; ++i) {
      SessionSettings s{.passes = 2.0, .glide = Speed(30.0, mm_per_s)};
      const double apart = session_density_cm2(device, s);
      const double overlap = between(random, 0.0, 0.9);
      s.overlap = Fraction(overlap, ratio);
      CHECK(session_density_cm2(device, s) * (1.0 - overlap) == doctest::Approx(apart));
      CHECK(session_density_cm2(device, s) ==
            doctest::Approx(2.0 * density_per_pass_cm2(device, s)));
    }
}

TEST_CASE("passes add, and a density that is asked for is what one gets") {
  SessionSettings s{.depth = Length(1.0, mm), .passes = 1.5, .glide = Speed(30.0, mm_per_s)};
  const double once = session_density_cm2(a_pen(), s);
  s.passes = 2.5;
  const double again = session_density_cm2(a_pen(), s);
  s.passes = 4.0;
  for (const PassPattern pattern :
       {PassPattern::parallel, PassPattern::crossed, PassPattern::star}) {
    s.pattern = pattern;
    CHECK(session_density_cm2(a_pen(), s) == doctest::Approx(once + again));
  }
  s.density = ArealDensity(321.0, per_cm2);
  CHECK(session_density_cm2(a_pen(), s) == 321.0);
}

TEST_CASE("what a device cannot do is refused, all of it at once") {
  SessionSettings s{.depth = Length(1.5, mm), .passes = 2.0, .glide = Speed(30.0, mm_per_s)};
  CHECK(problems_of(a_pen(), s, "visit").empty());
  s.depth = Length(3.0, mm);  // beyond scale, needle and stroke: the scale allows least
  s.glide = Speed();
  const auto problems = problems_of(a_pen(), s, "visit");
  REQUIRE(problems.size() == 2);
  CHECK(problems.front().path == "visit.depth");
  CHECK(problems.front().message == "3 mm is more than the deepest setting of the device, 1.5 mm");
  CHECK(problems.back().path == "visit.glide");
  s.depth = Length(1.0, mm);
  s.density = ArealDensity(400.0, per_cm2);
  CHECK(problems_of(a_pen(), s, "visit").empty());
  CHECK(problems_of(roller_192(), s, "visit").empty());
}

}  // namespace stipple
