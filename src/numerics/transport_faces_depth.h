// SPDX-License-Identifier: Apache-2.0
// The kernel of transport_faces.cc for depth: columns are swept along z and their differences
// added.
#pragma once

#include "numerics/classed_sweep.h"
#include "numerics/transport_faces_change.h"

namespace stipple {

inline constexpr int kMostDepth = 3;  // units of columns swept at once

// A row in all planes, line after line of each: asked for while the row before it is swept.
template <class T>
struct RowAhead {
  const T* p{};
  std::ptrdiff_t vectors{}, left{};  // of the row in a plane; of those to come
  std::ptrdiff_t next_plane{};

  template <int W>
  STIPPLE_INLINE void ask() {
    __builtin_prefetch(p, 0, 2);
    p += W;
    if (--left == 0) {
      left = vectors;
      p += next_plane;
    }
  }
};

// Columns of row j.
template <class T>
struct ClassedDepthKernel {
  FaceWork<T> work{};
  T* value{};
  int j{};

  // Units of columns from a cell of the row on. What is asked for may be dropped where much is
  // asked for at once: so each line is asked for again shortly before it is needed.
  template <class L, int C>
  struct Columns {
    static constexpr int W = L::width;
    const ClassedTransport<T>& t;
    const T* target{};
    T* value{};
    std::ptrdiff_t plane{};
    const std::uint32_t* words{};
    std::ptrdiff_t words_plane{};
    int place{};
    mutable RowAhead<T> target_ahead{}, value_ahead{};

    STIPPLE_INLINE T diagonal(int k) const {
      return t.layers[static_cast<std::size_t>(k)].diagonal_in_depth;
    }
    STIPPLE_INLINE L right(int k, int v) const {
      const std::ptrdiff_t at = k * plane + v * W;
      target_ahead.template ask<W>();
      __builtin_prefetch(value + at, 0, 2);
      return load<L>(target + at);
    }
    STIPPLE_INLINE L face(int k, int v) const {
      return ClassTable<L>(t.faces[static_cast<std::size_t>(k)].conductance)
          .at(ClassWords<L>(words + k * words_plane + v * W, place));
    }
    STIPPLE_INLINE void put(int k, int v, const L& x) const {
      const std::ptrdiff_t at = k * plane + v * W;
      value_ahead.template ask<W>();
      __builtin_prefetch(target + at + C * kUnit<L>, 0, 2);
      store(value + at, load<L>(value + at) + x);
    }
  };

  // Of the next eight rows: part `part` of `parts`.
  STIPPLE_INLINE void ask_for_classes(int part, int parts) const {
    const FaceClasses::Packed& f = work.faces;
    const std::uint32_t* next = f.z + (j / kFacesInWord + 1) * f.row;
    const int nz = work.grid->nz();
    for (int k = nz * part / parts; k < nz * (part + 1) / parts; ++k)
      for (std::ptrdiff_t i = 0; i < f.row; i += Grid3::line)
        __builtin_prefetch(next + k * f.plane + i, 0, 2);
  }

  template <class L, int C>
  STIPPLE_INLINE void sweep_depth(int i) const {
    constexpr int W = L::width;
    const Grid3& g = *work.grid;
    const FaceClasses::Packed& f = work.faces;
    const std::ptrdiff_t vectors = g.row() / W;
    const std::ptrdiff_t done = i / W * g.nz();  // vectors of this row
    const auto ahead = [&](const T* field) STIPPLE_LAMBDA {
      const T* row = field + (done / vectors) * g.plane() + (j + 1) * g.row();
      return RowAhead<T>{row + done % vectors * W, vectors, vectors - done % vectors,
                         g.plane() - g.row()};
    };
    const Columns<L, C> columns{*work.transport,
                                work.target + g.at(i, j, 0),
                                value + g.at(i, j, 0),
                                g.plane(),
                                f.z + j / kFacesInWord * f.row + i,
                                f.plane,
                                4 * (j % kFacesInWord),
                                ahead(work.target),
                                ahead(value)};
    BothEnds<false, C, L, Columns<L, C>>(columns, g.nz(), reinterpret_cast<L*>(work.room)).solve();
  }

  template <int bytes>
  STIPPLE_INLINE void run() const {
    using L = Lanes<T, bytes / static_cast<int>(sizeof(T))>;
    constexpr int U = kUnit<L>;
    const int units = static_cast<int>(work.grid->row()) / U;
    in_even_groups<kMostDepth>(units, [&](auto count, int u) STIPPLE_LAMBDA {
      const int parts = (units + count.value - 1) / count.value;
      ask_for_classes(j % kFacesInWord * parts + u / count.value, kFacesInWord * parts);
      sweep_depth<L, count.value>(u * U);
    });
  }
};

}  // namespace stipple
