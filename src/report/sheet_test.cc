// SPDX-License-Identifier: Apache-2.0
#include "report/sheet.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "candidacy/vignettes_for_tests.h"
#include "report/case_words.h"
#include "report/pdf_text_for_tests.h"
#include "report/well_formed_for_tests.h"

namespace stipple {
namespace {

constexpr const char* kLanguages[] = {"en", "de"};

const TextBook& book_of(std::string_view language) {
  static const TextBook en = TextBook::load(DataFiles::embedded(), "en");
  static const TextBook de = TextBook::load(DataFiles::embedded(), "de");
  return language == "de" ? de : en;
}

CareSettings with_practice() {
  return {.practice = Practice{.name = "Praxis am See",
                               .address = "Seeweg 1",
                               .phone = "012 345",
                               .out_of_hours = "116 117"}};
}

Sheet sheet_of(const Vignette& v, const Verdict& verdict, std::string_view language,
               const std::string& case_name = "A case") {
  return sheet_for(verdict, v.person.patient, v.person.course, with_practice(), case_name,
                   book_of(language));
}

std::string pdf_of(const Sheet& sheet, const TextBook& book) {
  return sheet_pdf(sheet, book, PaperSize::a4, *parse_date("2026-02-20"));
}

// Everything that the sheet says, in order.
std::vector<std::string> said_in(const Sheet& sheet) {
  std::vector<std::string> said{sheet.title};
  for (const SheetPart& part : sheet.parts) {
    const bool label_first = part.kind == SheetPart::Kind::field;
    if (label_first) said.push_back(part.label);
    said.push_back(part.words);
    if (!label_first) said.push_back(part.label);
    said.push_back(part.note);
    said.insert(said.end(), part.choices.begin(), part.choices.end());
  }
  said.insert(said.end(), sheet.foot.begin(), sheet.foot.end());
  return said;
}

std::string all_of(const Sheet& sheet) {
  return fmt::format("{}", fmt::join(said_in(sheet), "\n"));
}

bool holds(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

// How a page breaks its lines does not matter: neither spaces nor hyphens are looked at.
std::string squeezed(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != ' ' && c != '\n' && c != '\f' && c != '-') out += c;
  return out;
}

// What a reader of the page sees.
std::string visible_in(std::string_view html) {
  std::string text;
  html.remove_prefix(html.find("<body>"));
  bool tag = false;
  for (const char c : html) {
    if (c == '<') tag = true;
    if (!tag) text += c;
    if (c == '>') tag = false;
  }
  for (const auto& [entity, letter] :
       {std::pair{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}})
    for (auto at = text.find(entity); at != text.npos; at = text.find(entity, at + 1))
      text.replace(at, std::string_view(entity).size(), letter);
  return text;
}

std::string_view kind_for(VerdictKind kind) {
  switch (kind) {
    case VerdictKind::wait_until: return "not-yet";
    case VerdictKind::refer: return "doctor-summary";
    case VerdictKind::incomplete: return "questions";
    case VerdictKind::do_not_treat: return "reason";
    case VerdictKind::go_ahead:
    case VerdictKind::with_precautions: break;
  }
  return "none";
}

// Calls `see` with every person of the table who is not treated, in each language.
template <class See>
void each_untreated(See see) {
  for (const Vignette& v : vignettes()) {
    const Verdict verdict = verdict_of(v);
    if (may_be_treated(verdict.verdict)) continue;
    for (const char* language : kLanguages) {
      CAPTURE(v.name);
      CAPTURE(language);
      see(v, verdict, book_of(language), sheet_of(v, verdict, language));
    }
  }
}

const Vignette& vignette_of(VerdictKind kind) {
  static const auto list = vignettes();
  for (const Vignette& v : list)
    if (verdict_of(v).verdict == kind) return v;
  FAIL("no such vignette");
  return list.front();
}

TEST_CASE("each verdict has its sheet, with contact, visit, rules and the notice once") {
  std::set<std::string> kinds;
  each_untreated([&](const Vignette&, const Verdict& v, const TextBook& book, const Sheet& sheet) {
    kinds.insert(sheet.kind);
    CHECK(sheet.kind == kind_for(v.verdict));
    const std::string all = all_of(sheet);
    for (const char* contact : {"Praxis am See", "Seeweg 1", "012 345"}) CHECK(holds(all, contact));
    // Whoever is a patient may need somebody at night; a doctor calls by day.
    CHECK(holds(all, "116 117") == (sheet.kind != "doctor-summary"));
    CHECK(holds(all, v.date ? book.long_date(*v.date) : book.say("sheet.foot.visit_open")));
    CHECK(holds(all, v.rules_version));
    CHECK(std::ranges::count(said_in(sheet), book.say("notice")) == 1);
  });
  CHECK(kinds.size() == 4);
}

TEST_CASE("a sheet says every date and condition to wait for") {
  int dates = 0, conditions = 0;
  each_untreated([&](const Vignette&, const Verdict& v, const TextBook& book, const Sheet& sheet) {
    const std::string all = all_of(sheet);
    if (v.verdict == VerdictKind::wait_until && v.until_date)
      CHECK(holds(sheet.parts.front().words, book.long_date(*v.until_date)));
    for (const FiredRule& f : v.fired) {
      if (f.counts_as != VerdictKind::wait_until || sheet.kind == "reason") continue;
      if (f.until_date && ++dates) CHECK(holds(all, book.long_date(*f.until_date)));
      if (f.until.empty()) continue;
      ++conditions;
      CHECK(holds(all, book.of_rule("rules", f.id, "until", f.until)));
    }
  });
  CHECK(dates > 20);
  CHECK(conditions > 20);
}

TEST_CASE("a patient who waits reads why, what to do and what changes it, for each wait") {
  each_untreated([&](const Vignette&, const Verdict& v, const TextBook& book, const Sheet& sheet) {
    if (sheet.kind != "not-yet") return;
    const std::string all = all_of(sheet);
    for (const FiredRule& f : v.fired) {
      if (f.counts_as != VerdictKind::wait_until) continue;
      CHECK(holds(all, book.of_rule("rules", f.id, "why", f.why)));
      CHECK(holds(all, book.of_rule("rules", f.id, "asks", f.asks)));
      CHECK(holds(all, book.of_rule("rules", f.id, "changes_if", f.changes_if)));
    }
  });
}

TEST_CASE("the doctor reads each rule that refers, with its source, and what else was found") {
  each_untreated([&](const Vignette&, const Verdict& v, const TextBook& book, const Sheet& sheet) {
    if (sheet.kind != "doctor-summary") return;
    const std::string all = all_of(sheet);
    for (const FiredRule& f : v.fired) {
      if (f.verdict == VerdictKind::go_ahead || f.id == "expectation") continue;
      CHECK_MESSAGE(holds(all, book.of_rule("rules", f.id, "why", f.why)), f.id);
      if (f.counts_as != VerdictKind::refer) continue;
      CHECK_MESSAGE(holds(all, book.of_rule("rules", f.id, "asks", f.asks)), f.id);
      CHECK(holds(all, f.id + ","));
      for (const std::string& source : f.sources) CHECK_MESSAGE(holds(all, source), source);
      for (const Strength s : f.strength)
        CHECK(holds(all, book.say(fmt::format("words.strength.{}", name_of(s)))));
    }
  });
}

TEST_CASE("every open question stands on the sheet, and those that decide are marked") {
  int questions = 0;
  each_untreated([&](const Vignette&, const Verdict& v, const TextBook& book, const Sheet& sheet) {
    const std::string all = all_of(sheet);
    std::size_t marked = 0, deciding = 0;
    for (const OpenQuestion& q : v.questions) {
      ++questions;
      deciding += q.decides ? 1 : 0;
      if (q.fact != "expectation")
        CHECK_MESSAGE(holds(all, book.of_rule("questions", q.fact, "ask", q.ask)), q.fact);
      for (const ToldTwice& c : q.contradictions)
        if (sheet.kind == "questions")
          CHECK(holds(all, book.of_rule("contradictions", c.id, "says", c.says)));
    }
    for (const SheetPart& part : sheet.parts)
      if (part.label == book.say("sheet.questions.mark")) ++marked;
    if (sheet.kind != "questions") return;
    CHECK(marked >= deciding);
    CHECK(marked > 0);  // somebody must be asked something
    for (const Unrecognised& u : v.unrecognised) CHECK_MESSAGE(holds(all, u.said), u.said);
    CHECK(holds(all, book.say("sheet.questions.certain." + std::string(name_of(v.at_least)))));
  });
  CHECK(questions > 100);
}

TEST_CASE("a refusal is about the person, the zone or the needle, whichever rule is the widest") {
  std::set<std::string> titles;
  each_untreated(
      [&](const Vignette& who, const Verdict& v, const TextBook& book, const Sheet& sheet) {
        if (sheet.kind != "reason") return;
        titles.insert(sheet.title);
        const std::string zone = book.say("words.zone." + who.person.patient.zone);
        CHECK(holds(sheet.parts.front().words, zone) ==
              (v.person != VerdictKind::do_not_treat && v.zone == VerdictKind::do_not_treat));
        // What a doctor must see is not lost behind the refusal.
        for (const FiredRule& f : v.fired)
          if (f.counts_as == VerdictKind::refer && f.scope != RuleScope::product &&
              f.id != "expectation")
            CHECK_MESSAGE(holds(all_of(sheet), book.of_rule("rules", f.id, "asks", f.asks)), f.id);
      });
  CHECK(titles.size() == 6);
}

TEST_CASE("no sheet names the disorder behind doubtful expectations, nor a reason to override") {
  for (const Vignette& base : vignettes()) {
    Vignette v = base;
    v.person.patient.history.expectation = Expectation::doubtful;
    const Verdict verdict = verdict_of(v);
    for (const char* language : kLanguages) {
      CAPTURE(v.name);
      const std::string all = all_of(sheet_of(v, verdict, language));
      CHECK(!holds(all, "dysmorph"));
      for (const Override& o : verdict.overrides) CHECK(!holds(all, o.reason));
    }
  }
  for (Vignette v : vignettes()) {
    v.person.patient.history.expectation = Expectation::unknown;
    const Verdict verdict = verdict_of(v);
    if (may_be_treated(verdict.verdict)) continue;
    for (const char* language : kLanguages)
      CHECK(!holds(all_of(sheet_of(v, verdict, language)), "dysmorph"));
  }
}

TEST_CASE("no identifier of a case file is left on a German sheet") {
  each_untreated([&](const Vignette&, const Verdict& v, const TextBook& book, const Sheet& sheet) {
    if (book.language() != "de") return;
    for (const FiredRule& f : v.fired)
      for (const ReadFact& r : f.reads) {
        CHECK_MESSAGE(book.has("words.fact." + r.fact), r.fact);
        const std::string value = value_words(r, book);
        if (r.fact != "medicine" && r.fact != "allergy" && r.fact != "procedure")
          CHECK_MESSAGE(!holds(value, "_"), value);
      }
    for (const char* english : {" the ", " years", "in_field"})
      CHECK_MESSAGE(!holds(all_of(sheet), english), english);
  });
}

TEST_CASE("values are said as the language says them") {
  const auto de = [](const char* fact, const char* value) {
    return value_words({fact, value}, book_of("de"));
  };
  CHECK(de("age", "17.8 years") == "17,8 Jahre");
  CHECK(de("isotretinoin_stopped", "2025-10-02") == "2. Oktober 2025");
  CHECK(de("isotretinoin_stopped", "2025-10") == "Oktober 2025");
  CHECK(de("isotretinoin_stopped", "2025") == "2025");
  CHECK(de("prednisolone", "0.01 g") == "10 mg");
  CHECK(de("cream_time", "0.041666666666666664 day") == "60 min");
  CHECK(de("hba1c", "8.5 %") == "8,5 %");
  CHECK(de("blood_thinners", "2") == "2");
  CHECK(de("concern", "dark_spots, age_spots") == "dunkle Flecken, Altersflecken");
  CHECK(de("radiotherapy", "in_field") == "ja, an der Stelle, die behandelt werden soll");
  CHECK(de("medicine", "2025 drops, in_field") == "2025 drops, in_field");
}

TEST_CASE("the page is well formed and says what the sheet says, in its order and no more") {
  each_untreated([](const Vignette&, const Verdict&, const TextBook& book, const Sheet& sheet) {
    const std::string html = sheet_html(sheet, book);
    CHECK(holds(html, "<html lang=\"" + book.language() + "\""));
    CHECK(well_formed(html) == "");
    CHECK(!holds(html, "<script"));
    CHECK(!holds(html, "src="));
    CHECK(!holds(html, "url("));
    CHECK(squeezed(visible_in(html)) == squeezed(all_of(sheet)));
  });
}

TEST_CASE("the paper says what the page says, and no more") {
  int k = 0;
  each_untreated([&](const Vignette&, const Verdict&, const TextBook& book, const Sheet& sheet) {
    // Each run of the reader of PDF takes time: some of them.
    if (++k % 9 != 0) return;
    const std::string text = pdf_text(pdf_of(sheet, book));
    const int pages = static_cast<int>(std::ranges::count(text, '\f'));
    const std::string seen = squeezed(text);
    std::size_t letters = 0;
    for (const std::string& said : said_in(sheet)) {
      CHECK_MESSAGE(holds(seen, squeezed(said)), said);
      letters += squeezed(said).size();
    }
    for (int page = 1; page <= pages; ++page)
      letters += squeezed(book.say("sheet.foot.page", {{"page", std::to_string(page)},
                                                       {"pages", std::to_string(pages)}}))
                     .size();
    CHECK(seen.size() == letters);
  });
  CHECK(k > 100);
}

TEST_CASE("equal cases give equal bytes") {
  const Vignette& v = vignette_of(VerdictKind::refer);
  const Verdict verdict = verdict_of(v);
  const auto pdf = [&] { return pdf_of(sheet_of(v, verdict, "de"), book_of("de")); };
  CHECK(pdf() == pdf());
}

TEST_CASE("without a practice there are lines to write on") {
  const Vignette& v = vignette_of(VerdictKind::wait_until);
  const Sheet sheet =
      sheet_for(verdict_of(v), v.person.patient, v.person.course, {}, "", book_of("en"));
  int blank = 0;
  for (const SheetPart& part : sheet.parts)
    if (part.kind == SheetPart::Kind::field && part.words.empty()) ++blank;
  CHECK(blank == 3);
}

TEST_CASE("whatever somebody typed is shown as it was typed, and harms nothing") {
  const std::string hostile[] = {"<script>alert(1)</script> & *stars* {name}",
                                 std::string("a\0b\x1b[2J\xff\xc0\xaf", 10), std::string(300, '*'),
                                 "\xf0\x9f\x8c\x9e \xd8\xb9\xd8\xb1"};
  for (const VerdictKind kind : {VerdictKind::wait_until, VerdictKind::refer,
                                 VerdictKind::incomplete, VerdictKind::do_not_treat}) {
    const Vignette& v = vignette_of(kind);
    for (const std::string& name : hostile) {
      Verdict verdict = verdict_of(v);
      verdict.unrecognised.push_back({"medicine", name, name});
      const Sheet sheet = sheet_of(v, verdict, "en", name);
      const std::string html = sheet_html(sheet, book_of("en"));
      CHECK(well_formed(html) == "");
      CHECK(!holds(html, "<script"));
      const std::string seen = squeezed(pdf_text(pdf_of(sheet, book_of("en"))));
      CHECK(holds(seen, squeezed(book_of("en").say("notice"))));
      CHECK(holds(seen, "alert(1)") == holds(name, "alert(1)"));
    }
  }
}

TEST_CASE("a name of ten thousand letters stands on the paper whole") {
  const Vignette& v = vignette_of(VerdictKind::wait_until);
  const std::string name(10'000, 'W');
  const std::string text =
      squeezed(pdf_text(pdf_of(sheet_of(v, verdict_of(v), "en", name), book_of("en"))));
  CHECK(std::ranges::count(text, 'W') >= 10'000);
  CHECK(holds(text, squeezed(book_of("en").say("notice"))));
}

}  // namespace
}  // namespace stipple
