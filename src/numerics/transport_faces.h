// SPDX-License-Identifier: Apache-2.0
// Fields whose diffusivity differs from face to face: every face has a class, one byte that all
// fields share, and every field has the diffusivity of each class (mm2/day). The scheme is
// douglas_step of numerics/transport_layers.h with the factor of y first. Theory:
// docs/theory/transport.md.
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
  // the last cell, planes with one after the last row, z with a closed plane. All of a plane lies
  // in one piece.
  struct Packed {
    const std::uint32_t *x{}, *y{}, *z{};
    std::ptrdiff_t row{}, plane{};
    // Faces before cells 8 g ... of sixteen rows side by side; rows of such.
    const std::uint32_t* lines{};
    std::ptrdiff_t lines_row{};
  };
  [[nodiscard]] Packed packed(const Grid3& grid) const;

 private:
  void close_borders(const Grid3& grid);
  AlignedArray<std::uint32_t> packed_{};
};
inline constexpr int kRowsAbreast = 16;

struct ClassedSpread {
  std::array<double, kFaceClasses> diffusivity{};  // of each class, mm2/day; class 0 is closed
  double loss{};                                   // 1/day
  double bottom{};                                 // mm/day: 0 is closed
};

// A field's tables for one length of step. Along y lines have the conductances of the explicit part
// and 1 / (theta h) on the diagonal, so that a face is looked up once for both; along x and z they
// are scaled so that the rest of theta, h and the thickness of the layers takes no instruction.
template <class T>
struct ClassedTransport {
  struct Layer {
    T up{}, down{};         // 1 / (distance thickness) of its faces, 1/mm2
    T loss{};               // with what leaves by the bottom, 1/day
    T in_rows{};            // theta h / weight: of conductances along x
    T diagonal_in_rows{};   // 1 / weight; weight: the thickness in thinnest layers
    T diagonal_in_depth{};  // theta weight (1 + theta h loss)
  };
  struct alignas(64) Face {
    T conductance[kFaceClasses]{};  // theta^2 h D / (distance thinnest)
  };
  std::array<T, kFaceClasses> diffusivity{}, across{};  // D; D / dx^2, 1/day
  std::vector<Layer> layers{};
  std::vector<Face> faces{};  // above each layer, and below the deepest
  T step{}, diagonal{};       // h, 1 / (theta h)
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
