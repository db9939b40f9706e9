// SPDX-License-Identifier: Apache-2.0
#include "report/leaflet.h"

#include <doctest/doctest.h>

#include <regex>
#include <set>

#include "report/emphasis.h"
#include "report/leaflet_content.h"
#include "report/leaflet_for_tests.h"
#include "report/leaflet_page.h"
#include "report/markup.h"
#include "report/well_formed_for_tests.h"

using namespace stipple;

namespace {

struct Given {
  std::string language{"en"};
  CarePlan plan{sample_care(1)};
  CareSettings settings{sample_settings()};
  bool released{};
  PaperSize size{};
  std::size_t first_visit{};

  DataFiles files{DataFiles::embedded()};
  TextBook book{TextBook::load(files, language)};

  [[nodiscard]] LeafletInput input() const {
    return {.plan = plan,
            .settings = settings,
            .files = files,
            .zone = "cheek",
            .device = "Pen, 12 needles",
            .draft = "3f9a2c71b0",
            .released = released,
            .size = size,
            .day = *parse_date("2026-02-20"),
            .first_visit = first_visit};
  }
  [[nodiscard]] LeafletContent content() const { return leaflet_content(input(), book); }
  [[nodiscard]] Paper paper() const {
    return fitted_leaflet(content(), files, size, *parse_date("2026-02-20"));
  }
  [[nodiscard]] std::string html() const { return leaflet_html(input(), book); }
};

// What somebody reads on the page of HTML, tags taken out.
std::string text_of(const std::string& html) {
  const std::string body = html.substr(html.find("<body>"));
  return std::regex_replace(body, std::regex("<[^>]*>"), "");
}

// A plan without what only some patients get.
CarePlan usual_care(std::size_t visits) {
  CarePlan plan = sample_care(visits);
  plan.outside_clearance = false;
  for (CareVisit& v : plan.visits)
    std::erase_if(v.instructions, [](const DatedInstruction& d) {
      return d.id == "longer-sun-care" || d.id.starts_with("retinoid") || d.id == "antiviral";
    });
  return plan;
}

const std::vector<std::string> kLanguages{"en", "de"};

}  // namespace

TEST_CASE("every sentence on paper stands on the page of HTML too") {
  for (const std::string& language : kLanguages)
    for (const std::size_t visits : {std::size_t{1}, std::size_t{4}, std::size_t{6}})
      for (const char* start : {"2026-03-02", ""}) {
        const Given given{.language = language, .plan = sample_care(visits, start)};
        const std::string page = text_of(given.html());
        const Paper paper = given.paper();
        CHECK(paper.said().size() > 60);
        for (const std::string& sentence : paper.said()) {
          CAPTURE(sentence);
          CHECK(page.find(escaped(sentence)) != page.npos);
        }
      }
}

TEST_CASE("the page of HTML is well-formed, fetches nothing and names its language") {
  for (const std::string& language : kLanguages) {
    const std::string html = Given{.language = language, .plan = sample_care(3)}.html();
    CHECK(well_formed(html) == "");
    CHECK(html.find("<html lang=\"" + language + "\"") != html.npos);
    for (const char* never : {"<script", "src=", "href=", "url(", "@import"})
      CHECK(html.find(never) == html.npos);
    // Drawings are silent.
    std::size_t drawings = 0, silent = 0;
    for (std::size_t at = html.find("<svg"); at != html.npos; at = html.find("<svg", at + 1)) {
      ++drawings;
      silent += html.compare(at, 23, "<svg aria-hidden=\"true\"") == 0 ? 1 : 0;
    }
    CHECK(drawings > 20);
    CHECK(silent == drawings);
  }
}

TEST_CASE("what an ordinary patient takes home is one sheet, up to four visits") {
  for (const std::string& language : kLanguages)
    for (const std::size_t visits : {1, 2, 3, 4})
      for (const PaperSize size : {PaperSize::a4, PaperSize::letter}) {
        CAPTURE(language);
        CAPTURE(visits);
        const Given given{.language = language, .plan = usual_care(visits), .size = size};
        // German on the shorter page is one sheet for one visit only.
        if (language == "en" || size == PaperSize::a4 || visits == 1)
          CHECK(given.paper().page() == 2);
        else
          CHECK(given.paper().page() <= 3);
      }
}

TEST_CASE("what does not fit is on a third page, and nothing is cut") {
  for (const std::string& language : kLanguages) {
    Given given{.language = language, .plan = sample_care(9)};
    for (int k = 0; k < 20; ++k)
      given.settings.products.push_back(std::string(150, 'w') + " " + std::to_string(k));
    const Paper paper = given.paper();
    CHECK(paper.page() >= 3);
    std::string all;
    for (const std::string& s : paper.said()) all += s + "\n";
    const LeafletContent content = given.content();
    for (const LeafletGroup& g : content.groups)
      for (const LeafletItem& i : g.items) CHECK(all.find(without_emphasis(i.words)) != all.npos);
  }
}

TEST_CASE("a draft says so on paper and page, a released one says who released it") {
  for (const std::string& language : kLanguages) {
    Given given{.language = language};
    const std::string draft = text_of(given.html());
    CHECK(draft.find("3f9a2c71b0") != draft.npos);
    CHECK(draft.find("Dr. A. Beispiel") == draft.npos);
    CHECK_FALSE(given.content().watermark.empty());
    given.released = true;
    const std::string released = text_of(given.html());
    CHECK(released.find("3f9a2c71b0") == released.npos);
    CHECK(released.find("Dr. A. Beispiel, Dermatologin") != released.npos);
    CHECK(released.find(given.book.long_date(*parse_date("2026-02-20"))) != released.npos);
    CHECK(given.content().watermark.empty());
  }
}

TEST_CASE("a leaflet says nothing that it must not say") {
  const std::regex never(
      "%|percent|prozent|safe for|sicher f.r alle|no downtime|downtime|ausfallzeit|guarantee|"
      "garantier|stop taking|setzen sie (?!wegen dieser behandlung nie)[^.]* ab\\b|[0-9] "
      "?(mg|\xC2\xB5g|ml|g|ie)\\b|aciclovir|"
      "lidoca|tretinoin|risk of [0-9]|keloid|melasma|serum on the day",
      std::regex::icase);
  for (const std::string& language : kLanguages)
    for (const std::size_t visits : {std::size_t{1}, std::size_t{4}}) {
      Given given{.language = language, .plan = sample_care(visits)};
      given.settings.prescribed.clear();  // word for word, doses and all
      const std::string text = text_of(given.html());
      std::smatch found;
      CHECK_MESSAGE(!std::regex_search(text, found, never), found.str());
    }
  // The pattern does find what it looks for.
  CHECK(std::regex_search(std::string("Valaciclovir 500 mg"), never));
}

TEST_CASE("what must be said is said, whatever the settings leave out") {
  for (const std::string& language : kLanguages) {
    Given given{.language = language, .settings = {}};
    for (CareVisit& v : given.plan.visits) v.instructions.clear(), v.calls.clear();
    const std::string text = text_of(given.html());
    const auto says = [&](const char* key) {
      return text.find(escaped(without_emphasis(given.book.say(key)))) != text.npos;
    };
    for (const char* key :
         {"leaflet.keep_prescribed", "leaflet.bring_names", "leaflet.contact.usual_numbers",
          "leaflet.contact.out_of_hours", "leaflet.know.results", "leaflet.know.clearance",
          "leaflet.products_to_fill", "notice"}) {
      CAPTURE(key);
      CHECK(says(key));
    }
    CHECK(text.find(given.plan.rules_version) != text.npos);
    CHECK(text.find(escaped(given.plan.practice_rules)) != text.npos);
    given.plan.outside_clearance = false;
    CHECK(text_of(given.html()).find(without_emphasis(given.book.say("leaflet.know.clearance"))) ==
          std::string::npos);
    // The notice stands once.
    const std::string notice = given.book.say("notice");
    const std::size_t first = text.find(notice);
    CHECK(text.find(notice, first + 1) == text.npos);
  }
}

TEST_CASE("each visit has its dates, and each instruction stands once") {
  for (const std::size_t visits : {1, 3, 6}) {
    const Given given{.plan = sample_care(visits)};
    const std::string text = text_of(given.html());
    for (const CareVisit& v : given.plan.visits) {
      CHECK(text.find(given.book.short_date(v.when->date)) != text.npos);
      for (const DatedInstruction& d : v.instructions) {
        CAPTURE(d.id);
        if (d.until) CHECK(text.find(given.book.short_date(d.until->date)) != text.npos);
      }
    }
    const LeafletContent content = given.content();
    for (const DatedInstruction& d : given.plan.visits[0].instructions) {
      std::size_t said = 0;
      for (const LeafletGroup& g : content.groups)
        for (const LeafletItem& i : g.items)
          said +=
              i.words.starts_with("*" + given.book.say("instruction." + d.id + ".title") + ".*");
      CHECK(said == 1);
    }
  }
}

TEST_CASE("of a long course six visits are shown, from the one asked for, and it is said") {
  Given given{.plan = sample_care(9)};
  CHECK(given.content().dates->head.cells.size() == 6);
  given.first_visit = 6;
  const LeafletContent rest = given.content();
  CHECK(rest.dates->head.cells.size() == 3);
  CHECK(text_of(given.html())
            .find(given.book.say("leaflet.some_visits",
                                 {{"first", "7"}, {"last", "9"}, {"all", "9"}})) !=
        std::string::npos);
}

TEST_CASE("the strip of days shows what the shares say") {
  const Given given{.plan = sample_care(2)};
  const LeafletContent content = given.content();
  const LeafletStrip& strip = *content.strip;
  CHECK(strip.signs.size() == kRecoverySigns.size() - 1);  // all but the open barrier
  for (std::size_t k = 0; k < strip.signs.size(); ++k)
    for (std::size_t d = 0; d < strip.signs[k].days.size(); ++d) {
      const double share = given.plan.visits[0].recovery.signs[k].share[d];
      CHECK((strip.signs[k].days[d] == SignLevel::usual) == (share >= kUsualShare));
      CHECK((strip.signs[k].days[d] == SignLevel::absent) == (share < kPossibleShare));
    }
}

TEST_CASE("a span in words is never shorter than its hours") {
  const Given given;
  for (int hours = 1; hours < 24 * 90; ++hours) {
    const std::string words = span_words(hours, given.book);
    const int n = std::stoi(words);
    const int unit = words.find("hour") != words.npos  ? 1
                     : words.find("day") != words.npos ? 24
                                                       : 168;
    CHECK(n * unit >= hours);
    CHECK(n * unit < hours + 24);
  }
}

TEST_CASE("what a user typed changes no words and breaks no page") {
  Given given;
  given.plan.case_name = "<b>*A* & \"B\"\xff";
  given.settings.practice->name = "Praxis *Stern* <script>";
  given.settings.products = {"50 % off \\ *"};
  const std::string html = given.html();
  CHECK(well_formed(html) == "");
  CHECK(html.find("<script") == html.npos);
  CHECK(text_of(html).find("Praxis *Stern* &lt;script&gt;") != std::string::npos);
  CHECK(given.paper().page() == 2);
}

TEST_CASE("equal input gives equal bytes") {
  const Given given{.plan = sample_care(3)};
  CHECK(leaflet_pdf(given.input(), given.book) == leaflet_pdf(given.input(), given.book));
  CHECK(given.html() == given.html());
}

TEST_CASE("every pictogram can be drawn, and every instruction has one") {
  const DataFiles files = DataFiles::embedded();
  Paper paper(PaperSize::a4, "t", "en", *parse_date("2026-03-02"));
  std::set<std::string> known;
  for (const std::string& name : files.names("pictograms/")) {
    CAPTURE(name);
    const std::string_view svg = files.text(name);
    CHECK(svg.find("viewBox=\"0 0 24 24\"") != svg.npos);
    CHECK(svg.find("stroke=\"currentColor\"") != svg.npos);
    CHECK(svg.find('#') == svg.npos);  // no colour of its own
    CHECK(well_formed(svg) == "");
    CHECK_NOTHROW(paper.pictogram(svg, {10, 10}, 18, colour(0x0a5fa4)));
    known.insert(name.substr(name.find('/') + 1, name.find('.') - name.find('/') - 1));
  }
  const CarePlan plan = sample_care(1);
  for (const DatedInstruction& d : plan.visits[0].instructions)
    CHECK_MESSAGE(known.contains(d.pictogram), d.id);
}
