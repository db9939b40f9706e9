// SPDX-License-Identifier: Apache-2.0
#include "report/emphasis.h"

#include <doctest/doctest.h>

#include "core/random.h"

using namespace stipple;

TEST_CASE("words between stars are bold, and nothing else is") {
  using Runs = std::vector<EmphasisRun>;
  CHECK(emphasis_runs("plain") == Runs{{"plain", false}});
  CHECK(emphasis_runs("keep *it dry* today") ==
        Runs{{"keep ", false}, {"it dry", true}, {" today", false}});
  CHECK(emphasis_runs("*Stop.* Then *call*") ==
        Runs{{"Stop.", true}, {" Then ", false}, {"call", true}});
  CHECK(emphasis_runs("a star * alone") == Runs{{"a star * alone", false}});
  CHECK(emphasis_runs("") == Runs{});
  CHECK(emphasis_runs("**") == Runs{});
}

TEST_CASE(
    "what a user typed is read as it was typed, and bold only where it is put between stars") {
  const std::string alphabet = "ab*\\ \n";
  RandomStream random = Seed(3).stream("typed");
  for (int round = 0; round < 2000; ++round) {
    std::string typed;
    for (int k = 0; k < 9; ++k) typed += alphabet[random.bits() % alphabet.size()];
    CAPTURE(typed);
    CHECK(without_emphasis(as_typed(typed)) == typed);
    const auto runs = emphasis_runs("*" + as_typed(typed) + "* x");
    REQUIRE(runs.size() == 2);
    CHECK(runs[0] == EmphasisRun{typed, true});
    CHECK(runs[1] == EmphasisRun{" x", false});
  }
}
