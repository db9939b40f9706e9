// SPDX-License-Identifier: Apache-2.0
#include "numerics/tile.h"

#include <doctest/doctest.h>

#include "core/random.h"
#include "numerics/classed_lines.h"
#include "numerics/instruction_set.h"

namespace stipple {
namespace {

// Turns a tile of numbers row by row, in every width.
template <class T>
struct TurnKernel {
  const T* from{};
  T* to{};
  int* width{};
  template <int bytes>
  STIPPLE_INLINE void run() const {
    using L = Lanes<T, bytes / static_cast<int>(sizeof(T))>;
    L tile[L::width];
#pragma GCC unroll 16
    for (int r = 0; r < L::width; ++r) tile[r] = load<L>(from + r * L::width);
    transpose(tile);
#pragma GCC unroll 16
    for (int r = 0; r < L::width; ++r) store(to + r * L::width, tile[r]);
    *width = L::width;
  }
};

template <class T>
struct LookUpKernel {
  const T* table{};
  const std::uint32_t* classes{};
  T* to{};
  template <int bytes>
  STIPPLE_INLINE void run() const {
    using L = Lanes<T, bytes / static_cast<int>(sizeof(T))>;
    for (int i = 0; i < 64; i += L::width)
      store(to + i, ClassTable<L>(table).at(ClassWords<L>(classes + i, 12)));
  }
};

template <class T>
void check_all() {
  RandomStream random = Seed(5).stream("tiles");
  T from[256], to[256], table[kFaceClasses];
  std::uint32_t classes[64];
  for (T& x : from) x = static_cast<T>(random.normal());
  for (T& x : table) x = static_cast<T>(random.uniform());
  for (std::uint32_t& c : classes) c = static_cast<std::uint32_t>(4e9 * random.uniform());
  for (const InstructionSet set : usable_sets()) {
    int width = 0;
    run_on(set, TurnKernel<T>{from, to, &width});
    CHECK(width > 1);
    for (int r = 0; r < width; ++r)
      for (int c = 0; c < width; ++c) CHECK(to[r * width + c] == from[c * width + r]);
    run_on(set, LookUpKernel<T>{table, classes, to});
    for (int i = 0; i < 64; ++i) CHECK(to[i] == table[(classes[i] >> 12) % kFaceClasses]);
  }
}

}  // namespace

TEST_CASE("every instruction set turns a tile and finds the conductance of a class") {
  check_all<float>();
  check_all<double>();
}

}  // namespace stipple
