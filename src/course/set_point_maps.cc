// SPDX-License-Identifier: Apache-2.0
#include "course/set_point_maps.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/error.h"

namespace stipple {
namespace {

// 1 inside, 0 outside, straight over an edge of width 1.
double inside(double widths) { return std::clamp(0.5 + widths, 0.0, 1.0); }
// Its integral from far outside.
double inside_so_far(double widths) {
  if (widths <= -0.5) return 0.0;
  return widths >= 0.5 ? widths : 0.5 * (widths + 0.5) * (widths + 0.5);
}

// How deep a lesion reaches below the junction, r from its middle.
double depth_at(LesionForm form, double depth, double width, double edge, double r) {
  const double across = 2.0 * r / width;
  switch (form) {
    case LesionForm::none:
    case LesionForm::spot: return 0.0;
    case LesionForm::bowl: return depth * std::max(0.0, 1.0 - across * across);
    case LesionForm::cone: return depth * std::max(0.0, 1.0 - across);
    case LesionForm::cylinder:
    case LesionForm::band: return depth * inside((0.5 * width - r) / edge);
  }
  return 0.0;
}

// Share of top..bottom that a lesion down to `depth` holds. Where it is shallower than half an edge
// its floor is as much sharper, so that it holds `depth` in all.
double share_between(double top, double bottom, double depth, double edge) {
  const double soft = std::min(edge, 2.0 * depth);
  if (soft <= 0.0) return 0.0;
  const double held =
      soft * (inside_so_far((depth - top) / soft) - inside_so_far((depth - bottom) / soft));
  return std::clamp(held / (bottom - top), 0.0, 1.0);
}

// Calls visit(r) for the points of a column, r from the middle of the patch.
template <class Visit>
void for_each_point(const Pencils& p, LesionForm form, int points, int i, int j, Visit visit) {
  const auto from_middle = [&](int place, int point, int n) {
    return p.side() * (place + (point + 0.5) / points - 0.5 * n);
  };
  for (int v = 0; v < points; ++v)
    for (int u = 0; u < points; ++u) {
      const double x = from_middle(i, u, p.nx()), y = from_middle(j, v, p.ny());
      visit(form == LesionForm::band ? std::abs(x) : std::hypot(x, y));
    }
}

// A map of what is `outside` in healthy skin and `inside` in the lesion; none where they are equal.
// A patch is large: no more of it is held than the numbers that are kept.
class LesionMap {
 public:
  LesionMap(std::size_t size, double outside, double inside)
      : outside_(outside), inside_(inside), values_(outside == inside ? 0 : size) {}
  void set(std::size_t at, double share) {
    if (!values_.empty()) values_[at] = static_cast<float>(outside_ + share * (inside_ - outside_));
  }
  [[nodiscard]] std::vector<float> take() { return std::move(values_); }

 private:
  double outside_, inside_;
  std::vector<float> values_;
};

// Calls visit(cell, share that the lesion holds of it), cells in the order of TissueBlock.
template <class Visit>
void for_each_share(LesionForm form, const LesionValues& lesion, double edge, const Pencils& p,
                    std::span<const double> edges, std::span<const Layer> layers, int points,
                    Visit visit) {
  const auto is_dermis = [](Layer l) { return l == Layer::papillary || l == Layer::reticular; };
  const auto first = std::ranges::find_if(layers, is_dermis) - layers.begin();
  const double junction = edges[static_cast<std::size_t>(first)];
  // None stated: the whole dermis.
  const double depth = lesion.depth_mm > 0.0 ? lesion.depth_mm : 2.0 * edges.back();
  std::vector<double> share(layers.size());
  for (int column = 0; column < p.columns(); ++column) {
    std::ranges::fill(share, 0.0);
    for_each_point(p, form, points, column % p.nx(), column / p.nx(), [&](double r) {
      const double reaches = depth_at(form, depth, lesion.width_mm, edge, r);
      for (auto k = static_cast<std::size_t>(first); k < layers.size(); ++k) {
        const double top = edges[k] - junction;
        if (!is_dermis(layers[k]) || top > reaches + edge) break;
        share[k] += share_between(top, edges[k + 1] - junction, reaches, edge) / (points * points);
      }
    });
    for (std::size_t k = 0; k < share.size(); ++k)
      visit(k * static_cast<std::size_t>(p.columns()) + static_cast<std::size_t>(column), share[k]);
  }
}

std::vector<float> spot(const LesionValues& lesion, const LesionBorder& border, const Pencils& p,
                        int points) {
  LesionMap melanin(static_cast<std::size_t>(p.columns()), 1.0, border.melanin);
  for (int column = 0; column < p.columns(); ++column) {
    double share = 0.0;
    for_each_point(p, LesionForm::spot, points, column % p.nx(), column / p.nx(), [&](double r) {
      share += inside((0.5 * lesion.width_mm - r) / border.edge_mm) / (points * points);
    });
    melanin.set(static_cast<std::size_t>(column), share);
  }
  return melanin.take();
}

}  // namespace

LesionForm form_of(ConcernKind kind) {
  switch (kind) {
    case ConcernKind::acne_scar_rolling: return LesionForm::bowl;
    case ConcernKind::acne_scar_boxcar: return LesionForm::cylinder;
    case ConcernKind::acne_scar_ice_pick: return LesionForm::cone;
    case ConcernKind::surgical_scar:
    case ConcernKind::stretch_marks_white:
    case ConcernKind::stretch_marks_red: return LesionForm::band;
    case ConcernKind::dark_spots:
    case ConcernKind::age_spots: return LesionForm::spot;
    case ConcernKind::fine_lines:
    case ConcernKind::neck_laxity:
    case ConcernKind::texture: return LesionForm::none;
  }
  return LesionForm::none;
}

ParameterTable lesion_borders(const DataFiles& files, const Bibliography& bibliography) {
  return load_parameters(files, "patch/lesions.json", bibliography);
}

LesionBorder border_of(const ParameterTable& table, LesionForm form, Severity severity) {
  if (form != LesionForm::spot) return {table.value("lesion_edge")};
  const auto melanin = [&] {
    switch (severity) {
      case Severity::mild: return table.value("spot_melanin_mild");
      case Severity::moderate: return table.value("spot_melanin_moderate");
      case Severity::severe: return table.value("spot_melanin_severe");
    }
    return 1.0;
  };
  return {table.value("spot_edge"), melanin()};
}

SetPointMaps set_point_maps(LesionForm form, const LesionValues& lesion, const LesionBorder& border,
                            const Pencils& p, std::span<const double> edges,
                            std::span<const Layer> layers, int points) {
  STIPPLE_REQUIRE(edges.size() == layers.size() + 1 && border.edge_mm > 0.0 && points > 0);
  STIPPLE_REQUIRE(static_cast<int>(layers.size()) == p.cells());
  SetPointMaps maps;
  if (form == LesionForm::none) return maps;
  STIPPLE_REQUIRE(lesion.width_mm > 0.0);
  if (form == LesionForm::spot) {
    maps.melanin_home = spot(lesion, border, p, points);
    return maps;
  }
  const std::size_t cells =
      static_cast<std::size_t>(p.columns()) * static_cast<std::size_t>(p.cells());
  LesionMap collagen(cells, 1.0, lesion.C_h), elastin(cells, 1.0, lesion.L_h),
      disorder(cells, 0.0, lesion.q_h);
  for_each_share(form, lesion, border.edge_mm, p, edges, layers, points,
                 [&](std::size_t cell, double share) {
                   for (LesionMap* map : {&collagen, &elastin, &disorder}) map->set(cell, share);
                 });
  maps.collagen_home = collagen.take();
  maps.elastin_home = elastin.take();
  maps.disorder_home = disorder.take();
  return maps;
}

}  // namespace stipple
