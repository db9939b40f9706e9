// SPDX-License-Identifier: Apache-2.0
#include "report/paper.h"

#include <cairo-pdf.h>
#include <cairo.h>
#include <fmt/format.h>
#include <librsvg/rsvg.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/error.h"
#include "report/cairo_pen.h"
#include "report/emphasis.h"
#include "report/pdf_finish.h"

namespace stipple {
namespace {

struct Free {
  void operator()(PangoLayout* l) const { g_object_unref(l); }
  void operator()(PangoFontDescription* d) const { pango_font_description_free(d); }
  void operator()(PangoAttrList* a) const { pango_attr_list_unref(a); }
  void operator()(RsvgHandle* h) const { g_object_unref(h); }
  void operator()(GError* e) const { g_error_free(e); }
};
using Layout = std::unique_ptr<PangoLayout, Free>;

constexpr const char* kFigure = "Figure";  // the watermark is the only one
constexpr double kCapitalMiddle = 0.36;    // of a capital, above the line it stands on, of the size

double points(int pango_units) { return static_cast<double>(pango_units) / PANGO_SCALE; }

struct Span {
  std::size_t from{}, until{};  // bytes
};

// What is to be drawn: valid letters, and which of them are bold.
struct Words {
  std::string text{};
  std::vector<Span> bold{};
};

Words words_of(std::string_view emphasised) {
  Words out;
  for (const EmphasisRun& run : emphasis_runs(emphasised)) {
    const std::size_t from = out.text.size();
    out.text += valid_utf8(run.words);
    if (run.bold) out.bold.push_back({from, out.text.size()});
  }
  return out;
}

// The words of one line of a layout, with the space where it was broken, so that whoever reads
// aloud or copies does not join two words.
Words line_of(const Words& words, const PangoLayoutLine* line) {
  const auto from = static_cast<std::size_t>(line->start_index);
  const std::size_t until = from + static_cast<std::size_t>(line->length);
  Words out{words.text.substr(from, until - from), {}};
  if (until < words.text.size() && words.text[until] == '\n') out.text += ' ';
  for (const Span& span : words.bold) {
    const std::size_t begin = std::max(span.from, from), end = std::min(span.until, until);
    if (begin < end) out.bold.push_back({begin - from, end - from});
  }
  return out;
}

// `width` 0: on one line.
Layout layout_of(cairo_t* pen, const Words& words, double width, const Letters& letters) {
  Layout layout(pango_cairo_create_layout(pen));
  // Letters stand where they belong, not on whole points.
  pango_context_set_round_glyph_positions(pango_layout_get_context(layout.get()), 0);
  const std::unique_ptr<PangoFontDescription, Free> font(
      pango_font_description_from_string("Inter, DejaVu Sans, sans-serif"));
  pango_font_description_set_absolute_size(font.get(), letters.size * PANGO_SCALE);
  pango_font_description_set_weight(font.get(),
                                    letters.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_style(font.get(),
                                   letters.italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
  pango_layout_set_font_description(layout.get(), font.get());
  const std::unique_ptr<PangoAttrList, Free> marks(pango_attr_list_new());
  for (const Span& span : words.bold) {
    PangoAttribute* bold = pango_attr_weight_new(PANGO_WEIGHT_BOLD);
    bold->start_index = static_cast<guint>(span.from);
    bold->end_index = static_cast<guint>(span.until);
    pango_attr_list_insert(marks.get(), bold);
  }
  pango_layout_set_text(layout.get(), words.text.c_str(), -1);
  pango_layout_set_attributes(layout.get(), marks.get());
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  if (width > 0.0) pango_layout_set_width(layout.get(), static_cast<int>(width * PANGO_SCALE));
  return layout;
}

double line_width(PangoLayoutLine* line) {
  PangoRectangle box{};
  pango_layout_line_get_extents(line, nullptr, &box);
  return points(box.width);
}

double leading(const Letters& letters) { return letters.size * letters.line_height; }

// The kind of structure element (ISO 32000-1, 14.8.4); nothing: not read aloud.
const char* tag_of(TextRole role) {
  switch (role) {
    case TextRole::paragraph:
    case TextRole::cell: return "P";
    case TextRole::title: return "H1";
    case TextRole::heading: return "H2";
    case TextRole::item: return "LI";
    case TextRole::decoration: return nullptr;
  }
  return nullptr;
}

cairo_status_t append(void* to, const unsigned char* bytes, unsigned length) {
  return static_cast<cairo_status_t>(append_bytes(to, bytes, length));
}

void require_drawn(bool fine, std::unique_ptr<GError, Free> error) {
  if (!fine)
    throw Failure(FailureCode::corrupt_data,
                  std::string("cannot draw a pictogram: ") + (error ? error->message : "no SVG"));
}

}  // namespace

struct Paper::Surface {
  std::string bytes{};
  double width{}, height{};
  std::string language{};
  int page{1};
  std::string watermark{};
  std::vector<std::string> said{};
  std::unique_ptr<Pen> pen{};
  [[nodiscard]] cairo_t* cairo() const { return pen->cairo.get(); }

  // Draws between the marks of a structure element, so that it is read aloud as what it is; gives
  // the height.
  double show(const Words& words, Point corner, double room, const Letters& letters,
              const char* tag) const {
    cairo_t* c = cairo();
    const Layout layout = layout_of(c, words, room, letters);
    if (tag) cairo_tag_begin(c, tag, nullptr);
    pen->use(letters.ink);
    double top = corner.y;
    const bool one = pango_layout_get_line_count(layout.get()) == 1;
    for (GSList* at = pango_layout_get_lines_readonly(layout.get()); at; at = at->next) {
      auto* line = static_cast<PangoLayoutLine*>(at->data);
      const double left = room - line_width(line);
      const double shift = letters.anchor == Anchor::end      ? left
                           : letters.anchor == Anchor::middle ? left / 2.0
                                                              : 0.0;
      // The same line for every font: one that steps in for a missing letter moves nothing.
      cairo_move_to(c, corner.x + shift,
                    top + leading(letters) / 2.0 + kCapitalMiddle * letters.size);
      if (one) {
        pango_cairo_show_layout_line(c, line);
      } else {
        const Layout alone = layout_of(c, line_of(words, line), 0.0, letters);
        pango_cairo_show_layout_line(c, pango_layout_get_line_readonly(alone.get(), 0));
      }
      top += leading(letters);
    }
    cairo_new_path(c);
    if (tag) cairo_tag_end(c, tag);
    return top - corner.y;
  }
};

Paper::Paper(PaperSize size, std::string_view title, std::string_view language, Date day)
    : surface_(std::make_unique<Surface>()) {
  surface_->width = size == PaperSize::a4 ? 210.0 / 25.4 * 72.0 : 612.0;
  surface_->height = size == PaperSize::a4 ? 297.0 / 25.4 * 72.0 : 792.0;
  surface_->language = language;
  cairo_surface_t* pdf = cairo_pdf_surface_create_for_stream(append, &surface_->bytes,
                                                             surface_->width, surface_->height);
  surface_->pen = std::make_unique<Pen>(pdf);
  cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_TITLE, valid_utf8(title).c_str());
  cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATOR, "Stipple");
  cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATE_DATE,
                                 (format_date(day) + "T00:00:00Z").c_str());
}

Paper::~Paper() = default;
Paper::Paper(Paper&&) noexcept = default;
Paper& Paper::operator=(Paper&&) noexcept = default;

double Paper::width() const { return surface_->width; }
double Paper::height() const { return surface_->height; }
int Paper::page() const { return surface_->page; }

void Paper::next_page() {
  cairo_show_page(surface_->cairo());
  ++surface_->page;
}

double Paper::text(Point corner, double width, std::string_view words, const Letters& letters,
                   TextRole role) {
  STIPPLE_REQUIRE(width > 0.0);
  if (words.empty()) return 0.0;
  if (tag_of(role)) surface_->said.push_back(without_emphasis(words));
  return surface_->show(words_of(words), corner, width, letters, tag_of(role));
}

double Paper::height_of(std::string_view words, double width, const Letters& letters) const {
  STIPPLE_REQUIRE(width > 0.0);
  if (words.empty()) return 0.0;
  const Layout layout = layout_of(surface_->cairo(), words_of(words), width, letters);
  return pango_layout_get_line_count(layout.get()) * leading(letters);
}

double Paper::width_of(std::string_view words, const Letters& letters) const {
  const Layout layout = layout_of(surface_->cairo(), words_of(words), 0.0, letters);
  PangoRectangle box{};
  pango_layout_get_extents(layout.get(), nullptr, &box);
  return points(box.width);
}

void Paper::rect(Point corner, double width, double height, Colour fill, double radius) {
  surface_->pen->rect(corner, width, height, fill, radius);
}

void Paper::frame(Point corner, double width, double height, Colour ink, double thickness,
                  double radius) {
  surface_->pen->frame(corner, width, height, ink, thickness, radius);
}

void Paper::line(Point from, Point to, Colour ink, double thickness) {
  surface_->pen->path({from, to}, ink, thickness);
}

void Paper::dashes(Point from, Point to, Colour ink, double thickness, double dash) {
  surface_->pen->dashes(from, to, ink, thickness, dash);
}

void Paper::path(const std::vector<Point>& points, Colour ink, double thickness) {
  surface_->pen->path(points, ink, thickness);
}

void Paper::polygon(const std::vector<Point>& points, Colour fill) {
  surface_->pen->polygon(points, fill);
}

void Paper::circle(Point centre, double radius, Colour fill) {
  surface_->pen->circle(centre, radius, fill);
}

void Paper::pictogram(std::string_view svg, Point corner, double size, Colour ink) {
  GError* error = nullptr;
  const std::unique_ptr<RsvgHandle, Free> handle(
      rsvg_handle_new_from_data(reinterpret_cast<const guint8*>(svg.data()), svg.size(), &error));
  require_drawn(handle != nullptr, std::unique_ptr<GError, Free>(error));
  const auto part = [](double share) { return static_cast<int>(std::lround(share * 255.0)); };
  const std::string style = fmt::format("svg{{color:#{:02x}{:02x}{:02x}}}", part(ink.red),
                                        part(ink.green), part(ink.blue));
  const auto* css = reinterpret_cast<const guint8*>(style.data());
  bool fine = rsvg_handle_set_stylesheet(handle.get(), css, style.size(), &error) != 0;
  require_drawn(fine, std::unique_ptr<GError, Free>(error));
  const RsvgRectangle square{corner.x, corner.y, size, size};
  fine = rsvg_handle_render_document(handle.get(), surface_->cairo(), &square, &error) != 0;
  require_drawn(fine, std::unique_ptr<GError, Free>(error));
}

void Paper::watermark(std::string_view words, Colour ink) {
  cairo_t* c = surface_->cairo();
  const double diagonal = std::hypot(surface_->width, surface_->height);
  Letters letters{.size = 100.0, .ink = ink, .bold = true};
  letters.size *= std::min(1.0, 0.8 * diagonal / width_of(words, letters));
  const Layout layout = layout_of(c, words_of(words), 0.0, letters);
  PangoRectangle box{};
  pango_layout_get_extents(layout.get(), nullptr, &box);
  cairo_save(c);
  cairo_translate(c, surface_->width / 2.0, surface_->height / 2.0);
  cairo_rotate(c, -std::atan2(surface_->height, surface_->width));
  cairo_move_to(c, -points(box.width) / 2.0, -points(box.height) / 2.0);
  // As outlines: letters across a page would be mixed into every line that is copied from it.
  const bool said = !surface_->watermark.empty();
  if (!said) cairo_tag_begin(c, kFigure, nullptr);
  surface_->pen->use(ink);
  pango_cairo_layout_path(c, layout.get());
  cairo_fill(c);
  if (!said) cairo_tag_end(c, kFigure);
  cairo_restore(c);
  surface_->watermark = without_emphasis(words);
}

const std::vector<std::string>& Paper::said() const { return surface_->said; }

std::string Paper::pdf() && {
  cairo_show_page(surface_->cairo());  // also one without a stroke
  surface_->pen->require_fine();
  cairo_surface_finish(surface_->pen->surface.get());
  require_fine_status(cairo_surface_status(surface_->pen->surface.get()));
  return finished_pdf(surface_->bytes, surface_->language, valid_utf8(surface_->watermark));
}

}  // namespace stipple
