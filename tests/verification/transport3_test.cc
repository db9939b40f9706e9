// SPDX-License-Identifier: Apache-2.0
// The kernels of transport in three dimensions: modes against their analytic factors, order in
// space and time, steady states, conservation, signs.
#include <doctest/doctest.h>

#include <limits>
#include <string>

#include "transport3_setup.h"

namespace stipple {
namespace {

using namespace transport3;  // NOLINT

constexpr double kPi = std::numbers::pi;

// A product of cosines, an eigenvector of the discrete operator in a block with even faces.
struct Mode {
  int p{}, q{}, r{};
  [[nodiscard]] double x(const Grid3& g) const { return eigenvalue(g, p, g.nx(), g.side()); }
  [[nodiscard]] double y(const Grid3& g) const { return eigenvalue(g, q, g.ny(), g.side()); }
  [[nodiscard]] double z(const Grid3& g) const {
    return 4.0 * std::pow(std::sin(0.5 * kPi * r / g.nz()) / g.thickness(0), 2);
  }
  [[nodiscard]] double value(const Grid3& g, int i, int j, int k) const {
    return std::cos(phase(g, p, i, g.nx())) * std::cos(phase(g, q, j, g.ny())) *
           std::cos(kPi * r * (k + 0.5) / g.nz());
  }

 private:
  // Whole waves where the block repeats itself, half waves where it is closed.
  static double phase(const Grid3& g, int m, int i, int n) {
    return (g.sides() == Sides::periodic ? 2.0 : 1.0) * kPi * m * (i + 0.5) / n;
  }
  static double eigenvalue(const Grid3& g, int m, int n, double h) {
    return 4.0 * std::pow(std::sin(0.5 * phase(g, m, 0, n) * 2.0) / h, 2);
  }
};

Field3<double> field_of(const Grid3& g, const Mode& mode) {
  Field3<double> u(g);
  each_cell(g, [&](int i, int j, int k) { u(i, j, k) = mode.value(g, i, j, k); });
  return u;
}

double largest_error(const Grid3& g, const Field3<double>& u, const Mode& mode, double factor) {
  double largest = 0.0;
  each_cell(g, [&](int i, int j, int k) {
    largest = std::max(largest, std::abs(u(i, j, k) - factor * mode.value(g, i, j, k)));
  });
  return largest;
}

constexpr Mode kModes[] = {{1, 0, 0}, {0, 2, 0}, {0, 0, 1}, {1, 1, 2}, {3, 2, 1}};

// A solution with a jump of D at half the cells in depth: flux sin(pi z / H) in z, cosines in x, y.
struct LayeredSolution {
  double width{0.64}, depth{0.5}, interface {
  }, upper{0.02}, lower{0.2}, loss{0.7};

  [[nodiscard]] double D(double z) const { return z < interface ? upper : lower; }
  [[nodiscard]] double g(double z) const {
    const auto part = [&](double a, double b) {
      return depth / kPi * (std::cos(kPi * a / depth) - std::cos(kPi * b / depth));
    };
    return z < interface ? part(0.0, z) / upper
                         : part(0.0, interface) / upper + part(interface, z) / lower;
  }
  [[nodiscard]] double lateral(double x, double y) const {
    return std::cos(2.0 * kPi * x / width) * std::cos(2.0 * kPi * y / width);
  }
  [[nodiscard]] double source(double x, double y, double z) const {
    const double k2 = 2.0 * std::pow(2.0 * kPi / width, 2);
    return lateral(x, y) * ((loss + k2 * D(z)) * g(z) - kPi / depth * std::cos(kPi * z / depth));
  }
};

// Relative root mean square error of the steady state on n^3 cells, by layers or by face classes.
double steady_error(int n, bool classed) {
  LayeredSolution s;
  const Grid3 g(n, n, s.width / n, stretched_faces(n, s.depth), Sides::periodic);
  s.interface = g.faces()[static_cast<std::size_t>(n / 2)];
  Field3<double> source(g);
  Field3<double> u(g);
  Field3<double> exact(g);
  each_cell(g, [&](int i, int j, int k) {
    const double x = (i + 0.5) * g.side();
    const double y = (j + 0.5) * g.side();
    exact(i, j, k) = s.lateral(x, y) * s.g(g.centre(k));
    source(i, j, k) = s.source(x, y, g.centre(k));
  });
  Spread layers{{}, s.loss, 0.0};
  for (int k = 0; k < n; ++k) layers.diffusivity.push_back(s.D(g.centre(k)));
  ClassedSpread spread;
  const int between = n / 2;
  spread.diffusivity[1] = s.upper;
  spread.diffusivity[2] = s.lower;
  spread.diffusivity[3] = face_diffusivity(s.upper, 0.5 * g.thickness(between - 1), s.lower,
                                           0.5 * g.thickness(between));
  spread.loss = s.loss;
  FaceClasses faces(g);
  each_cell(g, [&](int i, int j, int k) {
    const std::uint8_t own = k < between ? 1 : 2;
    faces.x.data()[g.at(i, j, k)] = faces.y.data()[g.at(i, j, k)] = own;
    faces.z.data()[g.at(i, j, k)] = k == between ? std::uint8_t{3} : own;
  });
  faces.complete(g);
  Team team;
  const auto by_layers = layered_transport<double>(g, layers, 0.02, 1.0);
  const auto by_classes = classed_transport<double>(g, spread, 0.02, 1.0);
  for (int step = 0; step < 600; ++step) {
    if (classed)
      take(g, faces, by_classes, u, &source, team);
    else
      take(g, by_layers, u, &source, false, team);
  }
  double sum = 0.0;
  double size = 0.0;
  each_cell(g, [&](int i, int j, int k) {
    sum += g.thickness(k) * std::pow(u(i, j, k) - exact(i, j, k), 2);
    size += g.thickness(k) * std::pow(exact(i, j, k), 2);
  });
  return std::sqrt(sum / size);
}

Field3<double> source_in_the_middle(const Grid3& g) {
  Field3<double> source(g);
  each_cell(g, [&](int i, int j, int k) {
    const double r2 = std::pow(i - 7.5, 2) + std::pow(j - 7.5, 2) + std::pow(k - 7.5, 2);
    source(i, j, k) = 100.0 * std::exp(-r2 / 8.0);
  });
  return source;
}
Spread with_loss(const Grid3& g) {
  Spread spread = evenly(g, 0.05);
  spread.loss = 20.0;
  return spread;
}

// The steady state under that source, after so many days of steps.
Field3<double> settled(const Grid3& g, double step, bool lod, double days) {
  const auto t = layered_transport<double>(g, with_loss(g), step, 1.0);
  const Field3<double> source = source_in_the_middle(g);
  Field3<double> u(g);
  Team team;
  for (int n = 0; n < std::lround(days / step); ++n) take(g, t, u, &source, lod, team);
  return u;
}

}  // namespace

TEST_CASE("a cosine decays by the factor of the discrete operator, with every theta, and LOD") {
  for (const Sides sides : {Sides::closed, Sides::periodic}) {
    const Grid3 g(24, 18, kSide, even_faces(20, 0.3), sides);
    const double h = 0.02;
    const double D = 0.05;
    Team team;
    for (const Mode& mode : kModes) {
      const double x = h * D * mode.x(g);
      const double y = h * D * mode.y(g);
      const double z = h * D * mode.z(g);
      for (const double theta : {0.5, 0.55, 1.0}) {
        const auto t = layered_transport<double>(g, evenly(g, D), h, theta);
        Field3<double> u = field_of(g, mode);
        take<double>(g, t, u, nullptr, false, team);
        const double factor =
            1.0 - (x + y + z) / ((1.0 + theta * x) * (1.0 + theta * y) * (1.0 + theta * z));
        CHECK(largest_error(g, u, mode, factor) < 1e-13);
        if (theta < 1.0) continue;
        u = field_of(g, mode);
        take<double>(g, t, u, nullptr, true, team);
        CHECK(largest_error(g, u, mode, 1.0 / ((1.0 + x) * (1.0 + y) * (1.0 + z))) < 1e-13);
      }
    }
  }
}

TEST_CASE("the decay goes to exp(-D k^2 t) by the second order when cells and steps are halved") {
  double before = 0.0;
  for (const int n : {16, 32, 64}) {
    const Grid3 g(n, n, 0.32 / n, even_faces(n, 0.32), Sides::periodic);
    const Mode mode{1, 1, 1};
    const auto t = layered_transport<double>(g, evenly(g, 0.05), 0.08 / n, 0.5);
    Field3<double> u = field_of(g, mode);
    Team team;
    for (int step = 0; step < n; ++step) take<double>(g, t, u, nullptr, false, team);
    const double k2 = 2.0 * std::pow(2.0 * kPi / 0.32, 2) + std::pow(kPi / 0.32, 2);
    const double error = largest_error(g, u, mode, std::exp(-0.05 * k2 * 0.08));
    if (before > 0.0) {
      MESSAGE(n << " cells and steps: order " << std::log2(before / error));
      CHECK(std::log2(before / error) > 1.9);
    }
    before = error;
  }
}

TEST_CASE("second order in space over a jump of D with stretched cells, by layers and classes") {
  for (const bool classed : {false, true}) {
    double before = steady_error(8, classed);
    for (const int n : {16, 32}) {
      const double error = steady_error(n, classed);
      MESSAGE(std::string(classed ? "classes" : "layers")
              << ", " << n << " cells: error " << error << ", order " << std::log2(before / error));
      CHECK(std::log2(before / error) > 1.9);
      before = error;
    }
  }
}

TEST_CASE("second order in time for theta 1/2, first for theta 1, over faces of all speeds") {
  for (const Sides sides : {Sides::closed, Sides::periodic}) {
    const Grid3 g = odd_grid(sides);
    const FaceClasses faces = drawn_classes(g, 4);
    ClassedSpread spread = all_speeds(0.05);
    spread.loss = 2.0;
    spread.bottom = 0.1;
    Team team;
    const Field3<double> source = drawn_field<double>(g, 8);
    const auto end = [&](int steps, double theta, double days, const Field3<double>& from) {
      const auto t = classed_transport<double>(g, spread, days / steps, theta);
      Field3<double> u = from;
      for (int n = 0; n < steps; ++n) take(g, faces, t, u, &source, team);
      return u;
    };
    // A start that the operator itself has smoothed.
    const Field3<double> start = end(40, 1.0, 0.05, drawn_field<double>(g, 3));
    const Field3<double> reference = end(640, 0.5, 0.05, start);
    for (const double theta : {0.5, 1.0}) {
      const double coarse = largest_difference(g, end(20, theta, 0.05, start), reference);
      const double fine = largest_difference(g, end(40, theta, 0.05, start), reference);
      MESSAGE("theta " << theta << ": order " << std::log2(coarse / fine));
      CHECK(std::log2(coarse / fine) == doctest::Approx(theta < 1.0 ? 2.0 : 1.0).epsilon(0.1));
    }
  }
}

TEST_CASE("the steady state of Douglas knows no step; LOD's is off by more with longer steps") {
  const Grid3 g(16, 16, kSide, even_faces(16, 0.32), Sides::closed);
  const double unit = kSide * kSide / 0.05;  // D h / dx^2 = 1
  const Field3<double> exact = settled(g, unit, false, 1.5);
  const double size = largest_difference(g, exact, Field3<double>(g));
  Team team;
  for (const double steps : {0.1, 10.0, 50.0})
    for (const double theta : {0.5, 1.0}) {
      Field3<double> u = exact;
      const Field3<double> source = source_in_the_middle(g);
      take(g, layered_transport<double>(g, with_loss(g), steps * unit, theta), u, &source, false,
           team);
      CHECK(largest_difference(g, u, exact) < 1e-11 * size);
    }
  double before = 0.0;
  for (const double steps : {1.0, 10.0, 50.0}) {
    const double bias = largest_difference(g, settled(g, steps * unit, true, 10.0), exact) / size;
    MESSAGE("LOD at D h / dx^2 = " << steps << ": " << 100.0 * bias << " % off");
    CHECK(bias > before);
    CHECK(bias > 0.01);
    before = bias;
  }
}

TEST_CASE_TEMPLATE("what is in a closed block stays, to rounding", T, float, double) {
  // Each step rounds a few dozen times; a bias would grow past this.
  constexpr int steps = 50;
  const double allowed = 4.0 * steps * static_cast<double>(std::numeric_limits<T>::epsilon());
  for (const Sides sides : {Sides::closed, Sides::periodic}) {
    const Grid3 g = odd_grid(sides);
    const FaceClasses faces = drawn_classes(g, 21);
    const auto classes = classed_transport<T>(g, all_speeds(0.3), 0.01, 0.55);
    const auto layers = layered_transport<T>(g, evenly(g, 0.3), 0.01, 1.0);
    Field3<T> fields[3] = {drawn_field<T>(g, 1), drawn_field<T>(g, 2), drawn_field<T>(g, 3)};
    const double start[3] = {content(g, fields[0]), content(g, fields[1]), content(g, fields[2])};
    Team team;
    for (int n = 0; n < steps; ++n) {
      take<T>(g, faces, classes, fields[0], nullptr, team);
      take<T>(g, layers, fields[1], nullptr, false, team);
      take<T>(g, layers, fields[2], nullptr, true, team);
    }
    for (int f = 0; f < 3; ++f) {
      const double change = content(g, fields[f]) / start[f] - 1.0;
      MESSAGE("relative change after " << steps << " steps: " << change);
      CHECK(std::abs(change) < allowed);
    }
  }
}

TEST_CASE_TEMPLATE("LOD makes nothing negative out of a sharp start; Douglas at 1/2 does", T, float,
                   double) {
  for (const Sides sides : {Sides::closed, Sides::periodic})
    for (const double step : {1e-4, 0.1, 10.0}) {
      const Grid3 g = odd_grid(sides);
      Spread spread = evenly(g, 0.3);
      spread.loss = 3.0;
      spread.bottom = held_bottom(g, 0.3);
      const auto lod = layered_transport<T>(g, spread, step, 1.0);
      const auto douglas = layered_transport<T>(g, spread, step, 0.5);
      Field3<T> sharp(g);
      sharp(11, 7, 3) = T(1);
      Field3<T> other = sharp;
      Team team;
      double least = 0.0;
      double least_of_douglas = 0.0;
      for (int n = 0; n < 20; ++n) {
        take<T>(g, lod, sharp, nullptr, true, team);
        take<T>(g, douglas, other, nullptr, false, team);
        each_cell(g, [&](int i, int j, int k) {
          least = std::min(least, static_cast<double>(sharp(i, j, k)));
          least_of_douglas = std::min(least_of_douglas, static_cast<double>(other(i, j, k)));
        });
      }
      CHECK(least == 0.0);
      if (step > 0.05) CHECK(least_of_douglas < -1e-6);
    }
}

}  // namespace stipple
