// SPDX-License-Identifier: Apache-2.0
// The right-hand side of a step over face classes, in tiles of W x W cells of a plane.
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
  T *room{}, *tiles{}, *halo{};
};

// The right-hand side of one field in one plane.
template <class L, bool closes>
struct PlaneChange {
  using T = typename L::Value;
  static constexpr int W = L::width;

  FaceWork<T> w{};
  int k{};
  std::ptrdiff_t up{}, down{};                 // to the planes above and below
  T above[kFaceClasses], below[kFaceClasses];  // conductances of faces in z
  T loss{}, step{};

  STIPPLE_INLINE PlaneChange(const FaceWork<T>& work, int plane) : w(work), k(plane) {
    const Grid3& g = *w.grid;
    const ClassedTransport<T>& t = *w.transport;
    const auto layer = static_cast<std::size_t>(k);
    up = k > 0 ? -g.plane() : 0;
    down = k + 1 < g.nz() ? g.plane() : 0;
    for (std::size_t c = 0; c < kFaceClasses; ++c) {
      above[c] = t.depth[c] * t.up[layer];
      below[c] = t.depth[c] * t.down[layer];
    }
    loss = t.loss[layer];
    step = t.step;
  }

  // Copies rows j ... j + rows - 1 of a ring with the cells beyond their ends.
  STIPPLE_INLINE void lay_out(int j, int rows) const {
    if (!closes) return;
    const Grid3& g = *w.grid;
    for (int r = 0; r < rows; ++r) {
      const T* own = w.value + g.at(0, j + r, k);
      T* to = w.halo + r * (g.row() + 2 * W) + W;
      for (int i = 0; i < static_cast<int>(g.row()); i += W) store(to + i, load<L>(own + i));
      to[-1] = own[g.nx() - 1];
      to[g.nx()] = own[0];
    }
  }

  // Cells i ... of rows j ... j + rows - 1, of which W fit; the others become zero. laid: the first
  // row that lay_out() took. done: cells of the plane so far, for what is asked for ahead.
  STIPPLE_INLINE void tile(int i, int j, int rows, int laid, std::ptrdiff_t done, L* to) const {
    for (int r = rows; r < W; ++r) to[r] = L(0);
    if (rows == 0) return;
    const Grid3& g = *w.grid;
    const std::ptrdiff_t row = g.row();
    const std::ptrdiff_t up_by = up, down_by = down;
    const T own_loss = loss, own_step = step;
    const T* p = w.value + g.at(i, j, k);
    const T* beside = closes ? w.halo + (j - laid) * (row + 2 * W) + W + i : p;
    const std::ptrdiff_t next_beside = closes ? row + 2 * W : row;
    const T* source = w.source ? w.source + g.at(i, j, k) : nullptr;
    // The values two planes on and the source of the next, line after line.
    const T* const soon = p + 2 * g.plane() + done - g.at(i, j, 0);
    const T* const source_soon = source ? source + g.plane() + done - g.at(i, j, 0) : soon;
    const T* beyond = closes ? w.value + g.at(i, 0, k) : w.value + g.at(i, g.ny() - 1, k);
    const T* north_row = j > 0 ? p - row : closes ? w.value + g.at(i, g.ny() - 1, k) : p;
    const ClassTable<L> across(w.transport->across.data()), over(above), under(below);
    const std::ptrdiff_t next_words = w.faces.row;
    const std::uint32_t* x = w.faces.x + k * w.faces.plane + j / kFacesInWord * next_words + i;
    const std::uint32_t* y = w.faces.y + (x - w.faces.x);
    const std::uint32_t* z = w.faces.z + (x - w.faces.x);
    const std::ptrdiff_t plane = w.faces.plane;
    const int place = 4 * (j % kFacesInWord);
    L own = load<L>(p);
    L from_north = across.at(ClassWords<L>(y, place)) * (own - load<L>(north_row));
    for (int first = 0; first < W; first += kFacesInWord) {
      const int end = std::min({first + kFacesInWord, W, rows});
      ClassWords<L> west(x, place), east(x + 1, place), to_above(z, place),
          to_below(z + plane, place);
      ClassWords<L> south_of(y, y + next_words, place + 4);
      for (int r = first; r < end; ++r) {
        __builtin_prefetch(soon + r * W, 0, 2);
        const L south = load<L>(j + r + 1 < g.ny() ? p + row : beyond);
        const L to_south = across.at(south_of) * (south - own);
        const L flow_x = across.at(east) * (load<L>(beside + 1) - own) -
                         across.at(west) * (own - load<L>(beside - 1));
        const L flow_z = over.at(to_above) * (load<L>(p + up_by) - own) +
                         under.at(to_below) * (load<L>(p + down_by) - own);
        L change = ((flow_x + (to_south - from_north)) + flow_z) - scaled(own_loss, own);
        if (source) {
          __builtin_prefetch(source_soon + r * W, 0, 2);
          change = change + scaled(own_step, load<L>(source));
          source += row;
        }
        to[r] = change;
        own = south;
        from_north = to_south;
        p += row;
        beside += next_beside;
        west.next();
        east.next();
        to_above.next();
        to_below.next();
        south_of.next();
      }
      x += next_words;
      y += next_words;
      z += next_words;
    }
  }

  // What a ring leaves in the padding.
  STIPPLE_INLINE void clear_padding(int i, L* tile) const {
    if (!closes || i + W <= w.grid->nx()) return;
    for (int r = 0; r < W; ++r)
      for (int c = std::max(0, w.grid->nx() - i); c < W; ++c) tile[r].set(c, T(0));
  }
};

}  // namespace stipple
