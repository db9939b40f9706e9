// SPDX-License-Identifier: Apache-2.0
#include "outcome/narrative.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>

#include "outcome/cautions.h"
#include "outcome/numbing_words.h"

namespace stipple {
namespace {

template <class Enum>
std::string spelled(Enum value) {
  std::string words(EnumNames<Enum>::names[static_cast<std::size_t>(value)]);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

std::string lower_first(std::string words) {
  if (!words.empty())
    words[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(words[0])));
  return words;
}

std::string drive_words(const Device& d) {
  struct Visit {
    std::string operator()(const Pen& p) const {
      return fmt::format("pen, {:.0f} strokes/s", p.frequency.in(Hz));
    }
    std::string operator()(const Roller& r) const {
      return fmt::format("roller, drum radius {:.0f} mm", r.drum_radius.in(mm));
    }
    std::string operator()(const Stamp&) const { return "stamp"; }
  };
  return std::visit(Visit{}, d.drive);
}

std::vector<std::string> history_words(const Patient& patient, const Habits&) {
  const History& h = patient.history;
  std::vector<std::string> words;
  words.push_back("Keloid: " + spelled(h.keloid));
  if (h.raised_scars == Answer::yes) words.push_back("Scars rise after small injuries");
  if (h.diabetes != Diabetes::none) words.push_back("Diabetes: " + spelled(h.diabetes));
  if (h.isotretinoin != Taking::never) words.push_back("Isotretinoin: " + spelled(h.isotretinoin));
  if (h.medicines) {
    std::string list;
    for (const std::string& m : *h.medicines) list += (list.empty() ? "" : ", ") + m;
    words.push_back("Medicines: " + (list.empty() ? "none" : list));
  } else {
    words.push_back("Medicines: not asked");
  }
  return words;
}

std::vector<std::string> habit_words(const Habits& h) {
  std::vector<std::string> words;
  words.push_back(fmt::format("Sun: {:.2g} MED/day before sunscreen", h.sun_dose.in(med_per_day)));
  words.push_back(h.sunscreen_spf > 1.0
                      ? fmt::format("Sunscreen SPF {:.0f}, on for {:.0f} % of the exposed time",
                                    h.sunscreen_spf, h.sunscreen_use.in(percent))
                      : std::string("No sunscreen"));
  if (h.cigarettes_per_day > 0.0)
    words.push_back(fmt::format("Smokes {:.0f} cigarettes a day", h.cigarettes_per_day));
  if (h.retinoid)
    words.push_back(fmt::format("Retinoid, paused {:.0f} days before and after each visit",
                                h.retinoid_pause.in(day)));
  if (h.anti_inflammatory != AntiInflammatory::none)
    words.push_back(fmt::format("{} for {:.0f} days after each visit", spelled(h.anti_inflammatory),
                                h.anti_inflammatory_days.in(day)));
  return words;
}

void add_person(CourseResult& out, const CoursePlan& plan, const Library& library) {
  const Patient& p = *plan.patient;
  const Course& c = *plan.course;
  out.who.title =
      fmt::format("{}, {:.0f} years, phototype {}, {}", p.sex == Sex::female ? "Woman" : "Man",
                  p.age.in(year), spelled(p.phototype), lower_first(library.zones.at(p.zone).name));
  for (const Concern& concern : p.concerns) {
    std::string text = spelled(concern.kind) + ", " + spelled(concern.severity);
    if (!concern.diagnosis.empty()) text += " (" + concern.diagnosis + ")";
    out.who.concerns.push_back(std::move(text));
  }
  out.who.history = history_words(p, c.aftercare);
  out.who.habits = habit_words(c.aftercare);
  // Where skin of this age starts: its set point multiplies every collagen figure and cancels in
  // the changes.
  const double years = std::max(0.0, p.age.in(year)-library.healing.value("age_reference"));
  const Parameter& slope = library.healing.at("C_h_slope");
  const auto share = [&](double per_year) { return 100.0 * (1.0 - per_year * years); };
  if (years > 0.0)
    out.who.history.push_back(fmt::format(
        "Collagen for the age: about {:.0f} % of that of young skin ({:.0f} to {:.0f} %)",
        share(slope.value), share(slope.high), share(slope.low)));
  out.who.device =
      fmt::format("{}: {}, {} needles of {:.2f} mm", plan.device.name, drive_words(plan.device),
                  plan.device.needle_count, plan.device.needle.diameter.in(mm));
  const std::vector<double>& days = plan.visit_days;
  const SessionSettings& s = c.visits.front().settings;
  out.who.course =
      fmt::format("{} {} over {:.0f} days, set depth {:.2g} mm, {:.0f} punctures/cm² a visit",
                  days.size(), days.size() == 1 ? "visit" : "visits", days.back(), s.depth.in(mm),
                  out.visits.front().punctures_per_cm2);
  out.who.numbing = c.numbing ? words_of(*c.numbing) : std::string("No numbing cream");
}

void add_assumptions(CourseResult& out, const Library& library) {
  // Those that move the answer come first, then every other assumed one of the healing model.
  std::set<std::string> named;
  const auto add = [&](const Parameter& p) {
    if (p.status == Status::assumed && named.insert(p.symbol).second)
      out.assumed.push_back({p.symbol, p.help, p.unit, p.basis, p.low, p.value, p.high});
  };
  for (const TornadoBar& bar : out.tornado)
    for (const ParameterTable* table : {&library.healing, &library.puncture})
      if (const Parameter* p = table->find(bar.symbol)) add(*p);
  for (const ParameterTable* table :
       {&library.healing, &library.puncture, &library.barrier, &library.recovery})
    for (const Parameter& p : table->all()) add(p);
}

void add_sources(CourseResult& out, const Library& library,
                 const std::optional<ConditionedEnsemble>& conditioned) {
  std::set<std::string> keys;
  for (const Outcome& o : out.outcomes) keys.insert(o.sources.begin(), o.sources.end());
  for (const ScaleScore& s : out.scales) keys.insert(s.sources.begin(), s.sources.end());
  for (const ParameterTable* table :
       {&library.healing, &library.puncture, &library.barrier, &library.recovery})
    for (const Parameter& p : table->all()) keys.insert(p.sources.begin(), p.sources.end());
  if (conditioned)
    for (const std::string& row : conditioned->calibrated_on)
      keys.insert(row.substr(0, row.find(':')));
  for (const std::string& key : keys)
    if (const Reference* r = library.bibliography.find(key)) {
      const char* read = r->reading == Reading::read          ? "read"
                         : r->reading == Reading::second_hand ? "second-hand"
                                                              : "unconfirmed";
      out.references.push_back({r->key, to_text(*r), r->id, read});
    }
}

}  // namespace

void add_words(CourseResult& out, const CoursePlan& plan, const Library& library,
               const std::optional<ConditionedEnsemble>& conditioned,
               std::vector<std::string> absent, long failures, const KeloidMargin& keloid) {
  add_person(out, plan, library);
  out.ensemble.conditioning =
      conditioned ? fmt::format(
                        "{} of {} draws of the parameters lie inside the plausibility windows; "
                        "they are weighted by {} published results and are worth {:.0f} equal "
                        "members.",
                        conditioned->plausible, conditioned->candidates,
                        conditioned->calibrated_on.size(), conditioned->effective_sample_size)
                  : std::string(
                        "Not conditioned: plain draws from the parameters' ranges, no conditioned "
                        "ensemble is at hand.");
  for (Caution& caution : cautions_for(plan, library, out, keloid)) {
    out.warnings.push_back(caution.says);
    if (!caution.key.empty()) out.cautions.push_back(std::move(caution));
  }
  if (failures > 0)
    out.warnings.push_back(
        fmt::format("{} members could not be computed and are left out of the bands.", failures));
  for (std::string& reason : absent) out.warnings.push_back(std::move(reason));
  add_assumptions(out, library);
  add_sources(out, library, conditioned);
}

}  // namespace stipple
