// SPDX-License-Identifier: Apache-2.0
// Writes text into HTML and SVG safely: everything a user may have typed passes escaped(). Colours
// are classes, set by the style sheet of the page, so that a picture follows light and dark.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stipple {

// For text and for attributes in double quotes. Bytes that XML forbids (controls, bad UTF-8) become
// U+FFFD.
std::string escaped(std::string_view text);

struct Point {
  double x{}, y{};
};

enum class Anchor { start, middle, end };

// A picture written element by element; coordinates in pixels from the upper left.
class Svg {
 public:
  Svg(double width, double height, std::string_view described_as);
  void line(Point from, Point to, std::string_view style);
  void rect(Point corner, double width, double height, std::string_view style, double radius = 0);
  void circle(Point centre, double radius, std::string_view style);
  void path(const std::vector<Point>& points, std::string_view style);
  // The area between two lines over the same abscissae.
  void area(const std::vector<Point>& upper, const std::vector<Point>& lower,
            std::string_view style);
  void text(Point at, std::string_view words, std::string_view style, Anchor = Anchor::start);
  [[nodiscard]] std::string finish() const { return body_ + "</svg>"; }

 private:
  std::string body_;
};

}  // namespace stipple
