// SPDX-License-Identifier: Apache-2.0
// The values of one field on a Grid3, all zero at first, and aligned memory for the like. Large
// fields ask for huge pages: with small ones the columns of a sweep miss the page tables.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>

#include "numerics/grid3.h"

namespace stipple {

// Zeroed bytes, aligned to 64, or to 2 MiB with huge pages where they are worth it.
struct FreeBytes {
  std::size_t mapped{};  // pages of its own; 0: of the heap
  void operator()(std::byte* p) const;
};
std::unique_ptr<std::byte, FreeBytes> zeroed_bytes(std::size_t bytes);

// `size` zeros with a margin on both sides that may be read.
template <class T>
class AlignedArray {
 public:
  AlignedArray() = default;
  explicit AlignedArray(std::size_t size)
      : size_(size), bytes_(zeroed_bytes((size + 2 * margin) * sizeof(T))) {}
  AlignedArray(const AlignedArray& other) : AlignedArray(other.size_) {
    std::copy(other.data(), other.data() + size_, data());
  }
  AlignedArray& operator=(const AlignedArray& other) {
    if (this != &other) *this = AlignedArray(other);
    return *this;
  }
  AlignedArray(AlignedArray&&) noexcept = default;
  AlignedArray& operator=(AlignedArray&&) noexcept = default;
  ~AlignedArray() = default;

  [[nodiscard]] T* data() { return reinterpret_cast<T*>(bytes_.get()) + margin; }
  [[nodiscard]] const T* data() const { return reinterpret_cast<const T*>(bytes_.get()) + margin; }
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  static constexpr std::size_t margin = 64;

  std::size_t size_{};
  std::unique_ptr<std::byte, FreeBytes> bytes_{};
};

// T: float in hot loops, double for their twin. The padding of rows and planes stays zero.
template <class T>
class Field3 {
 public:
  Field3() = default;
  explicit Field3(const Grid3& grid)
      : row_(grid.row()), plane_(grid.plane()), values_(grid.size()) {}

  [[nodiscard]] T* data() { return values_.data(); }
  [[nodiscard]] const T* data() const { return values_.data(); }
  [[nodiscard]] std::size_t size() const { return values_.size(); }
  T& operator()(int i, int j, int k) { return data()[k * plane_ + j * row_ + i]; }
  const T& operator()(int i, int j, int k) const { return data()[k * plane_ + j * row_ + i]; }

 private:
  std::ptrdiff_t row_{}, plane_{};
  AlignedArray<T> values_{};
};

}  // namespace stipple
