// SPDX-License-Identifier: Apache-2.0
#include "outcome/habit_effects.h"

#include <cmath>

#include "outcome/whole_job.h"

namespace stipple {
namespace {

// 5 to 95 % of a normal distribution, as the bands are.
constexpr double kNormal95 = 1.6449;

// The believed members through the course under these habits. Before it all of them lived as the
// case says: what differs is the course alone.
std::vector<SimulatedMember> simulated_under(const Habits& habits, const CourseRequest& request,
                                             const Library& library,
                                             const std::optional<ConditionedEnsemble>& conditioned,
                                             Progress progress) {
  Course course = request.course;
  course.aftercare = habits;
  CoursePlan plan = plan_course(request.patient, course, library);
  plan.habits_before = request.course.aftercare;
  EnsembleOptions options{request.threads, ensemble_steps(), std::move(progress), false, {}};
  if (request.person)
    options.person = [&](std::size_t member) {
      Person person = request.person(member);
      person.course.aftercare = habits;
      return person;
    };
  return simulate_members(plan, library,
                          believed_members(library, conditioned, request.seed, request.members),
                          reported_timeline(plan, library), options);
}

// Share that gained less share that lost, by the spread of the paired differences; exactly 0 where
// no member changes.
Band change_of_share(const std::vector<double>& change) {
  const auto n = static_cast<double>(change.size());
  double sum = 0.0, squares = 0.0;
  for (const double c : change) {
    sum += c;
    squares += c * c;
  }
  const double mean = sum / n;
  const double reach = kNormal95 * std::sqrt(std::max(0.0, squares / n - mean * mean) / n);
  return {mean, mean - reach, mean + reach};
}

HabitEffect effect_of(const OutcomeDefinition& d, std::optional<double> days_after,
                      const std::vector<double>& kept, const std::vector<double>& broken) {
  HabitEffect effect{.outcome = d.text.name,
                     .label = d.text.label,
                     .unit = d.text.unit,
                     .days_after_last_visit = days_after,
                     .higher_is_better = d.text.higher_is_better};
  std::vector<double> change;
  for (std::size_t k = 0; k < kept.size(); ++k) change.push_back(broken[k] - kept[k]);
  effect.kept = d.is_share ? share_of(kept) : band_of(kept);
  effect.broken = d.is_share ? share_of(broken) : band_of(broken);
  effect.change = d.is_share ? change_of_share(change) : band_of(change);
  return effect;
}

// The two runs of one member; a member that failed in either is left out of both.
struct Pairs {
  std::vector<MemberView> kept{}, broken{};
};

Pairs pairs_of(const std::vector<SimulatedMember>& kept, const std::vector<SimulatedMember>& broken,
               const std::vector<double>& grid) {
  Pairs pairs;
  for (std::size_t k = 0; k < kept.size(); ++k) {
    if (kept[k].failed || broken[k].failed) continue;
    pairs.kept.emplace_back(kept[k], grid);
    pairs.broken.emplace_back(broken[k], grid);
  }
  return pairs;
}

template <class Formula>
std::vector<double> values_of(const std::vector<MemberView>& members, const Formula& formula) {
  std::vector<double> values;
  for (const MemberView& m : members) values.push_back(formula(m));
  return values;
}

}  // namespace

std::vector<HabitEffect> habit_effects(const CourseRequest& request, const Library& library,
                                       const std::optional<ConditionedEnsemble>& conditioned,
                                       const Habits& kept, const Habits& broken,
                                       const std::vector<std::string>& outcomes) {
  const std::size_t runs =
      static_cast<std::size_t>(request.members) * sites_of(request.patient, library).size();
  WholeJob job(request.progress, 2 * runs);
  const std::vector<SimulatedMember> with =
      simulated_under(kept, request, library, conditioned, job.part(runs));
  const std::vector<SimulatedMember> without =
      simulated_under(broken, request, library, conditioned, job.part(runs));
  const CoursePlan plan = plan_course(request.patient, request.course, library);
  const std::vector<double> grid = watched_days(plan.visit_days);
  const Pairs pairs = pairs_of(with, without, grid);
  std::vector<HabitEffect> effects;
  if (pairs.kept.empty()) return effects;

  std::vector<std::string> absent;
  const double last = plan.visit_days.back();
  const std::vector<OutcomeDefinition> all = outcome_definitions(request.patient, library, absent);
  for (const std::string& wanted : outcomes)
    for (const OutcomeDefinition& d : all) {
      if (d.text.name != wanted) continue;
      if (d.at_day)
        for (const double after : kReportDays) {
          const auto on_day = [&](const MemberView& m) { return d.at_day(m, last + after, false); };
          effects.push_back(
              effect_of(d, after, values_of(pairs.kept, on_day), values_of(pairs.broken, on_day)));
        }
      if (d.scalar)
        effects.push_back(effect_of(d, std::nullopt, values_of(pairs.kept, d.scalar),
                                    values_of(pairs.broken, d.scalar)));
    }
  return effects;
}

}  // namespace stipple
