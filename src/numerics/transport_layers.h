// SPDX-License-Identifier: Apache-2.0
// Fields that spread with one diffusivity a layer of cells:
//   du/dt = div(D grad u) - loss u + source,   at the bottom: flux out = bottom u
// D in mm2/day, loss in 1/day, bottom in mm/day; u is zero outside the bottom (a deviation from
// home), the surface is closed. Two steps of length h, both by lines along x, y, z [Press2007]:
//   lod_step      u' = (1 - h Az)^-1 (1 - h Ay)^-1 (1 - h Ax)^-1 (u + h source)
//   douglas_step  (1 - t h Ax)(1 - t h Ay)(1 - t h Az) (u' - u) = h (A u + source)  [Douglas1964]
// The loss is part of Az. lod_step never makes a negative out of what has none; its steady state
// with a source is wrong by the order of D h / dx^2. douglas_step has the right one for every h; it
// is of second order for t = 1/2 and damps sharp starts badly there. Theory:
// docs/theory/transport.md.
#pragma once

#include <span>
#include <vector>

#include "numerics/field3.h"
#include "numerics/instruction_set.h"
#include "numerics/line_factors.h"
#include "numerics/team.h"

namespace stipple {

struct Spread {
  std::vector<double> diffusivity{};  // of each layer of cells, mm2/day
  double loss{};                      // 1/day
  double bottom{};                    // mm/day: 0 is closed
};

// What lets the bottom be held at zero: half a cell lies between it and the deepest centres.
double held_bottom(const Grid3& grid, double diffusivity);

// A field's factors for one length of step.
template <class T>
struct LayeredTransport {
  struct Layer {
    T across{}, up{}, down{};  // h D / dx^2 between neighbours in the layer, and through its faces
    std::size_t lines{};       // its factors in x and y
  };
  std::vector<Layer> layers{};
  std::vector<LineFactors<T>> x{}, y{};
  LineFactors<T> z{};
  T loss{}, step{};  // h loss, h
};

// theta: how much of the step is implicit, above 0; lod_step wants 1.
template <class T>
LayeredTransport<T> layered_transport(const Grid3& grid, const Spread& spread, double step_day,
                                      double theta);

template <class T>
struct LayeredField {
  const LayeredTransport<T>* transport{};
  T* value{};
  T* source{};  // per day; douglas_step uses it up. lod_step takes nullptr for none
};

// The result has the same bits for every team and every instruction set.
template <class T>
void lod_step(const Grid3& grid, std::span<const LayeredField<T>> fields, Team& team,
              InstructionSet set = widest_set());
template <class T>
void douglas_step(const Grid3& grid, std::span<const LayeredField<T>> fields, Team& team,
                  InstructionSet set = widest_set());

// h (A u + source) of one field, explicit: the right-hand side of douglas_step. Zero for a field
// that is the same everywhere, without loss and source, to the bit. source may be change itself.
template <class T>
void explicit_change(const Grid3& grid, const LayeredTransport<T>& transport, const T* u,
                     const T* source, T* change, InstructionSet set = widest_set());

}  // namespace stipple
