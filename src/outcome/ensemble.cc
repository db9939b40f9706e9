// SPDX-License-Identifier: Apache-2.0
#include "outcome/ensemble.h"

#include <algorithm>

#include "core/error.h"

namespace stipple {

std::vector<SimulatedMember> simulate_members(const CoursePlan& plan, const Library& library,
                                              std::vector<MemberValues> values,
                                              const Timeline& treated,
                                              const EnsembleOptions& options) {
  std::vector<SimulatedMember> members;
  std::vector<RunInput> runs, controls;
  std::vector<RunThresholds> run_thresholds, control_thresholds;
  for (std::size_t k = 0; k < values.size(); ++k) {
    MemberValues& v = values[k];
    Person person = options.person ? options.person(k) : Person{*plan.patient, *plan.course};
    SimulatedMember m{member_runs(plan, library, std::move(v), std::move(person))};
    const RunThresholds limits = thresholds_of(m.member.values);
    for (RunInput& run : m.member.runs) {
      runs.push_back(std::move(run));
      run_thresholds.push_back(limits);
    }
    m.member.runs.clear();
    controls.push_back(std::move(m.member.control));
    control_thresholds.push_back(limits);
    members.push_back(std::move(m));
  }
  if (!options.with_control) controls.clear();
  const std::size_t total = runs.size() + controls.size();
  std::size_t before = 0;
  const Progress progress = [&](std::size_t done, std::size_t) {
    return !options.progress || options.progress(before + done, total);
  };
  std::vector<RunRecord> treated_records =
      simulate_runs(treated, runs, run_thresholds, options.control, options.threads, progress);
  before = runs.size();
  std::vector<RunRecord> control_records =
      simulate_runs(control_timeline(treated), controls, control_thresholds, options.control,
                    options.threads, progress);
  const std::size_t sites = members.empty() ? 0 : runs.size() / members.size();
  for (std::size_t k = 0; k < members.size(); ++k) {
    SimulatedMember& m = members[k];
    for (std::size_t s = 0; s < sites; ++s)
      m.sites.push_back(std::move(treated_records[k * sites + s]));
    if (options.with_control) m.control = std::move(control_records[k]);
    m.failed = m.control.failed;
    for (const RunRecord& r : m.sites) m.failed = m.failed || r.failed;
  }
  const bool none = std::all_of(members.begin(), members.end(),
                                [](const SimulatedMember& m) { return m.failed; });
  if (!members.empty() && none)
    throw Failure(FailureCode::cannot_compute,
                  "no member of the ensemble could be computed: the steps do not converge");
  return members;
}

}  // namespace stipple
