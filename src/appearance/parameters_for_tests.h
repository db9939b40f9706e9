// SPDX-License-Identifier: Apache-2.0
// The shipped figures of stains, for tests.
#pragma once

#include "appearance/stains.h"

namespace stipple {

inline StainParameters shipped_stains() {
  const DataFiles files = DataFiles::embedded();
  return load_stain_parameters(files, load_bibliography(files));
}

}  // namespace stipple
