// SPDX-License-Identifier: Apache-2.0
#include "report/text_book.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <set>
#include <utility>

#include "candidacy/rules_for_tests.h"
#include "core/error.h"
#include "evidence/bibliography.h"
#include "evidence/zones.h"

namespace stipple {
namespace {

using Files = std::map<std::string, std::string, std::less<>>;

constexpr const char* kEnglish = R"({"greeting": "Good day, {name}.", "number": {"decimal": "."},
"span": {"days": {"one": "{n} day", "many": "{n} days"}}})";
constexpr const char* kGerman = R"({"greeting": "Guten Tag, {name}.", "number": {"decimal": ","},
"span": {"days": {"one": "{n} Tag", "many": "{n} Tage"}}})";
constexpr const char* kRules = R"({"version": "1", "questions": {"fever": {"ask": "Fever?"}},
"contradictions": [{"id": "both", "says": "Yes and no."}],
"rules": [{"id": "hot", "version": 2, "why": "Hot.", "asks": "Wait.", "changes_if": "cool"}]})";

TextBook german_of(const std::string& german, const std::string& rules = "") {
  Files files{{"text/en.json", kEnglish}, {"text/de.json", german}};
  if (!rules.empty()) files["rules/candidacy.json"] = rules;
  return TextBook::load(DataFiles(files), "de");
}

// What is said about a file that is refused.
std::string complaint(const std::string& german) {
  try {
    static_cast<void>(german_of(german));
  } catch (const InvalidInput& refused) {
    return refused.what();
  }
  return "nothing";
}

std::string with(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != text.npos);
  return text.replace(at, from.size(), to);
}

bool holds(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

TextBook shipped(std::string_view language) {
  return TextBook::load(DataFiles::embedded(), language);
}

TEST_CASE("every shipped language has every text and every word of the screening rules") {
  const auto languages = TextBook::languages(DataFiles::embedded());
  CHECK(std::ranges::count(languages, "en") == 1);
  CHECK(std::ranges::count(languages, "de") == 1);
  for (const std::string& language : languages) {
    CAPTURE(language);
    const TextBook book = shipped(language);
    CHECK(fmt::format("{}", fmt::join(book.untranslated(), " ")) == "");
    CHECK(book.language() == language);
  }
}

TEST_CASE("no rule, question or contradiction says in German what it says in English") {
  const TextBook de = shipped("de");
  const RuleSet& rules = shipped_rules();
  int said = 0;
  const auto differs = [&](std::string_view kind, std::string_view id, std::string_view field,
                           const std::string& english) {
    if (english.empty()) return;
    ++said;
    CHECK_MESSAGE(de.of_rule(kind, id, field, english) != english, id);
  };
  for (const Rule& r : rules.rules) {
    differs("rules", r.id, "why", r.why);
    differs("rules", r.id, "asks", r.asks);
    differs("rules", r.id, "changes_if", r.changes_if);
    differs("rules", r.id, "until", r.until);
  }
  for (const Question& q : rules.questions) differs("questions", q.fact, "ask", q.ask);
  for (const Contradiction& c : rules.contradictions)
    differs("contradictions", c.id, "says", c.says);
  CHECK(said > 3 * static_cast<int>(rules.rules.size()));
}

// The digits of a text, number by number, in order of size.
std::multiset<std::string> numbers_in(std::string_view text) {
  std::multiset<std::string> found;
  std::string run;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      run += c;
    } else if (!run.empty()) {
      found.insert(std::exchange(run, {}));
    }
  }
  if (!run.empty()) found.insert(run);
  return found;
}

TEST_CASE("a translated rule names the numbers of the rule, no more and no fewer") {
  const TextBook de = shipped("de");
  const auto same = [&](std::string_view kind, std::string_view id, std::string_view field,
                        const std::string& english) {
    CHECK_MESSAGE(numbers_in(de.of_rule(kind, id, field, english)) == numbers_in(english), id);
  };
  for (const Rule& r : shipped_rules().rules) {
    same("rules", r.id, "why", r.why);
    same("rules", r.id, "asks", r.asks);
    same("rules", r.id, "changes_if", r.changes_if);
    same("rules", r.id, "until", r.until);
  }
  for (const Question& q : shipped_rules().questions) same("questions", q.fact, "ask", q.ask);
}

TEST_CASE("an unknown language is refused with those at hand") {
  try {
    static_cast<void>(shipped("tlh"));
    FAIL("was not refused");
  } catch (const InvalidInput& refused) {
    CHECK(holds(refused.what(), "\"tlh\" is not at hand"));
    CHECK(holds(refused.what(), "de, en"));
  }
}

TEST_CASE("a language is refused for each text that is missing, too many or has other names") {
  CHECK(complaint(kGerman) == "nothing");
  CHECK(holds(complaint(with(kGerman, "\"greeting\"", "\"gruss\"")), "greeting"));
  CHECK(holds(complaint(with(kGerman, "\"greeting\"", "\"gruss\"")), "is no text of the program"));
  CHECK(holds(complaint(with(kGerman, "{name}", "{nome}")), "has other {names}"));
  CHECK(holds(complaint(with(kGerman, "{name}", "")), "has other {names}"));
  CHECK(holds(complaint(with(kGerman, "\"{n} Tag\"", "\"\"")), "is empty"));
  CHECK(holds(complaint(with(kGerman, "\"{n} Tag\"", "true")), "is a text"));
}

TEST_CASE("every problem of a language is told at once") {
  const std::string all =
      complaint(with(with(kGerman, "\"greeting\"", "\"gruss\""), "{n} Tage", "Tage"));
  CHECK(holds(all, "gruss"));
  CHECK(holds(all, "greeting"));
  CHECK(holds(all, "span.days.many"));
}

TEST_CASE("a rule without its translation, or with that of another version, is said in English") {
  const std::string rules = R"(, "rules": {"hot": {"version": 2, "why": "Heiss.",
"asks": "Warten.", "changes_if": "es kühl ist"}}, "questions": {"fever": {"ask": "Fieber?"}},
"contradictions": {"both": {"says": "Ja und nein."}}})";
  std::string german(kGerman);
  german.pop_back();
  const TextBook whole = german_of(german + rules, kRules);
  CHECK(whole.untranslated().empty());
  CHECK(whole.of_rule("rules", "hot", "why", "Hot.") == "Heiss.");
  CHECK(whole.of_rule("questions", "fever", "ask", "Fever?") == "Fieber?");

  const TextBook stale =
      german_of(german + with(rules, "\"version\": 2", "\"version\": 1"), kRules);
  CHECK(stale.of_rule("rules", "hot", "why", "Hot.") == "Hot.");
  CHECK(stale.of_rule("contradictions", "both", "says", "Yes and no.") == "Ja und nein.");
  CHECK(std::ranges::count(stale.untranslated(), "rules.hot.why") == 1);
  CHECK(std::ranges::none_of(stale.untranslated(),
                             [](const std::string& key) { return !key.starts_with("rules.hot"); }));

  const TextBook none = german_of(kGerman, kRules);
  CHECK(none.of_rule("questions", "fever", "ask", "Fever?") == "Fever?");
  CHECK(std::ranges::count(none.untranslated(), "questions.fever.ask") == 1);
}

TEST_CASE("names are filled in, and what is filled in is left as it is") {
  const TextBook book = german_of(kGerman);
  CHECK(book.say("greeting", {{"name", "{name} & <b>"}}) == "Guten Tag, {name} & <b>.");
  std::mt19937 random(5);
  for (int round = 0; round < 300; ++round) {
    std::string name(random() % 30, ' ');
    for (char& c : name) c = static_cast<char>(random() % 256);
    CHECK(book.say("greeting", {{"name", name}}) == "Guten Tag, " + name + ".");
  }
}

TEST_CASE("one is one, and everything else is many") {
  CHECK(shipped("en").counted("span.days", 1) == "1 day");
  CHECK(shipped("en").counted("span.days", 0) == "0 days");
  CHECK(shipped("de").counted("span.weeks", 1) == "1 Woche");
  CHECK(shipped("de").counted("span.hours", 72) == "72 Stunden");
}

TEST_CASE("dates name their month, in both languages") {
  const Date day = *parse_date("2026-03-02");
  CHECK(shipped("en").long_date(day) == "Monday, 2 March 2026");
  CHECK(shipped("de").long_date(day) == "Montag, 2. März 2026");
  CHECK(shipped("en").moment({day, 14 * 60 + 5}) == "2 March, 14:05");
  CHECK(shipped("de").moment({day, 14 * 60 + 5}) == "2. März, 14:05 Uhr");
  CHECK(shipped("de").moment({day, std::nullopt}) == "2. März");
}

TEST_CASE("no two days of seven years are said alike") {
  for (const char* language : {"en", "de"}) {
    const TextBook book = shipped(language);
    std::set<std::string> said;
    const Date first = *parse_date("2024-01-01");
    for (int k = 0; k < 7 * 365; ++k) said.insert(book.long_date(days_after(first, k)));
    CHECK(said.size() == 7 * 365);
  }
}

TEST_CASE("numbers are written as the language writes them") {
  CHECK(shipped("en").number(1.55, 1) == "1.6");
  CHECK(shipped("de").number(1.5, 1) == "1,5");
  CHECK(shipped("de").number(12.0, 0) == "12");
  CHECK(shipped("de").number(-0.25, 2) == "−0,25");
  CHECK(shipped("de").number(-0.001, 1) == "0,0");
}

TEST_CASE("every zone, concern, answer and source of a case has a word in both languages") {
  const DataFiles files = DataFiles::embedded();
  const ZoneTable zones = load_zones(files, load_bibliography(files));
  for (const char* language : {"en", "de"}) {
    const TextBook book = shipped(language);
    const auto has = [&](std::string_view section, const auto& names) {
      for (const std::string_view name : names)
        CHECK_MESSAGE(book.has(fmt::format("words.{}.{}", section, name)), name);
    };
    has("sex", EnumNames<Sex>::names);
    has("phototype", EnumNames<Phototype>::names);
    has("concern", EnumNames<ConcernKind>::names);
    has("severity", EnumNames<Severity>::names);
    has("verdict", EnumNames<VerdictKind>::names);
    has("scope", EnumNames<RuleScope>::names);
    has("product", EnumNames<Product>::names);
    has("strength", EnumNames<Strength>::names);
    has("confirmation", EnumNames<Confirmation>::names);
    has("cream", EnumNames<NumbingProduct>::names);
    has("needle", EnumNames<NeedleMaterial>::names);
    has("answer", EnumNames<Answer>::names);
    has("answer", EnumNames<Keloid>::names);
    has("answer", EnumNames<Place>::names);
    has("answer", EnumNames<Taking>::names);
    has("answer", EnumNames<Diabetes>::names);
    has("answer", EnumNames<Acne>::names);
    has("answer", EnumNames<Melasma>::names);
    has("answer", EnumNames<Marks>::names);
    has("answer", EnumNames<BloodInfection>::names);
    has("answer", EnumNames<PregnancyTest>::names);
    has("answer", EnumNames<Expectation>::names);
    for (const Zone& zone : zones.all()) CHECK_MESSAGE(book.has("words.zone." + zone.id), zone.id);
  }
}

}  // namespace
}  // namespace stipple
