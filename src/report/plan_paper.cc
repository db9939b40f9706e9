// SPDX-License-Identifier: Apache-2.0
#include "report/plan_paper.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.h"
#include "report/emphasis.h"
#include "report/plan_layout.h"
#include "report/plan_words.h"

namespace stipple {
namespace {

constexpr double kMargin = 31, kFoot = 15, kGap = 7, kLineGap = 1.5;
// Letters, and whether the sources stand with author, year and identifier alone.
struct Step {
  double size{};
  bool short_sources{};
};
constexpr Step kSteps[] = {{10.0, false}, {9.5, false}, {9.0, false}, {8.5, false},
                           {8.0, false},  {8.5, true},  {8.0, true},  {7.5, true}};

struct Placed {
  int page{};
  double top{};
  const Piece* piece{};
};

// One after the other; what does not fit goes to the next page, as does the second part if asked.
std::vector<Placed> flow(const PlanPages& pages, bool apart, double room) {
  std::vector<Placed> out;
  int page = 1;
  double at = 0;
  const auto put = [&](const Piece& piece, double gap) {
    if (at > 0 && at + piece.height > room) {
      ++page;
      at = 0;
    }
    out.push_back({page, at, &piece});
    at += piece.height + gap;
  };
  for (const Piece& p : pages.first) put(p, kGap);
  if (apart && at > 0) {
    ++page;
    at = 0;
  }
  for (const Piece& p : pages.second) put(p, kGap);
  for (const Piece& p : pages.sources) put(p, kLineGap);
  return out;
}

struct Setting {
  PlanPages pages{};
  std::vector<Placed> placed{};
};

// Each page with the largest letters in which it holds its part; the smallest where none does, and
// then the parts follow one another.
Setting setting_of(const Paper& paper, const PlanContent& content, const TextBook& book) {
  const double room = paper.height() - 2 * kMargin - kFoot;
  Setting s;
  bool first = false, second = false;
  for (const Step& step : kSteps) {
    const PlanPages tried = plan_pages(
        paper, content, book, {paper.width() - 2 * kMargin, step.size, step.short_sources});
    if (!first) {
      s.pages.first = tried.first;
      first = height_of(tried.first, kGap) <= room;
    }
    if (!second) {
      s.pages.second = tried.second;
      s.pages.sources = tried.sources;
      second = height_of(tried.second, kGap) + kGap + height_of(tried.sources, kLineGap) <= room;
    }
    if (first && second) break;
  }
  s.placed = flow(s.pages, first && second, room);
  return s;
}

// The day that the file bears, without a clock.
Date day_of(const PlanInput& in) {
  if (in.released && in.subject.care.released) return in.subject.care.released->date;
  const auto first = date_of(in.subject.course.visits.front(), in.subject.course);
  return first.value_or(Date{std::chrono::year{2000}, std::chrono::January, std::chrono::day{1}});
}

void draw_foot(Paper& paper, const PlanContent& content, const TextBook& book, int page,
               int pages) {
  const double top = paper.height() - kMargin - kFoot + 5, width = paper.width() - 2 * kMargin;
  Letters small{.size = kSmallest, .ink = ink::quiet()};
  const std::string whose = as_typed(fmt::format("{} \u00b7 {}", content.whose, content.mark));
  // A name may be as long as somebody types; the foot has one line.
  if (paper.width_of(whose, small) < width * 0.8)
    paper.text({kMargin, top}, width * 0.8, whose, small, TextRole::decoration);
  else
    paper.text({kMargin, top}, width * 0.8, as_typed(content.mark), small, TextRole::decoration);
  small.anchor = Anchor::end;
  paper.text({kMargin, top}, width,
             book.say("plan.page", {{"n", std::to_string(page)}, {"count", std::to_string(pages)}}),
             small, TextRole::decoration);
  if (!content.watermark.empty()) paper.watermark(content.watermark, colour(0x5c6672, 0.1));
}

}  // namespace

std::string plan_pdf(const PlanInput& in) {
  const TextBook& book = in.words;
  const PlanContent content = plan_content(in);
  Paper paper(in.size, fmt::format("{}: {}", content.title, content.whose), book.language(),
              day_of(in));
  const Setting s = setting_of(paper, content, book);
  const int pages = s.placed.back().page;
  for (const Placed& p : s.placed) {
    while (paper.page() < p.page) {
      draw_foot(paper, content, book, paper.page(), pages);
      paper.next_page();
    }
    p.piece->draw(paper, {kMargin, kMargin + p.top});
  }
  draw_foot(paper, content, book, pages, pages);
  return std::move(paper).pdf();
}

}  // namespace stipple
