// SPDX-License-Identifier: Apache-2.0
// How fast the error of the patch falls: single waves against their analytic decay; cells halved in
// x, y and z, with layers; steps halved. Tables go to the test's output and to build/tables/.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <numbers>

#include "patch_setup.h"

namespace stipple::patch_tests {
namespace {

constexpr double pi = std::numbers::pi;

// A wave in all three directions; half a wave fits between closed sides.
struct Wave {
  Block block{};
  double kx{}, ky{}, kz{};
  explicit Wave(const Block& b) : block(b) {
    const double around = b.sides == Sides::periodic ? 2.0 * pi : pi;
    double depth = 0.0;
    for (const double dz : b.column.thickness) depth += dz;
    kx = around / (b.nx * b.side);
    ky = around / (b.ny * b.side);
    kz = pi / depth;
  }
  [[nodiscard]] double at(int i, int j, int k) const {
    return std::cos(kx * (i + 0.5) * block.side) * std::cos(ky * (j + 0.5) * block.side) *
           std::cos(kz * block.column.depth[static_cast<std::size_t>(k)]);
  }
  [[nodiscard]] double decay() const { return kx * kx + ky * ky + kz * kz; }
  // That of the differences which stand for the derivatives.
  [[nodiscard]] double discrete_decay() const {
    const auto of = [](double k, double h) { return 2.0 / (h * h) * (1.0 - std::cos(k * h)); };
    return of(kx, block.side) + of(ky, block.side) + of(kz, block.column.thickness.front());
  }
};

// What is left of a wave of every mobile field after `days`, as -log(share) / (D days).
std::vector<double> measured_decay(const Wave& wave, const RateParameters<double>& rates,
                                   double days, double step) {
  const Block& b = wave.block;
  RateParameters<double> p = only_transport(rates);
  p.chi_n = p.chi_m1 = p.chi_m2 = p.chi_f = 0.0;
  const HealingModel<double> model = make_model(p, KeloidCoupling{}, Modulators{});
  PatchTissue t(b.pencils());
  const auto each_cell = [&](const auto& visit) {
    each_column(b, [&](int i, int j) {
      for (int k = 0; k < b.cells(); ++k) visit(i, j, k);
    });
  };
  for (const Mobile& mobile : kMobile)
    each_cell([&](int i, int j, int k) {
      // Round a mean of 1: stored values of the fields that are 1 at home swing round 0.
      t.value(mobile.field, i, j, k) =
          static_cast<float>(1.0 - home_of(mobile.field) + 0.5 * wave.at(i, j, k));
    });
  Team team;
  PatchHealer healer(t, b.column, team);
  StepControl control;
  control.fixed_step_day = step;
  REQUIRE(healer.heal(model, days, control) == Healed::done);
  std::vector<double> out;
  const Transport<double> transport = transport_of(p);
  for (std::size_t m = 0; m < kMobile.size(); ++m) {
    double left = 0.0, whole = 0.0;
    each_cell([&](int i, int j, int k) {
      const double w = wave.at(i, j, k);
      left += w * t.value(kMobile[m].field, i, j, k);
      whole += 0.5 * w * w;
    });
    out.push_back(-std::log(left / whole) / (transport.diffusivity[m] * days));
  }
  return out;
}

// Healing of one wide wound, smooth in all directions, on a block that repeats itself.
struct Healing {
  Block block{};
  std::vector<std::vector<Tissue<double>>> days{};
};

Healing wide_wound(int refinement, double step_day) {
  const HealingSetup setup = stated_setup(healing_table());
  const HealingModel<double> model = make_model(setup.rates, setup.keloid, phototype_three());
  Healing run;
  run.block = {6 * refinement, 4 * refinement, 0.12 / refinement, Sides::periodic,
               thin_column(setup.densities, refinement)};
  const Block& b = run.block;
  const double width = b.nx * b.side, breadth = b.ny * b.side;
  const auto damage = cell_means(b, [&](double x, double y, double z) {
    const double round = std::cos(2.0 * pi * x / width) + 0.8 * std::cos(2.0 * pi * (y / breadth));
    return 0.25 * std::exp(0.6 * (round - 1.8)) * (0.5 - 0.5 * std::tanh((z - 0.5) / 0.3));
  });
  ReferencePatch start = b.reference();
  wound_all(start, b, setup.injury, damage);
  PatchTissue t = patch_of(start, b);
  Team team(2);
  PatchHealer healer(t, b.column, team);
  // Short steps at first: a step that is long for what the injury set going would undershoot zero,
  // and be made positive at first order.
  StepControl control;
  control.fixed_step_day = 0.1 * step_day;
  REQUIRE(healer.heal(model, 0.1, control) == Healed::done);
  control.fixed_step_day = step_day;
  for (const double day : {0.5, 1.0, 2.0}) {
    REQUIRE(healer.heal(model, day, control) == Healed::done);
    run.days.push_back(columns_of(t, b));
  }
  CHECK(healer.steps().made_positive == 0);
  return run;
}

// Mean over the finer cells that make up cell (i, j, k) of the coarser block; over the four columns
// alone for a field of the surface.
double finer_mean(const Healing& fine, std::size_t day, int ratio, int field, int i, int j, int k) {
  double sum = 0.0;
  int count = 0;
  for (int jj = j * ratio; jj < (j + 1) * ratio; ++jj)
    for (int ii = i * ratio; ii < (i + 1) * ratio; ++ii) {
      const Tissue<double>& t = fine.days[day][fine.block.at(ii, jj)];
      if (field >= kFieldCount) {
        sum += t.skin(field - kFieldCount)[0];
        ++count;
        continue;
      }
      for (int kk = k * ratio; kk < (k + 1) * ratio; ++kk, ++count) sum += t.field(field)[kk];
    }
  return sum / count;
}

struct Difference {
  double rms{}, size{};  // of the difference; the largest deviation from home
};
Difference difference(const Healing& coarse, const Healing& fine, int field) {
  const Block& b = coarse.block;
  const int ratio = fine.block.nx / b.nx;
  const int cells = field < kFieldCount ? b.cells() : 1;
  Difference d;
  double weight = 0.0;
  for (std::size_t day = 0; day < coarse.days.size(); ++day)
    each_column(b, [&](int i, int j) {
      const Tissue<double>& t = coarse.days[day][b.at(i, j)];
      for (int k = 0; k < cells; ++k) {
        const double dz = b.column.thickness[static_cast<std::size_t>(k)];
        const double value =
            field < kFieldCount ? t.field(field)[k] : t.skin(field - kFieldCount)[0];
        const double apart = value - finer_mean(fine, day, ratio, field, i, j, k);
        d.rms += dz * apart * apart;
        d.size = std::max(d.size, std::abs(value));
        weight += dz;
      }
    });
  d.rms = std::sqrt(d.rms / weight);
  return d;
}

// Each run against the next finer one. The order is that of the last halving, above what float
// resolves.
void order_table(const std::string& name, const std::string& title,
                 const std::vector<Healing>& runs) {
  std::string text;
  for (int field = 0; field < kAllFields; ++field) {
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, "%-4s", std::string(symbol_of(field)).c_str());
    text += buffer;
    double before = 0.0, order = 0.0;
    for (std::size_t k = 0; k + 1 < runs.size(); ++k) {
      const Difference d = difference(runs[k], runs[k + 1], field);
      const double halved = k > 0 ? std::log2(before / d.rms) : 0.0;
      if (d.rms >= 4e-7 * d.size) order = halved;
      before = d.rms;
      std::snprintf(buffer, sizeof buffer, k > 0 ? "  %.2e (%.2f)" : "  %.2e       ",
                    d.rms / d.size, halved);
      text += buffer;
    }
    text += '\n';
    CAPTURE(name);
    CAPTURE(symbol_of(field));
    CHECK(order >= 1.9);
  }
  std::printf("%s\n%s", title.c_str(), text.c_str());
  std::filesystem::create_directories("build/tables");
  std::ofstream("build/tables/" + name + ".txt") << title << '\n' << text;
}

}  // namespace

TEST_CASE("a wave in three directions decays in a patch as it must") {
  const RateParameters<double> rates = stated_setup(healing_table()).rates;
  for (const Sides sides : {Sides::closed, Sides::periodic}) {
    std::vector<double> worst;
    for (const int refinement : {1, 2, 4}) {
      const Wave wave({6 * refinement, 9 * refinement, 0.1 / refinement, sides,
                       bare_column(4 * refinement, 0.1 / refinement)});
      const std::vector<double> decay = measured_decay(wave, rates, 0.02, 0.0005);
      double furthest = 0.0;
      for (std::size_t m = 0; m < decay.size(); ++m) {
        CAPTURE(symbol_of(kMobile[m].field));
        // Of what the differences give, only the step and rounding of the amplitude are left:
        // 3e-7 of it, which for the slowest field, D 0.004 mm2/d, has moved by 1 %.
        const double rounding = 3e-7 / (transport_of(rates).diffusivity[m] * 0.02);
        CHECK(std::abs(decay[m] - wave.discrete_decay()) <=
              3e-3 * wave.discrete_decay() + rounding);
        furthest = std::max(furthest, std::abs(decay[m] / wave.decay() - 1.0));
      }
      worst.push_back(furthest);
    }
    std::printf("waves: rate of decay off by %.2e, %.2e, %.2e as cells are halved\n", worst[0],
                worst[1], worst[2]);
    CHECK(std::log2(worst[0] / worst[1]) >= 1.9);
    CHECK(std::log2(worst[1] / worst[2]) >= 1.9);
  }
}

TEST_CASE("halving the cells of a patch in x, y and z quarters the error of every field") {
  std::vector<Healing> runs;
  for (const int refinement : {1, 2, 4, 8}) runs.push_back(wide_wound(refinement, 0.02));
  order_table("patch-order-space",
              "Patch with layers, day 0.5 to 2, cells of 0.12 0.06 0.03 mm in x and y, each "
              "against its half: difference (order)",
              runs);
}

TEST_CASE("halving the step of a patch quarters the error of every field") {
  std::vector<Healing> runs;
  for (const double step : {0.1, 0.05, 0.025, 0.0125, 0.00625}) runs.push_back(wide_wound(2, step));
  order_table("patch-order-time",
              "Patch with layers, day 0.5 to 2, steps of 0.1 0.05 0.025 0.0125 day, each against "
              "its half: difference (order)",
              runs);
}

}  // namespace stipple::patch_tests
