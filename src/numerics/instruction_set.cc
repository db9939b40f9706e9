// SPDX-License-Identifier: Apache-2.0
#include "numerics/instruction_set.h"

#include <array>

namespace stipple {

std::span<const InstructionSet> usable_sets() {
  static constexpr std::array sets{InstructionSet::plain, InstructionSet::avx2,
                                   InstructionSet::avx512};
  std::size_t usable = 1;
#if defined(STIPPLE_ALL_SETS)
  if (__builtin_cpu_supports("x86-64-v3")) usable = 2;
  if (__builtin_cpu_supports("x86-64-v4")) usable = 3;
#endif
  return std::span(sets).first(usable);
}

}  // namespace stipple
