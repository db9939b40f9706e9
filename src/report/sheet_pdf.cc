// SPDX-License-Identifier: Apache-2.0
// The parts of a sheet one below the other on as many pages as they need. A heading stays with what
// it is over, a question with its boxes and lines.
#include <fmt/format.h>

#include <algorithm>

#include "report/emphasis.h"
#include "report/sheet.h"

namespace stipple {
namespace {

using Kind = SheetPart::Kind;

// Points.
constexpr double kMargin = 54, kTop = 44, kFoot = 54, kLabel = 178, kBox = 9;

const Colour kInk = colour(0x1b2430), kQuiet = colour(0x5c6672), kAccent = colour(0x0a5fa4),
             kWarning = colour(0xc96a00), kRule = colour(0xc8ced6), kWhite = colour(0xffffff);
struct Inset {
  double left{}, right{};
};
constexpr Inset kBesideMark{0, 70};

// Somebody at home reads larger letters than a doctor with many sheets.
struct Type {
  Letters body{}, bold{}, small{}, labelled{}, lead{}, heading{}, title{};
};

Type type_of(double size) {
  Type t;
  t.body = {.size = size, .ink = kInk, .line_height = 1.35};
  t.bold = t.labelled = t.body;
  t.bold.bold = true;
  t.labelled.ink = kQuiet;
  t.small = {.size = 0.82 * size, .ink = kQuiet, .line_height = 1.35};
  t.lead = {.size = 1.33 * size, .ink = kAccent, .bold = true};
  t.heading = {.size = 1.2 * size, .ink = kAccent, .bold = true};
  t.title = {.size = 2.2 * size, .ink = kInk, .bold = true};
  return t;
}

double size_for(const Sheet& sheet) { return sheet.kind == "doctor-summary" ? 9.5 : 11.0; }

// A text of a page and more in pieces that fit on one, broken at a space where there is one.
std::vector<std::string> pieces_of(const std::string& words) {
  constexpr std::size_t kMost = 1500;  // bytes: a third of a page
  std::vector<std::string> pieces;
  std::size_t from = 0;
  while (words.size() - from > kMost) {
    std::size_t until = words.rfind(' ', from + kMost);
    if (until == words.npos || until <= from) until = from + kMost;
    // Not within a letter.
    while (until > from + 1 && (static_cast<unsigned char>(words[until]) & 0xC0U) == 0x80U) --until;
    pieces.push_back(words.substr(from, until - from));
    from = until;
  }
  pieces.push_back(words.substr(from));
  return pieces;
}

class Flow {
 public:
  Flow(const Sheet& sheet, const TextBook& book, PaperSize size, Date issued, int pages)
      : sheet_(sheet),
        book_(book),
        pages_(pages),
        type_(type_of(size_for(sheet))),
        paper_(size, sheet.title, book.language(), issued) {
    for (const SheetPart& part : sheet.parts) heights_.push_back(height_of(part));
  }

  // Gives the number of pages.
  int write() {
    y_ = kTop - 4;
    say(sheet_.title, type_.title, {}, TextRole::title);
    y_ += 6;
    for (std::size_t k = 0; k < sheet_.parts.size(); ++k) {
      keep_together(k);
      show(sheet_.parts[k]);
    }
    finish();
    return paper_.page();
  }
  std::string pdf() && { return std::move(paper_).pdf(); }

 private:
  [[nodiscard]] double line_height() const { return 2.1 * type_.body.size; }  // to write on
  [[nodiscard]] double room() const { return paper_.width() - 2 * kMargin; }
  [[nodiscard]] double bottom() const { return paper_.height() - kFoot; }
  [[nodiscard]] double height(const std::string& words, const Letters& letters,
                              Inset in = {}) const {
    return paper_.height_of(as_typed(words), room() - in.left - in.right, letters);
  }

  void say(const std::string& words, const Letters& letters, Inset in = {},
           TextRole role = TextRole::paragraph) {
    for (const std::string& piece : pieces_of(words)) {
      if (y_ + height(piece, letters, in) > paper_.height() - kFoot + 12) next_page();
      y_ += paper_.text({kMargin + in.left, y_}, room() - in.left - in.right, as_typed(piece),
                        letters, role);
    }
  }

  [[nodiscard]] double height_of(const SheetPart& part) const;
  [[nodiscard]] double height_together(std::size_t k) const;
  void keep_together(std::size_t k);
  void next_page();
  void show(const SheetPart& part);
  void show_lead(const SheetPart& part);
  void show_item(const SheetPart& part);
  void show_field(const SheetPart& part);
  void show_question(const SheetPart& part);
  void show_answer(const SheetPart& part);
  [[nodiscard]] bool writes_beside(const SheetPart& part, Point end) const;
  [[nodiscard]] double answer_height(const SheetPart& part) const;
  void finish();
  void page_number();

  const Sheet& sheet_;
  const TextBook& book_;
  int pages_;
  Type type_;
  Paper paper_;
  std::vector<double> heights_{};  // of the parts
  double y_{};
};

constexpr double kRow = 18, kRoomToWrite = 130;

// Boxes beside one another, as many as there is room for on a row; calls `at` for each. Gives the
// place after the last one.
template <class At>
Point lay_choices(const Paper& paper, const Letters& letters,
                  const std::vector<std::string>& choices, double room, At at) {
  double x = 0, y = 0;
  for (const std::string& choice : choices) {
    const double width = kBox + 6 + paper.width_of(as_typed(choice), letters) + 20;
    if (x > 0 && x + width - 20 > room) {
      x = 0;
      y += kRow;
    }
    at(x, y, choice);
    x += width;
  }
  return {x, y};
}

// A single line stands beside the boxes where there is room.
bool Flow::writes_beside(const SheetPart& part, Point end) const {
  return part.lines == 1 && !part.choices.empty() && room() - end.x > kRoomToWrite;
}

double Flow::answer_height(const SheetPart& part) const {
  if (part.choices.empty()) return part.lines * line_height();
  const Point end =
      lay_choices(paper_, type_.body, part.choices, room(), [](double, double, const auto&) {});
  return end.y + kRow + 3 + (writes_beside(part, end) ? 0 : part.lines * line_height());
}

double Flow::height_of(const SheetPart& part) const {
  switch (part.kind) {
    case Kind::lead: return height(part.words, type_.lead, {12}) + 14;
    case Kind::heading: return height(part.words, type_.heading) + 13;
    case Kind::subheading: return height(part.words, type_.bold) + 9;
    case Kind::paragraph: return height(part.words, type_.body) + 5;
    case Kind::item: return height(part.words, type_.body, {14}) + 4;
    case Kind::quiet: return height(part.words, type_.small) + 5;
    case Kind::field:
      return part.words.empty() ? line_height() : height(part.words, type_.body, {kLabel}) + 3;
    case Kind::question:
      return height(part.words, type_.bold, kBesideMark) + height(part.note, type_.small) +
             answer_height(part) + 12;
  }
  return 0;
}

// How much must stand on one page from this part on: a heading with the first part under it, or
// with all of them where they are few.
double Flow::height_together(std::size_t k) const {
  const Kind kind = sheet_.parts[k].kind;
  double first = heights_[k];
  if (kind != Kind::heading && kind != Kind::subheading) return first;
  double all = first;
  bool closed = false;
  for (std::size_t at = k + 1; at < sheet_.parts.size(); ++at) {
    const SheetPart& part = sheet_.parts[at];
    if (part.kind == Kind::heading || (kind == part.kind)) break;
    all += heights_[at];
    if (!closed) first += heights_[at];
    closed = closed || part.kind != Kind::subheading;
  }
  return all < 0.4 * paper_.height() ? all : first;
}

void Flow::keep_together(std::size_t k) {
  if (y_ > kTop && y_ + height_together(k) > bottom()) next_page();
}

void Flow::next_page() {
  page_number();
  paper_.next_page();
  y_ = kTop;
}

void Flow::show(const SheetPart& part) {
  switch (part.kind) {
    case Kind::lead: show_lead(part); return;
    case Kind::heading:
      y_ += 10;
      say(part.words, type_.heading, {}, TextRole::heading);
      y_ += 3;
      return;
    case Kind::subheading:
      y_ += 6;
      say(part.words, type_.bold);
      y_ += 3;
      return;
    case Kind::paragraph:
      say(part.words, type_.body);
      y_ += 5;
      return;
    case Kind::item: show_item(part); return;
    case Kind::quiet:
      say(part.words, type_.small);
      y_ += 5;
      return;
    case Kind::field: show_field(part); return;
    case Kind::question: show_question(part); return;
  }
}

void Flow::show_lead(const SheetPart& part) {
  const double top = y_ + 2;
  y_ = top;
  say(part.words, type_.lead, {12});
  paper_.rect({kMargin, top}, 3.5, y_ - top, kAccent, 1);
  y_ += 10;
}

void Flow::show_item(const SheetPart& part) {
  paper_.circle({kMargin + 4, y_ + 7.2}, 1.8, kAccent);
  say(part.words, type_.body, {14}, TextRole::item);
  y_ += 4;
}

void Flow::show_field(const SheetPart& part) {
  if (part.words.empty()) {
    y_ += 5;
    say(part.label, type_.labelled);
    paper_.line({kMargin + kLabel, y_ - 1}, {kMargin + room(), y_ - 1}, kQuiet, 0.6);
    y_ += 4;
    return;
  }
  const double top = y_;
  const double label =
      paper_.text({kMargin, top}, kLabel - 8, as_typed(part.label), type_.labelled);
  say(part.words, type_.body, {kLabel});
  y_ = std::max(y_, top + label) + 3;
}

void Flow::show_answer(const SheetPart& part) {
  const double top = y_ + 3;
  int lines = part.lines;
  if (!part.choices.empty()) {
    const auto box = [&](double x, double y, const std::string& choice) {
      paper_.frame({kMargin + x, top + y + 2.2}, kBox, kBox, kInk, 0.9, 1.5);
      paper_.text({kMargin + x + kBox + 6, top + y}, room() - x - kBox - 5.9, as_typed(choice),
                  type_.body);
    };
    const Point end = lay_choices(paper_, type_.body, part.choices, room(), box);
    y_ = top + end.y + kRow;
    if (writes_beside(part, end)) {
      paper_.line({kMargin + end.x, y_ - 3}, {kMargin + room(), y_ - 3}, kRule, 0.7);
      lines = 0;
    }
  }
  for (int k = 0; k < lines; ++k) {
    y_ += line_height();
    paper_.line({kMargin, y_ - 3}, {kMargin + room(), y_ - 3}, kRule, 0.7);
  }
}

void Flow::show_question(const SheetPart& part) {
  y_ += 4;
  const Letters letters{.size = 8, .ink = kWhite, .bold = true};
  const double mark = part.label.empty() ? 0 : paper_.width_of(as_typed(part.label), letters) + 12;
  if (mark > 0) {
    paper_.rect({kMargin + room() - mark, y_ + 1}, mark, 13, kWarning, 6);
    paper_.text({kMargin + room() - mark + 6, y_ + 2.5}, mark, as_typed(part.label), letters);
  }
  say(part.words, type_.bold, kBesideMark);
  if (!part.note.empty()) say(part.note, type_.small);
  show_answer(part);
  y_ += 8;
}

void Flow::page_number() {
  paper_.text({kMargin, paper_.height() - 36}, room(),
              book_.say("sheet.foot.page", {{"page", std::to_string(paper_.page())},
                                            {"pages", std::to_string(pages_)}}),
              {.size = 8.5, .ink = kQuiet, .anchor = Anchor::end}, TextRole::decoration);
}

// Which visit, which rules, and the notice: once, at the end.
void Flow::finish() {
  const std::string foot = fmt::format("{}", fmt::join(sheet_.foot, " "));
  const double needed = 8 + height(foot, type_.small);
  if (y_ + needed > paper_.height() - kFoot + 12) next_page();
  y_ = std::max(y_ + 4, paper_.height() - kFoot + 12 - needed);
  paper_.line({kMargin, y_}, {kMargin + room(), y_}, kRule, 0.7);
  y_ += 5;
  say(foot, type_.small);
  page_number();
}

}  // namespace

std::string sheet_pdf(const Sheet& sheet, const TextBook& book, PaperSize size, Date issued) {
  // Once to count the pages, once to say how many there are.
  const int pages = Flow(sheet, book, size, issued, 1).write();
  Flow flow(sheet, book, size, issued, pages);
  flow.write();
  return std::move(flow).pdf();
}

}  // namespace stipple
