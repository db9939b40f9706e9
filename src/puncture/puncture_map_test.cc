// SPDX-License-Identifier: Apache-2.0
#include "puncture/puncture_map.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <string>
#include <vector>

#include "puncture/catalogue.h"
#include "puncture/coverage.h"
#include "puncture/pattern_statistics.h"

namespace stipple {
namespace {

struct World {
  DataFiles files{DataFiles::embedded()};
  Bibliography bibliography{load_bibliography(files)};
  ParameterTable puncture{load_parameters(files, "parameters/puncture.json", bibliography)};
  ParameterTable healing{load_parameters(files, "parameters/healing.json", bibliography)};
  PunctureParameters parameters{puncture_parameters(puncture, healing)};
  HandMotion hand{hand_motion(ParameterValues(puncture))};
  Skin skin{.zone = "cheek", .epidermis = Length(0.07, mm), .dermis = Length(1.2, mm)};

  [[nodiscard]] Device device(std::string_view id) const {
    return device_named(files, id, bibliography);
  }
  [[nodiscard]] PuncturePattern pattern(const Device& d, const SessionSettings& s) const {
    return wound_pattern(d, s, skin, parameters);
  }
  [[nodiscard]] PunctureMap map(const Device& d, const SessionSettings& s, double width,
                                double height, std::uint64_t seed = 1) const {
    return place_punctures(d, s, pattern(d, s), parameters, hand, width, height, Seed(seed));
  }
};

double between(RandomStream& random, double low, double high) {
  return low + (high - low) * random.uniform();
}

double density_of(const PunctureMap& map) {
  return 100.0 * double(map.size()) / (map.width * map.height);
}

double mean(const std::vector<float>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / double(values.size());
}

// Settings that the device can do, of any kind.
SessionSettings any_settings(const Device& d, RandomStream& random) {
  SessionSettings s{.depth = between(random, 0.3, 1.0) * d.max_depth};
  s.pattern = static_cast<PassPattern>(int(3.0 * random.uniform()));
  s.overlap = Fraction(random.uniform() < 0.5 ? 0.0 : between(random, 0.0, 0.5), ratio);
  s.glide = Speed(random.uniform() < 0.3 ? 0.0 : between(random, 10.0, 80.0), mm_per_s);
  if (std::holds_alternative<Pen>(d.drive) && s.glide == Speed())
    s.density = ArealDensity(between(random, 50.0, 500.0), per_cm2);
  else if (random.uniform() < 0.5)
    s.density = ArealDensity(between(random, 50.0, 1500.0), per_cm2);
  else
    s.passes = between(random, 0.5, 6.0);
  return s;
}

}  // namespace

TEST_CASE("whatever is set: all inside, in order of time, no deeper than set depth and tolerance") {
  const World w;
  RandomStream random = Seed(1).stream("settings");
  for (int i = 0; i < 60; ++i)
    for (const std::string& id : device_ids(w.files)) {
      const Device d = w.device(id);
      const SessionSettings s = any_settings(d, random);
      CAPTURE(id);
      CAPTURE(i);
      const PunctureMap m = w.map(d, s, between(random, 5, 40), between(random, 5, 40), 1 + i);
      const double deepest = s.depth.in(mm) + d.depth_tolerance.in(mm);
      for (const auto* field : {&m.y, &m.time, &m.depth, &m.angle, &m.slit, &m.direction})
        REQUIRE(field->size() == m.size());
      REQUIRE(m.pass.size() == m.size());
      bool inside = true, shallow = true, bounded = true;
      for (std::size_t k = 0; k < m.size(); ++k) {
        inside &= m.x[k] >= 0.0F && m.x[k] <= m.width && m.y[k] >= 0.0F && m.y[k] <= m.height;
        shallow &= m.depth[k] >= 0.0F && m.depth[k] <= deepest * (1.0 + 1e-6);
        bounded &= m.slit[k] >= 0.0F && m.angle[k] >= 0.0F && m.angle[k] < 90.0F &&
                   m.direction[k] >= 0.0F && m.direction[k] < 360.0F;
      }
      CHECK(inside);
      CHECK(shallow);
      CHECK(bounded);
      CHECK(std::ranges::is_sorted(m.time));
      CHECK(std::ranges::is_sorted(m.pass));
    }
}

TEST_CASE("the same seed gives the same map, another seed another") {
  const World w;
  RandomStream random = Seed(2).stream("settings");
  for (const std::string& id : device_ids(w.files)) {
    const Device d = w.device(id);
    const SessionSettings s = any_settings(d, random);
    CHECK(w.map(d, s, 30, 20, 7) == w.map(d, s, 30, 20, 7));
    CHECK_FALSE(w.map(d, s, 30, 20, 7) == w.map(d, s, 30, 20, 8));
  }
}

TEST_CASE("a map has the density of the session, whatever the device and the pattern") {
  const World w;
  RandomStream random = Seed(3).stream("settings");
  for (const std::string& id : device_ids(w.files)) {
    const Device d = w.device(id);
    double worst = 0.0;
    for (int i = 0; i < 4; ++i) {
      const SessionSettings s = any_settings(d, random);
      // Mean of maps: a lane more or less on a small patch is chance.
      std::vector<double> ratios;
      constexpr int maps = 16;
      for (int k = 0; k < maps; ++k)
        ratios.push_back(density_of(w.map(d, s, 60, 50, 100 + k)) / session_density_cm2(d, s));
      const double m = std::accumulate(ratios.begin(), ratios.end(), 0.0) / maps;
      double squares = 0.0;
      for (const double r : ratios) squares += (r - m) * (r - m);
      const double error = std::sqrt(squares / (maps - 1) / maps);
      CAPTURE(id);
      CAPTURE(i);
      CHECK(error < 0.1);
      CHECK(std::abs(m - 1.0) < 4.0 * error + 1e-3);
      worst = std::max(worst, std::abs(m - 1.0));
    }
    MESSAGE(id << ": mean density off by at most " << worst);
  }
}

TEST_CASE("density is the same at the edge as in the middle") {
  const World w;
  for (const char* id : {"skinpen-precision", "roller-192", "stamp"}) {
    const Device d = w.device(id);
    const SessionSettings s{.depth = d.max_depth,
                            .density = ArealDensity(300.0, per_cm2),
                            .glide = Speed(40.0, mm_per_s),
                            .pattern = PassPattern::star};
    double edge = 0.0, all = 0.0;
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
      const PunctureMap m = w.map(d, s, 40, 40, seed);
      for (std::size_t k = 0; k < m.size(); ++k)
        edge += std::min({m.x[k], m.y[k], 40.0F - m.x[k], 40.0F - m.y[k]}) < 2.0F;
      all += double(m.size());
    }
    // The strip of 2 mm is 19 % of the patch.
    CAPTURE(id);
    CHECK(edge / all == doctest::Approx(1.0 - 36.0 * 36.0 / 1600.0).epsilon(0.03));
  }
}

TEST_CASE("passes add: crossed ones leave as many as their numbers say, each its own share") {
  const World w;
  const Device d = w.device("pen-12");
  SessionSettings s{.depth = Length(1.0, mm), .passes = 4.0, .glide = Speed(40.0, mm_per_s)};
  std::vector<double> of_pass(4);
  double all = 0.0;
  constexpr int maps = 40;
  for (int k = 0; k < maps; ++k) {
    const PunctureMap m = w.map(d, s, 70, 70, 1 + k);
    for (const auto pass : m.pass) of_pass.at(pass) += 1.0;
    all += double(m.size());
  }
  for (const double n : of_pass) CHECK(n / all == doctest::Approx(0.25).epsilon(0.05));
  s.passes = 1.0;
  double once = 0.0;
  for (int k = 0; k < maps; ++k) once += double(w.map(d, s, 70, 70, 1 + k).size());
  CHECK(all == doctest::Approx(4.0 * once).epsilon(0.05));
}

TEST_CASE("a pen that does not glide and a stamp tear no slit") {
  const World w;
  for (const char* id : {"exceed", "pen-36", "stamp"}) {
    const Device d = w.device(id);
    const SessionSettings s{.depth = Length(1.5, mm), .density = ArealDensity(400.0, per_cm2)};
    const PunctureMap m = w.map(d, s, 30, 30);
    REQUIRE(m.size() > 1000);
    CHECK(std::ranges::max(m.slit) == 0.0F);
    CHECK(std::ranges::max(m.angle) == 0.0F);
  }
}

TEST_CASE("a roller of endless radius is a stamp: same density, straight in, no slit") {
  World w;
  w.hand.angle_jitter = 0.0;
  w.parameters.lateral_compliance = 0.0;
  w.parameters.insertion.neighbour_share = 0.0;  // a large drum has more needles in at once
  const SessionSettings s{.depth = Length(1.5, mm), .passes = 3.0};
  double last = 1e9;
  for (const double radius : {10.0, 100.0, 1000.0, 10000.0}) {
    // The same spacing of needles on ever larger drums.
    Device d = w.device("roller-192");
    d.needle_count = int(19.2 * radius);
    d.drive = Roller{.drum_radius = Length(radius, mm),
                     .drum_width = Length(20.0, mm),
                     .needles_around = int(2.4 * radius)};
    const PunctureMap m = w.map(d, s, 60, 60);
    CHECK(mean(m.slit) < last);
    last = mean(m.slit);
    if (radius < 10000.0) continue;
    CHECK(last < 0.04);
    CHECK(mean(m.angle) < 1.0);
    const Device stamp{.needle = d.needle,
                       .needle_count = 61,
                       .pitch = Length(2.5, mm),
                       .arrangement = Arrangement::square,
                       .drive = Stamp{.plate_area = Area(4.0, cm2)},
                       .max_depth = d.max_depth,
                       .depth_tolerance = d.depth_tolerance};
    CHECK(density_per_pass_cm2(stamp, s) ==
          doctest::Approx(density_per_pass_cm2(d, s)).epsilon(0.005));
    const PunctureMap pressed = w.map(stamp, s, 60, 60);
    CHECK(mean(pressed.depth) == doctest::Approx(mean(m.depth)).epsilon(0.02));
    double sum_of_stamps = 0.0, sum_of_rolls = 0.0;
    for (std::uint64_t k = 0; k < 30; ++k) {
      sum_of_stamps += density_of(w.map(stamp, s, 60, 60, k));
      sum_of_rolls += density_of(w.map(d, s, 60, 60, k));
    }
    CHECK(sum_of_stamps == doctest::Approx(sum_of_rolls).epsilon(0.03));
  }
}

TEST_CASE("depths have the mean and the spread of their distribution") {
  RandomStream random = Seed(4).stream("depth");
  for (int i = 0; i < 20; ++i) {
    const DepthDistribution d{.mean = between(random, 0.5, 2.0), .sd = between(random, 0.0, 0.2)};
    constexpr int draws = 40000;
    double sum = 0.0, squares = 0.0;
    for (int k = 0; k < draws; ++k) {
      const double depth = sampled_depth(d, random);
      sum += depth / draws;
      squares += depth * depth / draws;
      REQUIRE(std::abs(depth - d.mean) <= std::sqrt(3.0) * d.sd * (1.0 + 1e-12));
    }
    CHECK(std::abs(sum - d.mean) < 5.0 * d.sd / std::sqrt(draws) + 1e-12);
    CHECK(std::sqrt(std::max(0.0, squares - sum * sum)) ==
          doctest::Approx(d.sd).epsilon(0.02).scale(1e-3));
  }
}

TEST_CASE("a steady hand's slits are those of the pattern, and lie along the passes") {
  World w;
  w.hand.speed_cv = 0.0;
  w.hand.angle_jitter = 0.0;
  w.parameters.insertion.dimple_cv = 0.0;
  for (const char* id : {"skinpen-precision", "roller-192"}) {
    Device d = w.device(id);
    d.depth_tolerance = Length();
    const SessionSettings s{.depth = d.needle.length,
                            .passes = 2.0,
                            .glide = Speed(80.0, mm_per_s),
                            .pattern = PassPattern::crossed};
    const PunctureMap m = w.map(d, s, 50, 50);
    const PuncturePattern p = w.pattern(d, s);
    REQUIRE(p.slit > 0.05);
    for (std::size_t k = 0; k < m.size(); k += 17) {
      CHECK(m.slit[k] == doctest::Approx(p.slit).epsilon(1e-5));
      CHECK(m.angle[k] == doctest::Approx(p.entry_angle_deg).epsilon(1e-5));
      CHECK(std::fmod(m.direction[k] + 360.0 - 90.0 * m.pass[k], 180.0) ==
            doctest::Approx(0.0).scale(1.0));
    }
  }
}

TEST_CASE(
    "many crossed passes cover what random punctures would, one steady pass what all add to") {
  World w;
  const auto figure = [](const PunctureMap& m, double radius) {
    return std::numbers::pi * radius * radius + 2.0 * radius * mean(m.slit);
  };
  const Device d = w.device("roller-192");
  const double radius = d.needle.diameter.in(mm) / 2.0;
  SessionSettings s{.depth = Length(1.5, mm), .passes = 48.0, .pattern = PassPattern::star};
  const PunctureMap many = w.map(d, s, 60, 60);
  const double by_chance = random_coverage(density_of(many), figure(many, radius));
  const Coverage covered = coverage_of(many, radius);
  MESSAGE("48 passes: " << covered.share << " covered, by chance " << by_chance);
  CHECK(covered.share == doctest::Approx(by_chance).epsilon(0.02));
  CHECK(covered.times[2] > 0.0);
  w.hand = {.stretch = 10.0, .press_rate = 1.0, .roll_speed = 30.0};
  s.passes = 1.0;
  const PunctureMap one = w.map(d, s, 60, 60);
  const Coverage once = coverage_of(one, radius, {.cells_per_radius = 16.0});
  CHECK(once.times[2] == 0.0);
  // Slits that leave the patch are cut off at its edge.
  CHECK(once.share == doctest::Approx(density_of(one) / 100.0 * figure(one, radius)).epsilon(0.03));
}

TEST_CASE("one pass of a steady hand is a pattern; crossed passes of an unsteady one are chance") {
  World w;
  const HandMotion unsteady = w.hand;
  struct Row {
    const char* id;
    double glide, sides, enough;
  };
  // Rows of a drum 2.6 mm apart with needles 2.5 mm apart, every second one shifted: R near 2.
  // Strokes of a pen 0.6 mm apart: lines.
  for (const Row row : {Row{"roller-192", 0.0, 60.0, 16.0}, Row{"pen-12", 60.0, 25.0, 64.0}}) {
    const std::string id = row.id;
    CAPTURE(id);
    const Device d = w.device(row.id);
    SessionSettings s{.depth = Length(1.5, mm),
                      .passes = 1.0,
                      .glide = Speed(row.glide, mm_per_s),
                      .pattern = PassPattern::star};
    w.hand = {.stretch = 10.0, .press_rate = 1.0, .roll_speed = 30.0};
    const NearestDistances once = nearest_distances(w.map(d, s, row.sides, row.sides));
    CHECK(std::abs(once.z) > 5.0);
    CHECK(once.largest_difference > 0.2);
    MESSAGE(id << ", steady, 1 pass: R " << once.clark_evans << ", z " << once.z);
    w.hand = unsteady;
    double last = 1e9;
    for (double passes = 1.0; passes <= row.enough; passes *= 4.0) {
      s.passes = passes;
      std::vector<double> z;
      double r = 0.0, difference = 0.0;
      for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const NearestDistances n = nearest_distances(w.map(d, s, row.sides, row.sides, seed));
        z.push_back(n.z);
        r += n.clark_evans / 20.0;
        difference += n.largest_difference / 20.0;
      }
      std::ranges::sort(z);
      MESSAGE(id << ", " << passes << " passes: R " << r << ", middle z " << z[10]
                 << ", largest difference " << difference);
      CHECK(difference < last);
      last = difference;
      if (passes < row.enough) continue;
      CHECK(std::abs(z[10]) < 2.0);
      CHECK(r == doctest::Approx(1.0).epsilon(0.03));
    }
  }
}

}  // namespace stipple
