// SPDX-License-Identifier: Apache-2.0
// What the tests of the program hold for needles; a test of this list sees that each exists.
#include "service/bench_tables.h"

namespace stipple {

std::vector<VerifiedLaw> verified_laws() {
  return {
      {"The needle of a pen moves as a turning crank does",
       "the share of the cycle below the skin is that of a turning crank"},
      {"Entry speed is the slope of that motion",
       "entry speed is the slope of the crank's motion at the plane"},
      {"A rolling needle tears what its tip sweeps",
       "a roller's slit is the trace of its rolling needle, at every depth"},
      {"A pen that does not glide and a stamp tear no slit",
       "a pen that does not glide and a stamp tear no slit"},
      {"Needles stand no nearer than their pitch, and every one is there",
       "a plate has every needle once, none nearer than the pitch, their middle at 0"},
      {"A map has the density of its session",
       "a map has the density of the session, whatever the device and the pattern"},
      {"One steady pass is a pattern, many crossed ones are chance",
       "one pass of a steady hand is a pattern; crossed passes of an unsteady one are chance"},
      {"Single depths have the stated mean and spread",
       "depths have the mean and the spread of their distribution"},
      {"No puncture is deeper than the setting and its tolerance",
       "no puncture is deeper than the setting and its tolerance, whatever the parameters"},
      {"Depth and dimple make up the travel",
       "depth and dimple make up the travel, and a longer travel never ends higher"},
      {"The holding force is the sum over its layers",
       "the holding force is its integrals, summed slice by slice"},
      {"The work is the area under the curve of force",
       "a force curve's work is the area under it and its parts make up the whole"},
      {"Covered surface of random holes is that of chance",
       "figures scattered at random cover 1 - exp(-n A), and k deep as Poisson has it"},
      {"Covered surface of a square grid is that of geometry",
       "holes on a square grid cover n pi r^2 until they touch, and the circle's share beyond"},
      {"A square grid has the index R of 2",
       "a square grid has R = 2, a triangular one 2.149, pairs one far below 1"},
      {"A channel only closes and ends at the tip",
       "a channel only closes, is widest at its mouth and ends at the tip"},
  };
}

}  // namespace stipple
