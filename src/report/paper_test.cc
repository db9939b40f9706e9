// SPDX-License-Identifier: Apache-2.0
#include "report/paper.h"

#include <doctest/doctest.h>
#include <qpdf/qpdf-c.h>

#include <cmath>

#include "core/error.h"
#include "report/emphasis.h"

using namespace stipple;

namespace {

const Colour kInk = colour(0x1b2430);
const Date kDay = *parse_date("2026-03-02");
constexpr const char* kSquare = R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">)"
                                R"(<path d="M2 2h20v20H2z" fill="currentColor"/></svg>)";

Paper sample(const std::string& title = "A leaflet", const char* language = "en") {
  Paper paper(PaperSize::a4, title, language, kDay);
  paper.watermark("DRAFT", colour(0x5c6672, 0.15));
  paper.text({50, 50}, 400, "A heading", {.size = 20, .ink = kInk}, TextRole::title);
  paper.text({50, 90}, 400, "Keep *dry* today.", {.ink = kInk});
  for (const char* item : {"one", "two", "three"})
    paper.text({50, 120}, 400, item, {.ink = kInk}, TextRole::item);
  paper.text({50, 180}, 400, "not said", {.ink = kInk}, TextRole::decoration);
  paper.pictogram(kSquare, {10, 10}, 18, kInk);
  paper.next_page();
  paper.watermark("DRAFT", colour(0x5c6672, 0.15));
  return paper;
}

// A PDF opened again, to ask what it says of itself; keys as a path, "/Info/Title".
class Opened {
 public:
  explicit Opened(std::string bytes) : bytes_(std::move(bytes)), pdf_(qpdf_init()) {
    REQUIRE(qpdf_read_memory(pdf_, "test", bytes_.data(), bytes_.size(), nullptr) == 0);
  }
  ~Opened() { qpdf_cleanup(&pdf_); }
  Opened(const Opened&) = delete;
  Opened& operator=(const Opened&) = delete;

  [[nodiscard]] qpdf_oh root() const { return qpdf_get_root(pdf_); }
  [[nodiscard]] qpdf_oh trailer() const { return qpdf_get_trailer(pdf_); }
  [[nodiscard]] qpdf_oh at(qpdf_oh from, std::string_view path) const {
    while (!path.empty()) {
      const std::string key(path.substr(0, path.find('/', 1)));
      from = qpdf_oh_get_key_if_dict(pdf_, from, key.c_str());
      path.remove_prefix(key.size());
    }
    return from;
  }
  [[nodiscard]] std::string text(qpdf_oh from, std::string_view path) const {
    return qpdf_oh_get_utf8_value(pdf_, at(from, path));
  }
  [[nodiscard]] bool truth(qpdf_oh from, std::string_view path) const {
    return qpdf_oh_get_bool_value(pdf_, at(from, path)) != 0;
  }
  [[nodiscard]] bool is_null(qpdf_oh object) const { return qpdf_oh_is_null(pdf_, object) != 0; }
  [[nodiscard]] int pages() const { return qpdf_get_num_pages(pdf_); }
  [[nodiscard]] double of_last_page(int corner) const {
    const qpdf_oh page = qpdf_get_page_n(pdf_, static_cast<std::size_t>(pages() - 1));
    return qpdf_oh_get_numeric_value(pdf_,
                                     qpdf_oh_get_array_item(pdf_, at(page, "/MediaBox"), corner));
  }
  // What somebody hears, in the order of reading: "/H1 /P /L(/LI /LI)"; every child knows its
  // parent.
  [[nodiscard]] std::string heard(qpdf_oh below) const {
    std::string all;
    const qpdf_oh kids = at(below, "/K");
    if (qpdf_oh_is_array(pdf_, kids) == 0) return all;  // only a number of what is drawn
    for (int k = 0; k < qpdf_oh_get_array_n_items(pdf_, kids); ++k) {
      const qpdf_oh kid = qpdf_oh_get_array_item(pdf_, kids, k);
      if (is_null(at(kid, "/S"))) continue;
      CHECK(qpdf_oh_get_object_id(pdf_, at(kid, "/P")) == qpdf_oh_get_object_id(pdf_, below));
      const std::string inside = heard(kid);
      if (!all.empty()) all += ' ';
      all += qpdf_oh_get_name(pdf_, at(kid, "/S"));
      if (!inside.empty()) all += "(" + inside + ")";
    }
    return all;
  }
  [[nodiscard]] qpdf_oh first_kid(qpdf_oh of) const {
    return qpdf_oh_get_array_item(pdf_, at(of, "/K"), 0);
  }

 private:
  std::string bytes_;
  qpdf_data pdf_;
};

}  // namespace

TEST_CASE("equal strokes give equal bytes, other words other ones") {
  CHECK(sample().pdf() == sample().pdf());
  CHECK(sample().pdf() != sample("Another title").pdf());
}

TEST_CASE("a paper says its title and its language, and the day it was made for") {
  const Opened file(sample("Nach dem Termin \xC3\xBC", "de").pdf());
  CHECK(file.text(file.root(), "/Lang") == "de");
  CHECK(file.truth(file.root(), "/ViewerPreferences/DisplayDocTitle"));
  CHECK(file.truth(file.root(), "/MarkInfo/Marked"));
  CHECK(file.text(file.trailer(), "/Info/Title") == "Nach dem Termin \xC3\xBC");
  CHECK(file.text(file.trailer(), "/Info/CreationDate") == "D:20260302000000Z");
  CHECK(file.is_null(file.at(file.trailer(), "/Info/ModDate")));
}

TEST_CASE("whoever hears the page is told headings, paragraphs and one list, and no decoration") {
  const Opened file(sample().pdf());
  const qpdf_oh document = file.at(file.root(), "/StructTreeRoot/K");
  // The watermark, the heading, the paragraph, the list; on the second page the watermark is mute.
  CHECK(file.heard(document) == "/Figure /H1 /P /L(/LI /LI /LI)");
  CHECK(file.text(file.first_kid(document), "/Alt") == "DRAFT");
}

TEST_CASE("pages are as many as were asked for, of the size asked for") {
  for (const PaperSize size : {PaperSize::a4, PaperSize::letter}) {
    for (int pages = 1; pages <= 4; ++pages) {
      Paper paper(size, "t", "en", kDay);
      for (int k = 1; k < pages; ++k) {
        paper.text({50, 50}, 300, "words", {.ink = kInk});
        paper.watermark("DRAFT", kInk);
        paper.next_page();
      }
      CHECK(paper.page() == pages);
      const double width = paper.width(), height = paper.height();
      const Opened file(std::move(paper).pdf());
      CHECK(file.pages() == pages);
      CHECK(file.of_last_page(2) == doctest::Approx(width).epsilon(1e-5));
      CHECK(file.of_last_page(3) == doctest::Approx(height).epsilon(1e-5));
    }
  }
}

TEST_CASE("a text takes the height that was foretold, and no less in a narrower column") {
  Paper paper(PaperSize::a4, "t", "en", kDay);
  const std::string words =
      "Stay in the *shade* on the day of the visit, and wear a hat with a wide brim. Sonnenschutz "
      "und Feuchtigkeitspflegeprodukte sind lange W\xC3\xB6rter.";
  for (const double size : {9.5, 11.0, 14.0}) {
    const Letters letters{.size = size, .ink = kInk};
    double last = 0.0;
    for (double width = 500; width > 60; width -= 20) {
      const double foretold = paper.height_of(words, width, letters);
      CHECK(paper.text({40, 40}, width, words, letters) == foretold);
      CHECK(foretold >= last);
      CHECK(std::remainder(foretold, size * letters.line_height) == doctest::Approx(0.0));
      last = foretold;
    }
    CHECK(paper.height_of(words, paper.width_of(words, letters) + 1, letters) ==
          doctest::Approx(size * letters.line_height));
  }
}

TEST_CASE("bold words are wider, stars take no room, and what a user typed keeps its stars") {
  const Paper paper(PaperSize::a4, "t", "en", kDay);
  const auto width = [&](const std::string& words) {
    return paper.width_of(words, {.size = 12, .ink = kInk});
  };
  CHECK(width("*shade*") > width("shade"));
  CHECK(width("*shade*") == paper.width_of("shade", {.size = 12, .ink = kInk, .bold = true}));
  CHECK(width(as_typed("*shade*")) > width("*shade*"));
  CHECK(width("shade and hat") > width("shade"));
}

TEST_CASE("no bytes that a user may type stop the page") {
  Paper paper(PaperSize::letter, std::string("t\0\xff", 3), "en", kDay);
  for (const std::string& typed :
       {std::string("\xff\xfe*"), std::string("a\0b", 3), std::string("\xf0\x9f\x8c\x9e sun"),
        std::string("\xd8\xb9\xd8\xb1\xd8\xa8\xd9\x8a"), std::string("<b>&amp;"),
        std::string(400, 'W'), std::string("\x01\x1f\x7f")})
    CHECK(paper.text({40, 40}, 200, as_typed(typed), {.ink = kInk}) > 0.0);
  CHECK(Opened(std::move(paper).pdf()).pages() == 1);
}

TEST_CASE("a pictogram that is none is said to be corrupt data") {
  Paper paper(PaperSize::a4, "t", "en", kDay);
  CHECK_THROWS_AS(paper.pictogram("no svg", {0, 0}, 18, kInk), Failure);
  CHECK_THROWS_AS(paper.pictogram("", {0, 0}, 18, kInk), Failure);
}
