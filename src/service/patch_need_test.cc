// SPDX-License-Identifier: Apache-2.0
#include "service/patch_need.h"

#include <doctest/doctest.h>

#include "core/error.h"
#include "service/temporary_folder_for_tests.h"

namespace stipple {

TEST_CASE("the steps that are expected never grow fewer, and every visit adds to them") {
  const ExpectedSteps one({0.0}, 200.0), two({0.0, 28.0}, 200.0);
  double before = 0.0;
  for (int k = 0; k <= 2000; ++k) {
    const double now = two.until(0.1 * k);
    CHECK(now >= before);
    CHECK(now >= one.until(0.1 * k));
    before = now;
  }
  CHECK(before == two.all());
  CHECK(two.all() > 1.5 * one.all());
  CHECK(one.until(0.0) == 0.0);
  CHECK(one.until(28.0) == two.until(28.0));
  // A visit that is left out costs nothing.
  CHECK(ExpectedSteps({0.0, 28.0}, 20.0).all() == ExpectedSteps({0.0}, 20.0).all());
}

TEST_CASE("a larger patch needs more of everything, and one without bounds is refused") {
  const TemporaryFolder folder;
  const auto need = [&](int columns, bool set_points) {
    return patch_need({columns, columns, 100, 0.02, Sides::periodic}, 2, set_points, 9,
                      folder.path());
  };
  for (const int columns : {16, 64, 160}) {
    const PatchNeed small = need(columns, false), large = need(2 * columns, false);
    CHECK(small.memory < large.memory);
    CHECK(small.disk < large.disk);
    CHECK(small.memory < need(columns, true).memory);
    CHECK(small.disk < need(columns, true).disk);
  }
  const Pencils tiny(16, 16, 10, 0.02, Sides::periodic);
  CHECK_NOTHROW(require_fits(need(16, false), tiny));
  PatchNeed much = need(16, false);
  much.memory = much.disk = 1e30;
  try {
    require_fits(much, tiny);
    FAIL("taken");
  } catch (const InvalidInput& e) {
    CHECK(e.problems().size() == 2);
  }
  much.memory_free.reset();
  much.disk_free.reset();
  CHECK_NOTHROW(require_fits(much, tiny));  // nothing is known against it
}

}  // namespace stipple
