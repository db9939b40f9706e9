// SPDX-License-Identifier: Apache-2.0
// The result of `stipple puncture` as tables: for a terminal, and every puncture for programs.
#include <fmt/format.h>

#include <iterator>

#include "report/puncture_figures.h"
#include "report/puncture_result.h"

namespace stipple {
namespace {

// How many columns of a terminal a text takes: letters, not bytes.
std::size_t columns_of(std::string_view text) {
  std::size_t n = 0;
  for (const char c : text) n += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1U : 0U;
  return n;
}

std::string padded_to(std::string text, std::size_t columns) {
  const std::size_t width = columns_of(text);
  if (width < columns) text.append(columns - width, ' ');
  return text;
}

// What only a motor has is 0 for a drum and a plate.
bool applies(const PunctureFigure& f) {
  const bool motor = f.unit == "1/s" || f.unit == "m/s" || f.unit == "ms";
  return !motor || f.value != 0.0 || f.band.high != 0.0;
}

}  // namespace

std::string punctures_csv(const PunctureMap& map) {
  std::string out = "x_mm,y_mm,time_s,true_depth_mm,angle_deg,slit_mm,direction_deg,pass\n";
  out.reserve(out.size() + map.size() * 64);
  for (std::size_t i = 0; i < map.size(); ++i)
    fmt::format_to(std::back_inserter(out), "{:.4f},{:.4f},{:.4f},{:.4f},{:.2f},{:.4f},{:.2f},{}\n",
                   map.x[i], map.y[i], map.time[i], map.depth[i], map.angle[i], map.slit[i],
                   map.direction[i], map.pass[i]);
  return out;
}

std::string puncture_table(const PunctureResult& result) {
  std::string out = fmt::format("{}\n{}, {}\n\n", result.device, result.setting, result.zone);
  for (const std::string& warning : result.warnings) out += "  ! " + warning + "\n";
  if (!result.warnings.empty()) out += "\n";
  for (const PunctureFigure& f : result.figures)
    if (applies(f))
      out += "  " + padded_to(f.label, 42) + padded_to(shown_figure(f.value, f.unit), 16) + "(" +
             shown_ends(f.band, f.unit) + ")\n";
  out += fmt::format("\n  at the stated parameters (5 to 95 % of {} members). {}\n",
                     result.ensemble.members, kNotice);
  return out;
}

Canvas map_picture(const PunctureResult& result) {
  const auto fact = [&](const char* label, std::string_view name) {
    const PunctureFigure* f = find_figure(result, name);
    return f ? PictureFact{label, shown_figure(f->value, f->unit)} : PictureFact{label, "none"};
  };
  PictureFact depth = fact("True depth, mean (5 to 95 %)", "true_depth_mm.mean");
  const PunctureFigure* low = find_figure(result, "true_depth_mm.p5");
  const PunctureFigure* high = find_figure(result, "true_depth_mm.p95");
  if (low && high)
    depth.figure += fmt::format(" ({} to {})", short_number(low->value), short_number(high->value));
  PictureFact punctures = fact("Punctures (counted on this patch)", "density_per_cm2");
  if (const PunctureFigure* counted = find_figure(result, "counted_per_cm2"))
    punctures.figure += fmt::format(" ({})", short_number(counted->value));
  const PuncturePicture picture{
      .title = result.device,
      .setting = result.setting + ", " + result.zone,
      .facts = {punctures, fact("Surface under a hole or slit", "coverage"), depth,
                fact("Torn length at the surface", "slit_length_mm")},
      .needle_radius = result.needle_radius};
  return puncture_picture(picture, result.map);
}

}  // namespace stipple
