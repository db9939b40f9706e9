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

// Colours of the cells that a hit may show, each made once: many rays meet a cell.
class Painter {
 public:
  Painter(const CutBlock& b, const RakingLight& light, Levels levels, ColourMap map, Rgb8 nothing)
      : block_(b), top_(lit_colours(b.face, light)) {
    for (std::size_t w = 0; w < b.walls.size(); ++w)
      for (const float v : b.walls[w].values)
        walls_[w].push_back(linear_of(
            std::isnan(v)
                ? nothing
                : map_colour(map, (double{v} - levels.low) / (levels.high - levels.low))));
  }

  [[nodiscard]] LinearRgb colour(const Hit& h) const {
    const SkinFace& f = block_.face;
    const auto column = [&](double place, int n) {
      return static_cast<std::size_t>(
          std::clamp(static_cast<int>(std::floor(place / f.side_mm)), 0, n - 1));
    };
    const std::size_t i = column(h.point[0], f.nx), j = column(h.point[1], f.ny);
    if (h.axis == 2) return top_[j * static_cast<std::size_t>(f.nx) + i];
    const bool outer = h.axis == 1 ? h.point[1] < 0.5 * block_.cut_y
                                   : h.point[0] > 0.5 * (block_.cut_x + block_.width_mm);
    const std::size_t w = h.axis == 1 ? (outer ? 0 : 2) : (outer ? 3 : 1);
    const Slice& wall = block_.walls[w];
    const auto above =
        std::upper_bound(wall.down_mm.begin() + 1, wall.down_mm.end() - 1, h.point[2]);
    const auto k = static_cast<std::size_t>(above - wall.down_mm.begin() - 1);
    return walls_[w][k * wall.columns() + (h.axis == 1 ? i : j)];
  }

 private:
  const CutBlock& block_;
  std::vector<LinearRgb> top_;
  std::array<std::vector<LinearRgb>, 4> walls_{};
};

}  // namespace

BlockCamera::BlockCamera(const BlockView& v, std::span<const Vector> points) {
  const double azimuth = v.azimuth_deg * std::numbers::pi / 180.0;
  const double elevation = v.elevation_deg * std::numbers::pi / 180.0;
  const double ca = std::cos(azimuth), sa = std::sin(azimuth);
  const double ce = std::cos(elevation), se = std::sin(elevation);
  eye_ = {sa * ce, -ca * ce, se};
  right_ = {ca, sa, 0.0};
  up_ = {-sa * se, ca * se, ce};
  scale_ = v.pixels_per_mm;
  Vector low{1e9, 1e9, 0}, high{-1e9, -1e9, 0};
  for (const Vector& point : points) {
    const Vector p{point[0], point[1], -point[2]};
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

namespace {

// The rows of a section down to a depth.
Slice upper_part(Slice s, std::size_t rows) {
  s.values.resize(rows * s.columns());
  s.down_mm.resize(rows + 1);
  return s;
}

}  // namespace

CutBlock cut_block(const TissueBlock& b, std::span<const float> values, SkinFace face,
                   const BlockView& v) {
  STIPPLE_REQUIRE(face.colour.size() == b.at(0, 0, 1));
  const auto below = std::upper_bound(b.edges_mm.begin(), b.edges_mm.end(), v.deepest_mm + 1e-9);
  const auto rows =
      static_cast<std::size_t>(std::max(below - b.edges_mm.begin() - 1, std::ptrdiff_t{1}));
  CutBlock c{.width_mm = b.nx * b.side_mm,
             .depth_mm = b.ny * b.side_mm,
             .height_mm = b.edges_mm[rows],
             .cut_x = std::round(v.cut_x * b.nx) * b.side_mm,
             .cut_y = std::round(v.cut_y * b.ny) * b.side_mm,
             .face = std::move(face),
             .day = b.day,
             .after_visit = b.after_visit};
  // A wall shows the cells behind it.
  const double half = 0.5 * b.side_mm;
  const auto walls = [&](std::span<const float> of) {
    return std::array{upper_part(section_at(b, of, Wall::along_x, 0.0), rows),
                      upper_part(section_at(b, of, Wall::along_y, c.cut_x - half), rows),
                      upper_part(section_at(b, of, Wall::along_x, c.cut_y + half), rows),
                      upper_part(section_at(b, of, Wall::along_y, c.width_mm), rows)};
  };
  c.walls = walls(values);
  c.clot = walls(b.volume[kClot]);
  c.layers = {b.layers[0]};
  for (std::size_t k = 1; k < rows; ++k)
    if (b.layers[k] != b.layers[k - 1]) {
      c.borders_mm.push_back(b.edges_mm[k]);
      c.layers.push_back(b.layers[k]);
    }
  return c;
}

BlockCamera camera_of(const CutBlock& b, const BlockView& v) {
  std::vector<Vector> points;
  for (const double z : {0.0, b.height_mm}) {
    points.push_back({0.0, b.depth_mm, z});
    points.push_back({0.0, 0.0, z});
    for (std::size_t wall = 0; wall < b.walls.size(); ++wall) {
      const WallPlace at = place_of_wall(b, wall);
      points.push_back({at.x1, at.y1, z});
    }
  }
  return {v, points};
}

WallPlace place_of_wall(const CutBlock& b, std::size_t wall) {
  STIPPLE_REQUIRE(wall < 4);
  const WallPlace places[] = {{0.0, 0.0, b.cut_x, 0.0},
                              {b.cut_x, 0.0, b.cut_x, b.cut_y},
                              {b.cut_x, b.cut_y, b.width_mm, b.cut_y},
                              {b.width_mm, b.cut_y, b.width_mm, b.depth_mm}};
  return places[wall];
}

Image cut_block_image(const CutBlock& b, const RakingLight& light, const BlockView& view,
                      Levels levels, ColourMap map, Rgb8 nothing, Rgb8 paper, Team& team) {
  const BlockCamera camera = camera_of(b, view);
  // The corner reaches beyond the block: no sliver of a face is left.
  const Scene scene{{{0, 0, 0}, {b.width_mm, b.depth_mm, b.height_mm}},
                    {{b.cut_x, -1.0, -1.0}, {b.width_mm + 1.0, b.cut_y, b.height_mm + 1.0}}};
  const Painter painter(b, light, levels, map, nothing);
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
          const int across = ray % kRays, down = ray / kRays;
          const double x = column + (across + 0.5) / kRays;
          const double y = row + (down + 0.5) / kRays;
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
