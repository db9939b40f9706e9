// SPDX-License-Identifier: Apache-2.0
// What the tests of transport in three dimensions share: grids, random fields and classes, and the
// operator written out cell by cell.
#pragma once

#include <cmath>
#include <numbers>

#include "core/random.h"
#include "numerics/transport_faces.h"
#include "numerics/transport_layers.h"

namespace stipple::transport3 {

inline constexpr double kSide = 0.02;

// Faces that lie closer together towards the surface, smoothly.
inline std::vector<double> stretched_faces(int nz, double depth) {
  std::vector<double> faces;
  for (int k = 0; k <= nz; ++k) faces.push_back(depth * std::expm1(1.2 * k / nz) / std::expm1(1.2));
  return faces;
}

// Sizes that fill neither vectors nor tiles.
inline Grid3 odd_grid(Sides sides) { return {37, 19, kSide, stretched_faces(11, 0.3), sides}; }

template <class Function>
void each_cell(const Grid3& g, const Function& function) {
  for (int k = 0; k < g.nz(); ++k)
    for (int j = 0; j < g.ny(); ++j)
      for (int i = 0; i < g.nx(); ++i) function(i, j, k);
}

template <class T>
Field3<T> drawn_field(const Grid3& g, std::uint64_t seed, double low = 0.0) {
  RandomStream random = Seed(seed).stream("field");
  Field3<T> u(g);
  each_cell(g, [&](int i, int j, int k) {
    u(i, j, k) = static_cast<T>(low + (1.0 - low) * random.uniform());
  });
  return u;
}

template <class T>
double largest_difference(const Grid3& g, const Field3<T>& a, const Field3<T>& b) {
  double largest = 0.0;
  each_cell(g, [&](int i, int j, int k) {
    largest = std::max(largest,
                       std::abs(static_cast<double>(a(i, j, k)) - static_cast<double>(b(i, j, k))));
  });
  return largest;
}

template <class T>
bool same_bits(const Field3<T>& a, const Field3<T>& b) {
  return std::equal(a.data(), a.data() + a.size(), b.data(), b.data() + b.size());
}

// Of classes 0 to 15, and their diffusivities: from nothing to fast.
inline FaceClasses drawn_classes(const Grid3& g, std::uint64_t seed) {
  RandomStream random = Seed(seed).stream("classes");
  FaceClasses faces(g);
  each_cell(g, [&](int i, int j, int k) {
    for (auto* map : {&faces.x, &faces.y, &faces.z})
      map->data()[g.at(i, j, k)] = static_cast<std::uint8_t>(kFaceClasses * random.uniform());
  });
  faces.complete(g);
  return faces;
}
inline ClassedSpread all_speeds(double fastest) {
  ClassedSpread spread;
  for (std::size_t c = 1; c < kFaceClasses; ++c)
    spread.diffusivity[c] = fastest * static_cast<double>(c * c) / 225.0;
  return spread;
}
inline Spread evenly(const Grid3& g, double diffusivity) {
  return {std::vector<double>(static_cast<std::size_t>(g.nz()), diffusivity), 0.0, 0.0};
}

template <class T>
void take(const Grid3& g, const LayeredTransport<T>& t, Field3<T>& u, const Field3<T>* source,
          bool lod, Team& team, InstructionSet set = widest_set()) {
  Field3<T> used = source ? *source : Field3<T>(g);
  const LayeredField<T> field{&t, u.data(), used.data()};
  if (lod)
    lod_step<T>(g, std::span(&field, 1), team, set);
  else
    douglas_step<T>(g, std::span(&field, 1), team, set);
}
template <class T>
void take(const Grid3& g, const FaceClasses& faces, const ClassedTransport<T>& t, Field3<T>& u,
          const Field3<T>* source, Team& team, InstructionSet set = widest_set()) {
  Field3<T> used = source ? *source : Field3<T>(g);
  const ClassedField<T> field{&t, u.data(), used.data()};
  douglas_step<T>(g, faces, std::span(&field, 1), team, set);
}

// What is in the block: sum of u h^2 dz over h^2.
template <class T>
double content(const Grid3& g, const Field3<T>& u) {
  double sum = 0.0;
  each_cell(g,
            [&](int i, int j, int k) { sum += static_cast<double>(u(i, j, k)) * g.thickness(k); });
  return sum;
}

}  // namespace stipple::transport3
