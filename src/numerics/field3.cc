// SPDX-License-Identifier: Apache-2.0
#include "numerics/field3.h"

#include <cstdlib>
#include <cstring>

#include "core/error.h"

// Not under the address sanitizer, which watches what comes from the heap.
#if defined(__linux__) && !defined(__SANITIZE_ADDRESS__)
#define STIPPLE_OWN_PAGES 1
#include <sys/mman.h>
#endif

namespace stipple {
namespace {

[[noreturn]] void no_memory() {
  throw Failure(FailureCode::out_of_memory, "not enough memory for a field");
}

#if defined(STIPPLE_OWN_PAGES)
// Pages of its own, zeroed by the system: given back they are free at once, which the heap does not
// promise.
std::unique_ptr<std::byte, FreeBytes> mapped_bytes(std::size_t bytes, std::size_t huge) {
  void* const found =
      mmap(nullptr, bytes + huge, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (found == MAP_FAILED) no_memory();
  auto* const first = static_cast<std::byte*>(found);
  const std::size_t before = (huge - reinterpret_cast<std::uintptr_t>(first) % huge) % huge;
  if (before > 0) (void)munmap(first, before);
  if (huge > before) (void)munmap(first + before + bytes, huge - before);
  // Advice: whether it is taken changes the time alone.
  (void)madvise(first + before, bytes, MADV_HUGEPAGE);
  return {first + before, FreeBytes{bytes}};
}
#endif

}  // namespace

void FreeBytes::operator()(std::byte* p) const {
#if defined(STIPPLE_OWN_PAGES)
  if (mapped > 0) {
    (void)munmap(p, mapped);
    return;
  }
#endif
  std::free(p);
}

std::unique_ptr<std::byte, FreeBytes> zeroed_bytes(std::size_t bytes) {
  constexpr std::size_t huge = std::size_t{2} << 20;
#if defined(STIPPLE_OWN_PAGES)
  constexpr std::size_t page = 4096;  // what is left over at the end needs no huge one
  if (bytes >= huge) return mapped_bytes((bytes + page - 1) / page * page, huge);
#endif
  const std::size_t alignment = bytes >= huge ? huge : 64;
  const std::size_t rounded = (bytes + alignment - 1) / alignment * alignment;
  std::unique_ptr<std::byte, FreeBytes> memory(
      static_cast<std::byte*>(std::aligned_alloc(alignment, rounded)));
  if (!memory) no_memory();
  std::memset(memory.get(), 0, rounded);
  return memory;
}

}  // namespace stipple
