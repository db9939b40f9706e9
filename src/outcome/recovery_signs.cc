// SPDX-License-Identifier: Apache-2.0
#include "outcome/recovery_signs.h"

#include <algorithm>

#include "outcome/assess.h"

namespace stipple {
namespace {

constexpr double kHours = 24.0;

// Days from the visit until a watched value stays at or below a level, by straight lines between
// the days that are kept; the next visit ends the search.
double days_above(double level, const std::vector<double>& values, const std::vector<double>& grid,
                  double visit_day, double next_day) {
  double until = 0.0;
  for (std::size_t k = 0; k < grid.size() && grid[k] < next_day; ++k) {
    if (grid[k] < visit_day || values[k] <= level) continue;
    // Above it here: until the line to the next kept day falls through it.
    if (k + 1 == grid.size() || grid[k + 1] >= next_day) return next_day - visit_day;
    const double fall = values[k] - values[k + 1];
    const double share = values[k + 1] > level ? 1.0 : (values[k] - level) / fall;
    until = grid[k] + share * (grid[k + 1] - grid[k]) - visit_day;
  }
  return until;
}

// Pinpoint crusts: what bled dries, and falls some days after the epidermis below it has closed.
void add_crusts(MemberRecovery& out, const PuncturePattern& pattern, double closed_days,
                const ParameterValues& p) {
  out.crusts_per_cm2 = p["crust_share"] * pattern.bleeding_share * pattern.density_cm2;
  if (out.crusts_per_cm2 < p["crust_visible"]) return;
  const double from = p["crust_from"] / kHours;
  out.signs[static_cast<std::size_t>(RecoverySign::crusts)] = {
      from, std::max(from, closed_days) + p["crust_fall"]};
}

// The torn horny layer is lifted by the new one below it.
SignTimes peeling(const PuncturePattern& pattern, double tight_days, const ParameterValues& p) {
  if (pattern.coverage < p["peel_torn"]) return {};
  const double turnover = p["horny_turnover"];
  return {tight_days + p["peel_from"] * turnover, tight_days + p["peel_until"] * turnover};
}

SignSpan span_of(RecoverySign sign, const std::vector<MemberRecovery>& members) {
  SignSpan span{.sign = sign};
  std::vector<double> from, until;
  for (const MemberRecovery& m : members) {
    const SignTimes& times = m.sign(sign);
    if (times.seen()) from.push_back(times.from_days);
    until.push_back(times.seen() ? times.until_days : 0.0);
  }
  if (!from.empty()) span.from_days = band_of(from);
  span.until_days = band_of(until);
  for (int n = 0; n <= kRecoveryDays; ++n) {
    const auto showing = std::ranges::count_if(members, [&](const MemberRecovery& m) {
      const SignTimes& times = m.sign(sign);
      return times.seen() && times.from_days < n + 1 && times.until_days > n;
    });
    span.share.push_back(static_cast<double>(showing) / static_cast<double>(members.size()));
  }
  return span;
}

}  // namespace

MemberRecovery recovery_after(const SimulatedMember& m, const std::vector<double>& grid,
                              const std::vector<double>& visit_days, std::size_t visit) {
  const RunRecord& skin = m.sites.front();
  const PuncturePattern& pattern = m.member.patterns[visit];
  const ParameterValues& p = m.member.values.recovery;
  const double from = visit_days[visit];
  const double next = visit + 1 < visit_days.size() ? visit_days[visit + 1] : grid.back();

  MemberRecovery out;
  const auto set = [&](RecoverySign s, SignTimes t) { out.signs[static_cast<std::size_t>(s)] = t; };
  // Against rest before the course: against the days before this visit, a denser course, which
  // leaves more inflammation, would be over the sooner.
  const double tender = skin.before[kInflammationMean] + p["tender_inflammation"];
  set(RecoverySign::redness, {0.0, skin.erythema_days[visit]});
  set(RecoverySign::tenderness,
      {0.0, days_above(tender, skin.watched[kInflammationMean], grid, from, next)});
  const double open = barrier_hours(m, visit) / kHours;
  const double closed = skin.closed_hours[visit] / kHours;
  const double tight = std::max(open, closed);
  set(RecoverySign::open_barrier, {0.0, open});
  set(RecoverySign::tightness, {0.0, tight});
  set(RecoverySign::peeling, peeling(pattern, tight, p));
  add_crusts(out, pattern, closed, p);
  for (SignTimes& times : out.signs) times.until_days = std::min(times.until_days, next - from);
  return out;
}

std::vector<VisitRecovery> recovery_of(const std::vector<SimulatedMember>& members,
                                       const std::vector<double>& grid,
                                       const std::vector<double>& visit_days) {
  std::vector<VisitRecovery> visits;
  for (std::size_t visit = 0; visit < visit_days.size(); ++visit) {
    std::vector<MemberRecovery> days;
    std::vector<double> crusts;
    for (const SimulatedMember& m : members) {
      if (m.failed) continue;
      days.push_back(recovery_after(m, grid, visit_days, visit));
      crusts.push_back(days.back().crusts_per_cm2);
    }
    VisitRecovery out{.visit = visit};
    for (std::size_t s = 0; s < kRecoverySigns.size(); ++s)
      out.signs.push_back(span_of(static_cast<RecoverySign>(s), days));
    out.crusts_per_cm2 = band_of(crusts);
    visits.push_back(std::move(out));
  }
  return visits;
}

}  // namespace stipple
