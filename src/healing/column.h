// SPDX-License-Identifier: Apache-2.0
// The skin as a column of cells in depth: its layers, what lives where, and the conductances
// between cells. Finite volumes on a stretched grid whose faces lie on the layer borders; cells do
// not cross the basement membrane, signals do. Lengths in mm. docs/theory/healing.md, "Layers and
// boundaries".
#pragma once

#include <vector>

#include "healing/reaction.h"

namespace stipple {

enum class Layer { epidermis, papillary, reticular, fat };

struct LayerThickness {
  double epidermis_mm{}, papillary_mm{}, reticular_mm{}, fat_mm{};
  friend bool operator==(const LayerThickness&, const LayerThickness&) = default;
};

// Densities of fibroblasts and vessels relative to the reticular dermis; 0 in the epidermis.
struct LayerDensities {
  double fibroblasts_papillary{}, fibroblasts_reticular{1.0}, fibroblasts_fat{};
  double vessels_papillary{}, vessels_reticular{}, vessels_fat{};
  friend bool operator==(const LayerDensities&, const LayerDensities&) = default;
};

// The full model, or the reduced setting of the reference trajectories
// (tests/verification/reference/README.md).
enum class ColumnSetting { full, reduced };

struct ColumnSpec {
  std::vector<double> edges_mm{};  // cells + 1 faces, from the surface down
  std::vector<Layer> layers{};     // of each cell
  LayerDensities densities{};
  double uv_depth_mm{};  // below the epidermis the sun fades with exp(-depth / uv_depth)
  ColumnSetting setting{ColumnSetting::full};
};

// Cells of the epidermis that share one value of e, a_m and M; w is felt in all of them.
struct SurfaceSite {
  int first{}, last{};  // cells [first, last)
};

template <class R>
struct Column {
  int cells{};
  int first_dermal{};  // cells above it are epidermis
  int papillary_first{}, papillary_last{};
  std::vector<SurfaceSite> sites{};
  bool papillary_coupling{true};  // does e feel the collagen below it
  bool chemotaxis{true};
  bool melanin_above{true};  // dropped melanin comes from the epidermis above, while it is open
  bool no_transport{false};  // well mixed: one cell
  std::vector<Layer> layers{};
  std::vector<R> thickness{}, depth{};  // of each cell; depth of its centre, mm
  std::vector<CellRole<R>> roles{};
  // Per cargo (signal, leukocyte, fibroblast, vessel): conductance of face i between cells i-1 and
  // i for unit diffusivity, faces 0..cells, and one over the capacity of each cell.
  std::vector<R> faces[4]{};
  std::vector<R> per_capacity[4]{};
};

// A grid of about 60 cells at `refinement` 1: fine near the surface, and round the depth of the
// tips, coarser below; every refinement halves all cells.
ColumnSpec layered_column(const LayerThickness&, const LayerDensities&, double tip_depth_mm,
                          double uv_depth_mm, int refinement = 1);
// The depth of a patch: cells of at most cell_mm down to below the tips, then coarser.
ColumnSpec patch_column(const LayerThickness&, const LayerDensities&, double tip_depth_mm,
                        double uv_depth_mm, double cell_mm);
Column<double> make_column(const ColumnSpec&);
// One cell that holds all 20 fields and no transport: for checks, and for the reference
// trajectories.
Column<double> well_mixed_cell();

// The same cells in another skin: every layer of `spec` stretched to its new thickness, the tips to
// their new depth.
ColumnSpec stretched(const ColumnSpec& spec, const LayerThickness& from, double from_tips_mm,
                     const LayerThickness& to, double to_tips_mm);

}  // namespace stipple
