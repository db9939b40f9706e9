// SPDX-License-Identifier: Apache-2.0
// What is to be expected and what it costs: the second page.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/headline.h"
#include "report/plan_parts.h"

namespace stipple {
namespace {

constexpr std::size_t kCharts = 3;

const char* name_of_direction(Direction way) {
  switch (way) {
    case Direction::better: return "better";
    case Direction::probably_better: return "probably_better";
    case Direction::unclear: return "unclear";
    case Direction::probably_worse: return "probably_worse";
    case Direction::worse: return "worse";
  }
  return "unclear";
}

PlanChart chart_of(const TextBook& book, const Outcome& o, double days_after,
                   SourceNumbers& sources) {
  PlanChart chart{.label = outcome_label(book, o.name, o.label) + sources.cite(o.sources),
                  .unit = o.unit};
  for (const OutcomePoint& p : o.points) {
    if (!p.days_after_last_visit) continue;
    chart.days.push_back(*p.days_after_last_visit);
    chart.bands.push_back(p.band);
    chart.untreated.push_back(p.control);
  }
  const OutcomePoint& then = *point_near(o, days_after);
  chart.says = said(book, "chart_says",
                    {{"figure", band_in(book, then.band, o.unit, Sign::always)},
                     {"untreated", figure_in(book, then.control, o.unit, Sign::always)},
                     {"standing", standing_in(book, o.standing)}});
  chart.direction = said(book, fmt::format("direction.{}", name_of_direction(direction(o, then))));
  return chart;
}

// A share of 0 among so many runs is no proof of "none".
std::string cost_words(const TextBook& book, const Outcome& o, const OutcomePoint& worst) {
  if (worst.days_after_last_visit)
    return said(book, "cost_then",
                {{"figure", band_in(book, worst.band, o.unit, Sign::always)},
                 {"span", span_in(book, *worst.days_after_last_visit)}});
  if (o.unit != "1" || worst.band.median > 0) return band_in(book, worst.band, o.unit);
  return worst.band.high > 0
             ? said(book, "none_but", {{"high", figure_in(book, worst.band.high, o.unit)}})
             : said(book, "none_seen");
}

// The end of a sign: "3.1 (2.2 to 4.6)"; nothing where hardly anybody shows it.
std::string sign_words(const TextBook& book, const SignSpan& sign) {
  const bool seen = std::ranges::any_of(sign.share, [](double s) { return s >= kPossibleShare; });
  if (!seen && !sign.share.empty()) return "\u2013";
  const Band& b = sign.until_days;
  return said(book, "band",
              {{"middle", book.number(b.median, 1)},
               {"low", book.number(b.low, 1)},
               {"high", book.number(b.high, 1)}});
}

std::vector<VisitRecovery> recovery_of(const PlanInput& in) {
  std::vector<VisitRecovery> out;
  for (const CareVisit& v : in.care.visits)
    if (!v.recovery.signs.empty()) out.push_back(v.recovery);
  return out.empty() ? in.result.recovery : out;
}

std::string whole_band(const TextBook& book, const Band& b) {
  return said(book, "band",
              {{"middle", book.number(b.median, 0)},
               {"low", book.number(b.low, 0)},
               {"high", book.number(b.high, 0)}});
}

// The first visit, and the one at which it is largest.
template <class Visits, class BandOf, class Words>
void add_figures(PlanTable& table, std::string name, const Visits& visits,
                 const BandOf& band_of_visit, const Words& words) {
  const auto& longest =
      *std::ranges::max_element(visits, {}, [&](const auto& v) { return band_of_visit(v).median; });
  table.rows.push_back({std::move(name), words(visits.front()), words(longest)});
}

}  // namespace

void add_outlook(PlanContent& out, const PlanInput& in, const TextBook& book,
                 SourceNumbers& sources) {
  const Headline top = headline(in.result);
  out.charts_title = said(book, "expected", {{"span", span_in(book, top.days_after)}});
  for (const Outcome* o : top.gains)
    if (out.charts.size() < kCharts)
      out.charts.push_back(chart_of(book, *o, top.days_after, sources));
  for (const Outcome* o : top.unknown)
    out.no_benefit.push_back(
        said(book, "no_benefit", {{"outcome", outcome_label(book, o->name, o->label)}}));
  out.charts_note = said(book, out.charts.empty() ? "no_gain" : "charts_note");
  out.risks.head = {said(book, "cost"), said(book, "figure"), said(book, "basis")};
  for (const Outcome* o : top.costs)
    out.risks.rows.push_back({outcome_label(book, o->name, o->label) + sources.cite(o->sources),
                              cost_words(book, *o, worst_point(*o)),
                              standing_in(book, o->standing)});
  const EnsembleSummary& e = in.result.ensemble;
  out.risks_note = said(
      book, e.conditioned ? "how_sure_weighed" : "how_sure_plain",
      {{"members", std::to_string(e.members)}, {"worth", book.number(e.effective_sample_size, 0)}});
}

void add_recovery(PlanContent& out, const PlanInput& in, const TextBook& book) {
  out.recovery_title = said(book, "recovery");
  out.recovery_note = said(book, "recovery_note");
  out.recovery.head = {said(book, "sign_name"), said(book, "first_visit"), said(book, "longest")};
  const std::vector<VisitRecovery> all = recovery_of(in);
  if (all.empty()) {
    add_figures(
        out.recovery, said(book, "sign.redness"), in.result.visits,
        [&](const VisitSummary& v) { return v.erythema_days; },
        [&](const VisitSummary& v) { return band_in(book, v.erythema_days, "d"); });
    add_figures(
        out.recovery, said(book, "sign.open_barrier"), in.result.visits,
        [&](const VisitSummary& v) { return v.barrier_open_hours; },
        [&](const VisitSummary& v) { return band_in(book, v.barrier_open_hours, "h"); });
    return;
  }
  for (std::size_t s = 0; s < kRecoverySigns.size(); ++s)
    add_figures(
        out.recovery, said(book, fmt::format("sign.{}", kRecoverySigns[s])), all,
        [&](const VisitRecovery& r) { return r.signs[s].until_days; },
        [&](const VisitRecovery& r) { return sign_words(book, r.signs[s]); });
  add_figures(
      out.recovery, said(book, "crusts_per_cm2"), all,
      [](const VisitRecovery& r) { return r.crusts_per_cm2; },
      [&](const VisitRecovery& r) { return whole_band(book, r.crusts_per_cm2); });
}

}  // namespace stipple
