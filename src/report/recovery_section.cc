// SPDX-License-Identifier: Apache-2.0
// The days after each visit: one row a sign, one cell a day.
#include <fmt/format.h>

#include <cmath>
#include <optional>

#include "core/date.h"
#include "report/markup.h"
#include "report/sections.h"

namespace stipple {
namespace {

const char* label_of(RecoverySign sign) {
  switch (sign) {
    case RecoverySign::redness: return "Redness";
    case RecoverySign::tenderness: return "Tender, as after too much sun";
    case RecoverySign::tightness: return "Tight";
    case RecoverySign::crusts: return "Pinpoint crusts";
    case RecoverySign::peeling: return "Fine peeling";
    case RecoverySign::open_barrier: return "Open barrier";
  }
  return "";
}

// The first and the last day on which at least this share of the courses shows the sign.
struct DaysShown {
  int first{}, last{};
};
std::optional<DaysShown> days_shown(const SignSpan& sign, double at_least) {
  std::optional<DaysShown> days;
  for (std::size_t n = 0; n < sign.share.size(); ++n) {
    if (sign.share[n] < at_least) continue;
    const int day_number = static_cast<int>(n);
    days = DaysShown{days ? days->first : day_number, day_number};
  }
  return days;
}

std::string words_of(const DaysShown& d) {
  const char* longer = d.last == kRecoveryDays ? " and longer" : "";
  if (d.last == 0) return "on the day itself";
  if (d.first == 0) return fmt::format("to day {}{}", d.last, longer);
  if (d.first == d.last) return fmt::format("on day {}{}", d.first, longer);
  return fmt::format("days {} to {}{}", d.first, d.last, longer);
}

std::string words_of(const SignSpan& sign) {
  const auto usual = days_shown(sign, kUsualShare), possible = days_shown(sign, kPossibleShare);
  if (!possible) return "not expected";
  if (!usual) return "possible " + words_of(*possible);
  std::string words = "usual " + words_of(*usual);
  if (possible->last > usual->last) words += ", possible " + words_of(*possible);
  return words;
}

std::string cell(double share) {
  const char* kind = share >= kUsualShare ? "usual" : share >= kPossibleShare ? "possible" : "no";
  return fmt::format(R"(<td><span class="day {}">{}</span></td>)", kind, kind);
}

std::string row(const SignSpan& sign, const Band& crusts) {
  std::string words = words_of(sign);
  if (sign.sign == RecoverySign::crusts && days_shown(sign, kPossibleShare))
    words += fmt::format("; about {:.0f} on a cm\u00b2", std::max(1.0, crusts.median));
  std::string out =
      fmt::format(R"(<tr><th scope="row"><span class="b">{}</span> <span class="r">{}</span></th>)",
                  label_of(sign.sign), words);
  for (const double share : sign.share) out += cell(share);
  return out + "</tr>\n";
}

std::string table(const VisitRecovery& visit) {
  std::string head = "<th>Day</th>", rows;
  for (int n = 0; n <= kRecoveryDays; ++n) head += fmt::format("<th>{}</th>", n);
  for (const SignSpan& sign : visit.signs) rows += row(sign, visit.crusts_per_cm2);
  return R"(<table class="days"><thead><tr>)" + head + "</tr></thead><tbody>\n" + rows +
         "</tbody></table>";
}

// Visits in a row with the same table: the figures agree to the day.
struct Group {
  std::size_t first{}, last{};
  std::string table{};
};
std::vector<Group> groups_of(const CourseResult& result) {
  std::vector<Group> groups;
  for (std::size_t v = 0; v < result.recovery.size(); ++v) {
    std::string shown = table(result.recovery[v]);
    if (!groups.empty() && groups.back().table == shown)
      groups.back().last = v;
    else
      groups.push_back({v, v, std::move(shown)});
  }
  return groups;
}

std::string heading(const Group& g, std::size_t visits) {
  if (visits == 1) return "After the visit";
  if (g.first == 0 && g.last + 1 == visits) return "The same after every visit";
  if (g.first == g.last) return fmt::format("After visit {}", g.first + 1);
  return fmt::format("After visits {} to {}", g.first + 1, g.last + 1);
}

// Where the calendar is known: the first day on which redness is no longer usual.
std::string dates(const CourseResult& result, const Group& g) {
  std::string list;
  for (std::size_t v = g.first; v <= g.last && v < result.visits.size(); ++v) {
    const auto date = parse_date(result.visits[v].date);
    const auto red = days_shown(result.recovery[v].sign(RecoverySign::redness), kUsualShare);
    if (!date || (red && red->last == kRecoveryDays)) continue;
    list += fmt::format(R"({}<span class="b">{}</span> (visit {}))", list.empty() ? "" : ", ",
                        format_date(days_after(*date, red ? red->last + 1 : 0)), v + 1);
  }
  return list.empty() ? list : R"(<p class="small">Redness is usually gone from )" + list + ".</p>";
}

// The model's slow tail is told, not hidden.
std::string tail(const CourseResult& result) {
  double most = 0.0;
  for (const VisitRecovery& v : result.recovery)
    most = std::max(most, v.sign(RecoverySign::redness).share.back());
  if (most < kPossibleShare) return {};
  return fmt::format(
      R"(<p class="small">In up to {:.0f} of 20 simulated courses some redness lasts longer than
{} days. Clinics tell of days, not weeks: the slow end is likely too slow in the model.</p>)",
      std::round(20.0 * most), kRecoveryDays);
}

}  // namespace

std::string recovery_section(const CourseResult& result) {
  if (result.recovery.empty()) return {};
  std::string out =
      R"(<section><h2>The days after a visit</h2><p class="lead">What is usual after a visit, and
until when. Day 0 is the day of the visit.</p><p class="small key"><span><span
class="day usual"></span>Usual: at least half of the simulated courses</span> <span><span
class="day possible"></span>Possible: at least one in twenty</span></p>)";
  for (const Group& g : groups_of(result))
    out += "<h3>" + heading(g, result.recovery.size()) + "</h3>" + g.table + dates(result, g);
  return out + tail(result) +
         R"(<p class="small">Simulated; most thresholds behind these days are assumed. Pain
that grows, heat, pus, fever or blisters never belong to it: they are a reason to
call.</p></section>)";
}

}  // namespace stipple
