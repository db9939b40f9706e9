// SPDX-License-Identifier: Apache-2.0
// Every outcome and every caution that has a key is said in each language, and in English as the
// simulation says it.
#include <doctest/doctest.h>

#include <algorithm>

#include "course/test_course.h"
#include "outcome/cautions.h"
#include "outcome/formulas.h"
#include "outcome/numbing_words.h"
#include "outcome/scales.h"
#include "report/plan_words.h"

using namespace stipple;

namespace {

Patient with_every_concern() {
  Patient p = some_patient();
  for (std::size_t k = 0; k < EnumNames<ConcernKind>::names.size(); ++k)
    p.concerns.push_back(concern(static_cast<ConcernKind>(k)));
  return p;
}

std::string filled(const TextBook& book, const Caution& c) {
  Fill fill;
  for (const Caution::Figure& f : c.figures)
    fill.emplace_back(f.name, book.number(f.value, f.digits));
  return book.say("caution." + c.key, fill);
}

}  // namespace

TEST_CASE("every outcome has a label in each language, in English its own") {
  const DataFiles files = DataFiles::embedded();
  std::vector<std::string> absent;
  for (const OutcomeDefinition& d :
       outcome_definitions(with_every_concern(), shipped_library(), absent)) {
    CAPTURE(d.text.name);
    CHECK(outcome_label(TextBook::load(files, "en"), d.text.name, "") == d.text.label);
    for (const std::string& language : TextBook::languages(files)) {
      const TextBook book = TextBook::load(files, language);
      CHECK_FALSE(outcome_label(book, d.text.name, "").empty());
      CHECK((d.text.unit == "1" || book.has("outcome.unit." + d.text.unit + ".many")));
    }
  }
  for (const std::string& language : TextBook::languages(files)) {
    const TextBook book = TextBook::load(files, language);
    CHECK_FALSE(outcome_label(book, "keloid_margin", "").empty());
    for (const ScaleLaw& law : scale_laws())
      CHECK(book.has("outcome.scale." + std::string(law.name) + ".label"));
  }
}

TEST_CASE("a caution with a key is in English the sentence of the simulation") {
  const TextBook english = TextBook::load(DataFiles::embedded(), "en");
  const TextBook german = TextBook::load(DataFiles::embedded(), "de");
  Patient patient = with_every_concern();
  Course course = some_course({0.0}, 1.5);
  course.numbing = Numbing{.product = NumbingProduct::compounded,
                           .strength = Fraction{5, percent},
                           .amount = Mass{10, gram},
                           .area = Area{100, cm2},
                           .time_on = Duration{20, minute},
                           .occluded = true,
                           .after_needling = Duration{1, minute}};
  const CoursePlan plan = plan_course(patient, course, shipped_library());
  CourseResult result;
  result.visits.push_back({.set_depth_mm = 3.0, .true_depth_mm = {2.6, 2.2, 3.0}});
  result.ensemble = {.effective_sample_size = 12.0, .conditioned = true};
  std::size_t keyed = 0;
  for (const Keloid keloid : {Keloid::unknown, Keloid::former}) {
    patient.history.keloid = keloid;
    for (const Caution& c : cautions_for(plan, shipped_library(), result, {0.3, 0.55, 0.25})) {
      if (c.key.empty()) continue;
      ++keyed;
      CAPTURE(c.key);
      CHECK(filled(english, c) == c.says);
      CHECK(filled(german, c) != c.says);
    }
  }
  CHECK(keyed >= 12);
}
