// SPDX-License-Identifier: Apache-2.0
#include "course/member.h"

#include <algorithm>

#include "core/error.h"
#include "healing/evidence_sets.h"
#include "puncture/catalogue.h"

namespace stipple {
namespace {

bool is_dermal_lesion(ConcernKind kind) {
  switch (kind) {
    case ConcernKind::acne_scar_rolling:
    case ConcernKind::acne_scar_boxcar:
    case ConcernKind::acne_scar_ice_pick:
    case ConcernKind::surgical_scar:
    case ConcernKind::stretch_marks_white:
    case ConcernKind::stretch_marks_red: return true;
    case ConcernKind::fine_lines:
    case ConcernKind::neck_laxity:
    case ConcernKind::texture:
    case ConcernKind::dark_spots:
    case ConcernKind::age_spots: return false;
  }
  return false;
}

template <class Enum>
std::string_view spelled(Enum value) {
  return EnumNames<Enum>::names[static_cast<std::size_t>(value)];
}

Skin as_skin(const Patient& patient, const SkinValues& skin) {
  return {patient.zone, Length(skin.layers.epidermis_mm, mm),
          Length(skin.layers.papillary_mm + skin.layers.reticular_mm, mm), patient.age};
}

std::vector<PuncturePattern> patterns_of(const CoursePlan& plan, const Patient& patient,
                                         const Course& course, const SkinValues& skin,
                                         const PunctureParameters& puncture) {
  std::vector<PuncturePattern> patterns;
  for (const Visit& visit : course.visits)
    patterns.push_back(
        wound_pattern(plan.device, visit.settings, as_skin(patient, skin), puncture));
  return patterns;
}

double deepest(const std::vector<PuncturePattern>& patterns) {
  double tips = 0.0;
  for (const PuncturePattern& p : patterns) tips = std::max(tips, p.depth.mean);
  return tips;
}

IndexParameters<double> index_of(const ParameterValues& p, double lesion_depth_mm) {
  return {p["th3"],
          p["stiffness_young"],
          p["stiffness_disorder"],
          p["elasticity_elastin"],
          p["elasticity_stiffness"],
          p["erythema_dilation"],
          p["erythema_blood"],
          p["erythema_depth"],
          lesion_depth_mm};
}

std::vector<double> damage_of(const PuncturePattern& pattern, const PunctureParameters& puncture,
                              const Column<double>& column) {
  std::vector<double> damage;
  for (int i = 0; i < column.cells; ++i) {
    const double z = column.depth[static_cast<std::size_t>(i)];
    damage.push_back(i < column.first_dermal ? torn_epidermis(pattern, puncture, z)
                                             : damage_at(pattern, puncture, z));
  }
  return damage;
}

// q_h of the cells of a lesion: full down to its depth, a cell that its bottom cuts takes its
// share.
std::vector<double> disorder_of(const LesionValues& lesion, const Column<double>& column) {
  std::vector<double> q(static_cast<std::size_t>(column.cells), 0.0);
  if (lesion.q_h <= 0.0) return q;
  double top = 0.0, junction = 0.0;
  for (int i = 0; i < column.cells; ++i) {
    const auto k = static_cast<std::size_t>(i);
    if (i == column.first_dermal) junction = top;
    const double bottom = top + column.thickness[k];
    const double end = lesion.depth_mm > 0.0 ? junction + lesion.depth_mm : 1e9;
    if (i >= column.first_dermal && column.layers[k] != Layer::fat)
      q[k] = lesion.q_h * std::clamp((end - top) / (bottom - top), 0.0, 1.0);
    top = bottom;
  }
  return q;
}

}  // namespace

std::vector<SkinSite> sites_of(const Patient& patient, const Library& library) {
  std::vector<SkinSite> sites(1);
  for (const Concern& c : patient.concerns)
    if (is_dermal_lesion(c.kind))
      sites.push_back({&c, &library.lesions.at(spelled(c.kind), spelled(c.severity))});
  return sites;
}

LesionValues lesion_values(const Lesion& lesion, const MemberValues& member) {
  const std::string tag = lesion.kind + "/" + lesion.severity;
  return {member.draw(lesion.depth, tag + "/depth"), member.draw(lesion.width, tag + "/width"),
          member.draw(lesion.C_h, tag + "/C_h"), member.draw(lesion.L_h, tag + "/L_h"),
          member.draw(lesion.q_h, tag + "/q_h")};
}

SkinValues skin_values(const Patient& patient, const Library& library, const MemberValues& member) {
  const Zone& zone = library.zones.at(patient.zone);
  const ParameterValues& p = member.healing;
  SkinValues skin;
  const double dermis = patient.sex == Sex::female ? member.draw(zone.dermis_female, "dermis")
                                                   : member.draw(zone.dermis_male, "dermis");
  skin.layers.epidermis_mm = member.draw(zone.epidermis, "epidermis");
  skin.layers.papillary_mm = std::min(p["layer_papillary"], 0.4 * dermis);
  skin.layers.reticular_mm = dermis - skin.layers.papillary_mm;
  skin.layers.fat_mm = 1.0;
  skin.densities = {p["Xf_papillary"], 1.0,        p["Xf_fat"], p["Xv_papillary"],
                    p["Xv_reticular"], p["Xv_fat"]};
  return skin;
}

CoursePlan plan_course(const Patient& patient, const Course& course, const Library& library) {
  STIPPLE_REQUIRE(!course.visits.empty());
  CoursePlan plan;
  plan.patient = &patient;
  plan.course = &course;
  plan.device = course.custom_device
                    ? *course.custom_device
                    : device_named(library.files, course.device, library.bibliography);
  for (const Visit& v : course.visits) plan.visit_days.push_back(v.day.in(day));
  plan.phases = phases_of(plan.visit_days, course.aftercare);
  const MemberValues stated = stated_member(library);
  plan.stated_skin = skin_values(patient, library, stated);
  plan.stated_tips_mm = deepest(patterns_of(plan, patient, course, plan.stated_skin,
                                            puncture_parameters(stated.puncture, stated.healing)));
  plan.grid = layered_column(plan.stated_skin.layers, plan.stated_skin.densities,
                             plan.stated_tips_mm, stated.healing["uv_depth"]);
  return plan;
}

MemberRuns member_runs(const CoursePlan& plan, const Library& library, MemberValues values) {
  return member_runs(plan, library, std::move(values), Person{*plan.patient, *plan.course});
}

MemberRuns member_runs(const CoursePlan& plan, const Library& library, MemberValues values,
                       Person person) {
  MemberRuns member{std::move(values), std::move(person)};
  const MemberValues& v = member.values;
  const Patient& patient = member.person.patient;
  const Habits& habits = member.person.course.aftercare;
  member.skin = skin_values(patient, library, v);
  member.puncture = puncture_parameters(v.puncture, v.healing);
  member.array_needles = plan.device.needle_count;
  member.patterns = patterns_of(plan, patient, member.person.course, member.skin, member.puncture);
  ColumnSpec spec = stretched(plan.grid, plan.stated_skin.layers, plan.stated_tips_mm,
                              member.skin.layers, deepest(member.patterns));
  spec.densities = member.skin.densities;
  spec.uv_depth_mm = v.healing["uv_depth"];

  const HealingEvidence evidence = healing_evidence(v.healing);
  RunInput plain;
  plain.column = make_column(spec);
  plain.injury = evidence.injury;
  const auto model = [&](const Habits& under, const HabitsNow& now) {
    return make_model(evidence.rates, evidence.keloid, modulators_for(patient, under, now, v));
  };
  const Habits& before = plan.habits_before ? *plan.habits_before : habits;
  plain.models.push_back(model(before, resting_habits(before)));
  for (const HabitsNow& now : plan.phases.now) plain.models.push_back(model(habits, now));
  // A medicine taken from the visit on damps what the injury itself sets free.
  if (habits.anti_inflammatory != AntiInflammatory::none &&
      habits.anti_inflammatory_days.in(day) > 0.0)
    plain.injury.I0 *= v.healing["anti_inflammatory_I"];
  for (const PuncturePattern& pattern : member.patterns) {
    plain.damage.push_back(damage_of(pattern, member.puncture, plain.column));
    plain.hole_radius_mm.push_back(hole_radius_mm(pattern, member.puncture));
  }

  for (const SkinSite& site : sites_of(patient, library)) {
    const LesionValues lesion = site.lesion ? lesion_values(*site.lesion, v) : LesionValues{};
    RunInput run = plain;
    run.index = index_of(v.healing, lesion.depth_mm);
    run.disorder_home = disorder_of(lesion, run.column);
    member.lesions.push_back(lesion);
    member.runs.push_back(std::move(run));
  }
  member.control = member.runs.front();
  member.control.models = {plain.models.front(), plain.models.front()};
  member.control.damage.clear();
  member.control.hole_radius_mm.clear();
  return member;
}

RunThresholds thresholds_of(const MemberValues& v) {
  return {v.healing["erythema_visible"], v.healing["e_closed"]};
}

Timeline treated_timeline(const CoursePlan& plan, const std::vector<double>& profile_days,
                          const ParameterValues& healing) {
  Timeline t;
  t.visits = plan.visit_days;
  t.phases = plan.phases.days;
  t.grid = watched_days(plan.visit_days);
  t.profiles = profile_days;
  t.rest_days = healing["habit_years"] * 365.25;
  return t;
}

Timeline control_timeline(const Timeline& treated) {
  Timeline t = treated;
  t.visits.clear();
  t.phases = {0.0};
  t.profiles.clear();
  return t;
}

}  // namespace stipple
