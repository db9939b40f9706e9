// SPDX-License-Identifier: Apache-2.0
#include "candidacy/facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "candidacy/fact_collector.h"
#include "core/error.h"

namespace stipple {
namespace {

using ByName = std::map<std::string, Fact, std::less<>>;

Fact word_fact(std::vector<std::string> words, std::string word) {
  const bool known = word != "unknown";
  return {
      .kind = Fact::Kind::word, .words = std::move(words), .known = known, .word = std::move(word)};
}

template <class Enum>
Fact word_fact(Enum value) {
  const auto& names = EnumNames<Enum>::names;
  return word_fact({names.begin(), names.end()}, std::string(name_of(value)));
}

// What is always known.
Fact answer_fact(bool yes) { return word_fact({"no", "yes"}, yes ? "yes" : "no"); }

Fact number_fact(std::optional<Dimension> dimension, std::optional<double> number) {
  return {.kind = Fact::Kind::number,
          .dimension = dimension,
          .known = number.has_value(),
          .number = number.value_or(0.0)};
}

// The worst of several answers: one "no" among those examined is enough.
Answer least_sure(Answer a, Answer b) {
  if (a == Answer::no || b == Answer::no) return Answer::no;
  return a == Answer::unknown || b == Answer::unknown ? Answer::unknown : Answer::yes;
}

void add_concerns(ByName& facts, const Patient& patient) {
  const auto& kinds = EnumNames<ConcernKind>::names;
  Fact list{.kind = Fact::Kind::list, .words = {kinds.begin(), kinds.end()}, .known = true};
  bool only_ice_pick = !patient.concerns.empty();
  Answer examined = Answer::yes, raised = Answer::no;
  bool diagnosed = true, age_known = true;
  std::optional<double> scar_age;
  for (const Concern& c : patient.concerns) {
    const std::string kind(name_of(c.kind));
    list.members.push_back({.name = kind, .said = kind});
    only_ice_pick = only_ice_pick && c.kind == ConcernKind::acne_scar_ice_pick;
    if (c.kind == ConcernKind::dark_spots || c.kind == ConcernKind::age_spots) {
      examined = least_sure(examined, c.examined);
      diagnosed = diagnosed && !c.diagnosis.empty();
    }
    if (c.kind == ConcernKind::surgical_scar) {
      if (raised != Answer::yes && c.raised != Answer::no) raised = c.raised;
      age_known = age_known && c.age;
      if (c.age) scar_age = std::min(scar_age.value_or(c.age->in(day)), c.age->in(day));
    }
  }
  if (scar_age && !age_known && *scar_age >= 183.0) scar_age.reset();
  facts["concern"] = std::move(list);
  facts["only_ice_pick"] = answer_fact(only_ice_pick);
  facts["spots_examined"] = word_fact(examined);
  facts["spots_diagnosed"] = answer_fact(diagnosed);
  facts["target_scar_raised"] = word_fact(raised);
  facts["target_scar_age"] = number_fact(Dimension::time, scar_age);
}

// A list as said, put into classes; what no table knows leaves the list open.
struct ListReading {
  Fact fact{.kind = Fact::Kind::list, .known = true};
  bool contradicts_itself{};  // "none" beside a name
};

ListReading read_list(const std::vector<std::pair<std::string, std::optional<PastDate>>>* said,
                      const NameTable& table, const std::string& name, Facts& out) {
  ListReading reading;
  for (const auto& [cls, help] : table.classes()) reading.fact.words.push_back(cls);
  reading.fact.known = said != nullptr;
  if (!said) return reading;
  bool none = false;
  for (const auto& [text, date] : *said) {
    const Recognised r = table.recognise(text);
    none = none || r.none;
    if (r.none) continue;
    for (const std::string& cls : r.classes)
      reading.fact.members.push_back({.name = cls, .said = text, .date = date});
    if (r.whole) continue;
    reading.fact.known = false;
    out.unrecognised.push_back({.fact = name, .said = text, .did_you_mean = r.did_you_mean});
  }
  reading.contradicts_itself = none && said->size() > 1;
  return reading;
}

using Said = std::vector<std::pair<std::string, std::optional<PastDate>>>;

std::optional<Said> said_in(const std::optional<std::vector<std::string>>& list) {
  if (!list) return std::nullopt;
  Said said;
  for (const std::string& text : *list) said.emplace_back(text, std::nullopt);
  return said;
}

std::optional<Said> said_in(const std::optional<std::vector<Procedure>>& list) {
  if (!list) return std::nullopt;
  Said said;
  for (const Procedure& p : *list) said.emplace_back(p.what, p.date);
  return said;
}

void add_lists(Facts& out, const History& h, const NameTables& names) {
  const auto add = [&](const char* name, const std::optional<Said>& said, const NameTable& table) {
    ListReading reading = read_list(said ? &*said : nullptr, table, name, out);
    out.by_name[std::string(name) + "_contradicts"] = answer_fact(reading.contradicts_itself);
    out.by_name[std::string(name) + "_unrecognised"] = answer_fact(std::ranges::any_of(
        out.unrecognised, [&](const Unrecognised& u) { return u.fact == name; }));
    out.by_name[name] = std::move(reading.fact);
  };
  add("medicine", said_in(h.medicines), names.medicines);
  add("allergy", said_in(h.allergies), names.allergies);
  add("procedure", said_in(h.procedures), names.procedures);
}

// How many different medicines of the list thin the blood.
int thinners_listed(const Fact& medicine) {
  std::set<std::string, std::less<>> said;
  for (const Member& m : medicine.members)
    if (m.name == "anticoagulant" || m.name == "antiplatelet") said.insert(m.said);
  return static_cast<int>(said.size());
}

// Facts that follow from several answers: the stricter reading counts.
void add_conclusions(ByName& facts, const Patient& patient) {
  const History& h = patient.history;
  const Fact& medicine = facts.at("medicine");
  const int listed = thinners_listed(medicine);
  Fact& thinners = facts["blood_thinners"];
  facts["blood_thinners_contradict"] =
      answer_fact(h.blood_thinners && medicine.known && *h.blood_thinners != listed);
  thinners = number_fact(std::nullopt, std::max(h.blood_thinners.value_or(0), listed));
  // Without an answer the list counts only where it is whole.
  thinners.known = h.blood_thinners || medicine.known;
  const bool steroid = std::ranges::any_of(
      medicine.members, [](const Member& m) { return m.name == "oral_steroid"; });
  if (!h.prednisolone && medicine.known && !steroid)
    facts["prednisolone"] = number_fact(Dimension::mass, 0.0);
  // Who has no bleeding disorder has not been told of too few platelets.
  if (!h.platelets && h.bleeding_disorder == Answer::no) {
    facts["platelets_low"] = answer_fact(false);
  } else {
    Answer low = Answer::unknown;
    if (h.platelets) low = *h.platelets < 100.0 ? Answer::yes : Answer::no;
    facts["platelets_low"] = word_fact(low);
  }
}

// A test speaks for itself; a period long past leaves open what was answered with "no".
void add_pregnancy(ByName& facts, const Patient& patient, std::optional<Date> visit) {
  const History& h = patient.history;
  constexpr int kLongestCycle = 35;  // days, assumed
  const bool late = h.last_period && visit &&
                    days_between(h.last_period->counted_at(*visit), *visit) > kLongestCycle;
  Answer pregnant = h.pregnant;
  if (h.pregnancy_test == PregnancyTest::positive) pregnant = Answer::yes;
  if (h.pregnancy_test == PregnancyTest::negative && pregnant == Answer::unknown)
    pregnant = Answer::no;
  if (pregnant == Answer::no && late && h.pregnancy_test == PregnancyTest::unknown)
    pregnant = Answer::unknown;
  facts["pregnant"] = word_fact(pregnant);
  facts["pregnant_contradicts"] =
      answer_fact((h.pregnant == Answer::no && h.pregnancy_test == PregnancyTest::positive) ||
                  (h.pregnant == Answer::yes &&
                   (h.pregnancy_test == PregnancyTest::negative || patient.sex == Sex::male)));
}

void add_course(ByName& facts, const Course& course) {
  const auto& products = EnumNames<NumbingProduct>::names;
  std::vector<std::string> creams{"none"};
  creams.insert(creams.end(), products.begin(), products.end());
  const auto& n = course.numbing;
  facts["cream"] = word_fact(creams, n ? std::string(name_of(n->product)) : "none");
  facts["cream_amount"] = number_fact(Dimension::mass, n ? n->amount.in(gram) : 0.0);
  facts["cream_area"] = number_fact(Dimension::area, n ? n->area.in(cm2) : 0.0);
  facts["cream_time"] = number_fact(Dimension::time, n ? n->time_on.in(day) : 0.0);
  facts["cream_at_home"] = answer_fact(n && n->at_home);
  facts["cream_heated"] = answer_fact(n && n->heated);
  facts["cream_on_needled_skin"] = answer_fact(n && n->after_needling.has_value());
  facts["cream_occluded"] = answer_fact(n && n->occluded);
  facts["needle"] = word_fact(course.custom_device ? course.custom_device->needle.material
                                                   : NeedleMaterial::steel);
  facts["through_channels"] = answer_fact(!course.through_channels.empty());
  facts["retinoid_habit"] = answer_fact(course.aftercare.retinoid);
}

// The visit before this one is a needling in the field like any other.
void add_visit_before(ByName& facts, const Course& course, std::size_t visit) {
  if (visit == 0) return;
  const double since = (course.visits[visit].day - course.visits[visit - 1].day).in(day);
  facts["procedure"].members.push_back({.name = "needling",
                                        .said = fmt::format("visit {} of this course", visit),
                                        .days_before = static_cast<int>(std::floor(since))});
}

std::vector<Problem> dates_after(const Facts& facts) {
  std::vector<Problem> problems;
  if (!facts.visit_date) return problems;
  const auto judge = [&](const std::string& path, const PastDate& date) {
    if (date.first > *facts.visit_date)
      problems.push_back(
          {.path = path,
           .message = fmt::format("{} is after the visit of {}", format_past_date(date),
                                  format_date(*facts.visit_date))});
  };
  for (const auto& [name, fact] : facts.by_name) {
    if (fact.kind == Fact::Kind::date && fact.known) judge("patient.history." + name, fact.date);
    for (const Member& m : fact.members)
      if (m.date) judge("patient.history.procedures", *m.date);
  }
  return problems;
}

}  // namespace

const Fact* Facts::find(std::string_view name) const {
  const auto found = by_name.find(name);
  return found == by_name.end() ? nullptr : &found->second;
}

const Fact& Facts::at(std::string_view name) const {
  const Fact* fact = find(name);
  STIPPLE_REQUIRE(fact != nullptr);
  return *fact;
}

Facts facts_of(const Patient& patient, const Course& course, std::size_t visit,
               std::optional<Date> on, const NameTables& names) {
  STIPPLE_REQUIRE(visit < course.visits.size());
  Facts facts;
  facts.visit_date = on ? on : date_of(course.visits[visit], course);
  History history = patient.history;
  FactCollector collector(facts.by_name);
  describe(collector, history);
  // Age is told for the first visit; another day makes it another age.
  double age = patient.age.in(day) + course.visits[visit].day.in(day);
  if (on && course.start) age = patient.age.in(day) + days_between(*course.start, *on);
  facts.by_name["age"] = number_fact(Dimension::time, age);
  facts.by_name["sex"] = word_fact(patient.sex);
  facts.by_name["phototype"] = word_fact(patient.phototype);
  facts.by_name["zone"] = word_fact({}, patient.zone);
  add_concerns(facts.by_name, patient);
  add_lists(facts, patient.history, names);
  add_conclusions(facts.by_name, patient);
  add_pregnancy(facts.by_name, patient, facts.visit_date);
  add_course(facts.by_name, course);
  add_visit_before(facts.by_name, course, visit);
  if (auto problems = dates_after(facts); !problems.empty()) throw InvalidInput(problems);
  return facts;
}

Facts kinds_of_facts(const NameTables& names) {
  Course course;
  course.visits.emplace_back();
  return facts_of(Patient{}, course, 0, std::nullopt, names);
}

std::string to_text(const Fact& fact) {
  std::string text;
  switch (fact.kind) {
    case Fact::Kind::word: return fact.known ? fact.word : "unknown";
    case Fact::Kind::date: return fact.known ? format_past_date(fact.date) : "unknown";
    case Fact::Kind::number:
      if (!fact.known) return "unknown";
      if (fact.dimension == Dimension::time && fact.number >= 365.0)
        return fmt::format("{:.1f} years", std::floor(fact.number / 36.525) / 10.0);
      if (fact.dimension == Dimension::fraction)
        return fmt::format("{:.3g} %", 100.0 * fact.number);
      if (fact.dimension) return format_quantity(fact.number, *fact.dimension);
      return fmt::format("{:.6g}", fact.number);
    case Fact::Kind::list:
      for (const Member& m : fact.members)
        if (text.find(m.said) == std::string::npos) text += (text.empty() ? "" : ", ") + m.said;
      if (text.empty()) return fact.known ? "none" : "unknown";
      return text;
  }
  return text;
}

}  // namespace stipple
