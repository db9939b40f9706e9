// SPDX-License-Identifier: Apache-2.0
// `stipple picture`: pictures of a patch run from its volume files.
#pragma once

#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace stipple {

struct PictureArguments {
  std::string run{};
  std::optional<std::string> data{}, field{}, depth{}, out{};
  int threads{0};
};

void add_picture(CLI::App&, PictureArguments&);
void run_picture(const PictureArguments&, bool quiet);

}  // namespace stipple
