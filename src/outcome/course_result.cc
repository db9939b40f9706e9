// SPDX-License-Identifier: Apache-2.0
#include "outcome/course_result.h"

#include <fmt/format.h>

#include <algorithm>

#include "numerics/statistics.h"
#include "outcome/narrative.h"
#include "outcome/recovery_signs.h"
#include "outcome/scales.h"
#include "outcome/tornado.h"
#include "outcome/whole_job.h"

namespace stipple {
namespace {

constexpr double kMmPerMetre = 1000.0;

VisitSummary summary_of(std::size_t visit, const CoursePlan& plan,
                        const std::vector<SimulatedMember>& members) {
  const Visit& v = plan.course->visits[visit];
  VisitSummary s;
  s.day = v.day.in(day);
  if (const auto date = date_of(v, *plan.course)) s.date = format_date(*date);
  s.set_depth_mm = v.settings.depth.in(mm);
  std::vector<double> depth, density, coverage, torn, papillary, redness, open;
  std::vector<double> slit, force, bleeding;
  for (const SimulatedMember& m : members) {
    if (m.failed) continue;
    const MemberRuns& runs = m.member;
    const PuncturePattern& p = runs.patterns[visit];
    const double junction = runs.skin.layers.epidermis_mm;
    depth.push_back(p.depth.mean);
    density.push_back(p.density_cm2);
    coverage.push_back(p.coverage);
    slit.push_back(p.slit);
    force.push_back(peak_force(runs.puncture.insertion, p.needle, p.travel));
    bleeding.push_back(p.bleeding_share);
    s.entry_speed_m_per_s = p.entry_speed / kMmPerMetre;
    torn.push_back(torn_epidermis(p, runs.puncture, 0.5 * junction));
    papillary.push_back(
        damage_at(p, runs.puncture, junction + 0.5 * runs.skin.layers.papillary_mm));
    redness.push_back(m.sites.front().erythema_days[visit]);
    open.push_back(barrier_hours(m, visit));
  }
  s.true_depth_mm = band_of(depth);
  s.punctures_per_cm2 = band_of(density).median;
  s.coverage = band_of(coverage).median;
  s.slit_length_mm = band_of(slit);
  s.insertion_force_mN = band_of(force);
  s.bleeding_share = band_of(bleeding);
  s.epidermal_damage = band_of(torn);
  s.papillary_damage = band_of(papillary);
  s.erythema_days = band_of(redness);
  s.barrier_open_hours = band_of(open);
  return s;
}

// Collagen against depth on a common grid of depths, from each member's own cells.
void add_profiles(CourseResult& out, const Timeline& timeline, const CoursePlan& plan,
                  const std::vector<SimulatedMember>& members) {
  const LayerThickness& t = plan.stated_skin.layers;
  const double bottom = t.epidermis_mm + t.papillary_mm + t.reticular_mm;
  for (double z = t.epidermis_mm + 0.025; z < bottom; z += 0.05) out.profile_depth_mm.push_back(z);
  const double last = plan.visit_days.back();
  for (std::size_t k = 0; k <= timeline.profiles.size(); ++k) {
    DepthProfile profile;  // the first one is before the course
    profile.day = k == 0 ? 0.0 : timeline.profiles[k - 1];
    profile.label = k == 0 ? std::string("before")
                           : fmt::format("{:.0f} days after the last visit", profile.day - last);
    for (const double z : out.profile_depth_mm) {
      std::vector<double> values;
      for (const SimulatedMember& m : members) {
        if (m.failed) continue;
        const RunRecord& r = m.sites.front();
        const auto below = std::lower_bound(r.depth_mm.begin(), r.depth_mm.end(), z);
        const auto i = static_cast<std::size_t>(std::clamp<long>(
            below - r.depth_mm.begin(), 1, static_cast<long>(r.depth_mm.size()) - 1));
        const double share =
            std::clamp((z - r.depth_mm[i - 1]) / (r.depth_mm[i] - r.depth_mm[i - 1]), 0.0, 1.0);
        values.push_back(r.profiles[k][i - 1] + share * (r.profiles[k][i] - r.profiles[k][i - 1]));
      }
      const Band band = band_of(values);
      profile.median.push_back(band.median);
      profile.low.push_back(band.low);
      profile.high.push_back(band.high);
    }
    out.profiles.push_back(std::move(profile));
  }
}

std::vector<SkinLayer> layers_of(const LayerThickness& t) {
  const double junction = t.epidermis_mm;
  const double reticular = junction + t.papillary_mm;
  const double fat = reticular + t.reticular_mm;
  return {{"epidermis", 0.0, junction},
          {"papillary dermis", junction, reticular},
          {"reticular dermis", reticular, fat},
          {"fat", fat, fat + t.fat_mm}};
}

// The history is known to 0.1 of tendency either way, and so is the margin.
Outcome margin_outcome(const KeloidMargin& k) {
  Outcome o;
  o.name = "keloid_margin";
  o.label = "Margin to a keloid";
  o.unit = "tendency";
  o.standing = Standing::assumed;
  o.basis =
      "Keloid tendency (0 to 1) from which myofibroblasts persist after this course, less the "
      "tendency that the history stands for. Below 0 a keloid is to be expected.";
  o.higher_is_better = true;
  const Band band{k.margin, k.margin - 0.1, k.margin + 0.1};
  o.points.push_back({std::nullopt, band, band, 0.0});
  return o;
}

long failures_in(const std::vector<SimulatedMember>& members) {
  return std::count_if(members.begin(), members.end(),
                       [](const SimulatedMember& m) { return m.failed; });
}

}  // namespace

std::vector<MemberValues> conditioned_members(const Library& library,
                                              const ConditionedEnsemble& ensemble, Seed seed,
                                              long count) {
  const auto wanted = static_cast<std::size_t>(count);
  const auto start = [&](std::string_view what) { return seed.stream(what).uniform(); };
  const std::vector<std::size_t> body =
      systematic_draw(ensemble.weights, wanted, start("draw of healing"));
  std::vector<std::size_t> barrier =
      systematic_draw(ensemble.barrier_weights, wanted, start("draw of the barrier"));
  // Both draws are in order of number: shuffled, or they would be tied to one another.
  for (std::size_t k = wanted; k > 1; --k)
    std::swap(barrier[k - 1], barrier[static_cast<std::size_t>(seed.stream("shuffle", k).uniform() *
                                                               static_cast<double>(k))]);
  std::vector<MemberValues> members;
  for (std::size_t k = 0; k < wanted; ++k) {
    const Seed made(ensemble.seed);
    members.push_back(sampled_member(library, made, ensemble.numbers[body[k]]));
    members.back().puncture =
        sampled_values(library.puncture, made, ensemble.puncture_numbers[body[k]]);
    members.back().barrier =
        sampled_values(library.barrier, made, ensemble.barrier_numbers[barrier[k]]);
  }
  return members;
}

std::vector<MemberValues> prior_members(const Library& library, Seed seed, long count) {
  std::vector<MemberValues> members;
  for (long k = 0; k < count; ++k)
    members.push_back(sampled_member(library, seed, static_cast<std::size_t>(k)));
  return members;
}

std::vector<MemberValues> believed_members(const Library& library,
                                           const std::optional<ConditionedEnsemble>& conditioned,
                                           Seed seed, long count) {
  return conditioned ? conditioned_members(library, *conditioned, seed, count)
                     : prior_members(library, seed, count);
}

Timeline reported_timeline(const CoursePlan& plan, const Library& library) {
  std::vector<double> profile_days;
  for (const double after : kReportDays) profile_days.push_back(plan.visit_days.back() + after);
  return treated_timeline(plan, profile_days, stated_member(library).healing);
}

CourseResult simulate_course(const CourseRequest& request, const Library& library,
                             const std::optional<ConditionedEnsemble>& conditioned) {
  // Plan: device, skin, the cells, the days that are kept.
  const CoursePlan plan = plan_course(request.patient, request.course, library);
  const double last = plan.visit_days.back();
  const Timeline timeline = reported_timeline(plan, library);

  // Simulate: the members that evidence left, and as many from the ranges alone for comparison.
  std::vector<MemberValues> prior = prior_members(library, request.seed, request.members);
  std::vector<MemberValues> believed =
      believed_members(library, conditioned, request.seed, request.members);
  const std::size_t sites = sites_of(request.patient, library).size() + 1;
  const std::size_t runs = static_cast<std::size_t>(request.members) * sites;
  const std::vector<TornadoProbe> probes = tornado_probes(library);
  WholeJob job(request.progress, (conditioned ? 2 : 1) * runs + probes.size());
  EnsembleOptions options{request.threads, ensemble_steps(), job.part(runs), true, request.person};
  const std::vector<SimulatedMember> members =
      simulate_members(plan, library, std::move(believed), timeline, options);
  std::vector<SimulatedMember> before;
  if (conditioned) {
    options.progress = job.part(runs);
    before = simulate_members(plan, library, std::move(prior), timeline, options);
  }

  // Assess: outcomes, curves, what moves the answer, the words round it.
  CourseResult out;
  out.program_version = STIPPLE_VERSION;
  out.evidence_hash = library.files.evidence_hash();
  out.seed = request.seed.value();
  out.case_name = request.case_name;
  out.case_json = request.case_json;
  Assessed assessed = assess(plan, library, timeline.grid, members, before);
  out.outcomes = std::move(assessed.outcomes);
  out.scales = scale_scores(library, timeline.grid, members, last, request.seed);
  for (std::size_t v = 0; v < plan.visit_days.size(); ++v)
    out.visits.push_back(summary_of(v, plan, members));
  out.recovery = recovery_of(members, timeline.grid, plan.visit_days);
  out.layers = layers_of(plan.stated_skin.layers);
  out.trajectory = trajectory_of(timeline.grid, members, before);
  add_profiles(out, timeline, plan, members);
  out.ensemble.members = static_cast<long>(members.size());
  out.ensemble.conditioned = conditioned.has_value();
  out.ensemble.plausible = conditioned ? conditioned->plausible : out.ensemble.members;
  out.ensemble.effective_sample_size =
      conditioned ? conditioned->effective_sample_size : static_cast<double>(members.size());
  add_tornado(out, probes, plan, library, options.control, request.threads,
              job.part(probes.size()));
  const KeloidMargin keloid = keloid_margin(plan, library, timeline, options.control);
  out.outcomes.push_back(margin_outcome(keloid));
  add_words(out, plan, library, conditioned, std::move(assessed.absent),
            failures_in(members) + failures_in(before), keloid);
  return out;
}

}  // namespace stipple
