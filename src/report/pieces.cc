// SPDX-License-Identifier: Apache-2.0
#include "report/pieces.h"

#include <algorithm>

#include "core/error.h"
#include "report/emphasis.h"

namespace stipple {
namespace {

constexpr double kBar = 2.5, kCellGap = 6, kRowGap = 2.4, kLine = 0.5;
constexpr double kPale = 0.06;

Piece row_piece(const Paper& paper, const std::vector<std::string>& cells, const TableLook& look,
                const Letters& letters, bool first_bold) {
  STIPPLE_REQUIRE(cells.size() == look.widths.size());
  std::vector<Placement> columns;
  double at = 0;
  for (std::size_t k = 0; k < cells.size(); ++k) {
    Letters of_cell = letters;
    of_cell.bold = letters.bold || (first_bold && k == 0);
    columns.push_back({at, text_piece(paper, as_typed(cells[k]), look.widths[k] - kCellGap, of_cell,
                                      TextRole::cell)});
    at += look.widths[k];
  }
  Piece row = beside(std::move(columns));
  row.height += kRowGap;
  return {row.height, [row, at](Paper& p, Point corner) {
            row.draw(p, {corner.x, corner.y + kRowGap / 2});
            const double y = corner.y + row.height;
            p.line({corner.x, y}, {corner.x + at - kCellGap, y}, ink::rule(), kLine);
          }};
}

}  // namespace

Piece text_piece(const Paper& paper, const std::string& words, double width, const Letters& letters,
                 TextRole role) {
  return {paper.height_of(words, width, letters),
          [=](Paper& p, Point corner) { p.text(corner, width, words, letters, role); }};
}

Piece stacked(std::vector<Piece> pieces, double gap) {
  std::erase_if(pieces, [](const Piece& p) { return p.height <= 0; });
  const double height = height_of(pieces, gap);
  return {height, [pieces = std::move(pieces), gap](Paper& p, Point corner) {
            for (const Piece& piece : pieces) {
              piece.draw(p, corner);
              corner.y += piece.height + gap;
            }
          }};
}

Piece beside(std::vector<Placement> columns) {
  double height = 0;
  for (const Placement& c : columns) height = std::max(height, c.piece.height);
  return {height, [columns = std::move(columns)](Paper& p, Point corner) {
            for (const Placement& c : columns)
              if (c.piece.draw) c.piece.draw(p, {corner.x + c.at, corner.y});
          }};
}

std::vector<Piece> in_pairs(const std::vector<Piece>& pieces, double second_at) {
  std::vector<Piece> out;
  for (std::size_t k = 0; k < pieces.size(); k += 2) {
    std::vector<Placement> pair{{0, pieces[k]}};
    if (k + 1 < pieces.size()) pair.push_back({second_at, pieces[k + 1]});
    out.push_back(beside(std::move(pair)));
  }
  return out;
}

Piece in_columns(const std::vector<Piece>& pieces, double second_at, double gap) {
  const auto column = [&](std::size_t from, std::size_t until) {
    return stacked(
        {pieces.begin() + static_cast<long>(from), pieces.begin() + static_cast<long>(until)}, gap);
  };
  std::size_t best = pieces.size();
  double least = column(0, best).height;
  for (std::size_t k = 1; k < pieces.size(); ++k) {
    const double high = std::max(column(0, k).height, column(k, pieces.size()).height);
    if (high < least) {
      least = high;
      best = k;
    }
  }
  return beside({{0, column(0, best)}, {second_at, column(best, pieces.size())}});
}

Piece boxed(Piece inside, double width, Colour bar, double padding) {
  const double height = inside.height + 2 * padding;
  return {height, [=, inside = std::move(inside)](Paper& p, Point corner) {
            Colour fill = bar;
            fill.alpha = kPale;
            p.rect(corner, width, height, fill);
            p.rect(corner, kBar, height, bar);
            inside.draw(p, {corner.x + padding + kBar, corner.y + padding});
          }};
}

Piece table_piece(const Paper& paper, const std::vector<std::string>& head,
                  const std::vector<std::vector<std::string>>& rows, const TableLook& look) {
  Letters letters{.size = look.size, .ink = ink::quiet(), .bold = true, .line_height = kLineHeight};
  std::vector<Piece> all{row_piece(paper, head, look, letters, false)};
  letters.ink = ink::text();
  letters.bold = false;
  for (const auto& row : rows) all.push_back(row_piece(paper, row, look, letters, look.first_bold));
  return stacked(std::move(all));
}

double height_of(const std::vector<Piece>& pieces, double gap) {
  double height = pieces.empty() ? 0 : -gap;
  for (const Piece& p : pieces) height += p.height + gap;
  return height;
}

}  // namespace stipple
