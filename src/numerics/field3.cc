// SPDX-License-Identifier: Apache-2.0
#include "numerics/field3.h"

#include <cstdlib>
#include <cstring>

#include "core/error.h"

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace stipple {

void FreeBytes::operator()(std::byte* p) const { std::free(p); }

std::unique_ptr<std::byte, FreeBytes> zeroed_bytes(std::size_t bytes) {
  constexpr std::size_t huge = std::size_t{2} << 20;
  const std::size_t alignment = bytes >= huge ? huge : 64;
  const std::size_t rounded = (bytes + alignment - 1) / alignment * alignment;
  std::unique_ptr<std::byte, FreeBytes> memory(
      static_cast<std::byte*>(std::aligned_alloc(alignment, rounded)));
  if (!memory) throw Failure(FailureCode::out_of_memory, "not enough memory for a field");
#if defined(__linux__)
  // Advice: whether it is taken changes the time alone.
  if (alignment == huge) (void)madvise(memory.get(), rounded, MADV_HUGEPAGE);
#endif
  std::memset(memory.get(), 0, rounded);
  return memory;
}

}  // namespace stipple
