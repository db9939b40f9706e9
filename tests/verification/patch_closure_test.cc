// SPDX-License-Identifier: Apache-2.0
// How long the epidermis over a round hole takes to close, on its axis: a front from the rim
// inwards, against a prototype of the model that had rings.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "patch_setup.h"

namespace stipple::patch_tests {
namespace {

struct Closing {
  double half{}, nearly{};  // hours until e on the axis is 0.5 and 0.9
};

// A quarter of the hole stands in the corner of a closed block of one layer.
Closing closing_of(double radius, double collar) {
  const HealingSetup setup = stated_setup(healing_table());
  const HealingModel<double> model = make_model(setup.rates, setup.keloid, phototype_three());
  const double side = radius / 8.0;
  const int n = static_cast<int>(std::ceil((3.0 * radius + 0.5) / side));
  const Block b{n, n, side, Sides::closed, bare_column(1, 0.1)};
  Channel hole;
  hole.depth = 100.0;
  hole.lumen = hole.tear = radius;
  hole.collar = collar;  // there e is thinned
  hole.collar_width = 2.0 * radius;
  hole.cutoff = 0.05;
  PatchTissue p(b.pencils());
  wound_all(p, b, setup.injury, damage_of({hole}, b));
  Team team(2);
  PatchHealer healer(p, b.column, team);
  healer.restart(StepControl{});
  StepControl control;
  control.longest_step_day = 0.02;
  Closing closing;
  double before = 0.0, day_before = 0.0;
  REQUIRE(healer.heal(model, 3.0, control, [&](const PatchTissue& now, const PatchSteps&) {
    const double e = 1.0 + static_cast<double>(now.surface.data()[kEpidermis * Pencils::width]);
    const auto passes = [&](double level, double& hours) {
      if (before < level && e >= level)
        hours = 24.0 * (day_before + (now.day - day_before) * (level - before) / (e - before));
    };
    passes(0.5, closing.half);
    passes(0.9, closing.nearly);
    before = e, day_before = now.day;
    return true;
  }) == Healed::done);
  return closing;
}

}  // namespace

TEST_CASE("the epidermis over a hole closes as fast as in rings of a prototype") {
  const struct {
    double radius, half, nearly;  // mm, hours
  } published[] = {{0.05, 4, 13}, {0.1, 11, 22}, {0.15, 17, 30}, {0.25, 31, 44}};
  std::string text =
      "hours until e on the axis is 0.5 and 0.9: bare hole, with a collar, prototype\n"
      "radius   0.5: bare  collar  prototype   0.9: bare  collar  prototype\n";
  Closing before;
  for (const auto& row : published) {
    const Closing bare = closing_of(row.radius, 0.0), collared = closing_of(row.radius, 0.4);
    char buffer[96];
    std::snprintf(buffer, sizeof buffer, "%-6.2f %11.1f %7.1f %10.0f %11.1f %7.1f %10.0f\n",
                  row.radius, bare.half, collared.half, row.half, bare.nearly, collared.nearly,
                  row.nearly);
    text += buffer;
    CAPTURE(row.radius);
    CHECK(bare.half > before.half);
    CHECK(bare.nearly > before.nearly);
    before = bare;
    // The prototype had a collar of a width that is not stated, and gives full hours: its figure
    // lies between ours without one and with a wide one, but for its grid.
    CHECK(row.half >= bare.half - 0.5);
    CHECK(row.half <= 1.05 * collared.half + 0.5);
    CHECK(row.nearly >= bare.nearly - 0.5);
    CHECK(row.nearly <= 1.05 * collared.nearly + 0.5);
  }
  std::printf("%s", text.c_str());
  std::filesystem::create_directories("build/tables");
  std::ofstream("build/tables/patch-closure.txt") << text;
}

}  // namespace stipple::patch_tests
