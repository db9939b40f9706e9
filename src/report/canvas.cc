// SPDX-License-Identifier: Apache-2.0
#include "report/canvas.h"

#include <cairo.h>
#include <pango/pangocairo.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <numbers>

#include "core/error.h"

namespace stipple {
namespace {

struct Free {
  void operator()(cairo_surface_t* s) const { cairo_surface_destroy(s); }
  void operator()(cairo_t* c) const { cairo_destroy(c); }
  void operator()(PangoLayout* l) const { g_object_unref(l); }
  void operator()(PangoFontDescription* d) const { pango_font_description_free(d); }
};
using Layout = std::unique_ptr<PangoLayout, Free>;

void require_fine(cairo_status_t status) {
  if (status != CAIRO_STATUS_SUCCESS)
    throw Failure(FailureCode::out_of_memory,
                  std::string("cannot draw a picture: ") + cairo_status_to_string(status));
}

Layout layout_of(cairo_t* pen, std::string_view words, const TextStyle& style) {
  Layout layout(pango_cairo_create_layout(pen));
  const std::unique_ptr<PangoFontDescription, Free> font(
      pango_font_description_from_string("DejaVu Sans, sans-serif"));
  pango_font_description_set_absolute_size(font.get(), style.size * PANGO_SCALE);
  pango_font_description_set_weight(font.get(),
                                    style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description(layout.get(), font.get());
  // Names from a case may hold any bytes; the writer must not.
  gchar* valid = g_utf8_make_valid(words.data(), static_cast<gssize>(words.size()));
  pango_layout_set_text(layout.get(), valid, -1);
  g_free(valid);
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
  static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), length);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

struct Canvas::Surface {
  std::unique_ptr<cairo_surface_t, Free> image;
  std::unique_ptr<cairo_t, Free> pen;
  double dots_per_pixel{};

  [[nodiscard]] cairo_t* use(Colour c) const {
    cairo_set_source_rgba(pen.get(), c.red, c.green, c.blue, c.alpha);
    return pen.get();
  }
  void trace(const std::vector<Point>& points) const {
    cairo_new_path(pen.get());
    for (const Point& p : points) cairo_line_to(pen.get(), p.x, p.y);
  }
};

Colour colour(unsigned rgb, double alpha) {
  const auto part = [&](unsigned shift) {
    return static_cast<double>((rgb >> shift) & 0xFFU) / 255.0;
  };
  return {part(16), part(8), part(0), alpha};
}

Canvas::Canvas(double width, double height, Colour paper, double dots_per_pixel)
    : surface_(std::make_unique<Surface>()) {
  surface_->dots_per_pixel = dots_per_pixel;
  surface_->image.reset(cairo_image_surface_create(
      CAIRO_FORMAT_RGB24, static_cast<int>(std::lround(width * dots_per_pixel)),
      static_cast<int>(std::lround(height * dots_per_pixel))));
  require_fine(cairo_surface_status(surface_->image.get()));
  surface_->pen.reset(cairo_create(surface_->image.get()));
  cairo_t* pen = surface_->pen.get();
  require_fine(cairo_status(pen));
  cairo_scale(pen, dots_per_pixel, dots_per_pixel);
  cairo_set_line_join(pen, CAIRO_LINE_JOIN_ROUND);
  // Letters as they are cut, whatever the screen of this machine prefers.
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_set_font_options(pen, options);
  cairo_font_options_destroy(options);
  rect({0, 0}, width, height, paper);
}

Canvas::~Canvas() = default;
Canvas::Canvas(Canvas&&) noexcept = default;
Canvas& Canvas::operator=(Canvas&&) noexcept = default;

void Canvas::rect(Point corner, double width, double height, Colour fill) {
  cairo_t* pen = surface_->use(fill);
  cairo_rectangle(pen, corner.x, corner.y, width, height);
  cairo_fill(pen);
}

void Canvas::frame(Point corner, double width, double height, Colour ink, double thickness) {
  cairo_t* pen = surface_->use(ink);
  cairo_set_line_width(pen, thickness);
  cairo_rectangle(pen, corner.x, corner.y, width, height);
  cairo_stroke(pen);
}

void Canvas::line(Point from, Point to, Colour ink, double thickness) {
  path({from, to}, ink, thickness);
}

void Canvas::dashes(Point from, Point to, Colour ink, double thickness, double dash) {
  const std::array<double, 2> pattern{dash, dash * 0.8};
  cairo_set_dash(surface_->pen.get(), pattern.data(), 2, 0.0);
  line(from, to, ink, thickness);
  cairo_set_dash(surface_->pen.get(), nullptr, 0, 0.0);
}

void Canvas::path(const std::vector<Point>& points, Colour ink, double thickness) {
  cairo_t* pen = surface_->use(ink);
  cairo_set_line_width(pen, thickness);
  surface_->trace(points);
  cairo_stroke(pen);
}

void Canvas::polygon(const std::vector<Point>& points, Colour fill) {
  cairo_t* pen = surface_->use(fill);
  surface_->trace(points);
  cairo_close_path(pen);
  cairo_fill(pen);
}

void Canvas::circle(Point centre, double radius, Colour fill) {
  cairo_t* pen = surface_->use(fill);
  cairo_new_path(pen);
  cairo_arc(pen, centre.x, centre.y, radius, 0.0, 2.0 * std::numbers::pi);
  cairo_fill(pen);
}

void Canvas::capsule(Point from, Point to, double radius, Colour fill) {
  if (from.x == to.x && from.y == to.y) return circle(from, radius, fill);
  cairo_set_line_cap(surface_->pen.get(), CAIRO_LINE_CAP_ROUND);
  line(from, to, fill, 2.0 * radius);
  cairo_set_line_cap(surface_->pen.get(), CAIRO_LINE_CAP_BUTT);
}

void Canvas::text(Point at, std::string_view words, const TextStyle& style) {
  cairo_t* pen = surface_->use(style.ink);
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
  return width_of(layout_of(surface_->pen.get(), words, style).get());
}

void Canvas::clip(Point corner, double width, double height) {
  cairo_t* pen = surface_->pen.get();
  cairo_save(pen);
  cairo_rectangle(pen, corner.x, corner.y, width, height);
  cairo_clip(pen);
}

void Canvas::unclip() { cairo_restore(surface_->pen.get()); }

Colour Canvas::colour_at(Point p) const {
  cairo_surface_t* image = surface_->image.get();
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
  require_fine(cairo_status(surface_->pen.get()));
  require_fine(cairo_surface_write_to_png_stream(surface_->image.get(), append, &bytes));
  return bytes;
}

}  // namespace stipple
