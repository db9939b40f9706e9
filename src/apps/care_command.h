// SPDX-License-Identifier: Apache-2.0
// stipple care: the papers of a case.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "core/error.h"

namespace CLI {
class App;
}

namespace stipple {

struct CareArguments {
  std::string path{};
  std::optional<std::string> out{}, data{}, rules{}, issued{};
  std::string language{"en"}, paper{"a4"};
  long members{64};
  unsigned long long seed{1};
  int threads{0};
  std::optional<std::size_t> visit{};
  bool all_visits{};
  bool json{};
};

void add_care(CLI::App&, CareArguments&);
// `refused` where the verdict allows no treatment. `now` is the clock of the program, in seconds
// since 1970; `go_on` is asked between steps.
ExitStatus run_care(const CareArguments&, bool quiet, long long now,
                    const std::function<bool()>& go_on);

}  // namespace stipple
