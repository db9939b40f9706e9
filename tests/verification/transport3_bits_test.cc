// SPDX-License-Identifier: Apache-2.0
// The kernels of transport in three dimensions against themselves written otherwise: cell by cell,
// in the other number type, on other teams and instruction sets, mirrored, turned and repeated.
#include <doctest/doctest.h>

#include <array>

#include "transport3_setup.h"

namespace stipple {
namespace {

using namespace transport3;  // NOLINT

// The operator of one axis, cell by cell: h A_axis u with the loss and the bottom in z.
struct Naive {
  const Grid3& g;
  const FaceClasses& faces;
  const ClassedSpread& spread;
  double step{};

  [[nodiscard]] double D(const AlignedArray<std::uint8_t>& map, int i, int j, int k) const {
    return spread.diffusivity[map.data()[g.at(i, j, k)]];
  }
  [[nodiscard]] double along(int axis, const Field3<double>& u, int i, int j, int k) const {
    const double own = u(i, j, k);
    if (axis == 2) {
      const double dz = g.thickness(k);
      double sum = -spread.loss * own;
      if (k > 0) sum += D(faces.z, i, j, k) * (u(i, j, k - 1) - own) / g.distance(k) / dz;
      if (k + 1 < g.nz())
        sum += D(faces.z, i, j, k + 1) * (u(i, j, k + 1) - own) / g.distance(k + 1) / dz;
      else
        sum -= spread.bottom * own / dz;
      return step * sum;
    }
    const bool ring = g.sides() == Sides::periodic;
    const int n = axis == 0 ? g.nx() : g.ny();
    const int at = axis == 0 ? i : j;
    const auto& map = axis == 0 ? faces.x : faces.y;
    const auto cell = [&](int other) {
      return axis == 0 ? std::array{other, j, k} : std::array{i, other, k};
    };
    double sum = 0.0;
    for (const int to : {-1, 1}) {
      if (!ring && (at + to < 0 || at + to >= n)) continue;
      const auto next = cell((at + to + n) % n);
      const auto face = to < 0 ? cell(at) : next;
      sum += D(map, face[0], face[1], face[2]) * (u(next[0], next[1], next[2]) - own);
    }
    return step * sum / (g.side() * g.side());
  }
  // (1 - theta h A_axis) u
  [[nodiscard]] Field3<double> implicit(int axis, double theta, const Field3<double>& u) const {
    Field3<double> result(g);
    each_cell(g, [&](int i, int j, int k) {
      result(i, j, k) = u(i, j, k) - theta * along(axis, u, i, j, k);
    });
    return result;
  }
};

// A block with its content mirrored in x or y, or turned by a quarter.
enum class Motion { mirror_x, mirror_y, quarter };
template <class T>
Field3<T> moved(const Grid3& g, const Field3<T>& u, Motion motion) {
  Field3<T> result(g);
  each_cell(g, [&](int i, int j, int k) {
    switch (motion) {
      case Motion::mirror_x: result(i, j, k) = u(g.nx() - 1 - i, j, k); break;
      case Motion::mirror_y: result(i, j, k) = u(i, g.ny() - 1 - j, k); break;
      case Motion::quarter: result(i, j, k) = u(j, g.nx() - 1 - i, k); break;
    }
  });
  return result;
}

// Layers of different speed, and the same by classes.
Spread some_layers(const Grid3& g) {
  Spread spread{{}, 1.5, 0.2};
  for (int k = 0; k < g.nz(); ++k) spread.diffusivity.push_back(k < 4 ? 0.02 : k < 8 ? 0.2 : 0.07);
  return spread;
}

// All three steps of three fields, on a team and an instruction set.
template <class T>
std::vector<Field3<T>> all_steps(const Grid3& g, int fields, Team& team, InstructionSet set) {
  const auto lod = layered_transport<T>(g, some_layers(g), 0.01, 1.0);
  const auto layers = layered_transport<T>(g, some_layers(g), 0.01, 0.55);
  const auto classes = classed_transport<T>(g, all_speeds(0.2), 0.01, 0.55);
  const FaceClasses faces = drawn_classes(g, 77);
  std::vector<Field3<T>> u, sources;
  for (int f = 0; f < 4 * fields; ++f) {
    u.push_back(drawn_field<T>(g, static_cast<std::uint64_t>(f)));
    sources.push_back(drawn_field<T>(g, 100 + static_cast<std::uint64_t>(f), -1.0));
  }
  for (int step = 0; step < 3; ++step) {
    std::vector<Field3<T>> used = sources;
    std::vector<LayeredField<T>> by_lod, by_layers;
    std::vector<ClassedField<T>> by_classes;
    for (std::size_t f = 0; f < u.size(); f += 4) {
      by_lod.push_back({&lod, u[f].data(), used[f].data()});
      by_lod.push_back({&lod, u[f + 3].data(), nullptr});
      by_layers.push_back({&layers, u[f + 1].data(), used[f + 1].data()});
      by_classes.push_back({&classes, u[f + 2].data(), used[f + 2].data()});
    }
    lod_step<T>(g, by_lod, team, set);
    douglas_step<T>(g, by_layers, team, set);
    douglas_step<T>(g, faces, by_classes, team, set);
  }
  return u;
}

template <class T>
void check_padding(const Grid3& g, const Field3<T>& u) {
  for (int k = 0; k < g.nz(); ++k)
    for (std::ptrdiff_t at = 0; at < g.plane(); ++at)
      if (at >= g.row() * g.ny() || at % g.row() >= g.nx())
        CHECK(u.data()[k * g.plane() + at] == T(0));
}

}  // namespace

TEST_CASE("a Douglas step solves its three factors, written out cell by cell") {
  for (const Sides sides : {Sides::closed, Sides::periodic})
    for (const std::uint64_t seed : {1, 2, 3}) {
      // Lines that are swept from both ends meet otherwise where their cells are even.
      const Grid3 g =
          seed < 3 ? odd_grid(sides) : Grid3(36, 20, kSide, stretched_faces(12, 0.3), sides);
      const FaceClasses faces = drawn_classes(g, seed);
      ClassedSpread spread = all_speeds(0.3);
      spread.loss = 4.0;
      spread.bottom = 0.5;
      const double theta = 0.6;
      const Naive naive{g, faces, spread, 0.02};
      const auto t = classed_transport<double>(g, spread, naive.step, theta);
      const Field3<double> u = drawn_field<double>(g, 40 + seed);
      const Field3<double> source = drawn_field<double>(g, 50 + seed, -1.0);
      Field3<double> change(g);
      explicit_change(g, faces, t, u.data(), source.data(), change.data());
      Field3<double> next = u;
      Team team;
      take(g, faces, t, next, &source, team);
      Field3<double> delta(g);
      Field3<double> wanted(g);
      each_cell(g, [&](int i, int j, int k) {
        delta(i, j, k) = next(i, j, k) - u(i, j, k);
        wanted(i, j, k) = naive.step * source(i, j, k);
        for (int axis = 0; axis < 3; ++axis) wanted(i, j, k) += naive.along(axis, u, i, j, k);
      });
      CHECK(largest_difference(g, change, wanted) < 1e-11);
      for (const int axis : {2, 0, 1}) delta = naive.implicit(axis, theta, delta);
      CHECK(largest_difference(g, delta, wanted) < 1e-11);
    }
}

TEST_CASE("layers by their own kernel and by classes of faces give the same step") {
  for (const Sides sides : {Sides::closed, Sides::periodic}) {
    const Grid3 g = odd_grid(sides);
    const Spread layers = some_layers(g);
    ClassedSpread spread;
    spread.loss = layers.loss;
    spread.bottom = layers.bottom;
    FaceClasses faces(g);
    for (int k = 0; k < g.nz(); ++k) {
      const auto at = static_cast<std::size_t>(k);
      const std::uint8_t own = k < 4 ? 1 : k < 8 ? 2 : 3;
      const std::uint8_t above = k == 4 ? 4 : k == 8 ? 5 : own;
      spread.diffusivity[own] = layers.diffusivity[at];
      if (above != own)
        spread.diffusivity[above] =
            face_diffusivity(layers.diffusivity[at - 1], 0.5 * g.thickness(k - 1),
                             layers.diffusivity[at], 0.5 * g.thickness(k));
      for (std::ptrdiff_t cell = k * g.plane(); cell < (k + 1) * g.plane(); ++cell) {
        faces.x.data()[cell] = faces.y.data()[cell] = own;
        faces.z.data()[cell] = above;
      }
    }
    faces.complete(g);
    Field3<double> u = drawn_field<double>(g, 6);
    Field3<double> v = u;
    const Field3<double> source = drawn_field<double>(g, 7);
    Team team;
    for (int step = 0; step < 10; ++step) {
      take(g, layered_transport<double>(g, layers, 0.03, 0.7), u, &source, false, team);
      take(g, faces, classed_transport<double>(g, spread, 0.03, 0.7), v, &source, team);
    }
    CHECK(largest_difference(g, u, v) < 1e-13);
  }
}

TEST_CASE_TEMPLATE("no team and no instruction set changes a bit, and padding stays zero", T, float,
                   double) {
  for (const Sides sides : {Sides::closed, Sides::periodic}) {
    const Grid3 g = odd_grid(sides);
    for (const int fields : {1, 3}) {
      Team alone;
      const std::vector<Field3<T>> expected = all_steps<T>(g, fields, alone, InstructionSet::plain);
      for (const Field3<T>& u : expected) check_padding(g, u);
      for (const int members : {1, 2, 3}) {
        Team team(members);
        for (const InstructionSet set : usable_sets()) {
          const std::vector<Field3<T>> found = all_steps<T>(g, fields, team, set);
          for (std::size_t f = 0; f < found.size(); ++f) CHECK(same_bits(found[f], expected[f]));
        }
      }
    }
  }
}

TEST_CASE("float follows its double twin") {
  for (const Sides sides : {Sides::closed, Sides::periodic}) {
    const Grid3 g = odd_grid(sides);
    Team team;
    const auto fast = all_steps<float>(g, 2, team, widest_set());
    // The twin starts from other roundings of the same draws.
    const auto twin = all_steps<double>(g, 2, team, widest_set());
    for (std::size_t f = 0; f < fast.size(); ++f) {
      double worst = 0.0;
      each_cell(g, [&](int i, int j, int k) {
        worst = std::max(worst, std::abs(static_cast<double>(fast[f](i, j, k)) - twin[f](i, j, k)));
      });
      MESSAGE("field " << f << ": float is within " << worst << " of double");
      CHECK(worst < 2e-6);
    }
  }
}

TEST_CASE_TEMPLATE(
    "the explicit part keeps bits when mirrored or turned, and rests where all is even", T, float,
    double) {
  for (const Sides sides : {Sides::closed, Sides::periodic}) {
    const Grid3 g(21, 21, kSide, stretched_faces(7, 0.3), sides);
    const auto t = layered_transport<T>(g, evenly(g, 0.2), 0.05, 1.0);
    const auto changed = [&](const Field3<T>& u) {
      Field3<T> change(g);
      explicit_change<T>(g, t, u.data(), nullptr, change.data());
      return change;
    };
    const Field3<T> u = drawn_field<T>(g, 9);
    for (const Motion m : {Motion::mirror_x, Motion::mirror_y, Motion::quarter})
      CHECK(same_bits(changed(moved(g, u, m)), moved(g, changed(u), m)));
    Field3<T> even(g);
    each_cell(g, [&](int i, int j, int k) { even(i, j, k) = T(0.7); });
    CHECK(same_bits(changed(even), Field3<T>(g)));
    const FaceClasses faces = drawn_classes(g, 10);
    Field3<T> change = u;
    explicit_change<T>(g, faces, classed_transport<T>(g, all_speeds(0.3), 0.05, 1.0), even.data(),
                       nullptr, change.data());
    CHECK(same_bits(change, Field3<T>(g)));
  }
}

TEST_CASE("steps keep mirrors, quarter turns and repetition to rounding") {
  const Grid3 g(21, 21, kSide, stretched_faces(7, 0.3), Sides::periodic);
  const Grid3 twice(42, 42, kSide, stretched_faces(7, 0.3), Sides::periodic);
  Team team;
  for (const bool lod : {false, true}) {
    const auto t = layered_transport<double>(g, evenly(g, 0.2), 0.05, 1.0);
    const auto stepped = [&](Field3<double> u) {
      take<double>(g, t, u, nullptr, lod, team);
      return u;
    };
    const Field3<double> u = drawn_field<double>(g, 13);
    for (const Motion m : {Motion::mirror_x, Motion::mirror_y, Motion::quarter})
      CHECK(largest_difference(g, stepped(moved(g, u, m)), moved(g, stepped(u), m)) < 1e-14);

    Field3<double> copies(twice);
    each_cell(twice, [&](int i, int j, int k) { copies(i, j, k) = u(i % 21, j % 21, k); });
    take<double>(twice, layered_transport<double>(twice, evenly(twice, 0.2), 0.05, 1.0), copies,
                 nullptr, lod, team);
    const Field3<double> once = stepped(u);
    double worst = 0.0;
    each_cell(twice, [&](int i, int j, int k) {
      worst = std::max(worst, std::abs(copies(i, j, k) - once(i % 21, j % 21, k)));
    });
    CHECK(worst < 1e-14);
  }
}

TEST_CASE("blocks of one cell, of two, and of one layer step as well") {
  Team team;
  for (const Sides sides : {Sides::closed, Sides::periodic})
    for (const int nx : {1, 2, 3})
      for (const int nz : {1, 2}) {
        const Grid3 g(nx, 2, kSide, even_faces(nz, 0.1), sides);
        const auto t = layered_transport<double>(g, evenly(g, 0.2), 0.002, 1.0);
        for (const bool lod : {false, true}) {
          Field3<double> u = drawn_field<double>(g, 15);
          const double start = content(g, u);
          for (int n = 0; n < 400; ++n) take<double>(g, t, u, nullptr, lod, team);
          CHECK(content(g, u) == doctest::Approx(start).epsilon(1e-12));
          each_cell(g, [&](int i, int j, int k) {
            CHECK(u(i, j, k) == doctest::Approx(start / (0.1 * 2 * nx)).epsilon(1e-9));
          });
        }
      }
}

}  // namespace stipple
