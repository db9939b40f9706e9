// SPDX-License-Identifier: Apache-2.0
// The dates of several visits as a table, those that fall on the same days in one row; and the days
// after a visit as a strip.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>

#include "report/leaflet_content.h"

namespace stipple {
namespace {

// Which end of an instruction a row is about.
struct Edge {
  std::string_view key{};  // of its words
  std::function<std::optional<Moment>(const DatedInstruction&)> moment{};
};

const DatedInstruction* at_visit(const CareVisit& visit, std::string_view id) {
  const auto found = std::ranges::find(visit.instructions, id, &DatedInstruction::id);
  return found == visit.instructions.end() ? nullptr : &*found;
}

std::vector<std::string> ids_of(const ShownVisits& visits) {
  std::vector<std::string> ids;
  for (const CareVisit* v : visits)
    for (const DatedInstruction& d : v->instructions)
      if (std::ranges::find(ids, d.id) == ids.end()) ids.push_back(d.id);
  return ids;
}

// One row for all instructions with these dates, earliest first.
void add_rows(LeafletDates& dates, const ShownVisits& visits, const Edge& edge,
              const TextBook& book) {
  struct Row {
    Moment first{};
    std::vector<std::string> cells{};
    std::string what{};
  };
  std::vector<Row> rows;
  for (const std::string& id : ids_of(visits)) {
    Row row;
    std::optional<Moment> first;
    for (const CareVisit* v : visits) {
      const DatedInstruction* d = at_visit(*v, id);
      const std::optional<Moment> m = d ? edge.moment(*d) : std::nullopt;
      if (m && !first) first = m;
      row.cells.push_back(m ? book.moment(*m) : "\u2013");
    }
    if (!first) continue;
    row.first = *first;
    row.what = book.say("instruction." + id + ".title");
    const auto same = std::ranges::find(rows, row.cells, &Row::cells);
    if (same == rows.end())
      rows.push_back(row);
    else
      same->what += "; " + row.what;
  }
  std::ranges::stable_sort(rows, {}, [](const Row& r) {
    return std::pair(std::chrono::sys_days(r.first.date), r.first.minute.value_or(0));
  });
  for (const Row& row : rows)
    dates.rows.push_back(
        {book.say(fmt::format("leaflet.dates.{}", edge.key), {{"what", row.what}}), row.cells});
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
  dates.head.label = book.say("leaflet.dates.visit");
  for (const CareVisit* v : visits)
    dates.head.cells.push_back(fmt::format(
        "{}: {}", book.say("leaflet.visit_number", {{"n", std::to_string(v->visit + 1)}}),
        book.moment(*v->when)));
  using Kind = InstructionKind;
  const auto ends = [](const DatedInstruction& d, bool starts) {
    return d.after && (d.kind == Kind::begin) == starts ? d.until : std::nullopt;
  };
  add_rows(dates, visits,
           {"begin", [](const DatedInstruction& d) { return d.before ? d.from : std::nullopt; }},
           book);
  add_rows(dates, visits, {"start", [&](const auto& d) { return ends(d, true); }}, book);
  add_rows(dates, visits, {"end", [&](const auto& d) { return ends(d, false); }}, book);
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
