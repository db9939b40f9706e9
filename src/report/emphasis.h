// SPDX-License-Identifier: Apache-2.0
// *Words between stars* are bold, on paper and on a page of HTML alike. A star without a partner is
// a star.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stipple {

// Text of a user as it was typed: its stars are stars. For names, products, whatever is filled in.
std::string as_typed(std::string_view);

struct EmphasisRun {
  std::string words{};
  bool bold{};
  friend bool operator==(const EmphasisRun&, const EmphasisRun&) = default;
};
std::vector<EmphasisRun> emphasis_runs(std::string_view);
// The words alone, as somebody reads them.
std::string without_emphasis(std::string_view);

}  // namespace stipple
