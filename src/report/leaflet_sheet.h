// SPDX-License-Identifier: Apache-2.0
// One drawing of the leaflet at one size of type. Internal to report/leaflet_page.h.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "report/emphasis.h"
#include "report/leaflet_content.h"
#include "report/leaflet_page.h"
#include "report/paper.h"

namespace stipple {

class LeafletSheet {
 public:
  LeafletSheet(const LeafletContent& content, const DataFiles& files, PaperSize size, Date date,
               double type)
      : content_(content),
        files_(files),
        paper_(size, without_emphasis(content.title), content.language, date),
        type_(type) {}

  Paper draw() &&;

 private:
  // What stands in a column in one piece.
  struct Block {
    const std::string* heading{};
    const LeafletItem* item{};
    double height{};
  };

  [[nodiscard]] Letters letters(double size, Colour ink, bool bold = false) const {
    return {.size = std::max(size, kLeastType), .ink = ink, .bold = bold, .line_height = 1.18};
  }
  [[nodiscard]] Letters body() const { return letters(type_, ink_); }
  [[nodiscard]] Letters small() const { return letters(type_ - 1.5, ink_); }
  [[nodiscard]] Letters heading() const { return letters(type_ + 2.5, accent_, true); }
  [[nodiscard]] double small_line() const { return small().size * small().line_height; }
  [[nodiscard]] double width() const { return paper_.width() - 2.0 * margin_; }
  [[nodiscard]] double column() const { return (width() - gutter_) / 2.0; }
  [[nodiscard]] double icon() const { return type_ * 1.5; }
  [[nodiscard]] std::string foot_words() const;
  [[nodiscard]] double bottom() const;

  void begin_page();
  void next_page();
  void end_page();
  // Each draws from y_ on and moves it below.
  void head();
  void dates();
  void table_row(const LeafletRow&, double label, double cell, const Letters&);
  void strip();
  void strip_row(const LeafletRow&, double label, const Letters&);
  void strip_sign(const LeafletSign&, double label);
  void strip_legend();
  void columns();
  void calls();
  double call_rows(double top, bool draw);
  void contact();
  double field_at(Point, const LeafletField&);
  void know();

  double heading_at(Point, double room, const std::string& words);
  double item_at(Point, double room, const LeafletItem&, double height);
  [[nodiscard]] double item_height(double room, const LeafletItem&) const;
  void draw_icon(const std::string& name, Point, Colour);
  [[nodiscard]] std::vector<Block> blocks() const;
  // The blocks from `first` on that stand in a column of this height.
  [[nodiscard]] static std::size_t filled(const std::vector<Block>&, std::size_t first,
                                          double height);
  double draw_blocks(const std::vector<Block>&, std::size_t first, std::size_t until, Point);

  const LeafletContent& content_;
  const DataFiles& files_;
  Paper paper_;
  double type_{}, y_{};
  double margin_{28.0}, gutter_{14.0}, pad_{8.0};
  Colour ink_ = colour(0x1b2430), quiet_ = colour(0x5c6672), accent_ = colour(0x0a5fa4),
         warning_ = colour(0xc96a00), rule_ = colour(0xc8ced6), pale_ = colour(0xdfeaf4);
};

}  // namespace stipple
