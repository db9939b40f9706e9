// SPDX-License-Identifier: Apache-2.0
// The dates of several visits as a table, those that fall on the same days in one row; and the days
// after a visit as a strip.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "report/leaflet_content.h"

namespace stipple {
namespace {

const DatedInstruction* at_visit(const CareVisit& visit, std::string_view id) {
  const auto found = std::ranges::find(visit.instructions, id, &DatedInstruction::id);
  return found == visit.instructions.end() ? nullptr : &*found;
}

// The time of day only where it is another one than that of the visit.
std::string beside_visit(const Moment& m, const Moment& visit, const TextBook& book) {
  return m.minute == visit.minute ? book.short_date(m.date) : book.moment(m);
}

// One end of the instructions: all that begin or end on the same days are one row.
struct DateRow {
  int hours{};  // after the visit
  std::vector<std::string> cells{};
  std::string titles{};
};

std::vector<DateRow> rows_of(const ShownVisits& visits, bool before, const TextBook& book) {
  std::vector<DateRow> rows;
  for (const JoinedInstruction& j : joined_instructions(visits)) {
    if (!(before ? j.one->before : j.one->after) || j.one->kind == InstructionKind::never) continue;
    DateRow row{before ? -j.hours_before : j.hours_after,
                {},
                book.say("instruction." + j.one->id + ".title")};
    for (const CareVisit* v : visits) {
      const DatedInstruction* d = at_visit(*v, j.one->id);
      const std::optional<Moment> m = !d ? std::nullopt : before ? d->from : d->until;
      row.cells.push_back(m ? beside_visit(*m, *v->when, book) : "\u2013");
    }
    const auto same = std::ranges::find_if(
        rows, [&](const DateRow& r) { return r.hours == row.hours && r.cells == row.cells; });
    if (same == rows.end())
      rows.push_back(row);
    else
      same->titles += "; " + row.titles;
  }
  std::ranges::stable_sort(rows, {}, &DateRow::hours);
  return rows;
}

// A row is named by its span, as the instructions say it; where two rows have the same span and
// other days, each names its instructions.
void add_rows(LeafletDates& dates, const ShownVisits& visits, bool before, const TextBook& book) {
  const std::vector<DateRow> rows = rows_of(visits, before, book);
  for (const DateRow& row : rows) {
    std::string label = book.say(before ? "leaflet.dates.before" : "leaflet.dates.after",
                                 {{"span", span_words(std::abs(row.hours), book)}});
    if (std::ranges::count(rows, row.hours, &DateRow::hours) > 1)
      label = book.say("leaflet.dates.for", {{"row", label}, {"what", row.titles}});
    dates.rows.push_back({label, row.cells});
  }
}

// The greatest share of any visit.
SignLevel level_of(const ShownVisits& visits, RecoverySign sign, std::size_t k) {
  double share = 0.0;
  for (const CareVisit* v : visits)
    if (const auto& shares = v->recovery.sign(sign).share; k < shares.size())
      share = std::max(share, shares[k]);
  if (share >= kUsualShare) return SignLevel::usual;
  return share >= kPossibleShare ? SignLevel::possible : SignLevel::absent;
}

// The first and the last day with at least this level; none.
std::optional<std::pair<int, int>> days_of(const LeafletSign& sign, SignLevel level) {
  std::optional<std::pair<int, int>> found;
  for (int d = 0; d <= kRecoveryDays; ++d)
    if (sign.days[static_cast<std::size_t>(d)] >= level) found = {found ? found->first : d, d};
  return found;
}

std::string days_words(std::pair<int, int> days, const TextBook& book) {
  return book.say(days.first == days.second ? "leaflet.strip.one_day" : "leaflet.strip.days",
                  {{"from", std::to_string(days.first)}, {"to", std::to_string(days.second)}});
}

std::string sign_words(const LeafletSign& sign, const std::string& name, const TextBook& book) {
  const auto possible = days_of(sign, SignLevel::possible), usual = days_of(sign, SignLevel::usual);
  if (!usual)
    return book.say("leaflet.strip.sign_possible",
                    {{"sign", name}, {"possible", days_words(*possible, book)}});
  const Fill fill{{"sign", name},
                  {"usual", days_words(*usual, book)},
                  {"last", std::to_string(possible->second)}};
  return book.say(
      possible->second > usual->second ? "leaflet.strip.sign_both" : "leaflet.strip.sign_usual",
      fill);
}

std::string social_words(const ShownVisits& visits, const TextBook& book) {
  int likely = 0, safe = 0;
  for (const CareVisit* v : visits) {
    likely = std::max(likely, v->social_likely_days);
    safe = std::max(safe, v->social_safe_days);
  }
  const CareVisit& first = *visits.front();
  const bool dated = visits.size() == 1 && first.social_likely && first.social_safe;
  const auto words = [&](const std::optional<Moment>& m, int days) {
    return dated ? book.short_date(m->date)
                 : book.say("leaflet.strip.one_day", {{"from", std::to_string(days)}});
  };
  return book.say("leaflet.strip.social", {{"likely", words(first.social_likely, likely)},
                                           {"safe", words(first.social_safe, safe)}});
}

}  // namespace

std::optional<LeafletDates> leaflet_dates(const ShownVisits& visits, const TextBook& book) {
  if (visits.size() < 2 || !are_dated(visits)) return std::nullopt;
  LeafletDates dates{.heading = book.say("leaflet.dates.heading")};
  dates.lead = book.say("leaflet.dates.lead");
  dates.head.label = book.say("leaflet.dates.visit");
  for (const CareVisit* v : visits) dates.head.cells.push_back(book.moment(*v->when));
  add_rows(dates, visits, true, book);
  add_rows(dates, visits, false, book);
  return dates;
}

std::optional<LeafletStrip> leaflet_strip(const ShownVisits& visits, const TextBook& book) {
  if (std::ranges::any_of(visits, [](const CareVisit* v) {
        return v->recovery.signs.size() != kRecoverySigns.size();
      }))
    return std::nullopt;
  LeafletStrip strip{.heading = book.say("leaflet.strip.heading"),
                     .lead = book.say("leaflet.strip.lead"),
                     .social = social_words(visits, book),
                     .usual = book.say("leaflet.strip.usual"),
                     .possible = book.say("leaflet.strip.possible")};
  strip.days.label = book.say("leaflet.strip.day");
  for (int d = 0; d <= kRecoveryDays; ++d) strip.days.cells.push_back(std::to_string(d));
  if (are_dated(visits))
    for (const CareVisit* v : visits) {
      LeafletRow row{
          book.say("leaflet.strip.visit_from",
                   {{"n", std::to_string(v->visit + 1)}, {"date", book.short_date(v->when->date)}}),
          {}};
      for (int d = 0; d <= kRecoveryDays; ++d)
        row.cells.push_back(
            fmt::format("{}", static_cast<unsigned>(days_after(v->when->date, d).day())));
      strip.calendars.push_back(std::move(row));
    }
  for (std::size_t k = 0; k < kRecoverySigns.size(); ++k) {
    // That the barrier is open nobody sees; it lengthens what is asked for.
    if (static_cast<RecoverySign>(k) == RecoverySign::open_barrier) continue;
    LeafletSign sign;
    for (std::size_t d = 0; d <= static_cast<std::size_t>(kRecoveryDays); ++d)
      sign.days.push_back(level_of(visits, static_cast<RecoverySign>(k), d));
    if (!days_of(sign, SignLevel::possible)) continue;
    sign.words = sign_words(sign, book.say(fmt::format("sign.{}", kRecoverySigns[k])), book);
    strip.signs.push_back(std::move(sign));
  }
  return strip;
}

}  // namespace stipple
