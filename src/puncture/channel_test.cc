// SPDX-License-Identifier: Apache-2.0
#include "puncture/channel.h"

#include <doctest/doctest.h>

#include <cmath>
#include <numbers>

#include "puncture/catalogue.h"
#include "puncture/needle_for_tests.h"

namespace stipple {
namespace {

struct Shipped {
  DataFiles files{DataFiles::embedded()};
  Bibliography bibliography{load_bibliography(files)};
  ParameterTable puncture{load_parameters(files, "parameters/puncture.json", bibliography)};
  ParameterTable healing{load_parameters(files, "parameters/healing.json", bibliography)};
};

const Skin kCheek{.zone = "cheek", .epidermis = Length(0.07, mm), .dermis = Length(0.9, mm)};

}  // namespace

TEST_CASE("a channel only closes, is widest at its mouth and ends at the tip") {
  const Shipped shipped;
  RandomStream random = Seed(41).stream("channel");
  for (const std::string& id : device_ids(shipped.files))
    for (int i = 0; i < 20; ++i) {
      const PunctureParameters p =
          puncture_parameters(anywhere(random, shipped.puncture), ParameterValues(shipped.healing));
      const Device device = device_named(shipped.files, id, shipped.bibliography);
      const SessionSettings s{.depth = device.max_depth, .density = ArealDensity(200, per_cm2)};
      const PuncturePattern pattern = wound_pattern(device, s, kCheek, p);
      const double depth = pattern.depth.mean;
      double last = 1e9;
      for (const double t : {0.0, 0.5, 2.0, 10.0, 1e6}) {
        const double volume = channel_volume_mm3(pattern, p, kCheek, depth, t);
        CHECK(volume >= 0.0);
        CHECK(volume <= last);
        last = volume;
      }
      const ChannelSection c = channel_section(pattern, p, kCheek, depth, 0.0, 40);
      CHECK(c.half_opening.front() == doctest::Approx(p.lumen_over_R * pattern.needle_radius));
      CHECK(c.half_opening.back() == 0.0);
      for (std::size_t k = 1; k < c.z.size(); ++k) {
        CHECK(c.half_opening[k] <= c.half_opening[k - 1]);
        CHECK(c.half_opening[k] <= c.half_collar[k]);
      }
    }
}

TEST_CASE("a channel that never falls shut is a cylinder and a slab along its slit") {
  const Shipped shipped;
  PunctureParameters p = puncture_parameters(shipped.puncture, shipped.healing);
  p.channel.fade = 1e12;
  const Device stamp = device_named(shipped.files, "stamp", shipped.bibliography);
  const SessionSettings s{.depth = stamp.max_depth, .density = ArealDensity(200, per_cm2)};
  const PuncturePattern pattern = wound_pattern(stamp, s, kCheek, p);
  const double r = p.lumen_over_R * pattern.needle_radius;
  CHECK(channel_volume_mm3(pattern, p, kCheek, 0.8, 0.0) ==
        doctest::Approx(std::numbers::pi * r * r * 0.8));
}

TEST_CASE("a puncture bleeds the more often the wider, the deeper, the richer in vessels") {
  const Shipped shipped;
  RandomStream random = Seed(42).stream("bleeding");
  for (int i = 0; i < 500; ++i) {
    const VesselParameters v = vessel_parameters(anywhere(random, shipped.puncture));
    const double r = drawn_between(random, 0.05, 0.2), slit = drawn_between(random, 0.0, 1.0);
    const double loops = random.uniform(), plexus = loops * random.uniform();
    const double share = share_bleeding(v, r, slit, loops, plexus);
    CHECK(share >= 0.0);
    CHECK(share <= loops + 1e-12);
    CHECK(share_bleeding(v, r * 1.1, slit, loops, plexus) >= share);
    CHECK(share_bleeding(v, r, slit + 0.1, loops, plexus) >= share);
    CHECK(share_bleeding(v, r, slit, loops, loops) >= share);
    VesselParameters richer = v;
    richer.loop_density *= 1.2;
    richer.plexus_length *= 1.2;
    CHECK(share_bleeding(richer, r, slit, loops, plexus) >= share);
  }
}

TEST_CASE("the chance of meeting a loop is that of discs thrown at random [D]") {
  // 14 loops per mm2, 15 um wide: needles of 0.1, 0.2, 0.25 mm meet one in 14, 40, 54 % of entries.
  const VesselParameters v{.loop_density = 14.0, .loop_radius = 0.0075};
  CHECK(loop_hit(v, 0.05, 0.0) == doctest::Approx(0.14).epsilon(0.03));
  CHECK(loop_hit(v, 0.1, 0.0) == doctest::Approx(0.40).epsilon(0.03));
  CHECK(loop_hit(v, 0.125, 0.0) == doctest::Approx(0.54).epsilon(0.03));
}

}  // namespace stipple
