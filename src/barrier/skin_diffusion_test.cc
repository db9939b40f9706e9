// SPDX-License-Identifier: Apache-2.0
#include "barrier/skin_diffusion.h"

#include <doctest/doctest.h>

#include <cmath>

#include "core/random.h"

namespace stipple {
namespace {

constexpr double kUgMlMm = 1e4;  // ug/mL that 1 mg/cm2 makes over 1 mm

DrugInSkin after_steady_flux(const DiffusionLaw& law, double depth, std::size_t cells, double flux,
                             double hours, std::size_t steps) {
  DrugInSkin skin(law, depth, cells, hours / static_cast<double>(steps));
  for (std::size_t i = 0; i < steps; ++i) skin.advance(flux, flux, flux);
  return skin;
}

// C at a depth, by straight lines between the cells.
double at(const DrugInSkin& skin, double z) {
  const double place = z / skin.cell() - 0.5;
  const auto i = static_cast<std::size_t>(place);
  const double share = place - static_cast<double>(i);
  return skin.concentration()[i] + share * (skin.concentration()[i + 1] - skin.concentration()[i]);
}

// Semi-infinite medium, constant flux, no loss [any text on conduction of heat]:
// C = (2J/D) sqrt(Dt/pi) exp(-z^2/4Dt) - (J z/D) erfc(z / 2 sqrt(Dt)).
double without_loss(double z, double t, double D, double flux) {
  const double J = flux * kUgMlMm, reach = 2.0 * std::sqrt(D * t);
  return J / D *
         (reach / std::sqrt(std::numbers::pi) * std::exp(-z * z / (reach * reach)) -
          z * std::erfc(z / reach));
}

}  // namespace

TEST_CASE("the steady profile is that of diffusion against clearance, to second order in depth") {
  const DiffusionLaw law{.D = 2.0, .k = 0.5};
  const double flux = 0.12, ell = std::sqrt(law.D / law.k);
  double last = 0.0;
  for (const std::size_t cells : {100U, 200U, 400U}) {
    const DrugInSkin skin = after_steady_flux(law, 40.0, cells, flux, 200.0, 2000);
    double worst = 0.0;
    for (std::size_t i = 0; i < cells / 4; ++i) {
      const double z = (static_cast<double>(i) + 0.5) * skin.cell();
      const double exact = flux * kUgMlMm / std::sqrt(law.D * law.k) * std::exp(-z / ell);
      worst = std::max(worst, std::abs(skin.concentration()[i] / exact - 1.0));
    }
    if (last > 0.0) CHECK(last / worst == doctest::Approx(4.0).epsilon(0.1));
    last = worst;
  }
  CHECK(last < 1e-3);
}

TEST_CASE("a constant flux without clearance is that of the half space, to second order") {
  const double D = 1.5, hours = 2.0, flux = 0.1;
  double last = 0.0;
  for (const std::size_t n : {80U, 160U, 320U}) {
    const DrugInSkin skin = after_steady_flux({.D = D, .k = 0.0}, 20.0, n, flux, hours, n / 2);
    const double miss = std::abs(at(skin, 1.0) / without_loss(1.0, hours, D, flux) - 1.0);
    if (last > 0.0) CHECK(last / miss > 3.0);
    last = miss;
  }
  CHECK(last < 2e-3);
}

TEST_CASE("steps twice as fine are wrong by a quarter") {
  // Depth cut alike throughout: what is left is the error in time.
  const DiffusionLaw law{.D = 2.0, .k = 0.4};
  const auto run = [&](std::size_t steps) {
    const double step = 2.0 / static_cast<double>(steps);
    DrugInSkin skin(law, 10.0, 100, step);
    const auto flux = [](double t) { return 0.1 * (1.0 - std::exp(-3.0 * t)); };
    for (std::size_t i = 0; i < steps; ++i) {
      const double t = static_cast<double>(i) * step;
      skin.advance(flux(t), flux(t + DrugInSkin::inner_time * step), flux(t + step));
    }
    return at(skin, 0.7);
  };
  const double exact = run(2560);
  const double coarse = std::abs(run(20) - exact), fine = std::abs(run(40) - exact);
  CHECK(coarse / fine == doctest::Approx(4.0).epsilon(0.15));
}

TEST_CASE("what went in is in the skin or was carried off, to rounding, for any law and step") {
  RandomStream random = Seed(71).stream("drug");
  for (int i = 0; i < 100; ++i) {
    const DiffusionLaw law{.D = 0.3 + 3.0 * random.uniform(),
                           .k = i % 4 == 0 ? 0.0 : random.uniform()};
    DrugInSkin skin(law, 5.0 + 15.0 * random.uniform(), 50 + i, 0.01 + 0.2 * random.uniform());
    for (int s = 0; s < 60; ++s) skin.advance(random.uniform(), random.uniform(), random.uniform());
    CHECK(skin.in_tissue() + skin.carried_off() == doctest::Approx(skin.absorbed()).epsilon(1e-12));
    if (law.k == 0.0) CHECK(skin.carried_off() == 0.0);
  }
}

TEST_CASE("twice the flux is twice the concentration, and it falls with depth") {
  RandomStream random = Seed(72).stream("drug");
  for (int i = 0; i < 50; ++i) {
    const DiffusionLaw law{.D = 0.3 + 2.0 * random.uniform(), .k = random.uniform()};
    const double flux = 0.01 + random.uniform();
    const DrugInSkin one = after_steady_flux(law, 15.0, 120, flux, 1.0, 30);
    const DrugInSkin two = after_steady_flux(law, 15.0, 120, 2.0 * flux, 1.0, 30);
    for (std::size_t z = 0; z < 120; ++z) {
      CHECK(two.concentration()[z] == doctest::Approx(2.0 * one.concentration()[z]).epsilon(1e-10));
      if (z > 0) CHECK(one.concentration()[z] <= one.concentration()[z - 1]);
    }
  }
}

TEST_CASE("the numb depth is where the profile meets the threshold") {
  std::vector<double> c;
  for (int i = 0; i < 100; ++i) c.push_back(80.0 * std::exp(-0.7 * (i + 0.5) * 0.1));
  for (const double threshold : {0.5, 3.0, 20.0, 70.0})
    CHECK(numb_depth_of(c, 0.1, threshold) ==
          doctest::Approx(std::log(80.0 / threshold) / 0.7).epsilon(1e-9));
  CHECK(numb_depth_of(c, 0.1, 100.0) == 0.0);
  CHECK(numb_depth_of(c, 0.1, 1e-9) == doctest::Approx(10.0));
}

}  // namespace stipple
