// SPDX-License-Identifier: Apache-2.0
// `stipple simulate`: what the command line takes for it, and what it prints.
#pragma once

#include <functional>
#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace stipple {

struct SimulateArguments {
  std::string path{};
  std::optional<std::string> out{}, data{}, rules{};
  long members{64};
  unsigned long long seed{1};
  int threads{0};
  bool json{};
  // Of a patch. Unset: not asked for.
  std::string resolution{"column"};
  std::optional<std::string> width{}, cell{}, until{}, checkpoint_every{};
  std::optional<long> concern{};
  bool resume{}, dry_run{};
};

void add_simulate(CLI::App&, SimulateArguments&);
// `go_on` is asked along the way; false stops the work.
void run_simulate(const SimulateArguments&, bool quiet, const std::function<bool()>& go_on);

}  // namespace stipple
