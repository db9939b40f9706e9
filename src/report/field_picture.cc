// SPDX-License-Identifier: Apache-2.0
#include "report/field_picture.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.h"
#include "report/colour_scale.h"
#include "report/patch_frames.h"

namespace stipple {
namespace {

constexpr double kDots = 2.0;
constexpr Rgb8 kNothing{0xd9, 0xdc, 0xe0};

double length_of(const std::vector<double>& edges) { return edges.back() - edges.front(); }

double shape_of(const Slice& s) { return length_of(s.down_mm) / length_of(s.across_mm); }

void draw_slice(Canvas& canvas, const BlockField& field, const FieldFrame& f, Levels levels,
                Point corner, double width) {
  const double per_mm = width / length_of(f.slice.across_mm);
  const double height = width * shape_of(f.slice);
  canvas.image(corner, width, height,
               painted(f.slice, levels, field.map(), per_mm * kDots, kNothing));
  for (const double z : f.borders_mm)
    canvas.line({corner.x, corner.y + z * per_mm}, {corner.x + width, corner.y + z * per_mm},
                colour(0x1a1f26, 0.35), 0.8);
  canvas.frame(corner, width, height, rule_ink(), 0.8);
}

Levels levels_of_frames(const BlockField& field, const std::vector<FieldFrame>& frames) {
  std::vector<const Slice*> all;
  for (const FieldFrame& f : frames) all.push_back(&f.slice);
  return levels_of(field, all);
}

std::string note_of(const FieldFrame& f) {
  const bool section = !f.borders_mm.empty();
  return section ? "Computed; each cell has one colour. Lines: where one layer of the skin ends "
                   "and the next begins. Grey: the field means nothing there."
                 : "Computed; each cell has one colour.";
}

std::string joined(const std::string& a, const std::string& b) {
  return a.empty() ? b : b.empty() ? a : a + " · " + b;
}

// Bar, scale and words below the frames.
void draw_foot(Canvas& canvas, const FieldPicture& p, const FieldFrame& f, Levels levels,
               double sheet, double bottom, double per_mm) {
  draw_scale_bar(canvas, {kSheetMargin, bottom + 24}, scale_length(length_of(f.slice.across_mm)),
                 per_mm);
  draw_field_bar(canvas, {kSheetMargin, bottom + 74}, 380, 13, levels, *p.field);
  draw_note(canvas, {kSheetMargin, bottom + 132}, sheet - 2 * kSheetMargin, note_of(f));
}

}  // namespace

FieldFrame map_frame(const TissueBlock& b, const BlockField& field, double young_share,
                     double depth_mm) {
  return {.slice = map_at_depth(b, values_of(b, field, young_share), depth_mm),
          .day = b.day,
          .after_visit = b.after_visit};
}

FieldFrame section_frame(const TissueBlock& b, const BlockField& field, double young_share,
                         Wall wall, double place_mm) {
  FieldFrame f{.slice = section_at(b, values_of(b, field, young_share), wall, place_mm),
               .day = b.day,
               .after_visit = b.after_visit};
  for (std::size_t k = 1; k < b.layers.size(); ++k)
    if (b.layers[k] != b.layers[k - 1]) f.borders_mm.push_back(b.edges_mm[k]);
  return f;
}

std::string depth_name(double depth_mm) {
  return fmt::format("map {:.2f} mm below the surface", depth_mm);
}

std::string section_name(Wall wall, double place_mm) {
  return fmt::format("section at {} = {:.2f} mm", wall == Wall::along_x ? "y" : "x", place_mm);
}

Canvas field_picture(const FieldPicture& p, const FieldFrame& f) {
  constexpr double kTop = 92, kMostWide = kSheetWidth - 2 * kSheetMargin, kMostHigh = 620;
  STIPPLE_REQUIRE(p.field != nullptr && !f.slice.values.empty());
  const double width = std::min(kMostWide, kMostHigh / shape_of(f.slice));
  const double bottom = kTop + width * shape_of(f.slice);
  // No wider than the picture, so that nothing stands empty beside it.
  const double sheet = std::max(width, 480.0) + 2 * kSheetMargin;
  Canvas canvas(sheet, bottom + 170, paper(), kDots);
  draw_heading(canvas, sheet, p.title,
               joined(joined(p.setting, p.place), moment_name(f.day, f.after_visit)));
  const Levels levels = levels_of_frames(*p.field, {f});
  draw_slice(canvas, *p.field, f, levels, {kSheetMargin, kTop}, width);
  draw_foot(canvas, p, f, levels, sheet, bottom, width / length_of(f.slice.across_mm));
  return canvas;
}

Canvas field_strip(const FieldPicture& p, const std::vector<FieldFrame>& frames) {
  STIPPLE_REQUIRE(p.field != nullptr && !frames.empty());
  const FieldFrame& first = frames.front();
  const Film film = film_of(frames.size(), kSheetWidth, kSheetMargin, 88, shape_of(first.slice), 5);
  const double bottom = film.bottom(frames.size());
  Canvas canvas(kSheetWidth, bottom + 152, paper(), kDots);
  draw_heading(canvas, kSheetWidth, p.title, joined(p.setting, p.place));
  const Levels levels = levels_of_frames(*p.field, frames);
  for (std::size_t k = 0; k < frames.size(); ++k) {
    const Point corner = film.corner(k);
    canvas.text({corner.x, corner.y - 7}, frame_name(frames[k].day, frames[k].after_visit),
                {.size = 12.5, .ink = ink(), .bold = true, .room = film.width});
    draw_slice(canvas, *p.field, frames[k], levels, corner, film.width);
  }
  draw_foot(canvas, p, first, levels, kSheetWidth, bottom,
            film.width / length_of(first.slice.across_mm));
  return canvas;
}

}  // namespace stipple
