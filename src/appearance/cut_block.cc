// SPDX-License-Identifier: Apache-2.0
#include "appearance/cut_block.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>

#include "core/error.h"

namespace stipple {
namespace {

using Vector = std::array<double, 3>;
constexpr int kRays = 3;  // along each side of a pixel

double dot(const Vector& a, const Vector& b) { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; }

// A box along the axes, and where a ray is inside it.
struct Box {
  Vector low{}, high{};
};
struct Crossing {
  double in{}, out{};
  int in_axis{}, out_axis{};
};
std::optional<Crossing> crossing(const Box& box, const Vector& from, const Vector& way) {
  Crossing c{-std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};
  for (int axis = 0; axis < 3; ++axis) {
    const auto a = static_cast<std::size_t>(axis);
    double first = (box.low[a] - from[a]) / way[a], last = (box.high[a] - from[a]) / way[a];
    if (first > last) std::swap(first, last);
    if (first > c.in) c.in = first, c.in_axis = axis;
    if (last < c.out) c.out = last, c.out_axis = axis;
  }
  if (!(c.in < c.out)) return std::nullopt;
  return c;
}

// What a ray meets first: the point, and the axis that its face stands across.
struct Hit {
  Vector point{};
  int axis{};
};

// The block less its corner. z downwards.
struct Scene {
  Box block{}, corner{};
  [[nodiscard]] std::optional<Hit> hit(const Vector& from, const Vector& way) const {
    const auto c = crossing(block, from, way);
    if (!c) return std::nullopt;
    double at = c->in;
    int axis = c->in_axis;
    const auto gone = crossing(corner, from, way);
    // In through a face that is gone: on to the wall behind, if the block is still there.
    if (gone && gone->in <= at + kTouch && gone->out > at) {
      if (gone->out >= c->out - kTouch) return std::nullopt;
      at = gone->out;
      axis = gone->out_axis;
    }
    return Hit{{from[0] + at * way[0], from[1] + at * way[1], from[2] + at * way[2]}, axis};
  }
  static constexpr double kTouch = 1e-9;
};

// Colours of the cells that a hit may show.
class Painter {
 public:
  Painter(const TissueBlock& b, std::span<const float> values, const SkinFace& face,
          const RakingLight& light, Levels levels, ColourMap map, Rgb8 nothing)
      : block_(b),
        values_(values),
        top_(lit_colours(face, light)),
        levels_(levels),
        map_(map),
        nothing_(linear_of(nothing)) {}

  [[nodiscard]] LinearRgb colour(const Hit& h) const {
    const int i = index(h.point[0], block_.nx), j = index(h.point[1], block_.ny);
    if (h.axis == 2) return top_[block_.at(i, j)];
    const auto above = std::upper_bound(block_.edges_mm.begin(), block_.edges_mm.end(), h.point[2]);
    const int k =
        std::clamp(static_cast<int>(above - block_.edges_mm.begin()) - 1, 0, block_.nz() - 1);
    // A wall shows the cells behind it: at the inner walls those that are still there.
    const int inner_i = h.axis == 0 ? index(h.point[0] - kInside * block_.side_mm, block_.nx) : i;
    const int inner_j = h.axis == 1 ? index(h.point[1] + kInside * block_.side_mm, block_.ny) : j;
    const double v = values_[block_.at(inner_i, inner_j, k)];
    if (std::isnan(v)) return nothing_;
    return linear_of(map_colour(map_, (v - levels_.low) / (levels_.high - levels_.low)));
  }

 private:
  static constexpr double kInside = 0.5;  // of a cell, behind the wall
  [[nodiscard]] int index(double place, int n) const {
    return std::clamp(static_cast<int>(std::floor(place / block_.side_mm)), 0, n - 1);
  }

  const TissueBlock& block_;
  std::span<const float> values_;
  std::vector<LinearRgb> top_;
  Levels levels_;
  ColourMap map_;
  LinearRgb nothing_;
};

}  // namespace

BlockCamera::BlockCamera(const BlockView& v, double width_mm, double depth_mm, double height_mm) {
  const double azimuth = v.azimuth_deg * std::numbers::pi / 180.0;
  const double elevation = v.elevation_deg * std::numbers::pi / 180.0;
  const double ca = std::cos(azimuth), sa = std::sin(azimuth);
  const double ce = std::cos(elevation), se = std::sin(elevation);
  eye_ = {sa * ce, -ca * ce, se};
  right_ = {ca, sa, 0.0};
  up_ = {-sa * se, ca * se, ce};
  scale_ = v.pixels_per_mm;
  // The picture holds all eight corners.
  Vector low{1e9, 1e9, 0}, high{-1e9, -1e9, 0};
  for (int corner = 0; corner < 8; ++corner) {
    const Vector p{(corner & 1) ? width_mm : 0.0, (corner & 2) ? depth_mm : 0.0,
                   (corner & 4) ? -height_mm : 0.0};
    low = {std::min(low[0], dot(p, right_)), std::min(low[1], dot(p, up_)), 0};
    high = {std::max(high[0], dot(p, right_)), std::max(high[1], dot(p, up_)), 0};
  }
  left_ = low[0];
  top_ = high[1];
  width_ = static_cast<int>(std::ceil((high[0] - low[0]) * scale_));
  height_ = static_cast<int>(std::ceil((high[1] - low[1]) * scale_));
}

std::array<double, 2> BlockCamera::pixel(double x, double y, double z) const {
  const Vector p{x, y, -z};
  return {(dot(p, right_) - left_) * scale_, (top_ - dot(p, up_)) * scale_};
}

Vector BlockCamera::origin(double px, double py) const {
  const double r = left_ + px / scale_, u = top_ - py / scale_;
  return {r * right_[0] + u * up_[0], r * right_[1] + u * up_[1], -(r * right_[2] + u * up_[2])};
}

Vector BlockCamera::direction() const { return {-eye_[0], -eye_[1], eye_[2]}; }

BlockCamera camera_of(const TissueBlock& b, const BlockView& v) {
  return {v, b.nx * b.side_mm, b.ny * b.side_mm, b.edges_mm.back()};
}

std::array<double, 2> cut_corner(const TissueBlock& b, const BlockView& v) {
  return {std::round(v.cut_x * b.nx) * b.side_mm, std::round(v.cut_y * b.ny) * b.side_mm};
}

Image cut_block_image(const TissueBlock& b, std::span<const float> values, const SkinFace& face,
                      const RakingLight& light, const BlockView& view, Levels levels, ColourMap map,
                      Rgb8 nothing, Rgb8 paper, Team& team) {
  STIPPLE_REQUIRE(values.size() == b.at(0, 0, b.nz()) && face.colour.size() == b.at(0, 0, 1));
  const BlockCamera camera = camera_of(b, view);
  const auto [cut_x, cut_y] = cut_corner(b, view);
  const double wide = b.nx * b.side_mm, deep = b.ny * b.side_mm, down = b.edges_mm.back();
  // The corner reaches beyond the block: no sliver of a face is left.
  const Scene scene{{{0, 0, 0}, {wide, deep, down}},
                    {{cut_x, -1.0, -1.0}, {wide + 1.0, cut_y, down + 1.0}}};
  const Painter painter(b, values, face, light, levels, map, nothing);
  const LinearRgb outside = linear_of(paper);
  const Vector way = camera.direction();
  Image image{.width = camera.width(), .height = camera.height()};
  const auto row_bytes = static_cast<std::size_t>(image.width) * 3;
  image.rgb.resize(row_bytes * static_cast<std::size_t>(image.height));
  team.share(image.height, [&](int first, int last) {
    for (int row = first; row < last; ++row)
      for (int column = 0; column < image.width; ++column) {
        LinearRgb sum;
        for (int ray = 0; ray < kRays * kRays; ++ray) {
          const double x = column + (ray % kRays + 0.5) / kRays;
          const double y = row + (ray / kRays + 0.5) / kRays;
          const auto hit = scene.hit(camera.origin(x, y), way);
          const LinearRgb c = hit ? painter.colour(*hit) : outside;
          sum = {sum.red + c.red, sum.green + c.green, sum.blue + c.blue};
        }
        constexpr double kShare = 1.0 / (kRays * kRays);
        const Rgb8 pixel = srgb_of({sum.red * kShare, sum.green * kShare, sum.blue * kShare});
        std::copy(pixel.begin(), pixel.end(),
                  image.rgb.begin() +
                      static_cast<std::ptrdiff_t>(static_cast<std::size_t>(row) * row_bytes +
                                                  static_cast<std::size_t>(column) * 3));
      }
  });
  return image;
}

}  // namespace stipple
