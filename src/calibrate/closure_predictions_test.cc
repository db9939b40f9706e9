// SPDX-License-Identifier: Apache-2.0
#include "calibrate/closure_predictions.h"

#include <doctest/doctest.h>

#include "evidence/data_files.h"

namespace stipple {

TEST_CASE("a dye finds the path open later than water loss does, and later after longer needles") {
  const Library library = load_library(DataFiles::embedded());
  const std::vector<ValidationRow> rows = load_validation_rows(library.files, library.bibliography);
  std::vector<ValidationRow> dye;
  ValidationRow water;
  for (const ValidationRow& row : rows) {
    if (row.metric == "dye_closure") dye.push_back(row);
    if (row.metric == "tewl_normal_after" && row.study == "Kalluri2011") water = row;
  }
  REQUIRE(dye.size() == 2);
  REQUIRE(*dye[0].needle_mm < *dye[1].needle_mm);
  REQUIRE(water.needle_mm == dye[1].needle_mm);
  for (std::size_t k = 0; k < 100; ++k) {
    const MemberValues m = sampled_member(library, Seed{23}, k);
    const double shorter = closure_prediction(dye[0], m).value();
    const double longer = closure_prediction(dye[1], m).value();
    CHECK(longer >= shorter);
    CHECK(longer > closure_prediction(water, m).value());
  }
}

}  // namespace stipple
