// SPDX-License-Identifier: Apache-2.0
// A block of cells: nx x ny x nz, x fastest, z from the surface down. Cells are `side` wide in x
// and y; their faces in z stand where they are given. Sides are closed, or the block repeats itself
// without end. Rows are padded to 64 bytes, planes to an odd number of 64-byte lines, so that the
// planes of a column do not compete for the same places in the cache. Theory:
// docs/theory/transport.md.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace stipple {

enum class Sides { closed, periodic };

class Grid3 {
 public:
  static constexpr int line = 16;  // cells that rows are padded to: 64 bytes of float

  // side in mm; faces: nz + 1 depths, increasing, mm.
  Grid3(int nx, int ny, double side, std::vector<double> faces, Sides sides);

  [[nodiscard]] int nx() const { return nx_; }
  [[nodiscard]] int ny() const { return ny_; }
  [[nodiscard]] int nz() const { return static_cast<int>(faces_.size()) - 1; }
  [[nodiscard]] double side() const { return side_; }
  [[nodiscard]] Sides sides() const { return sides_; }
  [[nodiscard]] std::span<const double> faces() const { return faces_; }
  [[nodiscard]] double thickness(int k) const { return face(k + 1) - face(k); }
  [[nodiscard]] double centre(int k) const { return 0.5 * (face(k) + face(k + 1)); }
  // Between the centres above and below face k, 0 < k < nz.
  [[nodiscard]] double distance(int k) const { return centre(k) - centre(k - 1); }

  // Steps in memory from a row, or a plane, to the next; cells of a whole field with its padding.
  [[nodiscard]] std::ptrdiff_t row() const { return row_; }
  [[nodiscard]] std::ptrdiff_t plane() const { return plane_; }
  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(plane_ * nz()); }
  [[nodiscard]] std::ptrdiff_t at(int i, int j, int k) const { return k * plane_ + j * row_ + i; }

  friend bool operator==(const Grid3&, const Grid3&) = default;

 private:
  [[nodiscard]] double face(int k) const { return faces_[static_cast<std::size_t>(k)]; }

  int nx_{}, ny_{};
  double side_{};
  std::vector<double> faces_{};
  Sides sides_{};
  std::ptrdiff_t row_{}, plane_{};
};

// nz equal cells down to `depth`.
std::vector<double> even_faces(int nz, double depth);

// The diffusivity of a face between two cells of different diffusivity whose faces stand that far
// from their centres: resistances in series, (a + b) / (a / Da + b / Db).
double face_diffusivity(double Da, double a, double Db, double b);

}  // namespace stipple
