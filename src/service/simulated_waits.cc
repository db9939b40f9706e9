// SPDX-License-Identifier: Apache-2.0
#include "service/simulated_waits.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/error.h"

namespace stipple {
namespace {

// The skin of a visit needs `days`; the next visit comes after `gap`.
void add_wait(Verdict& next, const char* id, const char* what, double days, double gap) {
  if (days <= gap) return;
  const int more = static_cast<int>(std::ceil(days - gap));
  FiredRule wait{.id = id,
                 .version = 1,
                 .scope = RuleScope::zone,
                 .verdict = VerdictKind::wait_until,
                 .why = fmt::format("In the simulated course {} for {:.0f} days after the visit "
                                    "before; this one comes after {:.0f}.",
                                    what, std::ceil(days), gap),
                 .asks = "A later visit.",
                 .changes_if = "the interval is longer, or the setting milder",
                 .strength = {Strength::proposal},
                 .confirmed = Confirmation::proposal};
  wait.until_days = more;
  if (next.date) wait.until_date = days_after(*next.date, more);
  add_simulated(next, std::move(wait));
}

}  // namespace

void add_simulated_waits(CourseVerdict& verdict, const CourseResult& result) {
  const std::size_t count = std::min(verdict.visits.size(), result.visits.size());
  for (std::size_t k = 1; k < count; ++k) {
    const VisitSummary& before = result.visits[k - 1];
    const double gap = result.visits[k].day - before.day;
    Verdict& next = verdict.visits[k];
    add_wait(next, "simulated-redness", "the skin stays red", before.erythema_days.median, gap);
    // An open barrier counts by the upper end of its band.
    add_wait(next, "simulated-barrier", "the skin stays open",
             before.barrier_open_hours.high / 24.0, gap);
  }
}

}  // namespace stipple
