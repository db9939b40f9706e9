// SPDX-License-Identifier: Apache-2.0
#include "report/skin_face_picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/error.h"
#include "report/colour_scale.h"
#include "report/patch_frames.h"

namespace stipple {
namespace {

constexpr double kDots = 2.0;  // of the file to a pixel of the sheet

double width_mm(const SkinFace& f) { return f.nx * f.side_mm; }

void draw_face(Canvas& canvas, const FacePicture& p, const SkinFace& f, Point corner,
               double width) {
  const double height = width * f.ny / f.nx;
  const int fine = std::max(1, static_cast<int>(std::lround(width * kDots / f.nx)));
  canvas.image(corner, width, height, face_image(f, p.light, fine));
}

// A bar on the skin itself, with a rim so that it stands out on any colour.
void draw_bar_on_skin(Canvas& canvas, Point left, double length_mm, double pixels_per_mm) {
  const Point right{left.x + length_mm * pixels_per_mm, left.y};
  canvas.line({left.x - 1, left.y}, {right.x + 1, right.y}, colour(0x1a1f26, 0.55), 5.0);
  canvas.line(left, right, colour(0xffffff), 3.0);
}

std::string note_of(const FacePicture& p, const SkinFace& f) {
  return fmt::format(
             "Tissue patch of {:.2g} mm in cells of {:.0f} µm, computed: not a photograph, and no "
             "face "
             "of a person. Colours in daylight (D65); light from the upper left, {}. The model has "
             "no "
             "furrows, pores, hairs or crusts, so none are drawn.",
             width_mm(f), 1000.0 * f.side_mm, relief_words(p.light.exaggeration)) +
         (p.caution.empty() ? "" : " " + p.caution);
}

Lab mean_colour(const SkinFace& f) {
  LinearRgb sum;
  for (const LinearRgb& c : f.colour)
    sum = {sum.red + c.red, sum.green + c.green, sum.blue + c.blue};
  const auto n = static_cast<double>(f.colour.size());
  return lab_of({sum.red / n, sum.green / n, sum.blue / n});
}

// The height in micrometres, as a map.
Slice height_map(const SkinFace& f) {
  Slice s;
  for (int i = 0; i <= f.nx; ++i) s.across_mm.push_back(i * f.side_mm);
  for (int j = 0; j <= f.ny; ++j) s.down_mm.push_back(j * f.side_mm);
  for (int j = f.ny - 1; j >= 0; --j)
    for (int i = 0; i < f.nx; ++i)
      s.values.push_back(static_cast<float>(
          1000.0 * f.height_mm[static_cast<std::size_t>(j) * static_cast<std::size_t>(f.nx) +
                               static_cast<std::size_t>(i)]));
  return s;
}

void draw_height(Canvas& canvas, const SkinFace& f, Point corner, double width) {
  static constexpr BlockField kHeight{
      .title = "Height", .unit = "µm over healthy skin", .two_sided = true};
  const Slice map = height_map(f);
  const Slice* const all[] = {&map};
  const Levels levels = levels_of(kHeight, all);
  const Image image = painted(map, levels, kHeight.map(), width * kDots / width_mm(f), {});
  const double height = width * f.ny / f.nx;
  canvas.image(corner, width, height, image);
  canvas.frame(corner, width, height, rule_ink(), 0.8);
  draw_field_bar(canvas, {corner.x, corner.y + height + 34}, width, 12, levels, kHeight);
}

void draw_figures(Canvas& canvas, const SkinFace& f, Point at) {
  const Lab c = mean_colour(f);
  const struct {
    const char* label;
    std::string figure;
  } rows[] = {{"Lightness L*", fmt::format("{:.1f}", c.lightness)},
              {"Redness a*", fmt::format("{:.1f}", c.a)},
              {"Yellowness b*", fmt::format("{:.1f}", c.b)}};
  canvas.text(at, "Mean colour", {.size = 12.5, .ink = ink(), .bold = true});
  for (const auto& row : rows) {
    at.y += 22;
    canvas.text(at, row.label, {.size = 12, .ink = muted_ink()});
    canvas.text({at.x + 168, at.y}, row.figure,
                {.size = 13, .ink = ink(), .bold = true, .anchor = Anchor::end});
  }
}

}  // namespace

std::string colour_caution(int phototype) {
  if (phototype < 5) return {};
  return "Dark skin comes out too yellow and too red in this model: read changes, not the shade.";
}

Canvas skin_face_picture(const FacePicture& p, const FaceFrame& frame) {
  constexpr double kTop = 92, kSide = 588, kColumn = 660, kMap = 236;
  const SkinFace& f = frame.face;
  STIPPLE_REQUIRE(!f.colour.empty());
  const double height = kSide * f.ny / f.nx;
  const double bottom = kTop + std::max(height, kMap * f.ny / f.nx + 260.0);
  Canvas canvas(kSheetWidth, bottom + 92, paper(), kDots);
  const std::string moment = moment_name(frame.day, frame.after_visit);
  draw_heading(canvas, kSheetWidth, p.title,
               p.setting.empty() ? moment : p.setting + " · " + moment);
  draw_face(canvas, p, f, {kSheetMargin, kTop}, kSide);
  const double length = scale_length(width_mm(f));
  draw_scale_bar(canvas, {kSheetMargin, kTop + height + 22}, length, kSide / width_mm(f));
  draw_height(canvas, f, {kColumn, kTop}, kMap);
  draw_figures(canvas, f, {kColumn, kTop + kMap * f.ny / f.nx + 112});
  draw_note(canvas, {kSheetMargin, bottom + 54}, kSheetWidth - 2 * kSheetMargin, note_of(p, f));
  return canvas;
}

Canvas skin_face_strip(const FacePicture& p, const std::vector<FaceFrame>& frames) {
  STIPPLE_REQUIRE(!frames.empty());
  const SkinFace& first = frames.front().face;
  const Film film = film_of(frames.size(), kSheetWidth, kSheetMargin, 88,
                            static_cast<double>(first.ny) / first.nx, 5);
  Canvas canvas(kSheetWidth, film.bottom(frames.size()) + (p.caution.empty() ? 74 : 92), paper(),
                kDots);
  draw_heading(canvas, kSheetWidth, p.title, p.setting);
  const double length = scale_length(width_mm(first));
  for (std::size_t k = 0; k < frames.size(); ++k) {
    const Point corner = film.corner(k);
    canvas.text({corner.x, corner.y - 7}, frame_name(frames[k].day, frames[k].after_visit),
                {.size = 12.5, .ink = ink(), .bold = true, .room = film.width});
    draw_face(canvas, p, frames[k].face, corner, film.width);
    if (k > 0) continue;
    const double per_mm = film.width / width_mm(first);
    const Point bar{corner.x + 10, corner.y + film.height - 12};
    draw_bar_on_skin(canvas, bar, length, per_mm);
    canvas.text({bar.x, bar.y - 8}, fmt::format("{:g} mm", length),
                {.size = 11.5, .ink = colour(0xffffff), .bold = true});
  }
  draw_note(canvas, {kSheetMargin, film.bottom(frames.size()) + 28}, kSheetWidth - 2 * kSheetMargin,
            note_of(p, first));
  return canvas;
}

}  // namespace stipple
