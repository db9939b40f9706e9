// SPDX-License-Identifier: Apache-2.0
#include "report/colour_scale.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace stipple {
namespace {

// Ten even steps of viridis.
constexpr std::array<unsigned, 10> kViridis{0x440154, 0x482878, 0x3e4989, 0x31688e, 0x26828e,
                                            0x1f9e89, 0x35b779, 0x6ece58, 0xb5de2b, 0xfde725};
constexpr double kBrightest = 0.82;

Colour mixed(Colour a, Colour b, double share) {
  return {a.red + share * (b.red - a.red), a.green + share * (b.green - a.green),
          a.blue + share * (b.blue - a.blue), a.alpha + share * (b.alpha - a.alpha)};
}

}  // namespace

Colour deep_colour(double share) {
  const double at = kBrightest * (1.0 - std::clamp(share, 0.0, 1.0)) * (kViridis.size() - 1);
  const auto step = std::min(static_cast<std::size_t>(at), kViridis.size() - 2);
  return mixed(colour(kViridis[step]), colour(kViridis[step + 1]), at - static_cast<double>(step));
}

Colour count_colour(double share) {
  return mixed(colour(0xf4f7fa), colour(0x0a4f8c), std::clamp(share, 0.0, 1.0));
}

void draw_colour_bar(Canvas& canvas, Point corner, double width, double height, Range range,
                     int ticks, Colour (*colour_of)(double)) {
  constexpr int kSteps = 128;
  for (int k = 0; k < kSteps; ++k) {
    const double step = height / kSteps;
    // A little taller than its step: no seam of paper between two.
    canvas.rect({corner.x, corner.y + height - (k + 1) * step}, width, step + (k > 0 ? 0.5 : 0.0),
                colour_of((k + 0.5) / kSteps));
  }
  canvas.frame(corner, width, height, rule_ink(), 0.8);
  const Axis axis{range.low, range.high, corner.y + height, corner.y};
  const std::vector<double> marks = round_ticks(range.low, range.high, ticks);
  const double step = marks.size() > 1 ? marks[1] - marks[0] : 1.0;
  for (const double v : marks) {
    canvas.line({corner.x + width, axis.at(v)}, {corner.x + width + 4, axis.at(v)}, muted_ink(),
                0.8);
    canvas.text({corner.x + width + 8, axis.at(v) + 4}, tick_text(v, step),
                {.size = 11, .ink = muted_ink()});
  }
}

void draw_scale_bar(Canvas& canvas, Point left, double length_mm, double pixels_per_mm) {
  const Point right{left.x + length_mm * pixels_per_mm, left.y};
  canvas.line(left, right, ink(), 2.0);
  for (const Point end : {left, right})
    canvas.line({end.x, end.y - 4}, {end.x, end.y + 4}, ink(), 1.2);
  canvas.text({right.x + 8, right.y + 4}, fmt::format("{:g} mm", length_mm),
              {.size = 12, .ink = ink()});
}

Colour ink() { return colour(0x1a1f26); }
Colour muted_ink() { return colour(0x5a6472); }
Colour rule_ink() { return colour(0xd0d5dc); }
Colour paper() { return colour(0xffffff); }

}  // namespace stipple
