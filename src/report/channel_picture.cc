// SPDX-License-Identifier: Apache-2.0
#include "report/channel_picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "core/error.h"
#include "report/axes.h"
#include "report/colour_scale.h"

namespace stipple {
namespace {

// Pixels of the sheet: a block of skin, the needle standing out of it, names to the right.
constexpr double kWidth = 1000, kLeft = 76, kRight = 796, kSurface = 176;
constexpr double kMostHeight = 430, kBelow = 74;
constexpr double kAir = 44;    // of the needle above the skin
constexpr double kGap = 0.12;  // between two neighbours, mm
constexpr std::array<unsigned, 4> kLayerColours{0xe9c4a8, 0xf3d9c5, 0xf9eadd, 0xfdf3cf};

Colour lumen() { return colour(0x5b1a12); }
Colour torn() { return colour(0x5b1a12, 0.4); }
Colour collar() { return colour(0xb4490a, 0.28); }

// Where things stand: millimetres from the left end of the block and below the surface.
struct Scene {
  double pixels_per_mm{}, bottom{};
  double needle{}, along{};        // middles, mm
  std::vector<double> channels{};  // middles, mm
  [[nodiscard]] Point at(double x, double z) const {
    return {kLeft + x * pixels_per_mm, kSurface + std::min(z, bottom) * pixels_per_mm};
  }
};

double widest(const std::vector<double>& half) {
  return half.empty() ? 0.0 : 2.0 * *std::max_element(half.begin(), half.end());
}

const ChannelSection* middle_of(const ChannelPicture& picture) {
  return picture.channels.empty() ? nullptr : &picture.channels[picture.channels.size() / 2];
}

double length_along(const ChannelSection& c) {
  double longest = 0.0;
  for (std::size_t i = 0; i < c.z.size(); ++i)
    longest = std::max(longest, c.slit[i] + 2.0 * c.half_collar[i]);
  return longest;
}

Scene scene_of(const ChannelPicture& picture) {
  // Widths of what stands side by side; the needle, each channel, one along its slit.
  std::vector<double> widths{picture.needle.diameter.in(mm)};
  for (const ChannelSection& c : picture.channels)
    widths.push_back(std::max(widest(c.half_collar), 0.06));
  if (const ChannelSection* c = middle_of(picture)) widths.push_back(length_along(*c));
  double needed = kGap;
  for (const double w : widths) needed += w + kGap;

  Scene s;
  const double skin = picture.layers.empty() ? 3.0 : picture.layers.back().bottom_mm;
  const double deepest = std::max(picture.set_depth, picture.true_depth.high);
  const double wanted = std::min(skin, 1.15 * deepest + 0.15);
  s.pixels_per_mm = std::min((kRight - kLeft) / needed, kMostHeight / std::max(wanted, 0.3));
  s.bottom = std::min(skin, kMostHeight / s.pixels_per_mm);
  // What room is left goes between them.
  const double spare = (kRight - kLeft) / s.pixels_per_mm - needed;
  const double gap = kGap + spare / static_cast<double>(widths.size() + 1);
  double x = 0.0;
  std::vector<double> middles;
  for (const double w : widths) {
    x += gap + w / 2.0;
    middles.push_back(x);
    x += w / 2.0;
  }
  s.needle = middles.front();
  s.channels.assign(middles.begin() + 1,
                    middles.begin() + 1 + static_cast<std::ptrdiff_t>(picture.channels.size()));
  s.along = middles.back();
  return s;
}

void draw_layers(Canvas& canvas, const ChannelPicture& picture, const Scene& s) {
  for (std::size_t i = 0; i < picture.layers.size(); ++i) {
    const SkinLayer& layer = picture.layers[i];
    if (layer.top_mm >= s.bottom) break;
    const double top = s.at(0, layer.top_mm).y;
    canvas.rect({kLeft, top}, kRight - kLeft, s.at(0, layer.bottom_mm).y - top,
                colour(kLayerColours[std::min(i, kLayerColours.size() - 1)]));
  }
}

void draw_axis(Canvas& canvas, const Scene& s) {
  const std::vector<double> marks = round_ticks(0.0, s.bottom, 6);
  const double step = marks.size() > 1 ? marks[1] - marks[0] : 1.0;
  for (const double z : marks) {
    const double y = s.at(0, z).y;
    canvas.line({kLeft - 4, y}, {kLeft, y}, muted_ink(), 0.8);
    canvas.text({kLeft - 8, y + 4}, tick_text(z, step),
                {.size = 11, .ink = muted_ink(), .anchor = Anchor::end});
  }
  canvas.text({kLeft - 44, kSurface - 16}, "depth, mm", {.size = 11, .ink = muted_ink()});
  canvas.line({kLeft, kSurface}, {kRight, kSurface}, colour(0x8a5f45), 1.4);
}

// Names of layers and of the two depths, none over another.
void draw_names(Canvas& canvas, const ChannelPicture& picture, const Scene& s) {
  struct Name {
    double wish{};
    std::string words{};
    TextStyle style{};
  };
  std::vector<Name> names;
  for (const SkinLayer& layer : picture.layers)
    if (layer.top_mm < s.bottom)
      names.push_back({s.at(0, (layer.top_mm + std::min(layer.bottom_mm, s.bottom)) / 2.0).y + 4,
                       layer.name,
                       {.size = 12, .ink = muted_ink()}});
  names.push_back({s.at(0, picture.set_depth).y + 4,
                   fmt::format("set depth {:.2f} mm", picture.set_depth),
                   {.size = 12, .ink = colour(0xb4490a), .bold = true}});
  const Band& d = picture.true_depth;
  names.push_back({s.at(0, d.median).y + 4,
                   fmt::format("true depth {:.2f} mm", d.median),
                   {.size = 12, .ink = colour(0x0a5fa4), .bold = true}});
  names.push_back({s.at(0, d.median).y + 5,
                   fmt::format("({:.2f} to {:.2f})", d.low, d.high),
                   {.size = 12, .ink = colour(0x0a5fa4)}});
  std::stable_sort(names.begin(), names.end(),
                   [](const Name& a, const Name& b) { return a.wish < b.wish; });
  std::vector<double> wishes;
  for (const Name& n : names) wishes.push_back(n.wish);
  const std::vector<double> at = spread(wishes, 17, kSurface + 6, s.at(0, s.bottom).y);
  for (std::size_t i = 0; i < names.size(); ++i)
    canvas.text({kRight + 14, at[i]}, names[i].words, names[i].style);
}

void draw_depths(Canvas& canvas, const ChannelPicture& picture, const Scene& s) {
  const Band& d = picture.true_depth;
  const double top = s.at(0, d.low).y, middle = s.at(0, d.median).y;
  canvas.rect({kLeft, top}, kRight - kLeft, s.at(0, d.high).y - top, colour(0x0a5fa4, 0.14));
  canvas.line({kLeft, middle}, {kRight, middle}, colour(0x0a5fa4), 1.3);
  const double set = s.at(0, picture.set_depth).y;
  canvas.dashes({kLeft, set}, {kRight, set}, colour(0xb4490a), 1.4, 6);
}

void draw_needle(Canvas& canvas, const ChannelPicture& picture, const Scene& s) {
  const Needle& n = picture.needle;
  const double tip = n.tip_diameter.in(mm) / 2.0, shaft = n.diameter.in(mm) / 2.0;
  const double shoulder = picture.set_depth - n.taper.in(mm);
  const double above = -kAir / s.pixels_per_mm;
  const auto half_at = [&](double z) {
    return shaft + (tip - shaft) * std::clamp((z - shoulder) / n.taper.in(mm), 0.0, 1.0);
  };
  std::vector<Point> outline;
  for (const double z : {above, std::max(above, shoulder), picture.set_depth})
    outline.push_back(s.at(s.needle - half_at(z), z));
  for (const double z : {picture.set_depth, std::max(above, shoulder), above})
    outline.push_back(s.at(s.needle + half_at(z), z));
  canvas.polygon(outline, colour(0x9aa4b1));
  canvas.path(outline, colour(0x5a6472), 1.0);
}

// A closed outline, the half widths to both sides of a middle.
void fill_between(Canvas& canvas, const Scene& s, double middle, const std::vector<double>& z,
                  const std::vector<double>& half, Colour fill) {
  std::vector<Point> outline;
  for (std::size_t i = 0; i < z.size(); ++i) outline.push_back(s.at(middle - half[i], z[i]));
  for (std::size_t i = z.size(); i-- > 0;) outline.push_back(s.at(middle + half[i], z[i]));
  if (outline.size() > 2) canvas.polygon(outline, fill);
}

void draw_across(Canvas& canvas, const ChannelSection& c, const Scene& s, double middle) {
  fill_between(canvas, s, middle, c.z, c.half_collar, collar());
  fill_between(canvas, s, middle, c.z, c.half_opening, lumen());
  // Fallen shut it is still there.
  if (!c.z.empty()) canvas.line(s.at(middle, 0.0), s.at(middle, c.z.back()), torn(), 1.2);
}

void draw_along(Canvas& canvas, const ChannelSection& c, const Scene& s) {
  std::vector<double> slit, crushed, open;
  for (std::size_t i = 0; i < c.z.size(); ++i) {
    slit.push_back(c.slit[i] / 2.0 + c.half_opening[i]);
    // Drawn open where the gap is at least a tenth of the one at the mouth.
    open.push_back(c.half_opening[i] > 0.1 * c.half_opening.front() ? slit.back() : 0.0);
    crushed.push_back(c.slit[i] / 2.0 + c.half_collar[i]);
  }
  fill_between(canvas, s, s.along, c.z, crushed, collar());
  fill_between(canvas, s, s.along, c.z, slit, torn());
  fill_between(canvas, s, s.along, c.z, open, lumen());
  if (!c.z.empty()) canvas.line(s.at(s.along, 0.0), s.at(s.along, c.z.back()), torn(), 1.2);
  if (c.angle_deg < 0.5 || slit.empty()) return;
  // A drum ahead of its needle: it comes in leaning back, and goes out leaning forward.
  const double lean = std::tan(c.angle_deg * std::numbers::pi / 180.0);
  const double up = kAir / s.pixels_per_mm, end = c.slit.front() / 2.0;
  for (const double side : {1.0, -1.0})
    canvas.dashes(s.at(s.along + side * end, 0.0), s.at(s.along + side * (end - up * lean), -up),
                  muted_ink(), 1.2, 4);
}

void draw_headings(Canvas& canvas, const ChannelPicture& picture, const Scene& s) {
  const double y = kSurface - kAir - 14;
  const auto heading = [&](double middle, const std::string& words) {
    canvas.text({s.at(middle, 0).x, y}, words,
                {.size = 12, .ink = ink(), .bold = true, .anchor = Anchor::middle});
  };
  heading(s.needle, "Needle");
  if (s.channels.empty()) return;
  heading((s.channels.front() + s.channels.back()) / 2.0, "Channels, across their slits");
  const double angle = middle_of(picture)->angle_deg;
  heading(s.along,
          angle < 0.5 ? "Along the slit" : fmt::format("Along the slit, in at {:.0f}°", angle));
}

void draw_legend(Canvas& canvas, const Scene& s) {
  const double y = s.at(0, s.bottom).y + 34;
  const double bar_mm = s.pixels_per_mm > 300 ? 0.2 : 0.5;
  draw_scale_bar(canvas, {kLeft, y}, bar_mm, s.pixels_per_mm);
  double x = kLeft + bar_mm * s.pixels_per_mm + 110;
  const TextStyle style{.size = 12, .ink = ink()};
  for (const auto& [fill, words] :
       {std::pair{lumen(), "open"}, {torn(), "torn, fallen shut"}, {collar(), "crushed tissue"}}) {
    canvas.rect({x, y - 6}, 18, 12, colour(kLayerColours[2]));
    canvas.rect({x, y - 6}, 18, 12, fill);
    canvas.text({x + 25, y + 4}, words, style);
    x += 25 + canvas.text_width(words, style) + 28;
  }
  canvas.text({kRight, y + 4}, "All to one scale",
              {.size = 12, .ink = muted_ink(), .anchor = Anchor::end});
}

}  // namespace

Canvas channel_picture(const ChannelPicture& picture) {
  const Scene s = scene_of(picture);
  Canvas canvas(kWidth, s.at(0, s.bottom).y + kBelow, paper());
  const double room = kWidth - 64;
  canvas.text({32, 46}, picture.title, {.size = 20, .ink = ink(), .bold = true, .room = room});
  canvas.text({32, 72}, picture.setting, {.size = 13, .ink = muted_ink(), .room = room});
  draw_layers(canvas, picture, s);
  draw_depths(canvas, picture, s);
  for (std::size_t i = 0; i < s.channels.size(); ++i)
    draw_across(canvas, picture.channels[i], s, s.channels[i]);
  if (const ChannelSection* c = middle_of(picture)) draw_along(canvas, *c, s);
  draw_axis(canvas, s);
  draw_needle(canvas, picture, s);
  draw_headings(canvas, picture, s);
  draw_names(canvas, picture, s);
  draw_legend(canvas, s);
  return canvas;
}

}  // namespace stipple
