// SPDX-License-Identifier: Apache-2.0
#include "numerics/grid3.h"

#include <doctest/doctest.h>

#include <cstdint>

#include "numerics/field3.h"

namespace stipple {

TEST_CASE("rows begin on a line of the cache, and planes are an odd number of lines apart") {
  for (const int nx : {1, 15, 16, 17, 144})
    for (const int ny : {1, 2, 9, 144}) {
      const Grid3 grid(nx, ny, 0.02, even_faces(5, 0.1), Sides::closed);
      CHECK(grid.row() >= nx);
      CHECK(grid.row() % Grid3::line == 0);
      CHECK(grid.plane() >= grid.row() * ny);
      CHECK(grid.plane() / Grid3::line % 2 == 1);
      Field3<float> field(grid);
      CHECK(reinterpret_cast<std::uintptr_t>(&field(0, ny - 1, 4)) % 64 == 0);
    }
}

TEST_CASE("a copy of a field is its own") {
  const Grid3 grid(3, 3, 0.02, even_faces(3, 0.1), Sides::closed);
  Field3<double> first(grid);
  first(1, 2, 0) = 4.0;
  Field3<double> second = first;
  second(1, 2, 0) = 5.0;
  CHECK(first(1, 2, 0) == 4.0);
  first = second;
  CHECK(first(1, 2, 0) == 5.0);
}

TEST_CASE("a face between two materials lets through what both in series do") {
  CHECK(face_diffusivity(0.3, 1.0, 0.3, 2.0) == doctest::Approx(0.3));
  CHECK(face_diffusivity(0.1, 1.0, 0.4, 1.0) == doctest::Approx(2.0 / (1.0 / 0.1 + 1.0 / 0.4)));
  CHECK(face_diffusivity(0.1, 1.0, 0.0, 1.0) == 0.0);
}

}  // namespace stipple
