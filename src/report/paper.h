// SPDX-License-Identifier: Apache-2.0
// A PDF page by page: text that wraps and can be selected, shapes, pictograms. Fonts are embedded,
// the file has a title and a language and says which text is a heading, so that it can be read
// aloud. Points (1/72 inch) from the upper left. Equal strokes give equal bytes on one machine.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "report/canvas.h"

namespace stipple {

enum class PaperSize { a4, letter };

// What a text is to somebody who hears the page.
enum class TextRole { paragraph, title, heading, item, cell, decoration };

struct Letters {
  double size{10};  // points
  Colour ink{};
  bool bold{}, italic{};
  Anchor anchor{Anchor::start};
  double line_height{1.25};  // of the size
};

class Paper {
 public:
  // `day` becomes the date of the file: no clock is read.
  Paper(PaperSize, std::string_view title, std::string_view language, Date day);
  ~Paper();
  Paper(Paper&&) noexcept;
  Paper& operator=(Paper&&) noexcept;

  [[nodiscard]] double width() const;
  [[nodiscard]] double height() const;
  void next_page();                // the first one is there from the start
  [[nodiscard]] int page() const;  // from 1

  // Wrapped to `width`, with its upper left corner there; gives the height it takes. *Words between
  // stars* are bold; what a user typed passes as_typed() of report/emphasis.h first.
  double text(Point, double width, std::string_view words, const Letters&,
              TextRole = TextRole::paragraph);
  [[nodiscard]] double height_of(std::string_view words, double width, const Letters&) const;
  [[nodiscard]] double width_of(std::string_view words, const Letters&) const;  // on one line

  void rect(Point corner, double width, double height, Colour fill, double radius = 0);
  void frame(Point corner, double width, double height, Colour ink, double thickness,
             double radius = 0);
  void line(Point from, Point to, Colour ink, double thickness);
  void dashes(Point from, Point to, Colour ink, double thickness, double dash);
  void path(const std::vector<Point>&, Colour ink, double thickness);
  void polygon(const std::vector<Point>&, Colour fill);
  void circle(Point centre, double radius, Colour fill);
  // An SVG of data/pictograms, scaled into a square; "currentColor" becomes the ink.
  void pictogram(std::string_view svg, Point corner, double size, Colour ink);
  // Large and pale across the page, read aloud once. No letters that could be found or copied: what
  // it says stands on the page in small letters too.
  void watermark(std::string_view words, Colour ink);

  // What was written so far and is read aloud, in that order.
  [[nodiscard]] const std::vector<std::string>& said() const;

  [[nodiscard]] std::string pdf() &&;

 private:
  struct Surface;
  std::unique_ptr<Surface> surface_;
};

}  // namespace stipple
