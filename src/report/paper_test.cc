// SPDX-License-Identifier: Apache-2.0
#include "report/paper.h"

#include <doctest/doctest.h>

#define POINTERHOLDER_TRANSITION 4
#include <cmath>
#include <qpdf/JSON.hh>  // clang wants it whole before QPDF.hh
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>

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

struct Opened {
  std::string bytes;
  QPDF pdf;
  explicit Opened(std::string b) : bytes(std::move(b)) {
    pdf.processMemoryFile("test", bytes.data(), bytes.size());
  }
  // Kinds of the structure elements below one, in the order of reading.
  std::vector<std::string> kinds(QPDFObjectHandle of) {
    std::vector<std::string> found;
    for (QPDFObjectHandle& kid : of.getKey("/K").getArrayAsVector())
      if (kid.isDictionary() && kid.hasKey("/S")) found.push_back(kid.getKey("/S").getName());
    return found;
  }
};

}  // namespace

TEST_CASE("equal strokes give equal bytes, other words other ones") {
  CHECK(sample().pdf() == sample().pdf());
  CHECK(sample().pdf() != sample("Another title").pdf());
}

TEST_CASE("a paper says its title and its language, and the day it was made for") {
  Opened file(sample("Nach dem Termin \xC3\xBC", "de").pdf());
  QPDFObjectHandle root = file.pdf.getRoot();
  CHECK(root.getKey("/Lang").getUTF8Value() == "de");
  CHECK(root.getKey("/ViewerPreferences").getKey("/DisplayDocTitle").getBoolValue());
  CHECK(root.getKey("/MarkInfo").getKey("/Marked").getBoolValue());
  QPDFObjectHandle info = file.pdf.getTrailer().getKey("/Info");
  CHECK(info.getKey("/Title").getUTF8Value() == "Nach dem Termin \xC3\xBC");
  CHECK(info.getKey("/CreationDate").getStringValue() == "D:20260302000000Z");
  CHECK_FALSE(info.hasKey("/ModDate"));
}

TEST_CASE("whoever hears the page is told headings, paragraphs and one list, and no decoration") {
  Opened file(sample().pdf());
  QPDFObjectHandle tree = file.pdf.getRoot().getKey("/StructTreeRoot");
  QPDFObjectHandle document = tree.getKey("/K");
  CHECK(document.getKey("/S").getName() == "/Document");
  // The watermark, the heading, the paragraph, the list.
  CHECK(file.kinds(document) == std::vector<std::string>{"/Figure", "/H1", "/P", "/L"});
  CHECK(document.getKey("/K").getArrayItem(0).getKey("/Alt").getUTF8Value() == "DRAFT");
  QPDFObjectHandle list = document.getKey("/K").getArrayItem(3);
  CHECK(file.kinds(list) == std::vector<std::string>{"/LI", "/LI", "/LI"});
  for (QPDFObjectHandle& child : document.getKey("/K").getArrayAsVector())
    CHECK(child.getKey("/P").getObjGen() == document.getObjGen());
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
      Opened file(std::move(paper).pdf());
      auto found = QPDFPageDocumentHelper(file.pdf).getAllPages();
      REQUIRE(found.size() == static_cast<std::size_t>(pages));
      QPDFObjectHandle box = found.back().getObjectHandle().getKey("/MediaBox");
      CHECK(box.getArrayItem(2).getNumericValue() == doctest::Approx(width).epsilon(1e-5));
      CHECK(box.getArrayItem(3).getNumericValue() == doctest::Approx(height).epsilon(1e-5));
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
  Opened file(std::move(paper).pdf());
  CHECK(QPDFPageDocumentHelper(file.pdf).getAllPages().size() == 1);
}

TEST_CASE("a pictogram that is none is said to be corrupt data") {
  Paper paper(PaperSize::a4, "t", "en", kDay);
  CHECK_THROWS_AS(paper.pictogram("no svg", {0, 0}, 18, kInk), Failure);
  CHECK_THROWS_AS(paper.pictogram("", {0, 0}, 18, kInk), Failure);
}
