// SPDX-License-Identifier: Apache-2.0
#include "puncture/channel_damage.h"

#include <doctest/doctest.h>

#include <chrono>
#include <cmath>
#include <numbers>

#include "numerics/team.h"
#include "puncture/catalogue.h"

namespace stipple {
namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kJunction = 0.1;

struct World {
  DataFiles files{DataFiles::embedded()};
  Bibliography bibliography{load_bibliography(files)};
  ParameterTable puncture{load_parameters(files, "parameters/puncture.json", bibliography)};
  ParameterTable healing{load_parameters(files, "parameters/healing.json", bibliography)};
  PunctureParameters parameters{puncture_parameters(puncture, healing)};
  Skin skin{.zone = "cheek", .epidermis = Length(kJunction, mm), .dermis = Length(1.5, mm)};

  [[nodiscard]] PuncturePattern pattern(std::string_view id, double depth, double density) const {
    const SessionSettings s{.depth = Length(depth, mm),
                            .density = ArealDensity(density, per_cm2),
                            .glide = Speed(40.0, mm_per_s)};
    return wound_pattern(device_named(files, id, bibliography), s, skin, parameters);
  }
};

// Even cells in depth.
std::vector<double> faces(int cells, double depth) { return even_faces(cells, depth); }

// Damage of every cell, [(k * ny + j) * nx + i].
struct Block {
  int nx{}, ny{}, nz{};
  std::vector<double> w{};
  [[nodiscard]] double at(int i, int j, int k) const {
    const int place = (k * ny + j) * nx + i;
    return w[static_cast<std::size_t>(place)];
  }
  [[nodiscard]] double sum(int k) const {
    double s = 0.0;
    for (int j = 0; j < ny; ++j)
      for (int i = 0; i < nx; ++i) s += at(i, j, k);
    return s;
  }
};
Block block_of(const ChannelDamage& damage) {
  const Pencils& p = damage.pencils();
  Block b{.nx = p.nx(), .ny = p.ny(), .nz = p.cells()};
  const int cells = p.columns() * p.cells(), lanes = p.cells() * Pencils::width;
  b.w.resize(static_cast<std::size_t>(cells));
  std::vector<float> out(static_cast<std::size_t>(lanes));
  for (int j = 0; j < p.ny(); ++j)
    for (int i = 0; i < p.nx(); ++i) {
      if (Pencils::lane(i) == 0) damage.of_pencil(p.pencil(i, j), out);
      for (int k = 0; k < p.cells(); ++k) {
        const int place = (k * b.ny + j) * b.nx + i, lane = k * Pencils::width + Pencils::lane(i);
        b.w[static_cast<std::size_t>(place)] = double{out[static_cast<std::size_t>(lane)]};
      }
    }
  return b;
}

double between(RandomStream& random, double low, double high) {
  return low + (high - low) * random.uniform();
}

Channel some_channel(RandomStream& random, double width) {
  const double R = between(random, 0.06, 0.15);
  return {.x = width * random.uniform(),
          .y = width * random.uniform(),
          .depth = between(random, 0.3, 1.2),
          .angle = between(random, 0.0, 30.0),
          .direction = 360.0 * random.uniform(),
          .slit = between(random, 0.0, 0.3),
          .lumen = between(random, 0.3, 0.6) * R,
          .tear = R,
          .collar = between(random, 0.2, 0.6),
          .collar_width = between(random, 0.4, 1.2) * R,
          .cutoff = 0.05};
}
std::vector<Channel> some_channels(RandomStream& random, int count, double width) {
  std::vector<Channel> channels;
  for (int i = 0; i < count; ++i) channels.push_back(some_channel(random, width));
  return channels;
}

// The formula at points of one depth, for itself: nothing smoothed, the endless copies of a
// periodic patch.
class PlainFormula {
 public:
  PlainFormula(const std::vector<Channel>& channels, double width, double z)
      : epidermal_(z < kJunction) {
    for (const Channel& c : channels)
      for (int u = -2; u <= 2; ++u)
        for (int v = -2; v <= 2; ++v) {
          const double turn = c.direction * kPi / 180.0, length = slit_at(c, z);
          const double from =
              z * std::tan(c.angle * kPi / 180.0) + 0.5 * (slit_at(c, 0.0) - length);
          const double cos = std::cos(turn), sin = std::sin(turn);
          cuts_.push_back({&c, c.x + u * width + from * cos, c.y + v * width + from * sin, cos, sin,
                           length, 0.5 * (1.0 - std::tanh((z - c.depth) / c.cutoff))});
        }
  }
  [[nodiscard]] double at(double x, double y) const {
    double whole = 1.0;
    for (const Cut& s : cuts_) {
      const double dx = x - s.x, dy = y - s.y;
      if (dx * dx + dy * dy > 1.0) continue;  // farther than any collar reaches
      const double along = std::clamp(dx * s.cos + dy * s.sin, 0.0, s.length);
      const double rho = std::hypot(dx - along * s.cos, dy - along * s.sin);
      const double beside = (rho - s.channel->lumen) / s.channel->collar_width;
      const double dermal = beside < 0.0 ? 1.0 : s.channel->collar * std::exp(-beside * beside);
      const double torn = rho < s.channel->tear ? 1.0 : 0.0;
      whole *= 1.0 - s.share * (epidermal_ ? torn : dermal);
    }
    return 1.0 - whole;
  }

 private:
  struct Cut {
    const Channel* channel{};
    double x{}, y{}, cos{}, sin{}, length{}, share{};
  };
  bool epidermal_{};
  std::vector<Cut> cuts_{};
};

double largest_difference(const Block& a, const Block& b) {
  double most = 0.0;
  for (std::size_t n = 0; n < a.w.size(); ++n) most = std::max(most, std::abs(a.w[n] - b.w[n]));
  return most;
}

}  // namespace

TEST_CASE("the damage of one channel over a level is its area, closer with more points a cell") {
  const World world;
  RandomStream random = Seed(1).stream("area");
  double error[3]{};
  for (int round = 0; round < 20; ++round) {
    PuncturePattern pattern{.density_cm2 = 1.0,
                            .depth = {.mean = 1.0},
                            .travel = 1.0,
                            .needle_radius = between(random, 0.06, 0.15),
                            .drive = Stamp{}};
    PunctureMap map{.width = 2.0, .height = 2.0, .x = {1.0F}, .y = {1.0F}};
    map.x[0] += static_cast<float>(0.02 * random.uniform());
    map.y[0] += static_cast<float>(0.02 * random.uniform());
    map.depth = {1.0F};
    map.angle = map.slit = map.direction = {0.0F};
    const auto channels = channels_of(map, pattern, world.parameters);
    const Pencils pencils(100, 100, 4, 0.02, Sides::periodic);
    const double area = damaged_area_mm2(pattern, world.parameters, 0.5);
    const double torn = kPi * pattern.needle_radius * pattern.needle_radius;
    for (int level = 0; level < 3; ++level) {
      const Block b = block_of(
          ChannelDamage(channels, pencils, faces(4, 0.4), kJunction, {.across = 1 << level}));
      error[level] += std::abs(b.sum(2) * 0.0004 / area - 1.0) / 20;
      CHECK(b.sum(0) * 0.0004 == doctest::Approx(torn).epsilon(level == 2 ? 0.003 : 0.03));
    }
  }
  MESSAGE("mean error of the area with 1, 4, 16 points a cell: " << error[0] << ", " << error[1]
                                                                 << ", " << error[2]);
  CHECK(error[2] < 0.001);
  CHECK(error[1] < error[0] / 2.0);
  CHECK(error[2] < error[1] / 2.0);
}

TEST_CASE("cells hold the mean of the formula over them, overlaps, slits and leaning included") {
  RandomStream random = Seed(2).stream("points");
  constexpr double width = 0.6, side = 0.02, thick = 0.05;
  const auto channels = some_channels(random, 6, width);
  const auto edges = faces(30, 1.5);
  const Pencils pencils(30, 30, 30, side, Sides::periodic);
  const auto block = [&](int across, double depth) {
    return block_of(ChannelDamage(channels, pencils, edges, kJunction, {across, depth}));
  };
  const Block coarse = block(4, 0.025), fine = block(16, 0.005);
  double worst[2]{}, sum[2]{};
  constexpr int points = 16, levels = 20, cells = 60;
  for (int n = 0; n < cells; ++n) {
    const int i = static_cast<int>(30 * random.uniform());
    const int j = static_cast<int>(30 * random.uniform());
    const int k = static_cast<int>(25 * random.uniform());
    double mean = 0.0;
    for (int c = 0; c < levels; ++c) {
      const PlainFormula formula(channels, width,
                                 edges[static_cast<std::size_t>(k)] + (c + 0.5) / levels * thick);
      for (int a = 0; a < points; ++a)
        for (int b = 0; b < points; ++b)
          mean += formula.at((i + (a + 0.5) / points) * side, (j + (b + 0.5) / points) * side);
    }
    mean /= points * points * levels;
    for (int level = 0; level < 2; ++level) {
      const double error = std::abs((level == 0 ? coarse : fine).at(i, j, k) - mean);
      worst[level] = std::max(worst[level], error);
      sum[level] += error / cells;
    }
  }
  MESSAGE("error of a cell as usual, mean and largest: " << sum[0] << ", " << worst[0]);
  MESSAGE("error of a cell with many points: " << sum[1] << ", " << worst[1]);
  CHECK(worst[0] < 0.02);
  CHECK(worst[1] < 0.005);
  CHECK(sum[1] < sum[0] / 2.0);
}

TEST_CASE("a channel has the slit of the formula at every depth, for every device") {
  const World world;
  for (const char* id : {"skinpen-precision", "roller-192", "stamp"}) {
    CAPTURE(id);
    const PuncturePattern pattern = world.pattern(id, 1.0, 300.0);
    PunctureMap map{.width = 2.0, .height = 2.0, .x = {1.0F}, .y = {1.0F}};
    map.depth = {static_cast<float>(pattern.depth.mean)};
    map.angle = {static_cast<float>(pattern.entry_angle_deg)};
    map.direction = {30.0F};
    map.slit = {static_cast<float>(pattern.slit)};
    const Channel c = channels_of(map, pattern, world.parameters).front();
    for (double z = 0.0; z < 1.5; z += 0.01)
      CHECK(slit_at(c, z) == doctest::Approx(slit_at(pattern, world.parameters, z)).epsilon(1e-5));
  }
}

TEST_CASE("the mean of scattered channels is the damage of the column") {
  const World world;
  constexpr double width = 4.0, side = 0.04;
  constexpr int cells = 100, rounds = 12;
  const auto edges = faces(12, 1.2);
  struct Row {
    std::string id{};
    double density{}, sd{};
  };
  // With slits one depth for all, since the column's slit is that of the mean depth.
  for (const Row& row : {Row{"skinpen-precision", 400.0, 0.0}, Row{"roller-192", 250.0, 0.0},
                         Row{"stamp", 1500.0, 0.1}}) {
    CAPTURE(row.id);
    PuncturePattern pattern = world.pattern(row.id, 0.8, row.density);
    pattern.depth.sd = row.sd;
    pattern.depth.entered = 1.0;
    std::vector<double> sum(12, 0.0), square(12, 0.0);
    for (int round = 0; round < rounds; ++round) {
      RandomStream random = Seed(4).stream(row.id, static_cast<std::uint64_t>(round));
      PunctureMap map{.width = width, .height = width};
      for (int i = 0; i < static_cast<int>(row.density * width * width / 100.0); ++i) {
        map.x.push_back(static_cast<float>(width * random.uniform()));
        map.y.push_back(static_cast<float>(width * random.uniform()));
        map.depth.push_back(static_cast<float>(sampled_depth(pattern.depth, random)));
        map.angle.push_back(static_cast<float>(pattern.entry_angle_deg));
        map.direction.push_back(static_cast<float>(360.0 * random.uniform()));
        map.slit.push_back(static_cast<float>(pattern.slit));
      }
      const auto mean = mean_damage(ChannelDamage(channels_of(map, pattern, world.parameters),
                                                  Pencils(cells, cells, 12, side, Sides::periodic),
                                                  edges, kJunction));
      for (std::size_t k = 0; k < 12; ++k) sum[k] += mean[k], square[k] += mean[k] * mean[k];
    }
    for (std::size_t k = 0; k < 12; ++k) {
      CAPTURE(k);
      double expected = 0.0;  // of the cell: cells are thick against the tip's fade
      for (int i = 0; i < 50; ++i) {
        const double z = edges[k] + 0.1 * (i + 0.5) / 50;
        expected += (k == 0 ? torn_epidermis(pattern, world.parameters, z)
                            : damage_at(pattern, world.parameters, z)) /
                    50;
      }
      const double mean = sum[k] / rounds;
      const double error = std::sqrt(std::max(0.0, square[k] / rounds - mean * mean) / rounds);
      if (k == 3)
        MESSAGE(row.id << " at 0.35 mm: column " << expected << ", channels " << mean << " +- "
                       << error);
      // Four standard errors, and what the number of punctures being the same in every round makes:
      // (n A)^2 / 2 N of at most 0.4 and 40.
      CHECK(std::abs(mean - expected) < 4.0 * error + 0.003 * expected + 1e-5);
    }
  }
}

TEST_CASE("moved by whole cells, mirrored or turned, a periodic patch has the same damage") {
  RandomStream random = Seed(5).stream("symmetry");
  constexpr double width = 0.8;
  constexpr int n = 40;  // not a whole number of pencils
  const auto channels = some_channels(random, 8, width);
  const auto edges = faces(20, 1.5);
  const Pencils pencils(n, n, 20, 0.02, Sides::periodic);
  const auto block = [&](auto change) {
    auto changed = channels;
    for (Channel& c : changed) change(c);
    return block_of(ChannelDamage(changed, pencils, edges, kJunction));
  };
  const Block plain = block([](Channel&) {});
  // Takes each number of `b` from where (i, j) has gone.
  const auto moved = [&](const Block& b, auto place) {
    Block back = b;
    for (int k = 0; k < 20; ++k)
      for (int j = 0; j < n; ++j)
        for (int i = 0; i < n; ++i) {
          const auto [u, v] = place(i, j);
          const int here = (k * n + j) * n + i;
          back.w[static_cast<std::size_t>(here)] = b.at(u % n, v % n, k);
        }
    return back;
  };
  const Block shifted = block([](Channel& c) { c.x += 0.26, c.y -= 0.5; });
  const Block mirrored =
      block([](Channel& c) { c.x = width - c.x, c.direction = 180 - c.direction; });
  const Block turned =
      block([](Channel& c) { std::swap(c.x, c.y), c.direction = 90.0 - c.direction; });
  using Index = std::pair<int, int>;
  CHECK(largest_difference(plain, moved(shifted, [](int i, int j) {
                             return Index{i + 13, j + 2 * n - 25};
                           })) < 2e-5);
  CHECK(largest_difference(plain, moved(mirrored, [](int i, int j) {
                             return Index{n - 1 - i, j};
                           })) < 2e-5);
  CHECK(largest_difference(plain, moved(turned, [](int i, int j) { return Index{j, i}; })) < 2e-5);
}

TEST_CASE("one more channel never wounds less, and their order does not matter") {
  RandomStream random = Seed(6).stream("more");
  auto channels = some_channels(random, 10, 0.8);
  const Pencils pencils(40, 40, 15, 0.02, Sides::periodic);
  const auto block = [&] {
    return block_of(ChannelDamage(channels, pencils, faces(15, 1.5), kJunction));
  };
  const Block before = block();
  std::ranges::reverse(channels);
  CHECK(largest_difference(before, block()) < 1e-5);
  channels.push_back(some_channel(random, 0.8));
  channels.back().angle = 0.0;  // a steeper one would make all cells be sampled more finely
  const Block after = block();
  bool more = false;
  for (std::size_t n = 0; n < after.w.size(); ++n) {
    CHECK_MESSAGE(after.w[n] >= before.w[n] - 1e-5, n);
    CHECK_MESSAGE((after.w[n] >= 0.0 && after.w[n] <= 1.0), n);
    more = more || after.w[n] > before.w[n] + 0.5;
  }
  CHECK(more);
}

TEST_CASE("a leaning channel is as wide at every depth and stands where it leans to") {
  RandomStream random = Seed(7).stream("lean");
  for (int round = 0; round < 10; ++round) {
    Channel c = some_channel(random, 0.1);
    c.x = c.y = 1.0;
    c.depth = 1.2;
    c.slit = 0.0;
    const Pencils pencils(100, 100, 24, 0.02, Sides::closed);
    const auto edges = faces(24, 1.2);
    const Block b = block_of(ChannelDamage({{c}}, pencils, edges, kJunction));
    for (int k = 2; k < 18; ++k) {
      double x = 0.0, y = 0.0;
      for (int j = 0; j < 100; ++j)
        for (int i = 0; i < 100; ++i) {
          x += b.at(i, j, k) * (i + 0.5) * 0.02;
          y += b.at(i, j, k) * (j + 0.5) * 0.02;
        }
      CHECK(b.sum(k) == doctest::Approx(b.sum(2)).epsilon(0.005));
      const double z =
          0.5 * (edges[static_cast<std::size_t>(k)] + edges[static_cast<std::size_t>(k) + 1]);
      const double gone = z * std::tan(c.angle * kPi / 180.0);
      CHECK(x / b.sum(k) ==
            doctest::Approx(1.0 + gone * std::cos(c.direction * kPi / 180.0)).epsilon(1e-3));
      CHECK(y / b.sum(k) ==
            doctest::Approx(1.0 + gone * std::sin(c.direction * kPi / 180.0)).epsilon(1e-3));
    }
  }
}

TEST_CASE("a removed core is all gone, and nothing beside or below it is touched") {
  const Pencils pencils(50, 50, 20, 0.02, Sides::closed);
  for (const double radius : {0.05, 0.2, 0.4}) {
    const Block b = block_of(ChannelDamage({{removed_core(0.51, 0.47, radius, 0.53)}}, pencils,
                                           faces(20, 1.0), kJunction));
    double volume = 0.0;
    for (int k = 0; k < 20; ++k)
      for (int j = 0; j < 50; ++j)
        for (int i = 0; i < 50; ++i) {
          const double w = b.at(i, j, k);
          const double rho = std::hypot((i + 0.5) * 0.02 - 0.51, (j + 0.5) * 0.02 - 0.47);
          volume += w * 0.02 * 0.02 * 0.05;
          if (rho < radius - 0.02 && k < 10) CHECK(w == 1.0);
          if (rho > radius + 0.02 || k > 10) CHECK(w == 0.0);
        }
    CHECK(volume == doctest::Approx(kPi * radius * radius * 0.53).epsilon(0.003));
  }
}

TEST_CASE("closed sides cut a channel off; lanes past the last column hold nothing") {
  const Channel corner = removed_core(0.0, 0.0, 0.2, 1.0);
  const auto edges = faces(4, 0.4);
  const double whole = kPi * 0.04 / 0.0004;
  const Pencils closed(50, 50, 4, 0.02, Sides::closed), open(50, 50, 4, 0.02, Sides::periodic);
  const ChannelDamage cut({{corner}}, closed, edges, kJunction);
  CHECK(block_of(cut).sum(2) == doctest::Approx(whole / 4).epsilon(0.003));
  const ChannelDamage round({{corner}}, open, edges, kJunction);
  CHECK(block_of(round).sum(2) == doctest::Approx(whole).epsilon(0.003));
  // Column 49 is lane 1 of its pencil; lanes 2 to 15 would hold what lies beyond the side.
  std::vector<float> out(4 * Pencils::width, 7.0F);
  round.of_pencil(open.pencil(49, 0), out);
  CHECK(out[2 * Pencils::width + 1] == 1.0F);
  for (std::size_t k = 0; k < 4; ++k)
    for (std::size_t lane = 2; lane < Pencils::width; ++lane)
      CHECK(out[k * Pencils::width + lane] == 0.0F);
}

TEST_CASE("a needle that did not break the skin leaves no channel") {
  const World world;
  PuncturePattern pattern = world.pattern("stamp", 1.0, 300.0);
  PunctureMap map{.width = 1.0, .height = 1.0, .x = {0.5F, 0.2F}, .y = {0.5F, 0.2F}};
  map.depth = {0.0F, 0.5F};
  map.angle = map.slit = map.direction = {0.0F, 0.0F};
  CHECK(channels_of(map, pattern, world.parameters).size() == 1);
  const Channel none{.x = 0.5, .y = 0.5, .lumen = 0.1, .tear = 0.1, .cutoff = 0.05};
  const Pencils pencils(50, 50, 4, 0.02, Sides::periodic);
  for (const double m : mean_damage(ChannelDamage({{none}}, pencils, faces(4, 0.4), kJunction)))
    CHECK(m == 0.0);
}

TEST_CASE("the same bits whoever works out which pencil, and soon enough for every visit") {
  const World world;
  const PuncturePattern pattern = world.pattern("skinpen-precision", 1.5, 2500.0);
  RandomStream random = Seed(8).stream("speed");
  PunctureMap map{.width = 2.0, .height = 2.0};
  for (int i = 0; i < 100; ++i) {
    map.x.push_back(static_cast<float>(2.0 * random.uniform()));
    map.y.push_back(static_cast<float>(2.0 * random.uniform()));
    map.depth.push_back(static_cast<float>(sampled_depth(pattern.depth, random)));
    map.angle.push_back(0.0F);
    map.direction.push_back(static_cast<float>(360.0 * random.uniform()));
    map.slit.push_back(static_cast<float>(pattern.slit));
  }
  const Pencils pencils(100, 100, 100, 0.02, Sides::periodic);
  const auto start = std::chrono::steady_clock::now();
  const ChannelDamage damage(channels_of(map, pattern, world.parameters), pencils, faces(100, 2.5),
                             kJunction);
  const std::size_t size = 100 * Pencils::width;
  const auto all = [&](int members) {
    Team team(members);
    std::vector<float> out(size * static_cast<std::size_t>(pencils.count()));
    team.share(pencils.count(), [&](int first, int last) {
      for (int p = first; p < last; ++p)
        damage.of_pencil(p, std::span(out).subspan(static_cast<std::size_t>(p) * size, size));
    });
    return out;
  };
  const auto alone = all(1);
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  MESSAGE("100 channels in a million cells, one thread: " << seconds << " s");
  CHECK(alone == all(3));
}

}  // namespace stipple
