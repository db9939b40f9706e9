// SPDX-License-Identifier: Apache-2.0
#include "calibrate/studies.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace stipple {
namespace {

struct Setting {
  double age_years{40.0};
  Phototype phototype{Phototype::III};
  Sex sex{Sex::female};
  const char* zone{"cheek"};
  const char* device{"exceed"};
  double depth_mm{1.5};
  double density_cm2{300.0};  // clinical aim of pens and rollers alike, 250 to 300 per cm2
  long sessions{4};
  double interval_day{28.0};
  std::vector<ConcernKind> concerns{};
};

Study as_study(std::string key, const Setting& s) {
  Study study;
  study.key = std::move(key);
  Patient& p = study.patient;
  p.age = Duration(s.age_years, year);
  p.sex = s.sex;
  p.phototype = s.phototype;
  p.zone = s.zone;
  for (const ConcernKind kind : s.concerns) {
    Concern c;
    c.kind = kind;
    c.examined = Answer::yes;
    p.concerns.push_back(c);
  }
  p.history.keloid = Keloid::none;
  p.history.diabetes = Diabetes::none;
  Course& c = study.course;
  c.device = s.device;
  c.aftercare.sun_dose = UvDoseRate(0.0, med_per_day);
  for (long k = 0; k < s.sessions; ++k) {
    Visit v;
    v.day = Duration(static_cast<double>(k) * s.interval_day, day);
    v.settings.depth = Length(s.depth_mm, mm);
    v.settings.density = ArealDensity(s.density_cm2, per_cm2);
    v.settings.glide = Speed(s.device == std::string_view("roller-192") ? 0.0 : 20.0, mm_per_s);
    c.visits.push_back(v);
  }
  return study;
}

bool mentions(const std::string& text, const char* word) {
  return text.find(word) != std::string::npos;
}

// Rollers are counted at 250 punctures per cm2 for fifteen passes.
Setting of_row(const ValidationRow& row) {
  Setting s;
  const bool roller = mentions(row.device, "roller");
  if (roller) {
    s.device = "roller-192";
    s.density_cm2 = 250.0;
  }
  s.sessions = std::max(1L, std::lround(row.sessions.value_or(4.0)));
  s.interval_day = row.interval_day.value_or(28.0);
  // The drum of the data has 1.5 mm needles, the Exceed reaches 1.5 mm: longer needles take the
  // SkinPen.
  s.depth_mm = row.needle_mm.value_or(1.5);
  if (!roller && s.depth_mm > 1.5) s.device = "skinpen-precision";
  if (roller) s.depth_mm = std::min(s.depth_mm, 1.5);
  if (mentions(row.condition, "acne"))
    s.concerns = {ConcernKind::acne_scar_rolling, ConcernKind::acne_scar_boxcar};
  if (mentions(row.condition, "striae")) {
    s.concerns = {ConcernKind::stretch_marks_white};
    s.zone = "abdomen";
    s.device = "skinpen-precision";
  }
  if (mentions(row.condition, "surgical")) {
    s.concerns = {ConcernKind::surgical_scar};
    s.zone = "abdomen";
  }
  if (mentions(row.condition, "wrinkle") || mentions(row.condition, "laxity") ||
      mentions(row.condition, "texture") || mentions(row.condition, "photoageing")) {
    s.age_years = 55.0;
    s.concerns = {ConcernKind::fine_lines};
  }
  if (mentions(row.condition, "acne")) s.age_years = 28.0;
  if (mentions(row.population, "IV-V")) s.phototype = Phototype::IV;
  return s;
}

}  // namespace

Study one_session() {
  Setting s;
  s.sessions = 1;
  return as_study("one session", s);
}

Study four_sessions() {
  Setting s;
  s.age_years = 55.0;
  s.concerns = {ConcernKind::fine_lines};
  return as_study("four sessions", s);
}

std::optional<Study> study_of(const ValidationRow& row) {
  const bool clinical = mentions(row.file, "clinical");
  if (clinical) {
    if (row.population == "rat" || mentions(row.condition, "untreated")) return std::nullopt;
    const Setting s = of_row(row);
    return as_study(fmt::format("{} {} {} mm, {} x {:.0f} d, {} years, phototype {}, {}", s.zone,
                                s.device, s.depth_mm, s.sessions, s.interval_day, s.age_years,
                                EnumNames<Phototype>::names[static_cast<std::size_t>(s.phototype)],
                                row.condition),
                    s);
  }
  if (!mentions(row.file, "recovery")) return std::nullopt;
  if (row.use == RowUse::plausibility)
    return mentions(row.condition, "four") ? four_sessions() : one_session();
  if (mentions(row.metric, "visible_redness")) {
    Setting s;
    s.sessions = 1;
    if (mentions(row.condition, "roller")) {
      s.device = "roller-192";
      s.density_cm2 = 250.0;
    }
    return as_study(std::string("one session, ") + s.device, s);
  }
  if (mentions(row.condition, "tranexamic")) return std::nullopt;
  if (row.metric == "pih_incidence" || row.metric == "tram_track_incidence") {
    ValidationRow like = row;
    like.sessions = 5.0;
    like.condition = "acne";
    like.device = "roller";
    like.needle_mm = 1.5;
    const Setting s = of_row(like);
    return as_study(fmt::format("acne scars, roller, 5 x 28 d, phototype {}",
                                EnumNames<Phototype>::names[static_cast<std::size_t>(s.phototype)]),
                    s);
  }
  if (row.metric == "neutrophil_peak" || row.metric == "macrophage_peak" ||
      row.metric == "tgf_beta3_raised_until_at_least")
    return one_session();
  return std::nullopt;
}

}  // namespace stipple
