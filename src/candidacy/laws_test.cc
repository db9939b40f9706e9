// SPDX-License-Identifier: Apache-2.0
// Laws of screening over people of any history: what is worse never makes it milder.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "candidacy/rules_for_tests.h"
#include "core/random.h"

namespace stipple {
namespace {

const Date kVisit = *parse_date("2026-03-02");

// Answers every question of a history at random; some stay open.
class AnyAnswers final : public Visitor {
 public:
  explicit AnyAnswers(RandomStream random) : random_(random) {}
  bool begin_field(std::string_view, const FieldSpec&) override { return true; }
  bool begin_optional(std::string_view, const FieldSpec&, bool) override { return below(2) == 0; }
  void end_field() override {}
  bool begin_object() override { return true; }
  void end_object() override {}
  std::size_t begin_list(std::size_t, const FieldSpec&) override { return below(3); }
  bool begin_element(std::size_t) override { return true; }
  void end_element() override {}
  void end_list() override {}
  void quantity(double& x, Dimension, const FieldSpec& s) override { number(x, s); }
  void number(double& x, const FieldSpec& s) override {
    x = s.low + random_.uniform() * (std::min(s.high, s.low + 1e3) - s.low);
  }
  void integer(long& x, const FieldSpec&) override { x = static_cast<long>(below(3)); }
  void boolean(bool& x, const FieldSpec&) override { x = below(2) == 0; }
  void text(std::string& x, const FieldSpec&) override {
    static const std::vector<std::string> texts{
        "none",   "aspirin 100 mg", "isotretinoin",       "something green", "filler",    "botox",
        "nickel", "lidocaine",      "methotrexate 15 mg", "penicillin",      "amiodarone"};
    x = texts[below(texts.size())];
  }
  void date(Date& x, const FieldSpec&) override {
    x = days_after(kVisit, -static_cast<int>(below(400)));
  }
  // Most answers are mild, so that the strict ones are seen one by one.
  void choice(int& x, std::span<const std::string_view> names, const FieldSpec&) override {
    x = below(10) == 0 ? static_cast<int>(below(names.size())) : 1;
  }
  std::size_t below(std::size_t n) {
    return static_cast<std::size_t>(random_.uniform() * static_cast<double>(n));
  }

 private:
  RandomStream random_;
};

// Counts the answers that are a choice, and sets one of them.
class OneAnswer final : public Visitor {
 public:
  OneAnswer(std::size_t which, int to) : which_(which), to_(to) {}
  std::size_t count{};
  int before{-1};
  std::string name{};
  std::size_t options{};

  bool begin_field(std::string_view field, const FieldSpec&) override {
    field_ = field;
    return true;
  }
  bool begin_optional(std::string_view, const FieldSpec&, bool) override { return false; }
  void end_field() override {}
  bool begin_object() override { return false; }
  void end_object() override {}
  std::size_t begin_list(std::size_t size, const FieldSpec&) override { return size; }
  bool begin_element(std::size_t) override { return false; }
  void end_element() override {}
  void end_list() override {}
  void quantity(double&, Dimension, const FieldSpec&) override {}
  void number(double&, const FieldSpec&) override {}
  void integer(long&, const FieldSpec&) override {}
  void boolean(bool&, const FieldSpec&) override {}
  void text(std::string&, const FieldSpec&) override {}
  void date(Date&, const FieldSpec&) override {}
  void choice(int& x, std::span<const std::string_view> names, const FieldSpec&) override {
    if (count++ != which_) return;
    before = x;
    name = field_;
    options = names.size();
    if (to_ >= 0) x = to_;
  }

 private:
  std::size_t which_;
  int to_;
  std::string field_{};
};

Screened any_person(std::uint64_t index) {
  AnyAnswers answers(Seed(7).stream("person", index));
  Screened s;
  Patient& p = s.patient;
  describe(answers, p.history);
  if (p.history.isotretinoin != Taking::stopped) p.history.isotretinoin_stopped.reset();
  p.age = Duration(16.0 + static_cast<double>(answers.below(50)), year);
  p.sex = answers.below(2) == 0 ? Sex::female : Sex::male;
  p.phototype = static_cast<Phototype>(answers.below(6));
  static const std::vector<std::string> zones{"cheek", "neck", "abdomen", "lower_leg", "eyelid"};
  p.zone = zones[answers.below(10) == 0 ? 4 : answers.below(4)];
  p.concerns.push_back({.kind = static_cast<ConcernKind>(answers.below(11)),
                        .examined = static_cast<Answer>(answers.below(3))});
  s.course.start = kVisit;
  s.course.visits.emplace_back();
  if (answers.below(2) == 0)
    s.course.numbing = Numbing{.product = static_cast<NumbingProduct>(answers.below(4)),
                               .strength = Fraction(5, percent),
                               .amount = Mass(20, gram),
                               .area = Area(200, cm2),
                               .time_on = Duration(60, minute)};
  return s;
}

Verdict verdict_of(const Screened& s, const RuleSet& rules = shipped_rules()) {
  return screen(s.patient, s.course, s.screening, rules);
}

bool is_stricter_or_same(const Verdict& worse, const Verdict& than) {
  return worse.at_least >= than.at_least && worse.person >= than.person && worse.zone >= than.zone;
}

constexpr std::uint64_t kPeople = 300;

TEST_CASE("an answer that is worse, or worse than unknown, never makes at_least milder") {
  std::size_t raised = 0;
  for (std::uint64_t i = 0; i < kPeople; ++i) {
    const Screened person = any_person(i);
    const Verdict before = verdict_of(person);
    OneAnswer counting(0, -1);
    History copy = person.patient.history;
    describe(counting, copy);
    for (std::size_t q = 0; q < counting.count; ++q) {
      OneAnswer look(q, -1);
      describe(look, copy);
      // Of these a later answer is no worse one.
      if (look.name == "guardian_consent" || look.name == "pregnancy_test") continue;
      for (int to = look.before + 1; to < static_cast<int>(look.options); ++to) {
        Screened worse = person;
        OneAnswer set(q, to);
        describe(set, worse.patient.history);
        const Verdict after = verdict_of(worse);
        CAPTURE(i);
        CAPTURE(look.name);
        CAPTURE(look.before);
        CAPTURE(to);
        // Any answer to an unknown question keeps what is certain; "stopped" may be long ago.
        const bool dated = look.name == "isotretinoin" || look.name == "other_retinoid";
        if (!dated) CHECK(is_stricter_or_same(after, before));
        if (look.before == 0) CHECK(is_stricter_or_same(after, before));
        raised += after.at_least > before.at_least;
      }
    }
  }
  CHECK(raised > 1000);
}

TEST_CASE("a further item on a list never makes at_least milder") {
  const auto add = [](auto& list, auto item) {
    if (list) list->push_back(item);
  };
  for (std::uint64_t i = 0; i < kPeople; ++i) {
    const Screened person = any_person(i);
    const Verdict before = verdict_of(person);
    CAPTURE(i);
    for (const char* medicine : {"isotretinoin", "warfarin", "humira", "dapsone", "unheard-of"}) {
      Screened more = person;
      add(more.patient.history.medicines, std::string(medicine));
      CHECK(is_stricter_or_same(verdict_of(more), before));
    }
    for (const char* allergy : {"nickel", "steel", "lidocaine", "iodine", "unheard-of"}) {
      Screened more = person;
      add(more.patient.history.allergies, std::string(allergy));
      CHECK(is_stricter_or_same(verdict_of(more), before));
    }
    for (const char* what : {"filler", "botox", "phenol peel", "needling", "unheard-of"})
      for (const int days : {1, 20, 100}) {
        Screened more = person;
        const Date day = days_after(kVisit, -days);
        add(more.patient.history.procedures, Procedure{what, {day, day}});
        const Verdict after = verdict_of(more);
        CHECK(is_stricter_or_same(after, before));
        CHECK(after.until_date >= before.until_date);
      }
  }
}

TEST_CASE("incomplete stands only where nothing stricter is certain, and always with a question") {
  std::size_t incomplete = 0;
  for (std::uint64_t i = 0; i < kPeople; ++i) {
    const Verdict v = verdict_of(any_person(i));
    if (v.at_least >= VerdictKind::refer) CHECK(v.verdict == v.at_least);
    if (v.verdict != VerdictKind::incomplete) CHECK(v.verdict == v.at_least);
    if (v.verdict == VerdictKind::incomplete) {
      ++incomplete;
      CHECK(!v.questions.empty());
      CHECK(v.at_least < VerdictKind::refer);
    }
    // A question decides only while the verdict is open, and an open verdict waits for one, or for
    // a rule that asks in its own words.
    const bool decides = std::ranges::any_of(v.questions, &OpenQuestion::decides);
    const bool asks = std::ranges::any_of(v.fired, [](const FiredRule& f) {
      return f.verdict == VerdictKind::incomplete && !f.overridden;
    });
    if (v.verdict != VerdictKind::incomplete) CHECK(!decides);
    if (v.verdict == VerdictKind::incomplete) CHECK((decides || asks));
    // Every rule that holds is in the verdict, but for products that can be left out.
    for (const FiredRule& f : v.fired)
      if (f.scope != RuleScope::product && f.verdict != VerdictKind::incomplete)
        CHECK(v.at_least >= f.counts_as);
  }
  CHECK(incomplete > 20);
}

TEST_CASE("a later visit is never later than the until-date of an earlier one for the same wait") {
  for (std::uint64_t i = 0; i < kPeople; ++i) {
    const Screened person = any_person(i);
    const Verdict first = verdict_of(person);
    if (!first.until_date) continue;
    // On the until-date every dated wait is over.
    const Verdict then = screen(person.patient, person.course, person.screening, shipped_rules(), 0,
                                first.until_date);
    for (const FiredRule& f : then.fired) CHECK(!f.until_date);
    const Verdict eve = screen(person.patient, person.course, person.screening, shipped_rules(), 0,
                               days_after(*first.until_date, -1));
    CHECK(eve.until_date == first.until_date);
  }
}

TEST_CASE("an override lifts its own rule to with_precautions and no other") {
  std::size_t lifted = 0;
  for (std::uint64_t i = 0; i < kPeople; ++i) {
    Screened person = any_person(i);
    const Verdict before = verdict_of(person);
    for (const FiredRule& f : before.fired) {
      if (!f.overridable) continue;
      person.screening.overrides = {{f.id, "A. Example", "dermatologist", "reason", kVisit}};
      const Verdict after = verdict_of(person);
      CHECK(after.fired.size() == before.fired.size());
      CHECK(after.at_least <= before.at_least);
      for (const FiredRule& g : after.fired) {
        CHECK(g.overridden.has_value() == (g.id == f.id));
        if (g.id != f.id) CHECK(g.counts_as == g.verdict);
        if (g.id == f.id && g.verdict != VerdictKind::incomplete)
          CHECK(g.counts_as == std::min(g.verdict, VerdictKind::with_precautions));
      }
      lifted += after.at_least < before.at_least;
    }
  }
  CHECK(lifted > 10);
}

TEST_CASE("what a simulation adds never softens a verdict nor shortens a wait") {
  for (std::uint64_t i = 0; i < kPeople; ++i) {
    const Verdict before = verdict_of(any_person(i));
    for (const VerdictKind kind :
         {VerdictKind::with_precautions, VerdictKind::wait_until, VerdictKind::refer}) {
      for (const int days : {1, 400}) {
        Verdict after = before;
        add_simulated(after, {.id = "simulated",
                              .verdict = kind,
                              .until_date = kind == VerdictKind::wait_until
                                                ? std::optional(days_after(kVisit, days))
                                                : std::nullopt});
        CHECK(after.at_least >= std::max(before.at_least, kind));
        CHECK(after.until_date >= before.until_date);
        if (before.verdict != VerdictKind::incomplete) CHECK(after.verdict >= before.verdict);
        if (before.verdict == VerdictKind::incomplete) CHECK(!may_be_treated(after.verdict));
      }
    }
  }
}

TEST_CASE("not overridable stays so, and an unknown rule is named") {
  Screened person = any_person(1);
  for (const Rule& rule : shipped_rules().rules) {
    if (rule.overridable) continue;
    person.screening.overrides = {{rule.id, "A. Example", "dermatologist", "reason", kVisit}};
    CHECK_THROWS_AS(verdict_of(person), InvalidInput);
  }
  person.screening.overrides = {{"no-such-rule", "A. Example", "dermatologist", "reason", kVisit}};
  CHECK_THROWS_WITH_AS(verdict_of(person),
                       "screening.overrides[0].rule: there is no rule \"no-such-rule\"",
                       InvalidInput);
  person.screening.overrides = {
      {"filler", "A. Example", "dermatologist", "reason", days_after(kVisit, 1)}};
  CHECK_THROWS_WITH_AS(verdict_of(person),
                       "screening.overrides[0].date: 2026-03-03 is after the visit of 2026-03-02",
                       InvalidInput);
  // Cancer or an undiagnosed spot, infection, the eye, creams beyond their label, a minor alone.
  for (const char* id :
       {"skin-cancer-now", "changing-spot", "spots-not-examined", "infection-in-field",
        "orbital-rim", "cream-compounded", "cream-above-label", "minor-without-guardian"})
    CHECK_MESSAGE(!shipped_rules().find(id)->overridable, id);
}

}  // namespace
}  // namespace stipple
