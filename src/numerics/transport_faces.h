// SPDX-License-Identifier: Apache-2.0
// Fields whose diffusivity differs from face to face: every face has a class, one byte that all
// fields share, and every field has the diffusivity of each class (mm2/day). The scheme is
// douglas_step of numerics/transport_layers.h. Theory: docs/theory/transport.md.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "numerics/classed_lines.h"
#include "numerics/field3.h"
#include "numerics/instruction_set.h"
#include "numerics/team.h"

namespace stipple {

// The class of the face before each cell, in the memory order of a field: x between i - 1 and i,
// and so on; the first face of a ring lies between the last cell and the first. Write x, y and z,
// then complete(). Class 0 is closed.
struct FaceClasses {
  AlignedArray<std::uint8_t> x{}, y{}, z{};
  AlignedArray<std::uint8_t> lines{};  // x again, rows side by side, for the sweeps along x

  explicit FaceClasses(const Grid3& grid);
  // Closes the surface and closed sides, and lays out `lines`.
  void complete(const Grid3& grid);
};
// Sixteen rows side by side, i = 0 ... nx of the face before cell i.
inline constexpr int kRowsAbreast = 16;
inline std::ptrdiff_t group_of_lines(const Grid3& grid) { return (grid.row() + 1) * kRowsAbreast; }
inline int groups_of_lines(const Grid3& grid) {
  return (grid.ny() + kRowsAbreast - 1) / kRowsAbreast;
}

struct ClassedSpread {
  std::array<double, kFaceClasses> diffusivity{};  // of each class, mm2/day; class 0 is closed
  double loss{};                                   // 1/day
  double bottom{};                                 // mm/day: 0 is closed
};

// A field's tables for one length of step.
template <class T>
struct ClassedTransport {
  std::array<T, kFaceClasses> across{}, depth{};        // h D / dx^2, h D
  std::array<T, kFaceClasses> in_across{}, in_depth{};  // theta times that
  std::vector<T> up{}, down{};  // 1 / (distance thickness) of the faces of each layer, 1/mm2
  std::vector<T> loss{};        // of each layer: h loss, and what leaves by the bottom
  std::vector<T> ones{};        // as many as a line in x or y has cells
  std::vector<T> diagonal{};    // 1 + theta loss, of each layer
  T step{};
};

template <class T>
ClassedTransport<T> classed_transport(const Grid3& grid, const ClassedSpread& spread,
                                      double step_day, double theta);

template <class T>
struct ClassedField {
  const ClassedTransport<T>* transport{};
  T* value{};
  T* source{};  // per day; used up
};

// Closed sides, or periodic ones with at least two cells. The result has the same bits for every
// team and every instruction set.
template <class T>
void douglas_step(const Grid3& grid, const FaceClasses& faces,
                  std::span<const ClassedField<T>> fields, Team& team,
                  InstructionSet set = widest_set());

// h (A u + source) of one field, explicit. source may be nullptr for none, or change itself.
template <class T>
void explicit_change(const Grid3& grid, const FaceClasses& faces,
                     const ClassedTransport<T>& transport, const T* u, const T* source, T* change,
                     InstructionSet set = widest_set());

}  // namespace stipple
