// SPDX-License-Identifier: Apache-2.0
// Front: what is done, the dates, what is normal, then the instructions in two columns. Back: when
// and whom to call, then the rest of the columns, then what is good to know.
#include "report/leaflet_page.h"

#include <algorithm>
#include <array>
#include <utility>

#include "report/leaflet_sheet.h"

namespace stipple {

std::string LeafletSheet::foot_words() const {
  std::string words = content_.foot.front();
  // The rules and the notice stand once, on the back.
  if (paper_.page() == 2)
    for (std::size_t k = 1; k < content_.foot.size(); ++k) words += " " + content_.foot[k];
  return words;
}

double LeafletSheet::bottom() const {
  return paper_.height() - 18.0 - paper_.height_of(foot_words(), width(), small());
}

void LeafletSheet::begin_page() {
  if (!content_.watermark.empty()) paper_.watermark(content_.watermark, colour(0xc96a00, 0.09));
  y_ = margin_ - 10.0;
}

void LeafletSheet::end_page() {
  Letters style = small();
  style.ink = quiet_;
  paper_.text({margin_, bottom() + 4.0}, width(), foot_words(), style);
}

void LeafletSheet::next_page() {
  end_page();
  paper_.next_page();
  begin_page();
  if (paper_.page() != 2) return;
  calls();
  contact();
}

void LeafletSheet::draw_icon(const std::string& name, Point at, Colour ink) {
  const std::string file = "pictograms/" + name + ".svg";
  if (files_.has(file)) paper_.pictogram(files_.text(file), at, icon(), ink);
}

double LeafletSheet::heading_at(Point at, double room, const std::string& words) {
  return paper_.text(at, room, words, heading(), TextRole::heading) + 2.0;
}

void LeafletSheet::head() {
  y_ += paper_.text({margin_, y_}, width(), content_.title, letters(type_ * 1.6, accent_, true),
                    TextRole::title);
  y_ += 2.0;
  for (const std::string& fact : content_.facts)
    y_ += paper_.text({margin_, y_}, width(), fact, body()) + 1.0;
  y_ += 4.0;
}

double LeafletSheet::item_height(double room, const LeafletItem& item) const {
  const double text = paper_.height_of(item.words, room - icon() - 5.0, body());
  return std::max(text, icon()) + (item.to_fill ? 1.8 * type_ : 0.0) + 2.5;
}

double LeafletSheet::item_at(Point at, double room, const LeafletItem& item, double height) {
  const double indent = icon() + 5.0;
  draw_icon(item.pictogram, at, accent_);
  paper_.text({at.x + indent, at.y}, room - indent, item.words, body(), TextRole::item);
  const double line = at.y + height - 4.0;
  if (item.to_fill) paper_.line({at.x + indent, line}, {at.x + room, line}, quiet_, 0.7);
  return height;
}

// --- the instructions

std::vector<LeafletSheet::Block> LeafletSheet::blocks() const {
  std::vector<Block> all;
  for (const LeafletGroup& g : content_.groups)
    for (const LeafletItem& i : g.items) {
      all.push_back({nullptr, &i, item_height(column(), i)});
      if (&i != &g.items.front()) continue;
      all.back().heading = &g.heading;
      all.back().height += paper_.height_of(g.heading, column(), heading()) + 5.0;
    }
  return all;
}

std::size_t LeafletSheet::filled(const std::vector<Block>& blocks, std::size_t first,
                                 double height) {
  double y = 0.0;
  std::size_t n = first;
  for (; n < blocks.size() && y + blocks[n].height <= height; ++n) y += blocks[n].height;
  return n;
}

double LeafletSheet::draw_blocks(const std::vector<Block>& blocks, std::size_t first,
                                 std::size_t until, Point at) {
  for (std::size_t k = first; k < until; ++k) {
    const double next = at.y + blocks[k].height;
    if (blocks[k].heading)
      at.y += heading_at({at.x, at.y + 3.0}, column(), *blocks[k].heading) + 3.0;
    item_at(at, column(), *blocks[k].item, next - at.y);
    at.y = next;
  }
  return at.y;
}

// Two columns a page; on the last page both end as early as they can.
void LeafletSheet::columns() {
  const std::vector<Block> all = blocks();
  std::size_t next = 0;
  const auto fits = [&](double height) {
    return filled(all, filled(all, next, height), height) == all.size();
  };
  while (next < all.size()) {
    double height = bottom() - y_;
    if (fits(height))
      while (fits(height - 4.0)) height -= 4.0;
    std::size_t middle = filled(all, next, height);
    // On a page of its own even a block that is too high is drawn.
    if (middle == next && paper_.page() > 2) ++middle;
    const std::size_t end = filled(all, middle, height);
    const double left = draw_blocks(all, next, middle, {margin_, y_});
    const double right = draw_blocks(all, middle, end, {margin_ + column() + gutter_, y_});
    y_ = std::max(left, right) + 4.0;
    next = end;
    if (next < all.size()) next_page();
  }
}

// --- the back

double LeafletSheet::call_rows(double y, bool draw) {
  const double inner = width() - 2.0 * pad_, label = inner * 0.2, left = margin_ + pad_;
  const LeafletCall* last = nullptr;
  for (const LeafletCall& c : content_.calls) {
    const Letters tag = letters(type_, c.urgency <= Urgency::same_day ? warning_ : accent_, true);
    const bool first = !last || last->urgency != c.urgency;
    const double under = first ? paper_.height_of(c.label, label - 8.0, tag) : 0.0;
    const double when = paper_.height_of(c.when, label - 8.0, small());
    const double beside = paper_.height_of(c.words, inner - label, body());
    if (draw) {
      if (first) paper_.text({left, y}, label - 8.0, c.label, tag);
      paper_.text({left, y + under}, label - 8.0, c.when, small());
      paper_.text({left + label, y}, inner - label, c.words, body());
    }
    y += std::max(under + when, beside) + 2.5;
    last = &c;
  }
  return y;
}

void LeafletSheet::calls() {
  const double top = y_, rows = top + pad_ + icon() + 4.0;
  const double height = call_rows(rows, false) - top + pad_ - 3.0;
  paper_.rect({margin_, top}, width(), height, colour(0xfbe3c6, 0.4), 6.0);
  paper_.frame({margin_, top}, width(), height, warning_, 1.6, 6.0);
  const double left = margin_ + pad_ + icon() + 6.0;
  draw_icon("emergency", {margin_ + pad_, top + pad_ - 1.0}, warning_);
  heading_at({left, top + pad_}, width() / 2.0, content_.call_heading);
  const double after = paper_.width_of(content_.call_heading, heading()) + 10.0;
  paper_.text({left + after, top + pad_ + 1.5}, width() - after - left, content_.call_lead, body());
  call_rows(rows, true);
  y_ = top + height + 6.0;
}

double LeafletSheet::field_at(Point at, const LeafletField& field) {
  if (!field.words.empty())
    return at.y + paper_.text(at, column(), field.label + ": *" + field.words + "*", body());
  const double label = paper_.width_of(field.label + ": ", body());
  const double line = at.y + 0.4 * type_ +
                      paper_.text({at.x, at.y + 0.4 * type_}, column(), field.label + ":", body());
  paper_.line({at.x + label, line}, {at.x + column(), line}, quiet_, 0.7);
  return line;
}

void LeafletSheet::contact() {
  y_ += heading_at({margin_, y_}, width(), content_.contact_heading);
  for (std::size_t k = 0; k < content_.contact.size(); k += 2) {
    double end = field_at({margin_, y_}, content_.contact[k]);
    if (k + 1 < content_.contact.size())
      end = std::max(end, field_at({margin_ + column() + gutter_, y_}, content_.contact[k + 1]));
    y_ = end + 3.0;
  }
  y_ += 3.0;
}

void LeafletSheet::know() {
  double height = heading().size * heading().line_height + 2.0;
  for (const LeafletItem& i : content_.know.items) height += item_height(width(), i);
  if (y_ + height > bottom()) next_page();
  y_ += heading_at({margin_, y_}, width(), content_.know.heading);
  for (const LeafletItem& i : content_.know.items)
    y_ += item_at({margin_, y_}, width(), i, item_height(width(), i));
}

Paper LeafletSheet::draw() && {
  begin_page();
  head();
  dates();
  strip();
  columns();
  if (paper_.page() == 1) next_page();
  know();
  end_page();
  return std::move(paper_);
}

Paper drawn_leaflet(const LeafletContent& content, const DataFiles& pictograms, PaperSize size,
                    Date date, double type) {
  return LeafletSheet(content, pictograms, size, date, type).draw();
}

Paper fitted_leaflet(const LeafletContent& content, const DataFiles& pictograms, PaperSize size,
                     Date date) {
  constexpr std::array<double, 5> types{kLeastType, 10.0, 10.5, 11.0, 11.5};
  const auto drawn = [&](std::size_t k) {
    return drawn_leaflet(content, pictograms, size, date, types[k]);
  };
  // Larger letters never take fewer pages: the largest that fits is found by halving.
  std::size_t fits = 0, too_large = types.size();
  Paper best = drawn(fits);
  const int pages = std::max(2, best.page());
  while (too_large - fits > 1) {
    const std::size_t middle = (fits + too_large) / 2;
    Paper paper = drawn(middle);
    if (paper.page() > pages) {
      too_large = middle;
    } else {
      best = std::move(paper);
      fits = middle;
    }
  }
  return best;
}

std::string leaflet_pdf(const LeafletInput& in, const TextBook& book) {
  return fitted_leaflet(leaflet_content(in, book), in.files, in.size, in.day).pdf();
}

}  // namespace stipple
