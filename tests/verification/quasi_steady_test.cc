// SPDX-License-Identifier: Apache-2.0
// What it would cost to hold the fast signals I, g, r, p quasi-steady instead of stepping them: the
// same equations with everything that makes, moves and removes these signals s times as fast, s
// growing. The limit is the quasi-steady model. Four sessions on a column. docs/decisions/0012; the
// table goes to build/tables/.
#include <doctest/doctest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <vector>

#include <fmt/format.h>

#include "healing/test_setup.h"

namespace stipple {
namespace {

RateParameters<double> with_fast_signals(RateParameters<double> p, double s) {
  for (double* rate : {&p.dI,  &p.sIx, &p.sIn, &p.sIm, &p.sIe, &p.sIuv, &p.D_I,  &p.dg,
                       &p.sgx, &p.sgm, &p.sge, &p.sgy, &p.sgh, &p.D_g,  &p.dr,   &p.srf,
                       &p.srm, &p.D_r, &p.dp,  &p.spn, &p.spm, &p.spf,  &p.spuv, &p.D_p})
    *rate *= s;
  return p;
}

struct Course {
  double gain28{}, gain180{};                   // C - 1 of the dermis after the last session
  double neutrophils{}, fibroblasts{}, tgf3{};  // largest in the middle of the dermis
  long steps{};
};

Course course(double s) {
  static const HealingSetup setup = stated_setup(healing_table());
  const Column<double> column = make_column(usual_column(setup.densities));
  const RateParameters<double> rates = with_fast_signals(setup.rates, s);
  const HealingModel<double> model = make_model(rates, setup.keloid, phototype_three());
  const std::vector<double> damage = damage_to(column, 0.12, 1.5);
  const StepControl control{.tolerance = 1e-3};
  Tissue<double> t = healthy_tissue(column);
  Workspace<double> w(t);
  Course out;
  int middle = 0;
  while (column.depth[static_cast<std::size_t>(middle)] < 0.7) ++middle;
  const auto watch = [&](const Tissue<double>& now) {
    out.neutrophils = std::max(out.neutrophils, now.field(kNeutrophils)[middle]);
    out.fibroblasts = std::max(out.fibroblasts, now.field(kFibroblasts)[middle]);
    out.tgf3 = std::max(out.tgf3, now.field(kTgfBeta3)[middle]);
  };
  const auto gain = [&] {
    double sum = 0.0, depth = 0.0;
    for (int i = column.first_dermal;
         i < column.cells && column.depth[static_cast<std::size_t>(i)] < 1.8; ++i) {
      const double dz = column.thickness[static_cast<std::size_t>(i)];
      sum += dz * collagen_gain(rates, t, i);
      depth += dz;
    }
    return sum / depth;
  };
  for (int k = 0; k < 4; ++k) {
    REQUIRE(heal(t, model, column, w, 28.0 * k, control, watch));
    wound(t, column, setup.injury, damage);
    restart_steps(w, t, control);
  }
  REQUIRE(heal(t, model, column, w, 84.0 + 28.0, control, watch));
  out.gain28 = gain();
  REQUIRE(heal(t, model, column, w, 84.0 + 180.0, control, watch));
  out.gain180 = gain();
  out.steps = w.accepted + w.rejected;
  return out;
}

}  // namespace

TEST_CASE("fast signals held quasi-steady would lose a quarter of the new collagen") {
  const std::vector<double> speeds{1.0, 10.0, 30.0, 100.0, 300.0};
  std::vector<Course> courses;
  std::string table =
      "signals s times as fast; C - 1 of the dermis, %, 28 and 180 days after the "
      "last of four sessions; largest n, f - 1, r at 0.7 mm; steps\n";
  for (const double s : speeds) {
    courses.push_back(course(s));
    const Course& c = courses.back();
    table +=
        fmt::format("{:6.0f} {:8.2f} {:8.2f} {:8.3f} {:8.3f} {:8.3f} {:6}\n", s, 100.0 * c.gain28,
                    100.0 * c.gain180, c.neutrophils, c.fibroblasts, c.tgf3, c.steps);
  }
  std::fputs(table.c_str(), stdout);
  std::filesystem::create_directories("build/tables");
  std::ofstream("build/tables/quasi-steady.txt") << table;
  // The limit is approached as 1/s, so it is the limit and not an error of the steps. Terms in
  // 1/s^2 and steps of tolerance 1e-3 leave some percent of what is left at s = 100.
  const Course& limit = courses.back();
  const auto left = [&](std::size_t k) { return courses[k].gain28 - limit.gain28; };
  CHECK(left(1) > left(2));
  const double ratio = left(2) / left(3),
               expected = (1.0 / 30 - 1.0 / 300) / (1.0 / 100 - 1.0 / 300);
  CHECK(std::abs(ratio / expected - 1.0) < 0.15);
  // Signals that live half a day to two days are not fast beside a wound that heals in days: what
  // the needle released is lost.
  CHECK(limit.gain28 < 0.8 * courses.front().gain28);
  CHECK(limit.gain180 < 0.8 * courses.front().gain180);
  CHECK(limit.neutrophils < 0.75 * courses.front().neutrophils);
}

}  // namespace stipple
