// SPDX-License-Identifier: Apache-2.0
// One kernel, compiled for vectors of 16, 32 and 64 bytes, chosen when it is called. Unlike
// STIPPLE_CLONES the source knows its width, which transposes and table look-ups need, and a test
// can call each. Without fused multiply-add all give the same bits.
//
// A kernel is a struct of inputs with a member `template <int bytes> STIPPLE_INLINE void run()
// const`; run_on() calls it.
#pragma once

#include <span>

#include "numerics/lanes.h"

#if defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_THREAD__) && \
    !defined(__SANITIZE_ADDRESS__) && defined(__x86_64__) && defined(__OPTIMIZE__)
#define STIPPLE_ALL_SETS 1
#endif

namespace stipple {

enum class InstructionSet { plain, avx2, avx512 };

// What this processor can run, widest last.
std::span<const InstructionSet> usable_sets();
inline InstructionSet widest_set() { return usable_sets().back(); }

template <class Kernel>
void run_plain(const Kernel& kernel) {
  kernel.template run<16>();
}

#if defined(STIPPLE_ALL_SETS)
template <class Kernel>
__attribute__((target("arch=x86-64-v3"), flatten)) void run_avx2(const Kernel& kernel) {
  kernel.template run<32>();
}
template <class Kernel>
__attribute__((target("arch=x86-64-v4"), flatten)) void run_avx512(const Kernel& kernel) {
  kernel.template run<64>();
}
#endif

template <class Kernel>
void run_on(InstructionSet set, const Kernel& kernel) {
  switch (set) {
    case InstructionSet::plain: break;
#if defined(STIPPLE_ALL_SETS)
    case InstructionSet::avx2: return run_avx2(kernel);
    case InstructionSet::avx512: return run_avx512(kernel);
#else
    case InstructionSet::avx2:
    case InstructionSet::avx512: break;
#endif
  }
  run_plain(kernel);
}

}  // namespace stipple
