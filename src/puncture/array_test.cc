// SPDX-License-Identifier: Apache-2.0
#include "puncture/array.h"

#include <doctest/doctest.h>

#include <cmath>
#include <numbers>

#include "puncture/catalogue.h"
#include "puncture/needle_for_tests.h"

namespace stipple {
namespace {

constexpr double kPi = std::numbers::pi;
const Skin kCheek{.zone = "cheek", .epidermis = Length(0.07, mm), .dermis = Length(0.9, mm)};

struct Shipped {
  DataFiles files{DataFiles::embedded()};
  Bibliography bibliography{load_bibliography(files)};
  PunctureParameters parameters{
      puncture_parameters(load_parameters(files, "parameters/puncture.json", bibliography),
                          load_parameters(files, "parameters/healing.json", bibliography))};
};

}  // namespace

TEST_CASE("neighbours deepen a dimple as loads on an elastic half-space add") {
  // Two needles: one neighbour each, d / (pi p).
  CHECK(neighbour_sum({{0, 0}, {1.0, 0}}, 0.25, 0.0) == doctest::Approx(0.25 / kPi));
  CHECK(neighbour_sum({{0, 0}}, 0.25, 0.0) == 0.0);
  // Twice as far apart, half the sum; a rim holds part of it up.
  const std::vector<NeedlePlace> square{{0, 0}, {1, 0}, {0, 1}, {1, 1}};
  const std::vector<NeedlePlace> wide{{0, 0}, {2, 0}, {0, 2}, {2, 2}};
  CHECK(neighbour_sum(square, 0.25, 0.0) == doctest::Approx(2.0 * neighbour_sum(wide, 0.25, 0.0)));
  CHECK(neighbour_sum(square, 0.25, 2.0) < neighbour_sum(square, 0.25, 0.0));
  CHECK(neighbour_sum(square, 0.25, 0.5) == 0.0);
}

TEST_CASE("a drum so large that it is flat has all of its needles near the skin in it") {
  // The share of a turn that is in the skin is arccos(R / (R + h)) / pi, whatever the rows.
  const Shipped shipped;
  const Device roller = device_named(shipped.files, "roller-192", shipped.bibliography);
  const double radius = std::get<Roller>(roller.drive).drum_radius.in(mm);
  for (const double h : {0.3, 0.8, 1.4}) {
    const double share = std::acos(radius / (radius + h)) / kPi;
    const auto in = static_cast<double>(needles_in_skin(roller, h).size());
    // To one row of the drum.
    CHECK(std::abs(in - share * 192.0) <= 192.0 / 24.0 + 1e-9);
  }
}

TEST_CASE("the load of an array is that of its needles, and more needles take more") {
  const Shipped shipped;
  for (const std::string& id : device_ids(shipped.files)) {
    CAPTURE(id);
    Device device = device_named(shipped.files, id, shipped.bibliography);
    const SessionSettings s{.depth = device.max_depth, .density = ArealDensity(200, per_cm2)};
    const PuncturePattern pattern = wound_pattern(device, s, kCheek, shipped.parameters);
    const ArrayLoad load = array_load(device, pattern, shipped.parameters);
    const double one = peak_force(shipped.parameters.insertion, pattern.needle, pattern.travel);
    CHECK(load.needles <= device.needle_count);
    CHECK(load.force <= load.needles * one * (1.0 + 1e-9));
    CHECK(load.work > 0.0);
    // Plates press all needles at once; a drum's stand at all depths.
    if (!std::holds_alternative<Roller>(device.drive))
      CHECK(load.force == doctest::Approx(device.needle_count * one).epsilon(0.02));
    MESSAGE(id << ": " << load.needles << " needles in, " << one << " mN each, "
               << load.force / 1000.0 << " N in all, " << load.work << " mJ; neighbours "
               << pattern.needle.neighbours << ", depth " << pattern.depth.mean << " of "
               << pattern.travel << " mm, entered " << pattern.depth.entered);
  }
}

}  // namespace stipple
