// SPDX-License-Identifier: Apache-2.0
// `stipple puncture`: what the command line takes for it, and what it prints.
#pragma once

#include <functional>
#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace stipple {

struct PunctureArguments {
  std::string path{};
  std::optional<std::string> out{}, data{};
  std::string patch{"20 mm"};
  long members{64};
  unsigned long long seed{1};
  long visit{1};
  bool whole_area{}, bench_report{}, feb{}, json{};
};

void add_puncture(CLI::App&, PunctureArguments&);
// `go_on` is asked between members; false stops the work.
void run_puncture(const PunctureArguments&, bool quiet, const std::function<bool()>& go_on);

}  // namespace stipple
