// SPDX-License-Identifier: Apache-2.0
#include "puncture/wound.h"

#include <doctest/doctest.h>

#include <cmath>
#include <numbers>
#include <vector>

#include "core/random.h"
#include "puncture/catalogue.h"

namespace stipple {
namespace {

struct Shipped {
  DataFiles files{DataFiles::embedded()};
  Bibliography bibliography{load_bibliography(files)};
  ParameterTable puncture{load_parameters(files, "parameters/puncture.json", bibliography)};
  ParameterTable healing{load_parameters(files, "parameters/healing.json", bibliography)};
  PunctureParameters parameters{
      puncture_parameters(ParameterValues(puncture), ParameterValues(healing))};
  [[nodiscard]] Device device(std::string_view id) const {
    return device_named(files, id, bibliography);
  }
};

const Skin kCheek{.zone = "cheek", .epidermis = Length(0.07, mm), .dermis = Length(0.9, mm)};

SessionSettings at_depth(double depth, double density = 400.0, double glide = 30.0) {
  return {.depth = Length(depth, mm),
          .density = ArealDensity(density, per_cm2),
          .glide = Speed(glide, mm_per_s)};
}

double between(RandomStream& random, double low, double high) {
  return low + (high - low) * random.uniform();
}

// Share of points on a square (mm, wrapped round) that lie in one of `count` discs.
double counted_coverage(RandomStream& random, double side, int count, double radius) {
  std::vector<double> x(static_cast<std::size_t>(count)), y(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    x[i] = side * random.uniform();
    y[i] = side * random.uniform();
  }
  constexpr int points = 20000;
  int covered = 0;
  for (int k = 0; k < points; ++k) {
    const double px = side * random.uniform(), py = side * random.uniform();
    for (std::size_t i = 0; i < x.size(); ++i) {
      const double dx = std::remainder(px - x[i], side), dy = std::remainder(py - y[i], side);
      if (dx * dx + dy * dy < radius * radius) {
        ++covered;
        break;
      }
    }
  }
  return double(covered) / points;
}

}  // namespace

TEST_CASE("the coverage formula counts what discs thrown at random cover") {
  RandomStream random = Seed(11).stream("discs");
  for (const auto& [density, radius] :
       {std::pair(250.0, 0.05), std::pair(1000.0, 0.1), std::pair(2000.0, 0.125)}) {
    constexpr double side = 10.0;
    const double expected = random_coverage(density, std::numbers::pi * radius * radius);
    const double counted =
        counted_coverage(random, side, static_cast<int>(density * side * side / 100.0), radius);
    // Three standard deviations: of the points, and of the discs' own overlap (checked at 0.005).
    CHECK(std::abs(counted - expected) < 0.015);
  }
}

TEST_CASE("two passes one after the other cover what both densities together cover") {
  RandomStream random = Seed(12).stream("passes");
  for (int i = 0; i < 100; ++i) {
    const double a = between(random, 0, 2000), b = between(random, 0, 2000);
    const double area = between(random, 0.001, 0.2);
    const double in_turn =
        1.0 - (1.0 - random_coverage(a, area)) * (1.0 - random_coverage(b, area));
    CHECK(random_coverage(a + b, area) == doctest::Approx(in_turn));
  }
}

TEST_CASE("the area of a channel is the integral of its damage over the plane") {
  const Shipped shipped;
  PunctureParameters p = shipped.parameters;
  RandomStream random = Seed(13).stream("collar");
  for (int i = 0; i < 20; ++i) {
    p.lumen_over_R = between(random, 0.3, 0.6);
    p.collar_w = between(random, 0.2, 0.6);
    p.collar_width_over_R = between(random, 0.4, 1.2);
    PuncturePattern pattern{.needle_radius = between(random, 0.05, 0.2), .drive = Stamp{}};
    const double lumen = p.lumen_over_R * pattern.needle_radius;
    const double w = p.collar_width_over_R * pattern.needle_radius;
    double integral = 0.0;
    const double step = w / 2000.0;
    for (double rho = step / 2.0; rho < lumen + 8.0 * w; rho += step) {
      const double beside = (rho - lumen) / w;
      const double damage = rho < lumen ? 1.0 : p.collar_w * std::exp(-beside * beside);
      integral += 2.0 * std::numbers::pi * rho * damage * step;
    }
    CHECK(damaged_area_mm2(pattern, p, 0.0) == doctest::Approx(integral).epsilon(2e-3));
  }
}

TEST_CASE("the mean damage agrees with channels sampled one by one") {
  // Sampled table of the healing model: lumen 0.4 R, collar 0.4 over 0.8 R; punctures 100, 250, 400
  // per cm2.
  PunctureParameters p = Shipped().parameters;
  p.lumen_over_R = 0.4;
  p.collar_w = 0.4;
  p.collar_width_over_R = 0.8;
  const double densities[] = {100.0, 250.0, 400.0};
  const std::pair<double, std::vector<double>> table[] = {
      {0.09, {0.016, 0.041, 0.065}}, {0.125, {0.032, 0.079, 0.126}}, {0.175, {0.062, 0.15, 0.24}}};
  for (const auto& row : table)
    for (std::size_t i = 0; i < 3; ++i) {
      const double radius = row.first;
      CAPTURE(radius);
      CAPTURE(densities[i]);
      const PuncturePattern pattern{.density_cm2 = densities[i],
                                    .depth = {.mean = 1.5},
                                    .travel = 1.5,
                                    .needle_radius = radius,
                                    .drive = Stamp{}};
      CHECK(damage_at(pattern, p, 0.5) == doctest::Approx(row.second[i]).epsilon(0.1));
    }
}

TEST_CASE("punctures reaching a depth are the mean over their spread, and none are lost") {
  const Shipped shipped;
  RandomStream random = Seed(14).stream("depths");
  for (int i = 0; i < 30; ++i) {
    PuncturePattern pattern{.density_cm2 = between(random, 50, 2000),
                            .depth = {.mean = between(random, 0.5, 2.0),
                                      .sd = i % 5 == 0 ? 0.0 : between(random, 0.001, 0.2)},
                            .needle_radius = 0.1,
                            .drive = Stamp{}};
    const double c = shipped.parameters.cutoff;
    const double z = between(random, 0.0, 2.5);
    double mean = 0.0;
    constexpr int steps = 2000;
    for (int k = 0; k < steps; ++k) {
      const double spread = std::sqrt(3.0) * pattern.depth.sd * (2.0 * (k + 0.5) / steps - 1.0);
      mean += 0.5 * (1.0 - std::tanh((z - pattern.depth.mean - spread) / c)) / steps;
    }
    CHECK(punctures_reaching_cm2(pattern, shipped.parameters, z) ==
          doctest::Approx(pattern.density_cm2 * mean).epsilon(1e-4).scale(pattern.density_cm2));
    // Summed over depth, each puncture counts with its length.
    double total = 0.0;
    constexpr double dz = 0.002;
    for (double at = dz / 2.0; at < 4.0; at += dz)
      total += punctures_reaching_cm2(pattern, shipped.parameters, at) * dz;
    CHECK(total == doctest::Approx(pattern.density_cm2 * pattern.depth.mean).epsilon(2e-3));
  }
}

TEST_CASE("a deeper setting, a denser pattern, a faster glide never wounds less") {
  const Shipped shipped;
  RandomStream random = Seed(15).stream("monotone");
  for (const char* id : {"skinpen-precision", "roller-192", "stamp"}) {
    const Device device = shipped.device(id);
    CAPTURE(id);
    for (int i = 0; i < 100; ++i) {
      const double depth = between(random, 0.2, 1.3), density = between(random, 50, 1500);
      const double glide = between(random, 0.0, 100.0), z = between(random, 0.0, 1.6);
      const auto damage = [&](const SessionSettings& s) {
        return damage_at(wound_pattern(device, s, kCheek, shipped.parameters), shipped.parameters,
                         z);
      };
      const double base = damage(at_depth(depth, density, glide));
      CHECK(base >= 0.0);
      CHECK(base <= 1.0);
      CHECK(damage(at_depth(depth + 0.1, density, glide)) >= base - 1e-12);
      CHECK(damage(at_depth(depth, density * 1.2, glide)) >= base - 1e-12);
      CHECK(damage(at_depth(depth, density, glide + 10.0)) >= base - 1e-12);
    }
  }
}

TEST_CASE("damage fades with depth and the epidermis is torn wider than the dermis is opened") {
  const Shipped shipped;
  for (const std::string& id : device_ids(shipped.files)) {
    CAPTURE(id);
    const Device device = shipped.device(id);
    const PuncturePattern pattern = wound_pattern(
        device, at_depth(std::min(1.5, device.max_depth.in(mm))), kCheek, shipped.parameters);
    double last = 1.0;
    for (double z = 0.0; z < 3.0; z += 0.02) {
      const double damage = damage_at(pattern, shipped.parameters, z);
      CHECK(damage <= last + 1e-12);
      last = damage;
    }
    CHECK(last < 1e-6);
    CHECK(pattern.bleeding_share >= 0.0);
    CHECK(pattern.bleeding_share <= 1.0);
  }
}

TEST_CASE("a pen held still and a stamp of the same needles leave the same wound but for speed") {
  const Shipped shipped;
  Device pen = shipped.device("pen-12"), stamp = pen;
  stamp.drive = Stamp{.plate_area = Area(0.5, cm2)};
  PunctureParameters p = shipped.parameters;
  p.insertion.rate_exponent = 0.0;    // speed no longer matters
  p.insertion.neighbour_share = 0.0;  // nor the guide ring
  const auto settings = at_depth(1.2, 300.0, 0.0);
  const PuncturePattern a = wound_pattern(pen, settings, kCheek, p);
  const PuncturePattern b = wound_pattern(stamp, settings, kCheek, p);
  CHECK(a.depth == b.depth);
  CHECK(a.coverage == b.coverage);
  for (double z = 0.0; z < 2.0; z += 0.1) CHECK(damage_at(a, p, z) == damage_at(b, p, z));
}

TEST_CASE("settings that the device cannot do are refused before anything is computed") {
  const Shipped shipped;
  CHECK_THROWS_AS(
      wound_pattern(shipped.device("exceed"), at_depth(2.0), kCheek, shipped.parameters),
      InvalidInput);
}

}  // namespace stipple
