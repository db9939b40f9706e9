// SPDX-License-Identifier: Apache-2.0
// A result of `stipple puncture` with every part filled, for tests of what shows it.
#pragma once

#include "report/map_for_tests.h"
#include "report/needle_for_tests.h"
#include "report/puncture_result.h"

namespace stipple::test {

inline PunctureResult puncture_sample() {
  PunctureResult r;
  r.program_version = "0.0";
  r.evidence_hash = "abc";
  r.seed = 7;
  r.ensemble.members = 8;
  r.case_name = "Scars <1> & \"2\"";
  r.device = "Pen <&>";
  r.setting = "set to 1.5 mm";
  r.zone = "cheek, woman of 29";
  r.set_depth = 1.5;
  r.needle_radius = 0.12;
  r.figures = {
      {"density_per_cm2", "Punctures", "1/cm2", 400, {400, 390, 410}, "counted", {"A2000"}},
      {"true_depth_mm.mean", "True depth", "mm", 1.4, {1.38, 1.2, 1.5}, "computed", {}},
      {"true_depth_mm.p95", "Deep", "mm", 1.55, {1.5, 1.4, 1.6}, "computed", {}},
      {"coverage", "Covered", "1", 0.108, {0.1, 0.06, 0.15}, "counted", {}}};
  r.map = random_map(300, 20.0, 0.1, 1.2, 1.6);
  r.covered_times = {0.9, 0.08, 0.02};
  r.force = {"Pen", panel("One needle", 1.0, 1.5, 0.1), panel("All 14 needles", 14.0, 1.5, 0.1)};
  r.channels = needle_in_cheek(1.5, {1.4, 1.3, 1.5}, 0.1, 0.0);
  r.warnings = {"Beware of <this> & that"};
  r.assumed = {{"mu", "A number <&>", "mm", "nobody measured", 0.1, 0.2, 0.3}};
  r.references = {{"A2000", "Author (2000), Journal", "10.1/x", "read"}};
  BenchReport b;
  b.device = {{"Needle diameter", "mm", "", 0.25, 0.2, 0.3, Standing::literature, "read", {}},
              {"Arrangement", "", "rings", 0, 0, 0, Standing::assumed, "seen, \"once\"", {}}};
  for (const double set : {0.5, 1.0, 1.5})
    b.depths.push_back({set,
                        0.9 * set,
                        0.05,
                        0.8 * set,
                        set,
                        {0.9 * set, 0.7 * set, 0.95 * set},
                        {set, 0.9 * set, 1.1 * set},
                        1.0,
                        0.1,
                        300.0 * set,
                        0.9});
  b.tolerance = 0.15;
  b.glides = {{20.0, 1167.0, {1167.0, 900.0, 1500.0}, 0.17, 0.1, {0.1, 0.0, 0.2}}};
  b.strokes_per_s = 116.7;
  b.punctures_per_s = 1634;
  b.zones = {{"Cheek", "women", 0.94, 0.35, 0.75, 0.25, "reasons"},
             {"Eyelid", "men", 0.7, 0.4, {}, {}, "not to be needled"}};
  b.safe_rule = "A rule.";
  b.verified = {{"A law", "a test"}};
  b.compared = {{"A2000", "depth", "pen", "mm", 1.4, 1.3, 1.5, "1.5", -0.4, "checked", true},
                {"A2000", "force", "pen", "1", 0.2, 0.1, 0.3, "0.7 to 1", -2.7, "checked", false}};
  b.not_compared = {"A2000, tearing: no law"};
  r.bench = b;
  return r;
}

}  // namespace stipple::test
