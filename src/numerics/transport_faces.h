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
class FaceClasses {
 public:
  AlignedArray<std::uint8_t> x{}, y{}, z{};

  explicit FaceClasses(const Grid3& grid);
  // Closes the surface and closed sides, and packs the classes for the kernels.
  void complete(const Grid3& grid);

  // Eight faces in a word. Of rows 8 g ... of plane k, from cell i on; rows end with a face after
  // the last cell, planes with one after the last row, z with a closed plane.
  struct Packed {
    const std::uint32_t *x{}, *y{}, *z{};
    std::ptrdiff_t row{}, plane{};
    // Faces before cells 8 g ... of sixteen rows side by side; rows of such, planes of those.
    const std::uint32_t* lines{};
    std::ptrdiff_t lines_row{}, lines_plane{};
  };
  [[nodiscard]] Packed packed(const Grid3& grid) const;

 private:
  void close_borders(const Grid3& grid);
  AlignedArray<std::uint32_t> packed_x_{}, packed_y_{}, packed_z_{}, lines_{};
};
inline constexpr int kRowsAbreast = 16;

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
