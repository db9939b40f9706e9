// SPDX-License-Identifier: Apache-2.0
#include "report/cut_block_picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/error.h"
#include "report/axes.h"
#include "report/colour_scale.h"
#include "report/patch_frames.h"

namespace stipple {
namespace {

constexpr double kDots = 2.0;
constexpr Rgb8 kNothing{0xd9, 0xdc, 0xe0}, kPaper{255, 255, 255};
Colour edge_ink() { return colour(0x1a1f26, 0.55); }
Colour clot_ink() { return colour(0x8f1212); }

// The block on the sheet.
struct Placed {
  const CutBlock* block{};
  BlockCamera camera;
  Point corner{};
  [[nodiscard]] Point at(double x, double y, double z) const {
    const auto [px, py] = camera.pixel(x, y, z);
    return {corner.x + px / kDots, corner.y + py / kDots};
  }
};

BlockView scaled(BlockView view, const CutBlock& b, double width) {
  view.pixels_per_mm = 1000.0;
  const BlockCamera camera = camera_of(b, view);
  view.pixels_per_mm = 1000.0 * width * kDots / camera.width();
  return view;
}

// One line along the four walls, as deep as said.
std::vector<Point> along_walls(const Placed& p, double z) {
  std::vector<Point> line;
  for (std::size_t w = 0; w < 4; ++w) {
    const WallPlace at = place_of_wall(*p.block, w);
    if (w == 0) line.push_back(p.at(at.x0, at.y0, z));
    line.push_back(p.at(at.x1, at.y1, z));
  }
  return line;
}

void draw_edges(Canvas& canvas, const Placed& p, double thickness) {
  const CutBlock& b = *p.block;
  for (const double z : b.borders_mm)
    canvas.path(along_walls(p, z), colour(0x1a1f26, 0.35), 0.8 * thickness);
  for (const double z : {0.0, b.height_mm}) canvas.path(along_walls(p, z), edge_ink(), thickness);
  for (const Point at : {Point{0, 0}, Point{b.cut_x, 0}, Point{b.cut_x, b.cut_y},
                         Point{b.width_mm, b.cut_y}, Point{b.width_mm, b.depth_mm}})
    canvas.line(p.at(at.x, at.y, 0), p.at(at.x, at.y, b.height_mm), edge_ink(), thickness);
  canvas.path({p.at(0, 0, 0), p.at(0, b.depth_mm, 0), p.at(b.width_mm, b.depth_mm, 0)}, edge_ink(),
              thickness);
}

// The clot on each wall, along the edges of its cells.
void draw_clot(Canvas& canvas, const Placed& p, double thickness) {
  for (std::size_t w = 0; w < 4; ++w) {
    const WallPlace at = place_of_wall(*p.block, w);
    const bool along_x = at.y0 == at.y1;
    const double from = along_x ? at.x0 : at.y0, to = along_x ? at.x1 : at.y1;
    const auto on_wall = [&](double s, double z) {
      return along_x ? p.at(s, at.y0, z) : p.at(at.x0, s, z);
    };
    for (const Piece& piece : outline(p.block->clot[w], kOutlinedClot)) {
      if (std::min(piece.x0, piece.x1) < from - 1e-9 || std::max(piece.x0, piece.x1) > to + 1e-9)
        continue;
      canvas.line(on_wall(piece.x0, piece.y0), on_wall(piece.x1, piece.y1), clot_ink(), thickness);
    }
  }
}

Placed draw_block(Canvas& canvas, const BlockPicture& p, const CutBlock& b, Levels levels,
                  Point corner, double width, double thickness, Team& team) {
  const BlockView view = scaled(p.view, b, width);
  const Image image =
      cut_block_image(b, p.light, view, levels, p.field->map(), kNothing, kPaper, team);
  canvas.image(corner, image.width / kDots, image.height / kDots, image);
  Placed placed{&b, camera_of(b, view), corner};
  draw_edges(canvas, placed, thickness);
  draw_clot(canvas, placed, 1.1 * thickness);
  return placed;
}

Point shifted(Point from, Point towards, double pixels) {
  const double x = towards.x - from.x, y = towards.y - from.y, length = std::hypot(x, y);
  return {from.x + pixels * x / length, from.y + pixels * y / length};
}

// An edge of the block with its figures, which stand away from `inside`.
struct Scaled {
  Point a{}, b{}, inside{};  // on the sheet
  double low{}, high{};      // mm at a and at b
  double lower{};            // how far below its tick a figure stands, pixels
  Anchor anchor{};
  const char* title{};
};

void draw_axis(Canvas& canvas, const Scaled& s) {
  const std::vector<double> marks = round_ticks(s.low, s.high, 4);
  const double step = marks.size() > 1 ? marks[1] - marks[0] : 1.0;
  const Point away = shifted(s.a, s.inside, -1.0);
  const Point out{away.x - s.a.x, away.y - s.a.y};
  for (const double v : marks) {
    const double share = (v - s.low) / (s.high - s.low);
    const Point at{s.a.x + (s.b.x - s.a.x) * share, s.a.y + (s.b.y - s.a.y) * share};
    canvas.line(at, {at.x + 6 * out.x, at.y + 6 * out.y}, muted_ink(), 1.0);
    canvas.text({at.x + 11 * out.x, at.y + 11 * out.y + s.lower}, tick_text(v, step),
                {.size = 11.5, .ink = muted_ink(), .anchor = s.anchor});
  }
  const Point middle{0.5 * (s.a.x + s.b.x), 0.5 * (s.a.y + s.b.y)};
  canvas.text({middle.x + 48 * out.x, middle.y + 48 * out.y + s.lower}, s.title,
              {.size = 12, .ink = ink(), .anchor = s.anchor});
}

void draw_axes(Canvas& canvas, const Placed& p) {
  const CutBlock& b = *p.block;
  const double low = b.height_mm;
  draw_axis(canvas, {.a = p.at(0, 0, low),
                     .b = p.at(b.cut_x, 0, low),
                     .inside = p.at(0, b.depth_mm, low),
                     .high = b.cut_x,
                     .lower = 9,
                     .anchor = Anchor::end,
                     .title = "x, mm"});
  draw_axis(canvas, {.a = p.at(b.width_mm, b.cut_y, low),
                     .b = p.at(b.width_mm, b.depth_mm, low),
                     .inside = p.at(0, b.cut_y, low),
                     .low = b.cut_y,
                     .high = b.depth_mm,
                     .lower = 7,
                     .anchor = Anchor::start,
                     .title = "y, mm"});
  const Point top = p.at(0, 0, 0);
  draw_axis(canvas, {.a = top,
                     .b = p.at(0, 0, low),
                     .inside = {top.x + 10, top.y},
                     .high = low,
                     .lower = 4,
                     .anchor = Anchor::end,
                     .title = "depth, mm"});
}

const char* name_of(Layer layer) {
  switch (layer) {
    case Layer::epidermis: return "epidermis";
    case Layer::papillary: return "papillary dermis";
    case Layer::reticular: return "reticular dermis";
    case Layer::fat: return "fat";
  }
  STIPPLE_REQUIRE(false);
}

void draw_layer_names(Canvas& canvas, const Placed& p) {
  const CutBlock& b = *p.block;
  std::vector<double> from{0.0}, to = b.borders_mm;
  from.insert(from.end(), b.borders_mm.begin(), b.borders_mm.end());
  to.push_back(b.height_mm);
  std::vector<double> wishes;
  const Point top = p.at(b.width_mm, b.depth_mm, 0),
              low = p.at(b.width_mm, b.depth_mm, b.height_mm);
  for (std::size_t k = 0; k < from.size(); ++k)
    wishes.push_back(p.at(b.width_mm, b.depth_mm, 0.5 * (from[k] + to[k])).y);
  const std::vector<double> places = spread(wishes, 17, top.y, low.y + 20);
  for (std::size_t k = 0; k < places.size(); ++k) {
    canvas.path({{top.x + 3, wishes[k]}, {top.x + 12, places[k]}}, rule_ink(), 1.0);
    canvas.text({top.x + 16, places[k] + 4}, name_of(b.layers[k]),
                {.size = 11.5, .ink = muted_ink()});
  }
}

Levels levels_of_blocks(const BlockField& field, const std::vector<CutBlock>& blocks) {
  std::vector<const Slice*> all;
  for (const CutBlock& b : blocks)
    for (const Slice& wall : b.walls) all.push_back(&wall);
  return levels_of(field, all);
}

std::string note_of(const BlockPicture& p, const CutBlock& b) {
  return fmt::format(
      "Tissue patch of {:.2g} × {:.2g} × {:.2g} mm, computed, at true scale and without "
      "perspective; each cell has one colour. On top the skin as it would look, {}. Dark red "
      "outlines: clot or debris fill at least {:.0f} % of a cell. Grey: the field means nothing "
      "there.",
      b.width_mm, b.depth_mm, b.height_mm, relief_words(p.light.exaggeration),
      100.0 * kOutlinedClot);
}

void require_fine(const BlockPicture& p, const CutBlock& b) {
  STIPPLE_REQUIRE(p.field != nullptr && !b.face.colour.empty());
}

}  // namespace

Canvas cut_block_picture(const BlockPicture& p, const CutBlock& b, Team& team) {
  constexpr double kLeft = 150, kTop = 98, kWidest = 600, kHighest = 780;
  require_fine(p, b);
  const BlockCamera shape = camera_of(b, p.view);
  const double width = std::min(kWidest, kHighest * shape.width() / shape.height());
  const double height = width * shape.height() / shape.width();
  Canvas canvas(kSheetWidth, kTop + height + 186, paper(), kDots);
  const std::string moment = moment_name(b.day, b.after_visit);
  draw_heading(canvas, kSheetWidth, p.title,
               p.setting.empty() ? moment : p.setting + " · " + moment);
  const Levels levels = levels_of_blocks(*p.field, {b});
  const Placed placed =
      draw_block(canvas, p, b, levels, {kLeft + 0.5 * (kWidest - width), kTop}, width, 1.0, team);
  draw_axes(canvas, placed);
  draw_layer_names(canvas, placed);
  draw_field_bar(canvas, {kSheetMargin, kTop + height + 70}, 380, 13, levels, *p.field);
  draw_note(canvas, {kSheetMargin, kTop + height + 130}, kSheetWidth - 2 * kSheetMargin,
            note_of(p, b));
  return canvas;
}

Canvas cut_block_strip(const BlockPicture& p, const std::vector<CutBlock>& blocks, Team& team) {
  STIPPLE_REQUIRE(!blocks.empty());
  for (const CutBlock& b : blocks) require_fine(p, b);
  const CutBlock& first = blocks.front();
  const BlockCamera camera = camera_of(first, p.view);
  const double shape = static_cast<double>(camera.height()) / camera.width();
  const Film film =
      film_of(blocks.size(), kSheetWidth, kSheetMargin, 88, shape, shape > 1.6 ? 5 : 4);
  const double bottom = film.bottom(blocks.size());
  Canvas canvas(kSheetWidth, bottom + 158, paper(), kDots);
  draw_heading(canvas, kSheetWidth, p.title, p.setting);
  const Levels levels = levels_of_blocks(*p.field, blocks);
  for (std::size_t k = 0; k < blocks.size(); ++k) {
    const Point corner = film.corner(k);
    canvas.text({corner.x, corner.y - 7}, frame_name(blocks[k].day, blocks[k].after_visit),
                {.size = 12.5, .ink = ink(), .bold = true, .room = film.width});
    draw_block(canvas, p, blocks[k], levels, corner, film.width, 0.7, team);
  }
  draw_field_bar(canvas, {kSheetMargin, bottom + 48}, 380, 13, levels, *p.field);
  draw_note(canvas, {kSheetMargin, bottom + 106}, kSheetWidth - 2 * kSheetMargin,
            note_of(p, first));
  return canvas;
}

}  // namespace stipple
