// SPDX-License-Identifier: Apache-2.0
// The dates of several visits as a table, and the days after a visit as a strip.
#include <utility>

#include "report/leaflet_sheet.h"

namespace stipple {

void LeafletSheet::table_row(const LeafletRow& row, double label, double cell,
                             const Letters& style) {
  double height = paper_.height_of(row.label, label - 6.0, style);
  for (const std::string& c : row.cells)
    height = std::max(height, paper_.height_of(c, cell - 4.0, style));
  paper_.text({margin_, y_ + 1.0}, label - 6.0, row.label, style, TextRole::cell);
  double x = margin_ + label;
  for (const std::string& c : row.cells) {
    paper_.text({x, y_ + 1.0}, cell - 4.0, c, style, TextRole::cell);
    x += cell;
  }
  y_ += height + 1.5;
  paper_.line({margin_, y_}, {margin_ + width(), y_}, rule_, 0.6);
}

void LeafletSheet::dates() {
  if (!content_.dates) return;
  const LeafletDates& table = *content_.dates;
  const double beside = margin_ + paper_.width_of(table.heading, heading()) + 10.0;
  const double lead = y_ + 1.2 * (heading().size - small().size);
  const double height = heading_at({margin_, y_}, width(), table.heading);
  paper_.text({beside, lead}, margin_ + width() - beside, table.lead, small());
  y_ += height;
  const auto n = static_cast<double>(table.head.cells.size());
  const double label = width() * (n > 4.0 ? 0.22 : 0.28), cell = (width() - label) / n;
  table_row(table.head, label, cell, letters(type_ - 1.5, accent_, true));
  for (const LeafletRow& r : table.rows) table_row(r, label, cell, small());
  y_ += 6.0;
}

void LeafletSheet::strip_row(const LeafletRow& row, double label, const Letters& style) {
  const double cell = (width() - label) / static_cast<double>(row.cells.size());
  paper_.text({margin_, y_}, label, row.label, style, TextRole::cell);
  Letters middle = style;
  middle.anchor = Anchor::middle;
  double x = margin_ + label;
  for (const std::string& c : row.cells) {
    paper_.text({x, y_}, cell, c, middle, TextRole::decoration);
    x += cell;
  }
  y_ += small_line();
}

void LeafletSheet::strip_sign(const LeafletSign& sign, double label) {
  const double cell = (width() - label) / static_cast<double>(sign.days.size());
  const double height =
      paper_.text({margin_, y_ + 1.0}, label - 6.0, sign.words, small(), TextRole::item) + 3.0;
  const double bar = small().size, top = y_ + (height - bar) / 2.0;
  double x = margin_ + label + 1.0;
  for (const SignLevel level : sign.days) {
    if (level != SignLevel::absent) {
      paper_.rect({x, top}, cell - 2.0, bar, level == SignLevel::usual ? accent_ : pale_, 2.0);
      paper_.frame({x, top}, cell - 2.0, bar, accent_, 0.7, 2.0);
    }
    x += cell;
  }
  y_ += height;
}

// What full and pale mean, right of the heading.
void LeafletSheet::strip_legend() {
  const double box = 16.0, bar = small().size - 1.0;
  double right = margin_ + width();
  for (const auto& [words, fill] :
       {std::pair(content_.strip->possible, pale_), std::pair(content_.strip->usual, accent_)}) {
    right -= paper_.width_of(words, small()) + 2.0;
    paper_.text({right, y_ + 3.0}, margin_ + width() - right + 2.0, words, small());
    right -= box + 5.0;
    paper_.rect({right, y_ + 4.0}, box, bar, fill, 2.0);
    paper_.frame({right, y_ + 4.0}, box, bar, accent_, 0.7, 2.0);
    right -= 14.0;
  }
}

void LeafletSheet::strip() {
  if (!content_.strip) return;
  const LeafletStrip& s = *content_.strip;
  strip_legend();
  y_ += heading_at({margin_, y_}, width(), s.heading);
  y_ += paper_.text({margin_, y_}, width(), s.lead + " " + s.social, small()) + 3.0;
  double label = 0.0;
  for (const LeafletSign& sign : s.signs)
    label = std::max(label, paper_.width_of(sign.words, small()) + 8.0);
  label = std::min(label, 0.48 * width());
  strip_row(s.days, label, letters(type_ - 1.5, accent_, true));
  for (const LeafletRow& days : s.calendars) strip_row(days, label, letters(type_ - 1.5, quiet_));
  for (const LeafletSign& sign : s.signs) strip_sign(sign, label);
  y_ += 5.0;
}

}  // namespace stipple
