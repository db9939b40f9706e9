// SPDX-License-Identifier: Apache-2.0
#include "report/canvas.h"

#include <cairo.h>
#include <pango/pangocairo.h>

#include <cmath>
#include <cstdint>
#include <cstring>

#include "core/error.h"
#include "report/cairo_pen.h"

namespace stipple {
namespace {

struct Free {
  void operator()(PangoLayout* l) const { g_object_unref(l); }
  void operator()(PangoFontDescription* d) const { pango_font_description_free(d); }
};
using Layout = std::unique_ptr<PangoLayout, Free>;

Layout layout_of(cairo_t* pen, std::string_view words, const TextStyle& style) {
  Layout layout(pango_cairo_create_layout(pen));
  const std::unique_ptr<PangoFontDescription, Free> font(
      pango_font_description_from_string("DejaVu Sans, sans-serif"));
  pango_font_description_set_absolute_size(font.get(), style.size * PANGO_SCALE);
  pango_font_description_set_weight(font.get(),
                                    style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description(layout.get(), font.get());
  pango_layout_set_text(layout.get(), valid_utf8(words).c_str(), -1);
  pango_layout_set_single_paragraph_mode(layout.get(), 1);
  if (style.room > 0.0) {
    pango_layout_set_width(layout.get(), static_cast<int>(style.room * PANGO_SCALE));
    pango_layout_set_ellipsize(layout.get(), PANGO_ELLIPSIZE_END);
  }
  return layout;
}

double width_of(PangoLayout* layout) {
  PangoRectangle box{};
  pango_layout_get_extents(layout, nullptr, &box);
  return static_cast<double>(box.width) / PANGO_SCALE;
}

cairo_status_t append(void* to, const unsigned char* bytes, unsigned length) {
  return static_cast<cairo_status_t>(append_bytes(to, bytes, length));
}

}  // namespace

struct Canvas::Surface {
  Pen pen;
  double dots_per_pixel{};
  [[nodiscard]] cairo_t* cairo() const { return pen.cairo.get(); }
};

Colour colour(unsigned rgb, double alpha) {
  const auto part = [&](unsigned shift) {
    return static_cast<double>((rgb >> shift) & 0xFFU) / 255.0;
  };
  return {part(16), part(8), part(0), alpha};
}

Canvas::Canvas(double width, double height, Colour paper, double dots_per_pixel)
    : surface_(new Surface{
          Pen(cairo_image_surface_create(CAIRO_FORMAT_RGB24,
                                         static_cast<int>(std::lround(width * dots_per_pixel)),
                                         static_cast<int>(std::lround(height * dots_per_pixel)))),
          dots_per_pixel}) {
  cairo_scale(surface_->cairo(), dots_per_pixel, dots_per_pixel);
  rect({0, 0}, width, height, paper);
}

Canvas::~Canvas() = default;
Canvas::Canvas(Canvas&&) noexcept = default;
Canvas& Canvas::operator=(Canvas&&) noexcept = default;

void Canvas::rect(Point corner, double width, double height, Colour fill) {
  surface_->pen.rect(corner, width, height, fill);
}

void Canvas::frame(Point corner, double width, double height, Colour ink, double thickness) {
  surface_->pen.frame(corner, width, height, ink, thickness);
}

void Canvas::line(Point from, Point to, Colour ink, double thickness) {
  path({from, to}, ink, thickness);
}

void Canvas::dashes(Point from, Point to, Colour ink, double thickness, double dash) {
  surface_->pen.dashes(from, to, ink, thickness, dash);
}

void Canvas::path(const std::vector<Point>& points, Colour ink, double thickness) {
  surface_->pen.path(points, ink, thickness);
}

void Canvas::polygon(const std::vector<Point>& points, Colour fill) {
  surface_->pen.polygon(points, fill);
}

void Canvas::circle(Point centre, double radius, Colour fill) {
  surface_->pen.circle(centre, radius, fill);
}

void Canvas::capsule(Point from, Point to, double radius, Colour fill) {
  if (from.x == to.x && from.y == to.y) return circle(from, radius, fill);
  cairo_set_line_cap(surface_->cairo(), CAIRO_LINE_CAP_ROUND);
  line(from, to, fill, 2.0 * radius);
  cairo_set_line_cap(surface_->cairo(), CAIRO_LINE_CAP_BUTT);
}

void Canvas::image(Point corner, double width, double height, const Image& picture) {
  STIPPLE_REQUIRE(picture.rgb.size() == static_cast<std::size_t>(picture.width) *
                                            static_cast<std::size_t>(picture.height) * 3);
  if (picture.rgb.empty()) return;
  std::vector<std::uint32_t> dots;
  for (std::size_t p = 0; p < picture.rgb.size(); p += 3)
    dots.push_back(std::uint32_t{picture.rgb[p]} << 16U | std::uint32_t{picture.rgb[p + 1]} << 8U |
                   picture.rgb[p + 2]);
  cairo_surface_t* source = cairo_image_surface_create_for_data(
      reinterpret_cast<unsigned char*>(dots.data()), CAIRO_FORMAT_RGB24, picture.width,
      picture.height, 4 * picture.width);
  cairo_t* pen = surface_->cairo();
  cairo_save(pen);
  cairo_translate(pen, corner.x, corner.y);
  cairo_scale(pen, width / picture.width, height / picture.height);
  cairo_set_source_surface(pen, source, 0, 0);
  cairo_pattern_set_filter(cairo_get_source(pen), CAIRO_FILTER_NEAREST);
  cairo_rectangle(pen, 0, 0, picture.width, picture.height);
  cairo_fill(pen);
  cairo_restore(pen);
  cairo_surface_destroy(source);
}

void Canvas::text(Point at, std::string_view words, const TextStyle& style) {
  cairo_t* pen = surface_->cairo();
  surface_->pen.use(style.ink);
  const Layout layout = layout_of(pen, words, style);
  const double width = width_of(layout.get());
  const double shift = style.anchor == Anchor::end      ? width
                       : style.anchor == Anchor::middle ? width / 2.0
                                                        : 0.0;
  const double baseline = static_cast<double>(pango_layout_get_baseline(layout.get()));
  cairo_move_to(pen, at.x - shift, at.y - baseline / PANGO_SCALE);
  pango_cairo_show_layout(pen, layout.get());
  cairo_new_path(pen);
}

double Canvas::text_width(std::string_view words, const TextStyle& style) const {
  return width_of(layout_of(surface_->cairo(), words, style).get());
}

void Canvas::clip(Point corner, double width, double height) {
  cairo_t* pen = surface_->cairo();
  cairo_save(pen);
  cairo_rectangle(pen, corner.x, corner.y, width, height);
  cairo_clip(pen);
}

void Canvas::unclip() { cairo_restore(surface_->cairo()); }

Colour Canvas::colour_at(Point p) const {
  cairo_surface_t* image = surface_->pen.surface.get();
  cairo_surface_flush(image);
  const auto column = static_cast<int>(p.x * surface_->dots_per_pixel);
  const auto row = static_cast<int>(p.y * surface_->dots_per_pixel);
  STIPPLE_REQUIRE(column >= 0 && column < cairo_image_surface_get_width(image) && row >= 0 &&
                  row < cairo_image_surface_get_height(image));
  std::uint32_t dot{};
  std::memcpy(&dot,
              cairo_image_surface_get_data(image) +
                  static_cast<std::ptrdiff_t>(row) * cairo_image_surface_get_stride(image) +
                  static_cast<std::ptrdiff_t>(column) * 4,
              sizeof dot);
  return colour(dot & 0xFFFFFFU);
}

std::string Canvas::png() const {
  std::string bytes;
  surface_->pen.require_fine();
  require_fine_status(
      cairo_surface_write_to_png_stream(surface_->pen.surface.get(), append, &bytes));
  return bytes;
}

}  // namespace stipple
