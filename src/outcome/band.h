// SPDX-License-Identifier: Apache-2.0
// A figure with its uncertainty.
#pragma once

namespace stipple {

struct Band {
  double median{};
  double low{};   // 5th percentile
  double high{};  // 95th percentile
  friend bool operator==(const Band&, const Band&) = default;
};

}  // namespace stipple
