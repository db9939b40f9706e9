// SPDX-License-Identifier: Apache-2.0
#include "report/markup.h"

#include <fmt/format.h>

#include <cmath>

#include "core/error.h"

namespace stipple {
namespace {

// Length of the well-formed UTF-8 sequence that starts here, 0 when there is none (Unicode 15,
// table 3-7).
size_t sequence_length(std::string_view s) {
  const auto byte = [&](size_t i) { return i < s.size() ? static_cast<unsigned char>(s[i]) : 0U; };
  const auto tail = [&](size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  const unsigned b = byte(0);
  if (b < 0x80U) return 1;
  if (b >= 0xC2U && b <= 0xDFU && tail(1)) return 2;
  if (b >= 0xE0U && b <= 0xEFU && tail(1) && tail(2)) {
    const bool overlong = b == 0xE0U && byte(1) < 0xA0U;
    const bool surrogate = b == 0xEDU && byte(1) > 0x9FU;
    const bool noncharacter = b == 0xEFU && byte(1) == 0xBFU && byte(2) >= 0xBEU;
    return overlong || surrogate || noncharacter ? 0 : 3;
  }
  if (b >= 0xF0U && b <= 0xF4U && tail(1) && tail(2) && tail(3)) {
    const bool overlong = b == 0xF0U && byte(1) < 0x90U;
    const bool beyond = b == 0xF4U && byte(1) > 0x8FU;
    return overlong || beyond ? 0 : 4;
  }
  return 0;
}

// Tenths of a pixel, without a trailing ".0".
std::string px(double value) {
  STIPPLE_REQUIRE(std::isfinite(value));
  const double tenths = std::round(value * 10.0);
  if (tenths == 0.0) return "0";
  return std::fmod(tenths, 10.0) == 0.0 ? fmt::format("{:.0f}", tenths / 10.0)
                                        : fmt::format("{:.1f}", tenths / 10.0);
}

std::string listed(const std::vector<Point>& points) {
  std::string out;
  for (const Point& p : points) {
    if (!out.empty()) out += ' ';
    out += px(p.x) + "," + px(p.y);
  }
  return out;
}

std::string_view word(Anchor anchor) {
  switch (anchor) {
    case Anchor::start: return "start";
    case Anchor::middle: return "middle";
    case Anchor::end: return "end";
  }
  return "start";
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const size_t length = sequence_length(text);
    const char c = text.front();
    const bool control = static_cast<unsigned char>(c) < 0x20U && c != '\n' && c != '\t';
    if (length == 0 || control || c == '\x7f') {
      out += "\xEF\xBF\xBD";
    } else if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else if (c == '\'') {
      out += "&#39;";
    } else {
      out += text.substr(0, length);
    }
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return out;
}

Svg::Svg(double width, double height, std::string_view described_as) {
  body_ = fmt::format(
      R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" role="img" aria-label="{}">)",
      px(width), px(height), escaped(described_as));
}

void Svg::line(Point from, Point to, std::string_view style) {
  body_ += fmt::format(R"(<line x1="{}" y1="{}" x2="{}" y2="{}" class="{}"/>)", px(from.x),
                       px(from.y), px(to.x), px(to.y), style);
}

void Svg::rect(Point corner, double width, double height, std::string_view style, double radius) {
  body_ += fmt::format(R"(<rect x="{}" y="{}" width="{}" height="{}" rx="{}" class="{}"/>)",
                       px(corner.x), px(corner.y), px(width), px(height), px(radius), style);
}

void Svg::circle(Point centre, double radius, std::string_view style) {
  body_ += fmt::format(R"(<circle cx="{}" cy="{}" r="{}" class="{}"/>)", px(centre.x), px(centre.y),
                       px(radius), style);
}

void Svg::path(const std::vector<Point>& points, std::string_view style) {
  body_ += fmt::format(R"(<polyline points="{}" class="{}"/>)", listed(points), style);
}

void Svg::area(const std::vector<Point>& upper, const std::vector<Point>& lower,
               std::string_view style) {
  std::vector<Point> outline = upper;
  outline.insert(outline.end(), lower.rbegin(), lower.rend());
  body_ += fmt::format(R"(<polygon points="{}" class="{}"/>)", listed(outline), style);
}

void Svg::text(Point at, std::string_view words, std::string_view style, Anchor anchor) {
  body_ += fmt::format(R"(<text x="{}" y="{}" class="{}" text-anchor="{}">{}</text>)", px(at.x),
                       px(at.y), style, word(anchor), escaped(words));
}

}  // namespace stipple
