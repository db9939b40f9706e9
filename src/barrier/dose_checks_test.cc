// SPDX-License-Identifier: Apache-2.0
#include "barrier/dose_checks.h"

#include <doctest/doctest.h>

#include "core/random.h"

namespace stipple {
namespace {

struct Shipped {
  DataFiles files{DataFiles::embedded()};
  Bibliography bibliography{load_bibliography(files)};
  NumbingData data{load_numbing(files, bibliography)};
  DoseLimits limits{dose_limits(data)};
  Cream cream{.product = &data.product("lidocaine_prilocaine"),
              .strength = 0.05,
              .amount_g = 12.0,
              .area_cm2 = 120.0,
              .minutes_on = 60.0,
              .occluded = true};
  Patient patient{answered()};
  CreamHandling handling{};
  DoseFigures figures{.absorbed_mg = 40.0, .plasma_ug_ml = 0.1};

  static Patient answered() {
    Patient p;
    p.age = Duration(34.0, year);
    History& h = p.history;
    h.weight = Mass(62e3, gram);
    h.infection_in_field = h.anaesthetic_allergy = h.heart_rhythm_disorder = h.liver_disease =
        h.seizures = h.g6pd_deficiency = Answer::no;
    h.eczema = Place::none;
    h.medicines.emplace();
    return p;
  }
  [[nodiscard]] std::vector<DoseCheck> checks() const {
    return dose_checks(cream, handling, patient, figures, limits, data);
  }
  [[nodiscard]] DoseVerdict verdict() const { return worst_of(checks()); }
};

}  // namespace

TEST_CASE("a person of whom all is asked, under a labelled dose, passes all four checks") {
  const Shipped s;
  CHECK(s.verdict() == DoseVerdict::ok);
  for (const char* check : {"label", "absorbed", "plasma", "patient"})
    CHECK(std::ranges::any_of(s.checks(), [&](const DoseCheck& c) { return c.check == check; }));
}

TEST_CASE("what nobody has answered never passes, one question at a time and all together") {
  using Forget = void (*)(History&);
  const Forget forgets[] = {[](History& h) { h.weight.reset(); },
                            [](History& h) { h.infection_in_field = Answer::unknown; },
                            [](History& h) { h.anaesthetic_allergy = Answer::unknown; },
                            [](History& h) { h.heart_rhythm_disorder = Answer::unknown; },
                            [](History& h) { h.liver_disease = Answer::unknown; },
                            [](History& h) { h.seizures = Answer::unknown; },
                            [](History& h) { h.g6pd_deficiency = Answer::unknown; },
                            [](History& h) { h.eczema = Place::unknown; },
                            [](History& h) { h.medicines.reset(); },
                            [](History& h) { h = History{}; }};
  for (const Forget forget : forgets) {
    Shipped s;
    forget(s.patient.history);
    CHECK(s.verdict() == DoseVerdict::cannot_tell);
    CHECK(std::ranges::any_of(s.checks(), [](const DoseCheck& c) {
      return c.verdict == DoseVerdict::cannot_tell && c.text.find('?') != std::string::npos;
    }));
  }
}

TEST_CASE("beyond its label the cream is refused, and a label that is not at hand is asked for") {
  Shipped s;
  s.cream.amount_g = 61.0;
  CHECK(s.verdict() == DoseVerdict::refuse);
  s.cream.amount_g = 60.0;
  s.cream.area_cm2 = 600.0;
  s.cream.minutes_on = 300.0;
  CHECK(s.verdict() == DoseVerdict::ok);
  s.cream.area_cm2 = 601.0;
  CHECK(s.verdict() == DoseVerdict::refuse);
  s.cream.area_cm2 = 600.0;
  s.cream.minutes_on = 301.0;
  CHECK(s.verdict() == DoseVerdict::refuse);
  s.cream.minutes_on = 30.0;
  CHECK(s.verdict() == DoseVerdict::warn);
  s.cream.minutes_on = 60.0;
  s.cream.strength = 0.1;
  CHECK(s.verdict() == DoseVerdict::refuse);
  s.cream.strength = 0.04;
  s.cream.product = &s.data.product("lidocaine");
  CHECK(s.verdict() == DoseVerdict::cannot_tell);
  s.cream.product = &s.data.product("compounded");
  CHECK(s.verdict() == DoseVerdict::refuse);
}

TEST_CASE("a higher level or more absorbed never makes the verdict milder") {
  RandomStream random = Seed(101).stream("dose");
  for (int i = 0; i < 200; ++i) {
    Shipped s;
    s.figures = {.absorbed_mg = 400.0 * random.uniform(), .plasma_ug_ml = 1.5 * random.uniform()};
    const DoseVerdict before = s.verdict();
    s.figures.absorbed_mg *= 1.0 + random.uniform();
    s.figures.plasma_ug_ml *= 1.0 + random.uniform();
    CHECK(s.verdict() >= before);
  }
  Shipped s;
  s.figures.plasma_ug_ml = 0.5;
  CHECK(s.verdict() == DoseVerdict::warn);
  s.figures.plasma_ug_ml = 1.0;
  CHECK(s.verdict() == DoseVerdict::refuse);
}

TEST_CASE("the injected limit is held against what is absorbed, never against what is put on") {
  Shipped s;
  s.cream.amount_g = 60.0;
  CHECK(applied_mg(s.cream) / 62.0 > 4.5);
  CHECK(s.verdict() == DoseVerdict::ok);
  s.figures.absorbed_mg = 4.5 * 62.0;
  CHECK(s.verdict() == DoseVerdict::refuse);
}

TEST_CASE("each answer against a cream counts: persons, medicines, needled skin, heat, home") {
  Shipped s;
  s.patient.history.g6pd_deficiency = Answer::yes;
  CHECK(s.verdict() == DoseVerdict::refuse);
  // Without prilocaine the same person is not refused for it.
  s.cream.product = &s.data.product("lidocaine");
  s.cream.strength = 0.04;
  CHECK(s.verdict() != DoseVerdict::refuse);
  for (const char* medicine : {"Dapsone 100 mg", "PHENYTOIN"}) {
    Shipped t;
    t.patient.history.medicines = {{medicine}};
    CHECK(t.verdict() == DoseVerdict::refuse);
  }
  Shipped rhythm;
  rhythm.patient.history.medicines = {{"amiodarone"}};
  CHECK(rhythm.verdict() == DoseVerdict::warn);
  Shipped strange;
  strange.patient.history.medicines = {{"a heart rhythm tablet, name unknown"}};
  CHECK(strange.verdict() == DoseVerdict::cannot_tell);
  Shipped atopic;
  atopic.patient.history.eczema = Place::in_field;
  CHECK(atopic.verdict() == DoseVerdict::refuse);
  atopic.cream.minutes_on = 30.0;
  CHECK(atopic.verdict() != DoseVerdict::refuse);
  Shipped needled;
  needled.cream.hours_after_needling = 1.0;
  CHECK(needled.verdict() == DoseVerdict::refuse);
  Shipped hot;
  hot.handling.heated = true;
  CHECK(hot.verdict() == DoseVerdict::refuse);
  Shipped home;
  home.handling.at_home = true;
  CHECK(home.verdict() == DoseVerdict::refuse);
}

}  // namespace stipple
