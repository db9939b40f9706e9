// SPDX-License-Identifier: Apache-2.0
// What pictures of a patch share: the name of a moment, the range of a field, colour bars, frames
// side by side as on a film. Internal to report/.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "appearance/block_field.h"
#include "appearance/slice.h"
#include "report/axes.h"
#include "report/canvas.h"

namespace stipple {

// "minute 0", "hour 6", "day 3", "month 6"; "day 84, just needled"; "before the first visit".
std::string moment_name(double day, bool after_visit);
// The same above a frame: "Day 3".
std::string frame_name(double day, bool after_visit);

// Round ends that hold every number of the slices: from 0, or even about the middle of a two-sided
// field. Never empty.
Levels levels_of(const BlockField&, std::span<const Slice* const>);

Colour field_colour(ColourMap, double share);
// A bar lying down, with the ticks below and the title and unit above its left end.
// What a relative field cannot be, less than nothing, is left out of its bar.
void draw_field_bar(Canvas&, Point corner, double width, double height, Levels, const BlockField&);
// A length of about a third of `mm` that reads well: 0.1, 0.2, 0.5, 1 mm ...
double scale_length(double mm);

// Frames of one size in rows.
struct Film {
  double left{}, top{}, width{}, height{};  // of the first frame
  double step_x{}, step_y{};
  int per_row{};
  [[nodiscard]] Point corner(std::size_t frame) const;
  [[nodiscard]] double bottom(std::size_t frames) const;
};
// Frames of that shape (height over width) in the width of a sheet, at most `per_row` in a row;
// room for a line of words above each.
Film film_of(std::size_t frames, double sheet_width, double margin, double top, double shape,
             int per_row);

// Words cut into the lines of a note, `wide` at most, as draw_note() does.
std::vector<std::string> note_lines(const Canvas&, double wide, const std::string& words);
inline constexpr double kNoteLine = 18;
// Lines of words in the quiet ink, `wide` at most; returns where the next line would stand.
double draw_note(Canvas&, Point at, double wide, const std::string& words);
// The title and the line below it.
void draw_heading(Canvas&, double sheet_width, const std::string& title,
                  const std::string& setting);

// "relief at its true height" or "relief drawn 3 times as high".
std::string relief_words(double exaggeration);

inline constexpr double kSheetWidth = 960, kSheetMargin = 32;

}  // namespace stipple
