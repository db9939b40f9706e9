// SPDX-License-Identifier: Apache-2.0
// stipple numb: the numbing of a case, on the terminal or as JSON.
#pragma once

#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace stipple {

struct NumbArguments {
  std::string path{};
  std::optional<std::string> data{};
  std::string set{};
  long members{200};
  unsigned long long seed{1};
  bool json{};
};

void add_numb(CLI::App& app, NumbArguments&);
void run_numb(const NumbArguments&, bool quiet);

}  // namespace stipple
