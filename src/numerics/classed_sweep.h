// SPDX-License-Identifier: Apache-2.0
// Implicit lines whose couplings differ from face to face, factored as they are solved. Cell j:
//   (diagonal_j + c_j + c_(j + 1)) x_j - c_j x_(j - 1) - c_(j + 1) x_(j + 1) = right_j
// with c_j the conductance of the face before it. Theory: docs/theory/transport.md.
#pragma once

#include "numerics/classed_lines.h"

namespace stipple {

// Elimination of `units` of lines abreast, each from an end. What a cell gets through the face
// behind it: c in series with all before it, e = c s / (s + c) with s = diagonal + e of the cell
// before. Nothing is subtracted, nothing cancels. A ring is opened at its last cell, which both
// ends reach (numerics/line_factors.h): x_j = f + back x_(j + 1) + spike x_last.
template <bool closes, int units, class L>
struct Elimination {
  using T = typename L::Value;
  static constexpr int vectors = units * kParts<L>;
  static constexpr int rings = closes ? vectors : 1;

  L e[vectors], flow[vectors];
  L reach[rings], taken[rings], gathered[rings];  // what the last cell gives and gets

  // c: the conductance of the face before the first cell.
  STIPPLE_INLINE void begin(int v, const L& c) {
    e[v] = c;
    flow[v] = L(T(0));
    if constexpr (closes) {
      reach[v] = c;
      taken[v] = gathered[v] = L(T(0));
    }
  }
  // Goes on where vector w of another stands.
  template <class Other>
  STIPPLE_INLINE void take(int v, const Other& other, int w) {
    e[v] = other.e[w];
    flow[v] = other.flow[w];
    if constexpr (closes) {
      reach[v] = other.reach[w];
      taken[v] = other.taken[w];
      gathered[v] = other.gathered[w];
    }
  }

  // One cell of each line: its diagonal, its right-hand side and the conductance of the face behind
  // it. keep(v, f, back, spike).
  template <class Diagonal, class Right, class Face, class Keep>
  STIPPLE_INLINE void forward(const Diagonal& diagonal, const Right& right, const Face& next,
                              const Keep& keep) {
    L c[vectors], s[vectors], pivot[vectors], inverse[vectors];
#pragma GCC unroll 32
    for (int v = 0; v < vectors; ++v) {
      c[v] = next(v);
      s[v] = L(e[v].v + diagonal(v));
      pivot[v] = s[v] + c[v];
    }
    invert<units>(pivot, inverse);
#pragma GCC unroll 32
    for (int v = 0; v < vectors; ++v) {
      const L back = c[v] * inverse[v];
      const L own = right(v) + flow[v];
      const L f = own * inverse[v];
      e[v] = back * s[v];
      flow[v] = back * own;
      L spike(T(0));
      if constexpr (closes) {
        spike = reach[v] * inverse[v];
        gathered[v] += reach[v] * f;
        taken[v] += reach[v] * spike;
        reach[v] = reach[v] * back;
      }
      keep(v, f, back, spike);
    }
  }
};

// The cell where the two ends of a line meet: vector a of one elimination, b of the other.
template <bool closes, class L>
struct Meeting {
  using T = typename L::Value;
  L x, spike, gathered, taken, last;

  template <class From, class To>
  STIPPLE_INLINE Meeting(const From& from, int a, const To& to, int b, T diagonal, const L& right) {
    const L inverse(T(1) / ((from.e[a] + to.e[b]).v + diagonal));
    x = ((right + from.flow[a]) + to.flow[b]) * inverse;
    if constexpr (closes) {
      const L reach = from.reach[a] + to.reach[b];
      spike = reach * inverse;
      gathered = (from.gathered[a] + to.gathered[b]) + reach * x;
      taken = (from.taken[a] + to.taken[b]) + reach * spike;
    }
  }
  // The last cell of a ring, with the conductances of both its faces.
  STIPPLE_INLINE void close(T diagonal, const L& right, const L& before, const L& after) {
    last = (right + gathered) / (L((before + after).v + diagonal) - taken);
    x += spike * last;
  }
};

// Lines of n cells from both ends at once: C units of them are twice as many chains, and the two
// ends of a line share a division. Lines have right(j, v), face(j, v), the conductance of the face
// before cell j, diagonal(j), and put(j, v, x), which comes once for each cell. `room` keeps 2
// vectors for a cell of a vector, 3 of a ring.
template <bool closes, int C, class L, class Lines>
struct BothEnds {
  using T = typename L::Value;
  static constexpr int P = kParts<L>, V = C * P, kept = closes ? 3 : 2;

  const Lines& lines;
  int n;
  L* room;
  Elimination<closes, 2 * C, L> ends;
  L x[2 * V], last[closes ? V : 1];

  STIPPLE_INLINE BothEnds(const Lines& of, int cells, L* keep_in)
      : lines(of), n(cells), room(keep_in) {}

  // Vector w of the ends is of vector line(w), from the far end if it is of an odd unit.
  STIPPLE_INLINE static int line(int w) { return w / P / 2 * P + w % P; }
  STIPPLE_INLINE static bool far(int w) { return w / P % 2 == 1; }
  STIPPLE_INLINE static int near_end(int v) { return v / P * 2 * P + v % P; }

  [[nodiscard]] STIPPLE_INLINE int open() const { return closes ? n - 1 : n; }
  [[nodiscard]] STIPPLE_INLINE int middle() const { return open() / 2; }
  // Cells that have one at the other end. An even number leaves one more at the near end.
  [[nodiscard]] STIPPLE_INLINE int pairs() const { return open() - 1 - middle(); }

  STIPPLE_INLINE void keep(int j, int v, const L& f, const L& back, const L& spike) const {
    L* to = room + (j * V + v) * kept;
    to[0].v = f.v;
    to[1].v = back.v;
    if constexpr (closes) to[2].v = spike.v;
  }

  STIPPLE_INLINE void forward() {
#pragma GCC unroll 32
    for (int w = 0; w < 2 * V; ++w) ends.begin(w, lines.face(far(w) ? open() : 0, line(w)));
    for (int j = 0; j < pairs(); ++j) {
      const int other = open() - 1 - j;
      ends.forward([&](int w) STIPPLE_LAMBDA { return lines.diagonal(far(w) ? other : j); },
                   [&](int w) STIPPLE_LAMBDA { return lines.right(far(w) ? other : j, line(w)); },
                   [&](int w)
                       STIPPLE_LAMBDA { return lines.face(far(w) ? other : j + 1, line(w)); },
                   [&](int w, const L& f, const L& back, const L& spike)
                       STIPPLE_LAMBDA { keep(far(w) ? other : j, line(w), f, back, spike); });
    }
    if (pairs() == middle()) return;
    const int j = pairs();
    Elimination<closes, C, L> near;
#pragma GCC unroll 32
    for (int v = 0; v < V; ++v) near.take(v, ends, near_end(v));
    near.forward([&](int) STIPPLE_LAMBDA { return lines.diagonal(j); },
                 [&](int v) STIPPLE_LAMBDA { return lines.right(j, v); },
                 [&](int v) STIPPLE_LAMBDA { return lines.face(j + 1, v); },
                 [&](int v, const L& f, const L& back, const L& spike)
                     STIPPLE_LAMBDA { keep(j, v, f, back, spike); });
#pragma GCC unroll 32
    for (int v = 0; v < V; ++v) ends.take(near_end(v), near, v);
  }

  STIPPLE_INLINE void meet() {
#pragma GCC unroll 32
    for (int v = 0; v < V; ++v) {
      const int a = near_end(v);
      Meeting<closes, L> meeting(ends, a, ends, a + P, lines.diagonal(middle()),
                                 lines.right(middle(), v));
      if constexpr (closes) {
        meeting.close(lines.diagonal(n - 1), lines.right(n - 1, v), lines.face(n - 1, v),
                      lines.face(n, v));
        last[v] = meeting.last;
        lines.put(n - 1, v, last[v]);
      }
      x[a] = x[a + P] = meeting.x;
      lines.put(middle(), v, meeting.x);
    }
  }

  STIPPLE_INLINE void back(int j, int w) {
    const L* from = room + (j * V + line(w)) * kept;
    L f = from[0];
    if constexpr (closes) f += from[2] * last[line(w)];
    x[w] = f + from[1] * x[w];
    lines.put(j, line(w), x[w]);
  }

  STIPPLE_INLINE void solve() {
    forward();
    meet();
    if (pairs() < middle())
#pragma GCC unroll 32
      for (int v = 0; v < V; ++v) back(pairs(), near_end(v));
    for (int j = pairs() - 1; j >= 0; --j)
#pragma GCC unroll 32
      for (int w = 0; w < 2 * V; ++w) back(far(w) ? open() - 1 - j : j, w);
  }
};

}  // namespace stipple
