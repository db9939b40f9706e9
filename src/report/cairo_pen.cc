// SPDX-License-Identifier: Apache-2.0
#include "report/cairo_pen.h"

#include <cairo.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <array>
#include <numbers>

#include "core/error.h"

namespace stipple {
namespace {

constexpr double kPi = std::numbers::pi;

void trace(cairo_t* pen, const std::vector<Point>& points) {
  cairo_new_path(pen);
  for (const Point& p : points) cairo_line_to(pen, p.x, p.y);
}

void trace_rect(cairo_t* pen, Point corner, double width, double height, double radius) {
  const double r = std::min({radius, width / 2.0, height / 2.0});
  if (r <= 0.0) return cairo_rectangle(pen, corner.x, corner.y, width, height);
  const double left = corner.x + r, right = corner.x + width - r;
  const double top = corner.y + r, bottom = corner.y + height - r;
  cairo_new_sub_path(pen);
  cairo_arc(pen, right, top, r, -kPi / 2.0, 0.0);
  cairo_arc(pen, right, bottom, r, 0.0, kPi / 2.0);
  cairo_arc(pen, left, bottom, r, kPi / 2.0, kPi);
  cairo_arc(pen, left, top, r, kPi, 1.5 * kPi);
  cairo_close_path(pen);
}

}  // namespace

void Pen::Free::operator()(_cairo_surface* s) const { cairo_surface_destroy(s); }
void Pen::Free::operator()(_cairo* c) const { cairo_destroy(c); }

Pen::Pen(_cairo_surface* taken) : surface(taken) {
  require_fine_status(cairo_surface_status(taken));
  cairo.reset(cairo_create(taken));
  require_fine();
  cairo_set_line_join(cairo.get(), CAIRO_LINE_JOIN_ROUND);
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_set_font_options(cairo.get(), options);
  cairo_font_options_destroy(options);
}

void Pen::use(Colour c) const {
  cairo_set_source_rgba(cairo.get(), c.red, c.green, c.blue, c.alpha);
}

void Pen::rect(Point corner, double width, double height, Colour fill, double radius) const {
  use(fill);
  trace_rect(cairo.get(), corner, width, height, radius);
  cairo_fill(cairo.get());
}

void Pen::frame(Point corner, double width, double height, Colour ink, double thickness,
                double radius) const {
  use(ink);
  cairo_set_line_width(cairo.get(), thickness);
  trace_rect(cairo.get(), corner, width, height, radius);
  cairo_stroke(cairo.get());
}

void Pen::path(const std::vector<Point>& points, Colour ink, double thickness) const {
  use(ink);
  cairo_set_line_width(cairo.get(), thickness);
  trace(cairo.get(), points);
  cairo_stroke(cairo.get());
}

void Pen::dashes(Point from, Point to, Colour ink, double thickness, double dash) const {
  const std::array<double, 2> pattern{dash, dash * 0.8};
  cairo_set_dash(cairo.get(), pattern.data(), 2, 0.0);
  path({from, to}, ink, thickness);
  cairo_set_dash(cairo.get(), nullptr, 0, 0.0);
}

void Pen::polygon(const std::vector<Point>& points, Colour fill) const {
  use(fill);
  trace(cairo.get(), points);
  cairo_close_path(cairo.get());
  cairo_fill(cairo.get());
}

void Pen::circle(Point centre, double radius, Colour fill) const {
  use(fill);
  cairo_new_path(cairo.get());
  cairo_arc(cairo.get(), centre.x, centre.y, radius, 0.0, 2.0 * kPi);
  cairo_fill(cairo.get());
}

void Pen::require_fine() const { require_fine_status(cairo_status(cairo.get())); }

void require_fine_status(int status) {
  if (status != CAIRO_STATUS_SUCCESS)
    throw Failure(FailureCode::out_of_memory,
                  std::string("cannot draw a picture: ") +
                      cairo_status_to_string(static_cast<cairo_status_t>(status)));
}

int append_bytes(void* to, const unsigned char* bytes, unsigned length) {
  static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), length);
  return CAIRO_STATUS_SUCCESS;
}

std::string valid_utf8(std::string_view bytes) {
  gchar* valid = g_utf8_make_valid(bytes.data(), static_cast<gssize>(bytes.size()));
  std::string text(valid);
  g_free(valid);
  return text;
}

}  // namespace stipple
