// SPDX-License-Identifier: Apache-2.0
// Blocks of a page that know their height before they are drawn, so that a layout can be tried in
// one size of letters and, where it does not fit, in the next.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "report/paper.h"

namespace stipple {

namespace ink {
inline Colour text() { return colour(0x1b2430); }
inline Colour quiet() { return colour(0x5c6672); }
inline Colour accent() { return colour(0x0a5fa4); }
inline Colour warning() { return colour(0xc96a00); }
inline Colour rule() { return colour(0xd0d7de); }
}  // namespace ink

inline constexpr double kLineHeight = 1.2;  // of the size of letters

struct Piece {
  double height{};
  std::function<void(Paper&, Point corner)> draw{};
};

Piece text_piece(const Paper&, const std::string& words, double width, const Letters&,
                 TextRole = TextRole::paragraph);
// One below the other.
Piece stacked(std::vector<Piece>, double gap = 0);

struct Placement {
  double at{};  // from the left
  Piece piece{};
};
Piece beside(std::vector<Placement>);
// Two by two across the width, each pair as high as its higher one.
std::vector<Piece> in_pairs(const std::vector<Piece>&, double second_at);
// Two columns of about the same height, read down the first and then the second.
Piece in_columns(const std::vector<Piece>&, double second_at, double gap);
// In a pale box with a bar of that colour on its left; the piece was made 2 x padding narrower.
Piece boxed(Piece, double width, Colour, double padding);

struct TableLook {
  std::vector<double> widths{};  // of the columns
  double size{8};
  bool first_bold{};  // the first column names the row
};
// Cells as a user may have typed them; the head is said with the first row.
Piece table_piece(const Paper&, const std::vector<std::string>& head,
                  const std::vector<std::vector<std::string>>& rows, const TableLook&);

// What they take together.
double height_of(const std::vector<Piece>&, double gap);

}  // namespace stipple
