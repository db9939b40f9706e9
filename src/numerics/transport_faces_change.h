// SPDX-License-Identifier: Apache-2.0
// The right-hand side of a step over face classes: columns of a plane, walked along y.
#pragma once

#include <algorithm>

#include "numerics/transport_faces.h"

namespace stipple {

template <class T>
struct FaceWork {
  const Grid3* grid{};
  FaceClasses::Packed faces{};
  const ClassedTransport<T>* transport{};
  const T* value{};
  const T* source{};  // nullptr: none
  T* target{};        // may be the source
  T *room{}, *halo{};
};

// The classes around V vectors of columns from cell i of plane k on, row after row. Two rows share
// a byte of each word; the faces south of the second are in the next byte.
template <class L, int V>
struct ClassesAround {
  static constexpr std::ptrdiff_t word = sizeof(std::uint32_t);
  static constexpr std::ptrdiff_t vector = L::width * word;

  const std::byte *words{}, *after{};                     // of two rows, of the two after them
  std::ptrdiff_t next{}, to_y{}, to_above{}, to_below{};  // bytes
  ClassWords<L> west[V], east[V], above[V], below[V], south[V];

  STIPPLE_INLINE ClassesAround(const FaceClasses::Packed& f, int i, int k)
      : words(reinterpret_cast<const std::byte*>(f.x + k * f.plane + i)),
        next(word * f.row - (word - 1)),
        to_y(word * (f.y - f.x)),
        to_above(word * (f.z - f.x)),
        to_below(word * (f.z - f.x + f.plane)) {}

  [[nodiscard]] STIPPLE_INLINE ClassWords<L> first_north(int v) const {
    return ClassWords<L>::at(words + to_y + v * vector);
  }
  // Row j is even; the second one follows it.
  STIPPLE_INLINE void read(int j) {
    after = words + (j % kFacesInWord == kFacesInWord - 2 ? next : 1);
#pragma GCC unroll 16
    for (int v = 0; v < V; ++v) {
      const std::byte* const at = words + v * vector;
      west[v] = ClassWords<L>::at(at);
      east[v] = ClassWords<L>::at(at + word);
      above[v] = ClassWords<L>::at(at + to_above);
      below[v] = ClassWords<L>::at(at + to_below);
      south[v] = ClassWords<L>::at(at + to_y);
      south[v].next();
    }
  }
  STIPPLE_INLINE void read_second() {
#pragma GCC unroll 16
    for (int v = 0; v < V; ++v) {
      west[v].next();
      east[v].next();
      above[v].next();
      below[v].next();
      south[v] = ClassWords<L>::at(after + to_y + v * vector);
    }
    words = after;
  }
};

// A u of one field in one plane, per day.
template <class L, bool closes>
struct PlaneChange {
  using T = typename L::Value;
  static constexpr int W = L::width;

  FaceWork<T> w{};
  int k{};
  std::ptrdiff_t up{}, down{};                 // to the planes above and below
  T above[kFaceClasses], below[kFaceClasses];  // conductances of faces in z

  STIPPLE_INLINE PlaneChange(const FaceWork<T>& work, int plane) : w(work), k(plane) {
    const Grid3& g = *w.grid;
    const auto& layer = w.transport->layers[static_cast<std::size_t>(k)];
    up = k > 0 ? -g.plane() : 0;
    down = k + 1 < g.nz() ? g.plane() : 0;
    for (std::size_t c = 0; c < kFaceClasses; ++c) {
      above[c] = w.transport->diffusivity[c] * layer.up;
      below[c] = w.transport->diffusivity[c] * layer.down;
    }
    if (closes) lay_out();
  }

  // Copies the rows of a ring with the cells beyond their ends.
  STIPPLE_INLINE void lay_out() const {
    const Grid3& g = *w.grid;
    for (int j = 0; j < g.ny(); ++j) {
      const T* own = w.value + g.at(0, j, k);
      T* to = w.halo + j * (g.row() + 2 * Grid3::line) + Grid3::line;
      for (int i = 0; i < static_cast<int>(g.row()); i += W) store(to + i, load<L>(own + i));
      to[-1] = own[g.nx() - 1];
      to[g.nx()] = own[0];
    }
  }

  // V vectors of columns from cell i on, row after row: first(c) takes the conductances of their
  // first faces in y, next(j, change, c) A u of row j and the conductances of the faces after it.
  template <int V, class First, class Next>
  STIPPLE_INLINE void walk(int i, const First& first, const Next& next) const {
    const Grid3& g = *w.grid;
    const auto& layer = w.transport->layers[static_cast<std::size_t>(k)];
    const std::ptrdiff_t row = g.row();
    const std::ptrdiff_t up_by = up, down_by = down;
    const T loss = layer.loss;
    const int rows = g.ny();
    const T* p = w.value + g.at(i, 0, k);
    const T* beside = closes ? w.halo + Grid3::line + i : p;
    const T* const beyond = closes ? p : p + (rows - 1) * row;
    const T* const north = closes ? p + (rows - 1) * row : p;
    const ClassTable<L> across(w.transport->across.data()), over(above), under(below);
    ClassesAround<L, V> classes(w.faces, i, k);
    L from_north[V], change[V], c[V];
#pragma GCC unroll 16
    for (int v = 0; v < V; ++v) {
      c[v] = across.at(classes.first_north(v));
      from_north[v] = c[v] * (load<L>(p + v * W) - load<L>(north + v * W));
    }
    first(c);
    const auto take = [&](int j) STIPPLE_LAMBDA {
      const T* const south_row = j + 1 < rows ? p + row : beyond;
#pragma GCC unroll 16
      for (int v = 0; v < V; ++v) {
        const int at = v * W;
        const L own = load<L>(p + at);
        c[v] = across.at(classes.south[v]);
        const L to_south = c[v] * (load<L>(south_row + at) - own);
        const L flow_x = across.at(classes.east[v]) * (load<L>(beside + at + 1) - own) -
                         across.at(classes.west[v]) * (own - load<L>(beside + at - 1));
        const L flow_z = over.at(classes.above[v]) * (load<L>(p + up_by + at) - own) +
                         under.at(classes.below[v]) * (load<L>(p + down_by + at) - own);
        change[v] = ((flow_x + (to_south - from_north[v])) + flow_z) - scaled(loss, own);
        from_north[v] = to_south;
      }
      if (closes) clear_padding(i, change, V);
      next(j, change, c);
      p += row;
      beside += closes ? row + 2 * Grid3::line : row;
    };
    for (int j = 0; j < rows; j += 2) {
      classes.read(j);
      take(j);
      if (j + 1 == rows) break;
      classes.read_second();
      take(j + 1);
    }
  }

  // What a ring leaves in the padding of vectors from cell i on.
  STIPPLE_INLINE void clear_padding(int i, L* change, int vectors) const {
    const int n = w.grid->nx();
    if (i + vectors * W <= n) return;
    for (int at = std::max(i, n); at < i + vectors * W; ++at)
      change[(at - i) / W].set((at - i) % W, T(0));
  }
};

}  // namespace stipple
