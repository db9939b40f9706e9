// SPDX-License-Identifier: Apache-2.0
#include "numerics/grid3.h"

#include <utility>

#include "core/error.h"

namespace stipple {

Grid3::Grid3(int nx, int ny, double side, std::vector<double> faces, Sides sides)
    : nx_(nx), ny_(ny), side_(side), faces_(std::move(faces)), sides_(sides) {
  STIPPLE_REQUIRE(nx > 0 && ny > 0 && side > 0.0 && faces_.size() > 1);
  for (std::size_t k = 1; k < faces_.size(); ++k) STIPPLE_REQUIRE(faces_[k] > faces_[k - 1]);
  const std::ptrdiff_t lines = (nx + line - 1) / line;
  row_ = lines * line;
  plane_ = row_ * ny;
  if (lines * ny % 2 == 0) plane_ += line;
}

std::vector<double> even_faces(int nz, double depth) {
  std::vector<double> faces(static_cast<std::size_t>(nz) + 1);
  for (int k = 0; k <= nz; ++k) faces[static_cast<std::size_t>(k)] = depth * k / nz;
  return faces;
}

double face_diffusivity(double Da, double a, double Db, double b) {
  if (!(Da > 0.0 && Db > 0.0)) return 0.0;
  return (a + b) / (a / Da + b / Db);
}

}  // namespace stipple
