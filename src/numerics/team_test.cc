// SPDX-License-Identifier: Apache-2.0
#include "numerics/team.h"

#include <doctest/doctest.h>

namespace stipple {

TEST_CASE("a team does every task once, call after call, whatever its size") {
  for (const int members : {1, 2, 3, 7}) {
    Team team(members);
    for (const int tasks : {0, 1, 2, 5, 64}) {
      std::vector<int> done(static_cast<std::size_t>(tasks), 0);
      for (int call = 0; call < 20; ++call)
        team.share(tasks, [&](int first, int last) {
          for (int i = first; i < last; ++i) ++done[static_cast<std::size_t>(i)];
        });
      for (const int times : done) CHECK(times == 20);
    }
  }
}

}  // namespace stipple
