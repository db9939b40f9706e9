// SPDX-License-Identifier: Apache-2.0
#include "course/set_point_maps.h"

#include <algorithm>
#include <cmath>

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

// Calls visit(i, j, r) for the points of each column, r from the middle of the patch.
template <class Visit>
void for_each_point(const Pencils& p, LesionForm form, int points, Visit visit) {
  const auto from_middle = [&](int i, int point, int n) {
    return p.side() * (i + (point + 0.5) / points - 0.5 * n);
  };
  for (int j = 0; j < p.ny(); ++j)
    for (int i = 0; i < p.nx(); ++i)
      for (int v = 0; v < points; ++v)
        for (int u = 0; u < points; ++u) {
          const double x = from_middle(i, u, p.nx()), y = from_middle(j, v, p.ny());
          visit(i, j, form == LesionForm::band ? std::abs(x) : std::hypot(x, y));
        }
}

// 1 - share (1 - inside value): of collagen, elastin or melanin.
std::vector<float> amounts(const std::vector<double>& share, double value) {
  std::vector<float> out;
  if (value == 1.0) return out;
  for (const double s : share) out.push_back(static_cast<float>(1.0 + s * (value - 1.0)));
  return out;
}

// Share of each cell that the lesion holds, in the order of TissueBlock.
std::vector<double> shares(LesionForm form, const LesionValues& lesion, double edge,
                           const Pencils& p, std::span<const double> edges,
                           std::span<const Layer> layers, int points) {
  std::vector<double> share(static_cast<std::size_t>(p.columns() * p.cells()), 0.0);
  const auto is_dermis = [](Layer l) { return l == Layer::papillary || l == Layer::reticular; };
  const auto first = std::ranges::find_if(layers, is_dermis) - layers.begin();
  const double junction = edges[static_cast<std::size_t>(first)];
  // None stated: the whole dermis.
  const double depth = lesion.depth_mm > 0.0 ? lesion.depth_mm : 2.0 * edges.back();
  for_each_point(p, form, points, [&](int i, int j, double r) {
    const double reaches = depth_at(form, depth, lesion.width_mm, edge, r);
    for (auto k = static_cast<std::size_t>(first); k < layers.size(); ++k) {
      const double top = edges[k] - junction;
      if (!is_dermis(layers[k]) || top > reaches + edge) break;
      share[(k * static_cast<std::size_t>(p.ny()) + static_cast<std::size_t>(j)) *
                static_cast<std::size_t>(p.nx()) +
            static_cast<std::size_t>(i)] +=
          share_between(top, edges[k + 1] - junction, reaches, edge) / (points * points);
    }
  });
  return share;
}

std::vector<float> spot(const LesionValues& lesion, const LesionBorder& border, const Pencils& p,
                        int points) {
  std::vector<double> share(static_cast<std::size_t>(p.columns()), 0.0);
  for_each_point(p, LesionForm::spot, points, [&](int i, int j, double r) {
    share[static_cast<std::size_t>(j) * static_cast<std::size_t>(p.nx()) +
          static_cast<std::size_t>(i)] +=
        inside((0.5 * lesion.width_mm - r) / border.edge_mm) / (points * points);
  });
  return amounts(share, border.melanin);
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
  const std::vector<double> share = shares(form, lesion, border.edge_mm, p, edges, layers, points);
  maps.collagen_home = amounts(share, lesion.C_h);
  maps.elastin_home = amounts(share, lesion.L_h);
  if (lesion.q_h > 0.0)
    for (const double s : share) maps.disorder_home.push_back(static_cast<float>(s * lesion.q_h));
  return maps;
}

}  // namespace stipple
