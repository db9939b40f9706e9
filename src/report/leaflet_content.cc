// SPDX-License-Identifier: Apache-2.0
#include "report/leaflet_content.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.h"
#include "report/emphasis.h"

namespace stipple {
namespace {

constexpr int kHoursPerDay = 24;

ShownVisits shown_visits(const LeafletInput& in) {
  const auto& visits = in.plan.visits;
  STIPPLE_REQUIRE(in.first_visit < visits.size());
  ShownVisits shown;
  for (std::size_t k = in.first_visit; k < visits.size() && shown.size() < in.most_visits; ++k)
    shown.push_back(&visits[k]);
  return shown;
}

std::string when_words(const ShownVisits& visits, const TextBook& book) {
  if (!are_dated(visits)) return book.say("leaflet.no_dates");
  const Moment& first = *visits.front()->when;
  const std::string date = book.long_date(first.date);
  if (visits.size() > 1)
    return book.say("leaflet.visits", {{"n", std::to_string(visits.size())},
                                       {"first", date},
                                       {"last", book.long_date(visits.back()->when->date)}});
  if (!first.minute) return book.say("leaflet.visit", {{"date", date}});
  return book.say("leaflet.visit_at", {{"date", date}, {"time", format_clock(*first.minute)}});
}

std::string depth_words(const ShownVisits& visits, const TextBook& book) {
  const CareVisit& first = *visits.front();
  double least = first.set_depth_mm, most = least;
  double low = first.true_depth_mm.low, high = first.true_depth_mm.high;
  for (const CareVisit* v : visits) {
    least = std::min(least, v->set_depth_mm);
    most = std::max(most, v->set_depth_mm);
    low = std::min(low, v->true_depth_mm.low);
    high = std::max(high, v->true_depth_mm.high);
  }
  const auto mm = [&](double depth) { return book.number(depth, 1); };
  const Fill reach{{"low", mm(low)},
                   {"high", mm(high)},
                   {"set", mm(least)},
                   {"least", mm(least)},
                   {"most", mm(most)}};
  return book.say(mm(least) == mm(most) ? "leaflet.depth" : "leaflet.depth_each", reach);
}

// "(2 March, 30 March)", with a space before; nothing where no calendar is known.
std::string days_of(const CarePlan& plan, const TextBook& book) {
  std::string days;
  for (const CareVisit& v : plan.visits)
    if (v.when) days += (days.empty() ? " (" : ", ") + book.short_date(v.when->date);
  return days.empty() ? days : days + ")";
}

constexpr const char* kLineToWriteOn = "______________________________";

std::vector<std::string> facts_of(const LeafletInput& in, const ShownVisits& visits,
                                  const TextBook& book) {
  std::vector<std::string> facts;
  const std::string& name = in.settings.patient;
  facts.push_back(
      book.say("leaflet.whose", {{"name", name.empty() ? kLineToWriteOn : as_typed(name)}}));
  facts.push_back("*" + when_words(visits, book) + "*");
  if (visits.size() == 1 && in.plan.visits.size() > 1)
    facts.push_back(
        book.say("leaflet.one_visit", {{"n", std::to_string(visits.front()->visit + 1)},
                                       {"all", std::to_string(in.plan.visits.back().visit + 1)},
                                       {"dates", days_of(in.plan, book)}}));
  else if (visits.size() < in.plan.visits.size())
    facts.push_back(book.say("leaflet.some_visits",
                             {{"first", std::to_string(visits.front()->visit + 1)},
                              {"last", std::to_string(visits.back()->visit + 1)},
                              {"all", std::to_string(in.plan.visits.back().visit + 1)}}));
  std::string done = book.say("leaflet.done", {{"zone", as_typed(in.zone)}});
  if (!in.device.empty()) done += " " + book.say("leaflet.with", {{"device", as_typed(in.device)}});
  facts.push_back(done + " " + depth_words(visits, book));
  return facts;
}

std::vector<LeafletField> contact_of(const std::optional<Practice>& given, const TextBook& book) {
  const Practice practice = given.value_or(Practice{});
  std::string who = practice.name;
  if (!practice.address.empty()) who += ", " + practice.address;
  const auto field = [&](std::string_view key, const std::string& words) {
    return LeafletField{book.say(fmt::format("leaflet.contact.{}", key)), as_typed(words)};
  };
  return {field("practice", who), field("phone", practice.phone),
          field("out_of_hours", practice.out_of_hours),
          field("emergency", practice.emergency.empty() ? book.say("leaflet.contact.usual_numbers")
                                                        : practice.emergency)};
}

LeafletGroup know_of(const CarePlan& plan, const TextBook& book) {
  LeafletGroup know{book.say("leaflet.know.heading"), {}};
  know.items.push_back({"question", book.say("leaflet.know.results")});
  know.items.push_back({"phone", book.say("leaflet.know.signs")});
  if (plan.outside_clearance) know.items.push_back({"doctor", book.say("leaflet.know.clearance")});
  return know;
}

std::vector<std::string> foot_of(const LeafletInput& in, const TextBook& book) {
  const CarePlan& plan = in.plan;
  const Fill versions{{"care", as_typed(plan.rules_version)},
                      {"screening", as_typed(plan.screening_version)},
                      {"practice", as_typed(plan.practice_rules)}};
  std::vector<std::string> foot;
  if (in.released) {
    const Release& by = in.settings.released.value();
    foot.push_back(book.say("leaflet.released", {{"name", as_typed(by.name)},
                                                 {"role", as_typed(by.role)},
                                                 {"date", book.long_date(by.date)}}));
  } else {
    foot.push_back(book.say("leaflet.draft_line", {{"draft", as_typed(in.draft)}}));
  }
  foot.push_back(book.say(
      plan.practice_rules.empty() ? "leaflet.versions" : "leaflet.versions_practice", versions));
  foot.push_back(book.say("notice"));
  return foot;
}

}  // namespace

bool are_dated(const ShownVisits& visits) {
  return std::ranges::all_of(visits, [](const CareVisit* v) { return v->when.has_value(); });
}

std::string span_words(int hours, const TextBook& book) {
  if (hours <= 3 * kHoursPerDay) return book.counted("span.hours", hours);
  const int days = (hours + kHoursPerDay - 1) / kHoursPerDay;
  return days >= 28 && days % 7 == 0 ? book.counted("span.weeks", days / 7)
                                     : book.counted("span.days", days);
}

LeafletContent leaflet_content(const LeafletInput& in, const TextBook& book) {
  const ShownVisits visits = shown_visits(in);
  LeafletContent c{.language = book.language(), .title = book.say("leaflet.title")};
  if (!in.released) c.watermark = book.say("leaflet.draft", {{"draft", as_typed(in.draft)}});
  c.facts = facts_of(in, visits, book);
  c.dates = leaflet_dates(visits, book);
  c.strip = leaflet_strip(visits, book);
  c.groups = leaflet_groups(in, visits, book);
  c.call_heading = book.say("leaflet.call.heading");
  c.call_lead = book.say("leaflet.call.lead");
  c.calls = leaflet_calls(visits, book);
  c.contact_heading = book.say("leaflet.contact.heading");
  c.contact = contact_of(in.settings.practice, book);
  c.know = know_of(in.plan, book);
  c.foot = foot_of(in, book);
  return c;
}

}  // namespace stipple
