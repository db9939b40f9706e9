// SPDX-License-Identifier: Apache-2.0
#include "report/plan_layout.h"

#include <algorithm>

#include "core/error.h"
#include "report/emphasis.h"
#include "report/plan_drawings.h"
#include "report/plan_words.h"

namespace stipple {
namespace {

constexpr double kGap = 14, kBlockGap = 7, kPadding = 6;
constexpr double kSessionLetters = 8;                   // at most: eight columns beside the map
constexpr double kMapHeight = 18, kChartHeight = 10.5;  // in sizes of letters

// Puts the content into pieces; each function one part of a page.
struct Setter {
  const Paper& paper;
  const PlanContent& content;
  const TextBook& book;
  PlanLook look{};

  [[nodiscard]] Letters letters() const { return {.size = look.size, .ink = ink::text()}; }
  [[nodiscard]] Letters small() const {
    return {.size = std::max(kSmallest, look.size - 1),
            .ink = ink::quiet(),
            .line_height = kLineHeight};
  }
  [[nodiscard]] double half() const { return (look.width - kGap) / 2; }

  [[nodiscard]] Piece heading(const std::string& words, double width) const {
    return text_piece(paper, as_typed(words), width,
                      {.size = look.size + 1.5, .ink = ink::accent(), .bold = true},
                      TextRole::heading);
  }
  [[nodiscard]] Piece plain(const std::string& words, double width, const Letters& l) const {
    return text_piece(paper, as_typed(words), width, l);
  }
  [[nodiscard]] Piece fact(const PlanFact& f, double width) const {
    return text_piece(paper, "*" + as_typed(f.name) + ":* " + as_typed(f.says), width, letters());
  }
  [[nodiscard]] Piece list(const std::string& name, const std::vector<std::string>& items,
                           double width) const {
    if (items.empty()) return {};
    std::vector<Piece> all{text_piece(paper, "*" + as_typed(name) + "*", width, letters())};
    for (const std::string& item : items)
      all.push_back(
          beside({{0, text_piece(paper, "\u2022", 8, letters(), TextRole::decoration)},
                  {8, text_piece(paper, as_typed(item), width - 8, letters(), TextRole::item)}}));
    return stacked(std::move(all), 1);
  }

  [[nodiscard]] Piece title() const {
    Letters mark = small();
    mark.anchor = Anchor::end;
    mark.ink = content.watermark.empty() ? ink::quiet() : ink::warning();
    const double side = look.width * 0.36;
    std::vector<Piece> left{
        text_piece(paper, as_typed(content.title), look.width - side,
                   {.size = look.size + 7, .ink = ink::text(), .bold = true}, TextRole::title),
        plain(content.whose, look.width - side,
              {.size = look.size + 1.5, .ink = ink::quiet(), .bold = true})};
    std::vector<Piece> right{plain(content.mark, side, mark)};
    mark.ink = ink::quiet();
    right.push_back(plain(said(book, "for_staff"), side, mark));
    return beside({{0, stacked(std::move(left), 1)}, {look.width - side, stacked(right, 2)}});
  }

  [[nodiscard]] Piece rule(const PlanRule& r, double width) const {
    std::vector<Piece> all{text_piece(paper,
                                      "*" + as_typed(r.kind) + ":* " + as_typed(r.why) + " *" +
                                          said(book, "asks") + "* " + as_typed(r.asks),
                                      width, letters())};
    all.push_back(plain(r.basis, width, small()));
    if (!r.overridden.empty()) {
      Letters strong = letters();
      strong.bold = true;
      strong.ink = ink::warning();
      all.push_back(plain(r.overridden, width, strong));
    }
    return stacked(std::move(all));
  }

  // The box of the verdict, rule after rule in pairs.
  [[nodiscard]] Piece verdict() const {
    const double inner = look.width - 2 * kPadding - 4, column = (inner - kGap) / 2;
    const Colour bar = content.precautions ? ink::warning() : ink::accent();
    std::vector<Piece> rules, lists;
    // One alone has all the width.
    const double wide = content.rules.size() == 1 ? inner : column;
    for (const PlanRule& r : content.rules) rules.push_back(rule(r, wide));
    std::vector<Piece> all{
        text_piece(paper, as_typed(said(book, "verdict") + ": " + content.verdict), inner,
                   {.size = look.size + 3, .ink = bar, .bold = true}, TextRole::heading)};
    if (rules.empty()) all.push_back(plain(said(book, "no_rules"), inner, letters()));
    all.push_back(in_columns(rules, column + kGap, 3));
    for (const Piece& p : {list(said(book, "questions"), content.questions, column),
                           list(said(book, "products"), content.products, column),
                           list(said(book, "later_visits"), content.later_visits, column),
                           list(said(book, "overrides"), content.overrides, column)})
      if (p.height > 0) lists.push_back(p);
    all.push_back(in_columns(lists, column + kGap, 3));
    return boxed(stacked(std::move(all), 3), look.width, bar, kPadding);
  }

  // The first two side by side, the longer ones below.
  [[nodiscard]] Piece facts() const {
    STIPPLE_REQUIRE(content.facts.size() >= 2);
    std::vector<Piece> all{beside(
        {{0, fact(content.facts[0], half())}, {half() + kGap, fact(content.facts[1], half())}})};
    for (std::size_t k = 2; k < content.facts.size(); ++k)
      all.push_back(fact(content.facts[k], look.width));
    return stacked(std::move(all), 0.5);
  }

  // Left the map with its legend, right what is set, the cream and the visits.
  [[nodiscard]] Piece settings() const {
    const MapPiece map = map_piece(content.zone, kMapHeight * look.size);
    const double right_at = map.width + 10, right = look.width - right_at;
    const auto legend = [&](const std::string& words, Colour c) {
      if (words.empty()) return Piece{};
      return beside({{0,
                      {7,
                       [c](Paper& p, Point at) {
                         p.rect({at.x, at.y + 2}, 7, 5, c);
                       }}},
                     {11, plain(words, map.width - 11, small())}});
    };
    Colour treated = ink::accent();
    treated.alpha = 0.32;
    const Piece left =
        stacked({heading(content.map_title, map.width), map.piece,
                 legend(content.map_words, treated), legend(content.kept_off, ink::warning())},
                2);
    const double half_right = right / 2 - 5;
    std::vector<Piece> set{heading(said(book, "settings"), half_right)};
    for (const PlanFact& f : content.settings) set.push_back(fact(f, half_right));
    std::vector<Piece> cream{heading(said(book, "numbing"), half_right)};
    for (const PlanFact& f : content.numbing) cream.push_back(fact(f, half_right));
    return beside(
        {{0, left},
         {right_at, stacked({beside({{0, stacked(set, 1)}, {right / 2 + 5, stacked(cream, 1)}}),
                             sessions(right)},
                            6)}});
  }

  [[nodiscard]] Piece sessions(double width) const {
    TableLook t{.size = std::min(small().size, kSessionLetters)};
    for (const double share : {0.052, 0.272, 0.08, 0.2, 0.072, 0.146, 0.08, 0.098})
      t.widths.push_back(share * width);
    return stacked({heading(said(book, "sessions"), width),
                    table_piece(paper, content.sessions.head, content.sessions.rows, t)},
                   2);
  }

  [[nodiscard]] Piece charts() const {
    std::vector<Piece> all{heading(content.charts_title, look.width)};
    const double each = (look.width - 2 * kGap) / 3;
    Letters bold = letters();
    bold.bold = true;
    const auto row = [&](const auto& piece_of) {
      std::vector<Placement> out;
      for (const PlanChart& c : content.charts)
        out.push_back({static_cast<double>(out.size()) * (each + kGap), piece_of(c)});
      return beside(std::move(out));
    };
    all.push_back(row([&](const PlanChart& c) { return plain(c.label, each, bold); }));
    all.push_back(row([&](const PlanChart& c) {
      return chart_piece(c, common_range(content.charts, c.unit), book, each,
                         kChartHeight * look.size, kSmallest);
    }));
    all.push_back(row([&](const PlanChart& c) { return plain(c.says, each, letters()); }));
    all.push_back(row([&](const PlanChart& c) { return plain(c.direction, each, small()); }));
    for (const std::string& words : content.no_benefit)
      all.push_back(plain(words, look.width, letters()));
    all.push_back(plain(content.charts_note, look.width, small()));
    return stacked(std::move(all), 2);
  }

  [[nodiscard]] Piece recovery(double width) const {
    TableLook t{.widths = {width * 0.34}, .size = small().size};
    const std::size_t figures = content.recovery.head.size() - 1;
    t.widths.insert(t.widths.end(), figures, width * 0.66 / static_cast<double>(figures));
    return stacked({heading(content.recovery_title, width),
                    table_piece(paper, content.recovery.head, content.recovery.rows, t),
                    plain(content.recovery_note, width, small())},
                   2);
  }

  [[nodiscard]] Piece risks(double width) const {
    const TableLook t{.widths = {width * 0.42, width * 0.36, width * 0.22}, .size = small().size};
    return stacked({heading(said(book, "risks"), width),
                    table_piece(paper, content.risks.head, content.risks.rows, t),
                    plain(content.risks_note, width, small())},
                   2);
  }

  [[nodiscard]] Piece reasons(double width) const {
    if (content.tornado.empty()) return {};
    std::vector<Piece> all{heading(said(book, "tornado"), width),
                           plain(content.tornado_note, width, small())};
    for (std::size_t k = 0; k < content.tornado.size(); ++k)
      all.push_back(beside(
          {{0, plain(std::to_string(k + 1), 10, small())},
           {10, text_piece(paper, as_typed(content.tornado[k]), width - 10,
                           {.size = small().size, .ink = ink::text(), .line_height = kLineHeight},
                           TextRole::item)}}));
    return stacked(std::move(all), 2);
  }

  [[nodiscard]] Piece adherence(double width) const {
    if (content.adherence.empty()) return {};
    std::vector<Piece> all{heading(said(book, "adherence"), width)};
    for (const PlanFact& f : content.adherence)
      all.push_back(text_piece(
          paper, "*" + as_typed(f.name) + ":* " + as_typed(f.says), width,
          {.size = small().size, .ink = ink::text(), .line_height = kLineHeight}, TextRole::item));
    return stacked(std::move(all), 2);
  }

  [[nodiscard]] Piece signature() const {
    const double inner = look.width - 2 * kPadding - 4;
    const std::size_t n = content.signature.size();
    const double each = inner / static_cast<double>(n);
    std::vector<Placement> lines;
    for (const PlanFact& f : content.signature) {
      const double at = each * static_cast<double>(lines.size());
      Letters name = small();
      const Piece words = plain(f.says.empty() ? " " : f.says, each - 10, letters());
      const Piece below = plain(f.name, each - 10, name);
      lines.push_back({at, {words.height + below.height + 8, [=](Paper& p, Point corner) {
                              const double y = corner.y + words.height + 7;
                              words.draw(p, {corner.x, corner.y + 6});
                              p.line({corner.x, y}, {corner.x + each - 10, y}, ink::text(), 0.6);
                              below.draw(p, {corner.x, y + 1});
                            }}});
    }
    Letters bold = letters();
    bold.bold = true;
    std::string versions = "*" + as_typed(content.notice) + "*";
    for (const std::string& v : content.versions) versions += " " + as_typed(v);
    return boxed(stacked({plain(content.decides, inner, bold), beside(std::move(lines)),
                          text_piece(paper, versions, inner, small())},
                         3),
                 look.width, ink::quiet(), kPadding);
  }

  // In pairs; where room is short, one after the other without a break.
  [[nodiscard]] std::vector<Piece> sources() const {
    if (content.sources.empty()) return {};
    const Piece head = heading(said(book, "cited"), look.width);
    if (look.short_sources) {
      std::string running;
      for (const std::string& s : content.short_sources)
        running += (running.empty() ? "" : "; ") + as_typed(s);
      return {stacked({head, text_piece(paper, running, look.width, small())}, 2)};
    }
    std::vector<Piece> all;
    for (const std::string& s : content.sources)
      all.push_back(text_piece(paper, as_typed(s), half(), small(), TextRole::item));
    std::vector<Piece> out = in_pairs(all, half() + kGap);
    // The heading stays with what it heads.
    out.front() = stacked({head, out.front()}, 2);
    return out;
  }
};

}  // namespace

PlanPages plan_pages(const Paper& paper, const PlanContent& content, const TextBook& book,
                     const PlanLook& look) {
  const Setter set{paper, content, book, look};
  PlanPages out;
  const double half = set.half(), right = half + kGap;
  out.first = {set.title(), set.facts(), set.verdict(), set.settings(),
               set.list(said(book, "cautions"), content.cautions, look.width)};
  out.second = {
      set.charts(),
      in_columns({set.recovery(half), set.reasons(half), set.risks(half), set.adherence(half)},
                 right, kBlockGap),
      set.signature()};
  out.sources = set.sources();
  for (auto* page : {&out.first, &out.second})
    std::erase_if(*page, [](const Piece& p) { return p.height <= 0; });
  return out;
}

}  // namespace stipple
