// SPDX-License-Identifier: Apache-2.0
#include "service/memory_need.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>
#include <string>

#include "core/error.h"
#include "course/member.h"
#include "outcome/ensemble.h"

namespace stipple {
namespace {

constexpr double kMiB = 1024.0 * 1024.0;
// The program itself, its data, one batch per thread and the report being written.
constexpr double kBytesAside = 64.0 * kMiB;

// The number after a word in a file of the kernel's, such as "MemAvailable: 123 kB".
std::optional<double> figure_in(const char* path, const std::string& word) {
  std::ifstream file(path);
  std::string line;
  while (std::getline(file, line)) {
    if (!line.starts_with(word)) continue;
    std::istringstream text(line.substr(word.size()));
    if (double figure{}; text >> figure) return figure;
  }
  return std::nullopt;
}

std::optional<double> left_of(std::optional<double> limit, std::optional<double> used) {
  if (!limit || !used) return std::nullopt;
  return std::max(0.0, *limit - *used);
}

std::optional<double> process_left() {
  rlimit limit{};
  if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return std::nullopt;
  const auto used = figure_in("/proc/self/status", "VmSize:");
  return left_of(static_cast<double>(limit.rlim_cur), used ? *used * 1024.0 : 0.0);
}

}  // namespace

double bytes_per_member(const Case& c, const Library& library) {
  const CoursePlan plan = plan_course(c.patient, c.course, library);
  const MemberRuns member = member_runs(plan, library, stated_member(library));
  constexpr double number = sizeof(double);
  const auto cells = static_cast<double>(member.control.column.cells);
  const auto sites = static_cast<double>(member.runs.size());
  const auto grid = static_cast<double>(watched_days(plan.visit_days).size());
  const auto visits = static_cast<double>(plan.visit_days.size());
  const auto models = static_cast<double>(member.runs.front().models.size());
  const double record =
      sizeof(RunRecord) + number * (static_cast<double>(kObservedCount) * grid + 5.0 * cells);
  const double column = sizeof(Column<double>) + cells * (sizeof(CellRole<double>) + 12.0 * number);
  const double input = sizeof(RunInput) + column + number * cells * (visits + 1.0) +
                       models * sizeof(HealingModel<double>);
  const double pattern = visits * sizeof(PuncturePattern);
  const auto parameters =
      static_cast<double>(library.healing.all().size() + library.puncture.all().size() +
                          library.barrier.all().size() + library.recovery.all().size());
  const double kept = sizeof(SimulatedMember) + pattern + number * parameters + sizeof(Person);
  // Records of both ensembles; inputs of the one under way; half as much again for what the
  // allocator and the assessment take beside them.
  return 1.5 * (2.0 * (kept + (sites + 1.0) * record) + (sites + 1.0) * input);
}

std::optional<double> memory_left() {
  const auto available = figure_in("/proc/meminfo", "MemAvailable:");
  std::optional<double> left;
  const auto consider = [&](std::optional<double> bytes) {
    if (bytes) left = std::min(left.value_or(*bytes), *bytes);
  };
  if (available) consider(*available * 1024.0);
  consider(left_of(figure_in("/sys/fs/cgroup/memory.max", ""),
                   figure_in("/sys/fs/cgroup/memory.current", "")));
  consider(process_left());
  return left;
}

void require_memory(const Case& c, const Library& library, long members) {
  const auto left = memory_left();
  if (!left) return;
  const double each = bytes_per_member(c, library);
  const double need = kBytesAside + each * static_cast<double>(members);
  if (need <= *left) return;
  const double fitting = std::max(0.0, std::floor((*left - kBytesAside) / each));
  throw InvalidInput(std::vector<Problem>{
      {.path = "--members",
       .message = fmt::format("{} members of this case take about {:.0f} MiB of memory and {:.0f} "
                              "MiB are free: give at most {:.0f}",
                              members, need / kMiB, *left / kMiB, fitting)}});
}

}  // namespace stipple
