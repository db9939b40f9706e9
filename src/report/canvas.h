// SPDX-License-Identifier: Apache-2.0
// A picture painted in memory and given as the bytes of a PNG file: no screen, no file. Coordinates
// in pixels from the upper left, as in markup.h; each is drawn as several dots so that print is
// sharp. Equal strokes give equal bytes on one machine; letters depend on its fonts.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "appearance/image.h"
#include "report/markup.h"

namespace stipple {

struct Colour {
  double red{}, green{}, blue{}, alpha{1.0};  // 0..1
  friend bool operator==(const Colour&, const Colour&) = default;
};
// 0x0a5fa4 as a style sheet writes it.
Colour colour(unsigned rgb, double alpha = 1.0);

struct TextStyle {
  double size{12};  // of the letters, pixels
  Colour ink{};
  bool bold{};
  Anchor anchor{Anchor::start};
  double room{};  // longer words end in "…"; 0: as wide as they are
};

class Canvas {
 public:
  Canvas(double width, double height, Colour paper, double dots_per_pixel = 1.5);
  ~Canvas();
  Canvas(Canvas&&) noexcept;
  Canvas& operator=(Canvas&&) noexcept;

  void rect(Point corner, double width, double height, Colour fill);
  void frame(Point corner, double width, double height, Colour ink, double thickness = 1.0);
  void line(Point from, Point to, Colour ink, double thickness = 1.0);
  void dashes(Point from, Point to, Colour ink, double thickness, double dash);
  void path(const std::vector<Point>& points, Colour ink, double thickness);
  void polygon(const std::vector<Point>& points, Colour fill);
  void circle(Point centre, double radius, Colour fill);
  // A line as wide as two radii, with round ends; a circle where both ends are one.
  void capsule(Point from, Point to, double radius, Colour fill);
  // A picture fills the rectangle. Its pixels stay squares of one colour.
  void image(Point corner, double width, double height, const Image& picture);
  // `at` is where the baseline begins, ends or has its middle.
  void text(Point at, std::string_view words, const TextStyle&);
  [[nodiscard]] double text_width(std::string_view words, const TextStyle&) const;

  // Between these two nothing is drawn outside of the rectangle.
  void clip(Point corner, double width, double height);
  void unclip();

  // What lies there now.
  [[nodiscard]] Colour colour_at(Point) const;
  [[nodiscard]] std::string png() const;

 private:
  struct Surface;
  std::unique_ptr<Surface> surface_;  // keeps the drawing library out of this header
};

}  // namespace stipple
