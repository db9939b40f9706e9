// SPDX-License-Identifier: Apache-2.0
#include "device/cartridge.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>

#include "core/random.h"

namespace stipple {
namespace {

Device a_pen() {
  return {.id = "pen",
          .needle = {.diameter = Length(0.25, mm),
                     .tip_diameter = Length(0.02, mm),
                     .length = Length(2.0, mm),
                     .taper = Length(0.8, mm)},
          .needle_count = 12,
          .pitch = Length(0.9, mm),
          .drive = Pen{.frequency = Frequency(100.0, Hz),
                       .stroke = Length(2.5, mm),
                       .swath = Length(7.0, mm)},
          .max_depth = Length(1.5, mm)};
}

Device a_roller() {
  Device d = a_pen();
  d.needle_count = 192;
  d.pitch = Length(2.5, mm);
  d.drive =
      Roller{.drum_radius = Length(10.0, mm), .drum_width = Length(20.0, mm), .needles_around = 24};
  return d;
}

Device a_stamp() {
  Device d = a_pen();
  d.needle_count = 40;
  d.pitch = Length(1.5, mm);
  d.arrangement = Arrangement::square;
  d.drive = Stamp{.plate_area = Area(1.0, cm2)};
  return d;
}

double between(RandomStream& random, double low, double high) {
  return low + (high - low) * random.uniform();
}

int whole_between(RandomStream& random, int low, int high) {
  return low + static_cast<int>((high - low + 1) * random.uniform());
}

double least_distance(const std::vector<NeedlePlace>& places, double turn = 0.0) {
  double least = 1e300;
  for (std::size_t i = 0; i < places.size(); ++i)
    for (std::size_t k = 0; k < i; ++k) {
      double along = std::abs(places[i].along - places[k].along);
      if (turn > 0.0) along = std::min(along, turn - along);
      least = std::min(least, std::hypot(along, places[i].across - places[k].across));
    }
  return least;
}

constexpr Arrangement kArrangements[] = {Arrangement::rings, Arrangement::square,
                                         Arrangement::hexagonal, Arrangement::rows};

}  // namespace

TEST_CASE("a plate has every needle once, none nearer than the pitch, their middle at 0") {
  RandomStream random = Seed(1).stream("plate");
  for (int i = 0; i < 400; ++i) {
    Device d = a_pen();
    d.needle_count = i < 60 ? i + 1 : whole_between(random, 1, 150);
    d.pitch = Length(between(random, 0.3, 2.0), mm);
    std::get<Pen>(d.drive).swath = Length(between(random, 1.0, 30.0), mm);
    for (const Arrangement arrangement : kArrangements) {
      d.arrangement = arrangement;
      const auto places = plate_places(d);
      CAPTURE(d.needle_count);
      CAPTURE(int(arrangement));
      REQUIRE(places.size() == std::size_t(d.needle_count));
      CHECK(least_distance(places) >= d.pitch.in(mm) * (1.0 - 1e-9));
      double along = 0.0, across = 0.0;
      for (const NeedlePlace& p : places) {
        along += p.along;
        across += p.across;
      }
      CHECK(std::abs(along) < 1e-9 * d.needle_count);
      CHECK(std::abs(across) < 1e-9 * d.needle_count);
    }
  }
}

TEST_CASE("needles lie close together: no arrangement wastes more than half of its ground") {
  RandomStream random = Seed(2).stream("plate");
  for (int i = 0; i < 100; ++i) {
    Device d = a_pen();
    d.needle_count = whole_between(random, 7, 400);
    d.pitch = Length(1.0, mm);
    for (const Arrangement arrangement :
         {Arrangement::rings, Arrangement::square, Arrangement::hexagonal}) {
      d.arrangement = arrangement;
      double reach = 0.0;
      for (const NeedlePlace& p : plate_places(d))
        reach = std::max(reach, std::hypot(p.along, p.across));
      // A disc of the reach and half a pitch holds them; discs of a pitch across fill it at most.
      const double filled = d.needle_count * 0.25 / ((reach + 0.5) * (reach + 0.5));
      CAPTURE(d.needle_count);
      CAPTURE(int(arrangement));
      CHECK(filled <= 0.9069 + 1e-9);
      CHECK(filled >= (arrangement == Arrangement::square ? 0.3 : 0.45));
    }
  }
}

TEST_CASE("what is accepted lies within its swath, plate or drum") {
  RandomStream random = Seed(3).stream("fit");
  int accepted = 0, refused = 0;
  for (int i = 0; i < 600; ++i) {
    Device d = i % 2 == 0 ? a_pen() : a_stamp();
    d.needle_count = whole_between(random, 1, 60);
    d.pitch = Length(between(random, 0.3, 2.0), mm);
    d.arrangement = kArrangements[i / 2 % 4];
    if (auto* pen = std::get_if<Pen>(&d.drive)) pen->swath = Length(between(random, 2.0, 12.0), mm);
    const bool fits = problems_of(d, "device").empty();
    ++(fits ? accepted : refused);
    bool inside = true;
    for (const NeedlePlace& p : plate_places(d)) {
      const double edge = lane_width(d) / 2.0 - d.needle.diameter.in(mm) / 2.0 + 1e-6;
      if (std::abs(p.across) > edge) inside = false;
      if (std::holds_alternative<Stamp>(d.drive) && std::abs(p.along) > edge) inside = false;
    }
    CHECK(inside == fits);
  }
  CHECK(accepted > 100);
  CHECK(refused > 100);
}

TEST_CASE("a drum has every needle once, evenly around and across, none nearer than it says") {
  RandomStream random = Seed(4).stream("drum");
  for (int i = 0; i < 200; ++i) {
    const int around = whole_between(random, 1, 40), across = whole_between(random, 1, 20);
    Device d = a_roller();
    d.needle_count = around * across;
    const Roller r{.drum_radius = Length(between(random, 3.0, 30.0), mm),
                   .drum_width = Length(between(random, 2.0, 40.0), mm),
                   .needles_around = i % 3 == 0 ? 0 : around};
    d.drive = r;
    const auto places = drum_places(r, d.needle_count);
    REQUIRE(places.size() == std::size_t(d.needle_count));
    CHECK(d.needle_count % rows_around(r, d.needle_count) == 0);
    for (std::size_t k = 0; k < places.size(); ++k) {
      CHECK(std::abs(places[k].across) < r.drum_width.in(mm) / 2.0);
      if (k > 0) CHECK(places[k].along >= places[k - 1].along);
    }
    if (d.needle_count < 2) continue;
    const double turn = 2.0 * std::numbers::pi * r.drum_radius.in(mm);
    const double least = least_distance(places, turn);
    d.needle.length = Length(0.5, mm);
    d.needle.taper = Length(0.2, mm);
    d.needle.diameter = d.needle.tip_diameter;
    // Where needles of one row around stand alone, only the way around parts them.
    if (least < 0.05) continue;
    d.pitch = Length(least / 0.951, mm);
    CHECK(problems_of(d, "device").empty());
    d.pitch = Length(least / 0.949, mm);
    CHECK(problems_of(d, "device").size() == 1);
  }
}

TEST_CASE("the drum of the 192-needle roller stands as published: 24 rows of 8, 15 degrees apart") {
  const Device d = a_roller();
  const auto& r = std::get<Roller>(d.drive);
  const auto places = drum_places(r, d.needle_count);
  CHECK(places[8].along - places[0].along ==
        doctest::Approx(2.0 * std::numbers::pi * 10.0 * 15.0 / 360.0));
  // Left to itself, the rule finds the same: as square as 192 allows.
  CHECK(rows_around({.drum_radius = Length(10.0, mm), .drum_width = Length(20.0, mm)}, 192) == 24);
}

TEST_CASE("each device that cannot be built gets one message, at its place") {
  struct Bad {
    const char* path;
    Device device;
    std::function<void(Device&)> spoil;
  };
  const Bad cases[] = {
      {"needle_count", a_pen(), [](Device& d) { d.needle_count = 0; }},
      {"needle.taper", a_pen(), [](Device& d) { d.needle.taper = Length(-0.1, mm); }},
      {"needle.taper", a_pen(), [](Device& d) { d.needle.taper = Length(2.1, mm); }},
      {"needle.tip_diameter", a_pen(), [](Device& d) { d.needle.tip_diameter = Length(0.3, mm); }},
      {"needle.length", a_pen(), [](Device& d) { d.needle.length = Length(2.6, mm); }},
      {"pitch", a_pen(), [](Device& d) { d.pitch = Length(0.2, mm); }},
      {"pitch", a_pen(), [](Device& d) { d.needle_count = 300; }},
      {"pitch", a_stamp(), [](Device& d) { d.pitch = Length(2.0, mm); }},
      {"pitch", a_roller(), [](Device& d) { d.pitch = Length(3.0, mm); }},
      {"roller.drum_radius", a_roller(),
       [](Device& d) { std::get<Roller>(d.drive).drum_radius = Length(1.5, mm); }},
      {"roller.needles_around", a_roller(),
       [](Device& d) { std::get<Roller>(d.drive).needles_around = 25; }},
  };
  for (const Bad& bad : cases) {
    Device d = bad.device;
    CHECK(problems_of(d, "device").empty());
    bad.spoil(d);
    const auto problems = problems_of(d, "device");
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].path == std::string("device.") + bad.path);
    CHECK(problems[0].message.size() > 20);
  }
}

}  // namespace stipple
