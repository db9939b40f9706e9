// SPDX-License-Identifier: Apache-2.0
// Instructions of all visits that are shown, each said once: with its dates for one visit, with
// spans for several (their dates stand in the table).
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "report/emphasis.h"
#include "report/leaflet_content.h"

namespace stipple {
namespace {

constexpr int kHoursPerDay = 24;

// What only the next visit lengthens is said as it is for one visit.
int hours_after_visit(const DatedInstruction& d) {
  if (d.lengthened_by != LengthenedBy::next_visit) return d.hours_after;
  return d.after ? d.after->taken_hours : 0;
}

std::string words_of(const JoinedInstruction& j, const ShownVisits& visits, const TextBook& book) {
  const DatedInstruction& d = *j.one;
  const std::string key = "instruction." + d.id;
  std::string words = fmt::format("*{}.* ", book.say(key + ".title"));
  if (visits.size() == 1 && d.from && d.until)
    words +=
        book.say(key + ".say", {{"from", book.moment(*d.from)}, {"until", book.moment(*d.until)}});
  else
    words += book.say(key + ".say_undated", {{"before", span_words(j.hours_before, book)},
                                             {"after", span_words(j.hours_after, book)}});
  if (j.visits.size() < visits.size())
    words += " " + book.say("leaflet.only_visits",
                            {{"visits", fmt::format("{}", fmt::join(j.visits, ", "))}});
  return words;
}

enum class Time { sun, before, day, three_days, later, always };
constexpr std::array<std::string_view, 6> kTimes{"sun",        "before", "day",
                                                 "three_days", "later",  "always"};

Time time_of(const JoinedInstruction& j) {
  const std::string& p = j.one->pictogram;
  if (p == "sun" || p == "sunscreen" || p == "shade") return Time::sun;
  if (j.one->kind == InstructionKind::never) return Time::always;
  if (j.hours_before > 0) return Time::before;
  if (j.hours_after <= kHoursPerDay) return Time::day;
  return j.hours_after <= 3 * kHoursPerDay ? Time::three_days : Time::later;
}

// A text of a user in pieces that fit a column, broken at spaces where there are any.
std::vector<std::string> pieces_of(std::string_view text) {
  constexpr std::size_t longest = 600;
  std::vector<std::string> pieces;
  while (text.size() > longest) {
    std::size_t cut = text.substr(0, longest).find_last_of(" \n");
    if (cut == text.npos || cut == 0) cut = longest;
    pieces.push_back(as_typed(text.substr(0, cut)));
    text.remove_prefix(cut);
  }
  pieces.push_back(as_typed(text));
  return pieces;
}

// The first piece inside its sentence, the others below it.
void add_pieces(LeafletGroup& group, std::string_view pictogram, std::string_view key,
                std::string_view name, std::string_view text, const TextBook& book) {
  const std::vector<std::string> pieces = pieces_of(text);
  group.items.push_back({std::string(pictogram), book.say(key, {{name, pieces.front()}})});
  for (std::size_t k = 1; k < pieces.size(); ++k) group.items.push_back({{}, pieces[k]});
}

LeafletGroup products_of(const CareSettings& settings, bool kept, bool bring,
                         const TextBook& book) {
  LeafletGroup group{book.say("leaflet.group.products"), {}};
  if (settings.products.empty()) {
    group.items.push_back({"moisturiser", book.say("leaflet.products_to_fill"), true});
  } else {
    add_pieces(group, "moisturiser", "leaflet.products", "products",
               fmt::format("{}", fmt::join(settings.products, ", ")), book);
  }
  for (const std::string& p : settings.prescribed)
    add_pieces(group, "pills", "leaflet.prescribed", "prescribed", p, book);
  if (!kept) group.items.push_back({"pills", book.say("leaflet.keep_prescribed")});
  if (!bring) group.items.push_back({"cream", book.say("leaflet.bring_names")});
  return group;
}

// "*Until the 2.* ": one full stop, whatever the words end with.
std::string bold_start(const std::string& words) {
  return fmt::format("*{}{}* ", words, words.ends_with('.') ? "" : ".");
}

std::string_view key_of(Urgency u) {
  switch (u) {
    case Urgency::emergency: return "emergency";
    case Urgency::same_day: return "same_day";
    case Urgency::within_days: return "within_days";
    case Urgency::practice: return "practice";
  }
  return {};
}

std::string when_of(const DatedCall& call, bool one_visit, const TextBook& book) {
  // Within a day the hours say more than days without a time.
  const bool short_one = call.to_hours <= kHoursPerDay && !(call.from && call.from->minute);
  if (one_visit && !short_one && call.from && call.until) {
    const Fill span{{"from", book.moment(*call.from)}, {"until", book.moment(*call.until)}};
    if (call.from->date == call.until->date && call.from->minute && call.until->minute)
      return book.say("leaflet.call.same_date", {{"date", book.short_date(call.from->date)},
                                                 {"from", format_clock(*call.from->minute)},
                                                 {"until", format_clock(*call.until->minute)}});
    return book.say(*call.from == *call.until ? "leaflet.call.one_date" : "leaflet.call.dated",
                    span);
  }
  const int week = 7 * kHoursPerDay;
  const auto counted = [&](int hours, int unit) { return std::to_string(hours / unit); };
  if (call.from_hours < kHoursPerDay)
    return book.say(call.from_hours < 0 ? "leaflet.call.from_cream" : "leaflet.call.hours",
                    {{"after", span_words(call.to_hours, book)}});
  const bool weeks =
      call.from_hours >= 2 * week && call.from_hours % week == 0 && call.to_hours % week == 0;
  const int unit = weeks ? week : kHoursPerDay;
  return book.say(weeks ? "leaflet.call.weeks" : "leaflet.call.days",
                  {{"from", counted(call.from_hours, unit)}, {"to", counted(call.to_hours, unit)}});
}

}  // namespace

std::vector<JoinedInstruction> joined_instructions(const ShownVisits& visits) {
  std::vector<JoinedInstruction> all;
  for (const CareVisit* v : visits)
    for (const DatedInstruction& d : v->instructions) {
      auto at =
          std::ranges::find_if(all, [&](const JoinedInstruction& j) { return j.one->id == d.id; });
      if (at == all.end()) at = all.insert(all.end(), JoinedInstruction{&d});
      at->visits.push_back(v->visit + 1);
      at->hours_before = std::max(at->hours_before, d.hours_before);
      at->hours_after = std::max(at->hours_after, hours_after_visit(d));
    }
  return all;
}

std::vector<LeafletGroup> leaflet_groups(const LeafletInput& in, const ShownVisits& visits,
                                         const TextBook& book) {
  std::vector<LeafletGroup> groups;
  for (const std::string_view time : kTimes)
    groups.push_back({book.say(fmt::format("leaflet.group.{}", time)), {}});
  bool kept = false;
  for (const JoinedInstruction& j : joined_instructions(visits)) {
    kept = kept || j.one->id == "keep-prescribed";
    groups[static_cast<std::size_t>(time_of(j))].items.push_back(
        {j.one->pictogram, words_of(j, visits, book)});
  }
  // A call about bumps asks for the names of products already.
  const bool bring = std::ranges::any_of(visits, [](const CareVisit* v) {
    return std::ranges::find(v->calls, "firm-bumps", &DatedCall::id) != v->calls.end();
  });
  groups.push_back(products_of(in.settings, kept, bring, book));
  std::erase_if(groups, [](const LeafletGroup& g) { return g.items.empty(); });
  return groups;
}

std::vector<LeafletCall> leaflet_calls(const ShownVisits& visits, const TextBook& book) {
  std::vector<const DatedCall*> all;
  for (const CareVisit* v : visits)
    for (const DatedCall& c : v->calls)
      if (std::ranges::none_of(all, [&](const DatedCall* a) { return a->id == c.id; }))
        all.push_back(&c);
  std::ranges::stable_sort(all, {}, &DatedCall::urgency);
  std::vector<LeafletCall> calls;
  for (const DatedCall* c : all)
    calls.push_back(
        {c->urgency, book.say(fmt::format("leaflet.call.{}", key_of(c->urgency))),
         when_of(*c, visits.size() == 1, book),
         bold_start(book.say("call." + c->id + ".what")) + book.say("call." + c->id + ".do")});
  return calls;
}

}  // namespace stipple
