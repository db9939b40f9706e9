// SPDX-License-Identifier: Apache-2.0
#include "report/patch_frames.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "report/colour_scale.h"

namespace stipple {
namespace {

constexpr double kDaysOfMonth = 365.25 / 12.0;
constexpr double kLabel = 22;  // words above a frame

TextStyle note_style() { return {.size = 12, .ink = muted_ink()}; }

// The smallest round number that is not below; what a float cannot tell from it is not above.
double round_up(double v) {
  if (!(v > 0.0)) return 1.0;
  const double ten = std::pow(10.0, std::floor(std::log10(v)));
  for (const double step : {1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0})
    if (v <= step * ten * (1.0 + 1e-6)) return step * ten;
  return 10.0 * ten;
}

std::string time_name(double day) {
  if (day < 1.0 / 24.0) return fmt::format("minute {:.0f}", day * 24.0 * 60.0);
  if (day < 1.0) {
    const double hours = day * 24.0;
    return hours < 1.5 ? "hour 1" : fmt::format("hour {:.0f}", hours);
  }
  if (day < 60.0) return fmt::format("day {:.3g}", day);
  return fmt::format("month {:.0f}", day / kDaysOfMonth);
}

}  // namespace

std::string moment_name(double day, bool after_visit) {
  if (day < 0.0) return "before the first visit";
  if (after_visit && day > 0.0) return fmt::format("day {:.3g}, just needled", day);
  if (day == 0.0 && !after_visit) return "before the first visit";
  return time_name(day);
}

std::string frame_name(double day, bool after_visit) {
  std::string name = moment_name(day, after_visit);
  name.front() = static_cast<char>(name.front() - 'a' + 'A');
  return name;
}

Levels levels_of(const BlockField& field, std::span<const Slice* const> slices) {
  double far = 0.0;
  for (const Slice* s : slices)
    for (const float v : s->values)
      if (std::isfinite(v))
        far = std::max(far, field.two_sided ? std::abs(v - field.middle) : double{v});
  const double end = round_up(far);
  if (!field.two_sided) return {0.0, end};
  return {field.middle - end, field.middle + end};
}

Colour field_colour(ColourMap map, double share) {
  const Rgb8 c = map_colour(map, share);
  return {c[0] / 255.0, c[1] / 255.0, c[2] / 255.0};
}

void draw_field_bar(Canvas& canvas, Point corner, double width, double height, Levels levels,
                    const BlockField& field) {
  const TextStyle bold{.size = 12.5, .ink = ink(), .bold = true};
  const std::string title(field.title), unit(field.unit);
  canvas.text({corner.x, corner.y - 8}, title, bold);
  canvas.text({corner.x + canvas.text_width(title, bold) + 8, corner.y - 8}, unit,
              {.size = 12, .ink = muted_ink()});
  const double low = field.two_sided && field.middle > 0.0 ? std::max(0.0, levels.low) : levels.low;
  const double from = (low - levels.low) / (levels.high - levels.low);
  constexpr int kSteps = 200;
  const double step = width / kSteps;
  for (int k = 0; k < kSteps; ++k)
    canvas.rect({corner.x + k * step, corner.y}, step + (k + 1 < kSteps ? 0.5 : 0.0), height,
                field_colour(field.map(), from + (1.0 - from) * (k + 0.5) / kSteps));
  canvas.frame(corner, width, height, rule_ink(), 0.8);
  const Axis axis{low, levels.high, corner.x, corner.x + width};
  const std::vector<double> marks = round_ticks(low, levels.high, 5);
  const double between = marks.size() > 1 ? marks[1] - marks[0] : 1.0;
  for (const double v : marks) {
    const double x = axis.at(v);
    canvas.line({x, corner.y + height}, {x, corner.y + height + 4}, muted_ink(), 0.8);
    canvas.text({x, corner.y + height + 17}, tick_text(v, between),
                {.size = 11, .ink = muted_ink(), .anchor = Anchor::middle});
  }
}

double scale_length(double mm) {
  double best = 0.01;
  for (const double length : {0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0})
    if (length <= 0.36 * mm) best = length;
  return best;
}

Point Film::corner(std::size_t frame) const {
  const auto n = static_cast<std::size_t>(per_row);
  const std::size_t row = frame / n, place = frame % n;
  return {left + static_cast<double>(place) * step_x, top + static_cast<double>(row) * step_y};
}

double Film::bottom(std::size_t frames) const {
  const auto n = static_cast<std::size_t>(per_row);
  const std::size_t rows = std::max<std::size_t>(1, (frames + n - 1) / n);
  return top + static_cast<double>(rows - 1) * step_y + height;
}

Film film_of(std::size_t frames, double sheet_width, double margin, double top, double shape,
             int per_row) {
  constexpr double kGap = 14;
  const std::size_t rows = std::max<std::size_t>(
      1, (frames + static_cast<std::size_t>(per_row) - 1) / static_cast<std::size_t>(per_row));
  // As even as the rows can be: nine are five and four.
  const int in_row = static_cast<int>(std::max<std::size_t>(1, (frames + rows - 1) / rows));
  const double width = (sheet_width - 2 * margin - (in_row - 1) * kGap) / in_row;
  return {.left = margin,
          .top = top + kLabel,
          .width = width,
          .height = width * shape,
          .step_x = width + kGap,
          .step_y = width * shape + kLabel + kGap,
          .per_row = in_row};
}

std::vector<std::string> note_lines(const Canvas& canvas, double wide, const std::string& words) {
  std::vector<std::string> lines{""};
  std::size_t from = 0;
  while (from < words.size()) {
    const std::size_t space = std::min(words.find(' ', from), words.size());
    const std::string word = words.substr(from, space - from);
    const std::string longer =
        lines.back().empty() ? word : fmt::format("{} {}", lines.back(), word);
    if (!lines.back().empty() && canvas.text_width(longer, note_style()) > wide)
      lines.push_back(word);
    else
      lines.back() = longer;
    from = space + 1;
  }
  return lines;
}

double draw_note(Canvas& canvas, Point at, double wide, const std::string& words) {
  for (const std::string& line : note_lines(canvas, wide, words)) {
    canvas.text(at, line, note_style());
    at.y += kNoteLine;
  }
  return at.y;
}

std::string relief_words(double exaggeration) {
  if (exaggeration == 1.0) return "relief at its true height";
  return fmt::format("relief drawn {:g} times as high", exaggeration);
}

void draw_heading(Canvas& canvas, double sheet_width, const std::string& title,
                  const std::string& setting) {
  const double room = sheet_width - 2 * kSheetMargin;
  canvas.text({kSheetMargin, 44}, title, {.size = 20, .ink = ink(), .bold = true, .room = room});
  canvas.text({kSheetMargin, 69}, setting, {.size = 13, .ink = muted_ink(), .room = room});
}

}  // namespace stipple
