// SPDX-License-Identifier: Apache-2.0
#include "report/section_strip.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "appearance/decoration.h"
#include "core/error.h"
#include "report/axes.h"
#include "report/colour_scale.h"
#include "report/patch_frames.h"

namespace stipple {
namespace {

// Pixels of the sheet.
constexpr double kDots = 2.0;  // per pixel; a pixel of a section is one dot
constexpr double kMargin = 32, kGap = 14, kLabels = 118, kWidest = 1000, kNarrowest = 760;
constexpr double kTop = 122, kCaption = 26, kRowGap = 22, kFoot = 40;

// What a colour stands for.
struct Swatch {
  std::string_view words{};
  Amounts amounts{};
};

Amounts only(Constituent c, double amount) {
  Amounts a{};
  a[c] = amount;
  return a;
}

std::vector<Swatch> swatches(Stain stain, const StainParameters& p) {
  const double young = p.tissue.young_share;
  Amounts collagen{};
  collagen[kMatureFibres] = 1.0 - young;
  collagen[kYoungFibres] = young;
  const Swatch nuclei{"nuclei", only(kDermalNuclei, 1.0)};
  const Swatch bodies{"living epidermis", only(kKeratinocytes, 1.0)};
  const Swatch horny{"horny layer", only(kHorny, 1.0)};
  const Swatch clot{"clot", only(kClotFill, 1.0)};
  const Swatch fibres{"collagen", collagen};
  // As deep as the basal cells are, and as a fibre is.
  const double at_base = 4.0, in_fibre = 9.0;
  const Swatch melanin{"melanin", only(kMelaninGrains, at_base)};
  const Swatch elastic{"elastic fibres", only(kElasticFibres, in_fibre)};
  switch (stain) {
    case Stain::haematoxylin_eosin:
    case Stain::masson: return {nuclei, bodies, horny, fibres, clot};
    case Stain::picrosirius: return {fibres, bodies, clot};
    case Stain::van_gieson: return {elastic, nuclei, fibres, bodies, clot};
    case Stain::fontana_masson: return {melanin, nuclei, bodies, fibres, clot};
  }
  STIPPLE_REQUIRE(false);
}

Colour colour_of(const std::array<std::uint8_t, 3>& rgb) {
  return {rgb[0] / 255.0, rgb[1] / 255.0, rgb[2] / 255.0};
}

void draw_swatches(Canvas& canvas, Point at, Stain stain, const StainParameters& p) {
  const TextStyle style{.size = 12, .ink = ink()};
  for (const Swatch& s : swatches(stain, p)) {
    const Colour fill = colour_of(seen_through(optical_density(stain, s.amounts, p)));
    canvas.rect({at.x, at.y - 10}, 20, 13, fill);
    canvas.frame({at.x, at.y - 10}, 20, 13, rule_ink(), 0.7);
    canvas.text({at.x + 27, at.y}, s.words, style);
    at.x += 27 + canvas.text_width(s.words, style) + 24;
  }
}

// Sizes that follow from the pictures.
struct Layout {
  double picture_width{}, picture_height{};
  int in_row{}, rows{};
  double width{}, height{};
  std::string note{};

  [[nodiscard]] Point corner(int picture) const {
    const int column = picture % in_row, row = picture / in_row;
    return {kMargin + kLabels + column * (picture_width + kGap),
            kTop + kCaption + row * (picture_height + kCaption + kRowGap)};
  }
  [[nodiscard]] double foot() const { return corner((rows - 1) * in_row).y + picture_height; }
};

// "Those of silver, fast red are assumed, for want of a measured one. "
std::string guessed_dyes(Stain stain, const StainParameters& p) {
  std::string list;
  for (const Dye d : dyes_of(stain)) {
    if (!p.vector_assumed[static_cast<std::size_t>(d)]) continue;
    std::string name(name_of(d));
    std::replace(name.begin(), name.end(), '_', ' ');
    if (d == Dye::verhoeff) name.front() = 'V';  // a person's name
    list += (list.empty() ? "" : ", ") + name;
  }
  return list.empty() ? "" : "Those of " + list + " are assumed, for want of a measured one. ";
}

std::string note_of(const SectionStrip& s, const StainParameters& p) {
  const std::string model = fmt::format(
      "Computed by the healing model in columns {:.3g} µm wide and drawn smoothly between them: "
      "nothing finer is known. Its basement membrane is flat. ",
      s.cell_um);
  const std::string added = s.view.decorated
                                ? "Decoration: nuclei, fibres, leaves of the horny layer and fat "
                                  "cells are drawn by chance, "
                                  "as many as the model says. No single one is computed. "
                                : "Nothing is drawn in addition: no nuclei and no fibres, only how "
                                  "much of each there is. ";
  return model + added + "Colours add up the optical densities of the dyes. " +
         guessed_dyes(s.stain, p) + "How deep each part stains is assumed.";
}

Layout layout_of(const SectionStrip& s, const StainParameters& p) {
  Layout l;
  l.picture_width = s.pictures.front().width / kDots;
  l.picture_height = s.pictures.front().height / kDots;
  const int count = static_cast<int>(s.pictures.size());
  const double room = kWidest - 2 * kMargin - kLabels + kGap;
  l.in_row = std::clamp(static_cast<int>(room / (l.picture_width + kGap)), 1, count);
  // Rows alike: five pictures are three and two, not four and one.
  l.rows = (count + l.in_row - 1) / l.in_row;
  l.in_row = (count + l.rows - 1) / l.rows;
  l.width =
      std::max(kNarrowest, 2 * kMargin + kLabels + l.in_row * (l.picture_width + kGap) - kGap);
  l.note = note_of(s, p);
  const Canvas measure(1, 1, paper());
  const std::size_t lines = note_lines(measure, l.width - 2 * kMargin, l.note).size();
  l.height = l.foot() + kFoot + kNoteLine * static_cast<double>(lines) + kMargin;
  return l;
}

// Names of the layers beside a row of pictures, each between its borders.
void draw_layers(Canvas& canvas, const SectionStrip& s, const Layout& l, Point corner) {
  const double per_um = 1.0 / (s.view.micrometres_per_pixel * kDots);
  const double above = s.view.plane.above_mm * 1000.0;
  const auto at = [&](double depth_um) {
    return corner.y + std::clamp((depth_um + above) * per_um, 0.0, l.picture_height);
  };
  const double bottom = l.picture_height / per_um - above;
  const std::array<std::pair<const char*, Range>, 4> layers{
      {{"Epidermis", {0.0, s.junction_um}},
       {"Papillary dermis", {s.junction_um, s.reticular_um}},
       {"Reticular dermis", {s.reticular_um, s.fat_um}},
       {"Fat", {s.fat_um, bottom}}}};
  const double x = corner.x - 8;
  for (const auto& [name, depths] : layers) {
    const double from = at(depths.low) + 1.5, to = at(std::min(depths.high, bottom)) - 1.5;
    if (to - from < 4.0) continue;
    canvas.line({x, from}, {x, to}, muted_ink(), 1.2);
    canvas.text({x - 8, 0.5 * (from + to) + 4}, name,
                {.size = 11.5, .ink = muted_ink(), .anchor = Anchor::end, .room = kLabels - 12});
  }
}

// The longest round length that takes at most a third of a picture.
double bar_um(double picture_um) {
  double best = 10.0;
  for (const double um : {20.0, 50.0, 100.0, 200.0, 500.0, 1000.0})
    if (um <= picture_um / 3.0) best = um;
  return best;
}

void draw_foot(Canvas& canvas, const SectionStrip& s, const Layout& l) {
  const double per_um = 1.0 / (s.view.micrometres_per_pixel * kDots);
  const double um = bar_um(l.picture_width / per_um);
  const Point left{kMargin + kLabels, l.foot() + 20};
  const Point right{left.x + um * per_um, left.y};
  canvas.line(left, right, ink(), 2.5);
  canvas.text({right.x + 9, right.y + 4}, fmt::format("{:g} µm", um), {.size = 12, .ink = ink()});
  draw_note(canvas, {kMargin, l.foot() + kFoot + kNoteLine}, l.width - 2 * kMargin, l.note);
}

}  // namespace

void add_day(std::span<SectionStrip> strips, const TissueBlock& block, const StainParameters& p) {
  if (strips.empty()) return;
  const StripView& view = strips.front().view;
  SectionAmounts section =
      cut_section(block, view.plane, view.micrometres_per_pixel, p, view.threads);
  if (view.decorated) section = decorated(std::move(section), p, view.seed, view.threads);
  for (SectionStrip& s : strips) {
    s.cell_um = block.side_mm * 1000.0;
    s.junction_um = section.junction_um;
    s.reticular_um = section.reticular_um;
    s.fat_um = section.fat_um;
    s.captions.push_back(frame_name(block.day, block.after_visit));
    s.pictures.push_back(stained(section, s.stain, p, view.threads));
  }
}

Canvas section_strip(const SectionStrip& s, const StainParameters& p) {
  STIPPLE_REQUIRE(!s.pictures.empty() && s.pictures.size() == s.captions.size());
  const Layout l = layout_of(s, p);
  Canvas canvas(l.width, l.height, paper(), kDots);
  const double room = l.width - 2 * kMargin;
  canvas.text({kMargin, 46}, name_of(s.stain),
              {.size = 20, .ink = ink(), .bold = true, .room = room});
  canvas.text({kMargin, 71}, s.title, {.size = 13, .ink = muted_ink(), .room = room});
  draw_swatches(canvas, {kMargin, 100}, s.stain, p);
  for (int i = 0; i < static_cast<int>(s.pictures.size()); ++i) {
    const Point corner = l.corner(i);
    const auto at = static_cast<std::size_t>(i);
    canvas.text({corner.x, corner.y - 9}, s.captions[at],
                {.size = 13, .ink = ink(), .bold = true, .room = l.picture_width});
    canvas.image(corner, l.picture_width, l.picture_height, s.pictures[at]);
    canvas.frame(corner, l.picture_width, l.picture_height, rule_ink(), 0.8);
    if (i % l.in_row == 0) draw_layers(canvas, s, l, corner);
  }
  draw_foot(canvas, s, l);
  return canvas;
}

}  // namespace stipple
