// SPDX-License-Identifier: Apache-2.0
// Scars must emerge, not be put in: a needle that parts tissue leaves no lasting disorder, a core
// of the same model that is taken out does, the more the wider it is. One wound stands in the
// corner of a closed block, so that a quarter is computed. Tables go to the test's output and to
// build/tables/.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "patch_setup.h"

namespace stipple::patch_tests {
namespace {

enum class Tool { solid_needle, coring_needle };

// The disorder that is left on a day: q above its set point.
struct Scar {
  double mean{};  // over what was destroyed
  double largest{};
  double collagen_gain{};  // mean of C - 1 over what was destroyed
  bool healed{};
};

struct Cut {
  Tool tool{};
  double diameter{}, depth{};  // mm
  int cells_per_radius{3};
  double margin{0.6};  // skin beside the wound, mm: over its own image twice as far off
  double day{180.0};
};

Channel channel_of(const Cut& cut) {
  const double radius = 0.5 * cut.diameter;
  if (cut.tool == Tool::coring_needle) return removed_core(0.0, 0.0, radius, cut.depth);
  Channel c;
  c.depth = cut.depth;
  c.lumen = 0.4 * radius;  // the rest springs back
  c.tear = radius;
  c.collar = 0.4;
  c.collar_width = 0.8 * radius;
  c.cutoff = 0.05;
  return c;
}

Scar scar_of(const Cut& cut, const Column<double>& column, const HealingSetup& stated) {
  const HealingModel<double> model = make_model(stated.rates, stated.keloid, phototype_three());
  InjuryParameters<double> injury = stated.injury;
  if (cut.tool == Tool::coring_needle) injury.inj_kc = injury.inj_kl = injury.inj_kq = 1.0;
  const double side = std::min(0.08, 0.5 * cut.diameter / cut.cells_per_radius);
  const int n = static_cast<int>(std::ceil((0.5 * cut.diameter + cut.margin) / side));
  const Block b{n, n, side, Sides::closed, column};
  const ChannelDamage damage = damage_of({channel_of(cut)}, b);
  const auto destroyed = cell_means(b, damage);
  PatchTissue p(b.pencils());
  wound_all(p, b, injury, damage);
  Team team(2);
  PatchHealer healer(p, column, team);
  healer.restart(StepControl{});
  Scar scar;
  scar.healed = healer.heal(model, cut.day, StepControl{}) == Healed::done;
  double weight = 0.0;
  each_column(b, [&](int i, int j) {
    for (int k = column.first_dermal; k < b.cells(); ++k) {
      const double q = p.value(kDisorder, i, j, k);
      const double theta = model.rates.th3;
      const double w = destroyed[b.at(i, j)][static_cast<std::size_t>(k)] *
                       column.thickness[static_cast<std::size_t>(k)];
      scar.mean += w * q;
      scar.collagen_gain += w * (theta * p.value(kYoungCollagen, i, j, k) +
                                 (1.0 - theta) * p.value(kMatureCollagen, i, j, k));
      scar.largest = std::max(scar.largest, q);
      weight += w;
    }
  });
  scar.mean /= weight;
  scar.collagen_gain /= weight;
  return scar;
}

std::string row(const Cut& cut, const Scar& scar) {
  char buffer[128];
  std::snprintf(buffer, sizeof buffer, "%-6s %9.2f %7.2f %6d %11.5f %11.5f %10.3f\n",
                cut.tool == Tool::solid_needle ? "solid" : "core", cut.diameter, cut.depth,
                cut.cells_per_radius, scar.mean, scar.largest, scar.collagen_gain);
  return buffer;
}
constexpr const char* kHead =
    "wound  diameter   depth cells/R   mean q-q_h   max q-q_h  mean C - 1\n";

}  // namespace

TEST_CASE("a solid needle leaves no lasting disorder where a removed core of the same model does") {
  const HealingSetup setup = stated_setup(healing_table());
  const Column<double> column = make_column(usual_column(setup.densities));
  std::string text = kHead;
  const auto scar = [&](Tool tool, double diameter, double depth) {
    const Cut cut{tool, diameter, depth};
    const Scar found = scar_of(cut, column, setup);
    REQUIRE(found.healed);
    text += row(cut, found);
    return found;
  };
  Scar before;
  for (const double diameter : {0.2, 0.3, 0.5, 0.7, 1.0, 1.5, 2.0}) {
    const Scar core = scar(Tool::coring_needle, diameter, 1.0);
    CAPTURE(diameter);
    CHECK(core.mean > before.mean);
    CHECK(core.largest > before.largest);
    before = core;
  }
  // 0.1 of disorder is a scar that is seen (docs/theory/outcomes.md).
  CHECK(before.largest > 0.1);
  for (const double diameter : {0.2, 0.5}) {
    const Scar needle = scar(Tool::solid_needle, diameter, 1.0);
    CAPTURE(diameter);
    CHECK(needle.largest < 0.01);
  }
  before = Scar{};
  for (const double depth : {0.2, 0.4, 0.7, 1.4}) {
    const Scar core = scar(Tool::coring_needle, 0.5, depth);
    CAPTURE(depth);
    CHECK(core.mean > before.mean);
    before = core;
  }
  std::printf("%s", text.c_str());
  std::filesystem::create_directories("build/tables");
  std::ofstream("build/tables/patch-cores.txt") << text;
}

}  // namespace stipple::patch_tests
