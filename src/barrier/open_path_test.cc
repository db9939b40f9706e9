// SPDX-License-Identifier: Apache-2.0
#include "barrier/open_path.h"

#include <doctest/doctest.h>

#include "core/random.h"

namespace stipple {

TEST_CASE("the path closes no sooner than the water loss, later in deep, old, dark, covered skin") {
  const DataFiles files = DataFiles::embedded();
  const ParameterTable table =
      load_parameters(files, "parameters/barrier.json", load_bibliography(files));
  RandomStream random = Seed(51).stream("path");
  for (std::size_t i = 0; i < 300; ++i) {
    const ParameterValues v = sampled_values(table, Seed(6), i);
    const BarrierParameters b = barrier_parameters(v);
    const PathParameters p = path_parameters(v);
    ClosureConditions c{
        .depth = 0.1 + 2.0 * random.uniform(),
        .age_years = 18.0 + 60.0 * random.uniform(),
        .phototype = static_cast<Phototype>(static_cast<int>(5.9 * random.uniform()))};
    const double T = path_half_life_h(p, b, c);
    CHECK(T >= closing_half_life_h(b, c));
    ClosureConditions other = c;
    other.depth += 0.4;
    CHECK(path_half_life_h(p, b, other) >= T);
    other = c;
    other.age_years += 10.0;
    CHECK(path_half_life_h(p, b, other) >= T);
    other = c;
    other.phototype = Phototype::VI;
    CHECK(path_half_life_h(p, b, other) >= T);
    other = c;
    other.occluded = true;
    CHECK(path_half_life_h(p, b, other) >= T);
    CHECK(path_open_share(T, path_open_hours(p, T)) == doctest::Approx(p.closed_share));
    // The index follows the path: a tenth of what it was when the stated time is over.
    const double share = 0.05 * random.uniform() + 1e-6;
    const double tenth = microbe_hours_to(0.1, T);
    CHECK(microbe_index_cm2(p, share, T, tenth) ==
          doctest::Approx(0.1 * microbe_index_cm2(p, share, T, 0.0)));
    CHECK(microbe_index_cm2(p, 2.0 * share, T, 3.0) ==
          doctest::Approx(2.0 * microbe_index_cm2(p, share, T, 3.0)));
  }
}

}  // namespace stipple
