// SPDX-License-Identifier: Apache-2.0
// The first page: who and what, warnings, what to expect, what it costs.
#include <fmt/format.h>

#include <algorithm>

#include "report/axes.h"
#include "report/headline.h"
#include "report/markup.h"
#include "report/sections.h"
#include "report/wording.h"

namespace stipple {
namespace {

std::string joined(const std::vector<std::string>& parts, const char* between) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : between) + part;
  return out;
}

std::string fact(const char* name, const std::string& words) {
  if (words.empty()) return {};
  return fmt::format("<dt>{}</dt><dd>{}</dd>", name, escaped(words));
}

// A band on its own small axis, around the line of no change.
std::string strip(const Band& band, double control, const Range& range) {
  constexpr double width = 300;
  Svg svg(width, 22, "Median and range, with no change and the untreated course marked");
  const Axis x{range.low, range.high, 6, width - 6};
  svg.line({x.from, 11}, {x.to, 11}, "grid");
  svg.rect({x.at(band.low), 7}, x.at(band.high) - x.at(band.low), 8, "band-bar", 4);
  svg.line({x.at(0), 2}, {x.at(0), 20}, "zero");
  svg.line({x.at(control), 5}, {x.at(control), 17}, "control-mark");
  svg.circle({x.at(band.median), 11}, 4.5, "dot");
  return svg.finish();
}

// One scale for all cards that share a unit, so that their strips compare.
Range common_range(const std::vector<const Outcome*>& outcomes, const std::string& unit,
                   double days_after) {
  Range range{0, 0};
  for (const Outcome* o : outcomes) {
    const OutcomePoint* p = point_near(*o, days_after);
    if (!p || o->unit != unit) continue;
    for (const double v : {p->band.low, p->band.median, p->band.high, p->control}) range.include(v);
  }
  return padded(range, 0.02);
}

std::string card(const CourseResult& result, const Outcome& outcome, double days_after,
                 const Range& range) {
  const OutcomePoint* point = point_near(outcome, days_after);
  if (!point) return {};
  const Direction way = direction(outcome, *point);
  return fmt::format(
      R"(<div class="card"><h3>{}{}</h3><p class="big {}">{}</p>
<p class="range">{}</p>{}<p class="says">{} Untreated: {}.</p>
<span class="chip {}">{}</span></div>)",
      escaped(outcome.label), citations(outcome.sources, result.references), style_for(way),
      escaped(figure(point->band.median, outcome.unit, Sign::always)),
      escaped(ends(point->band, outcome.unit, Sign::always)),
      strip(point->band, point->control, range), words_for(way),
      escaped(figure(point->control, outcome.unit, Sign::always)), style_for(outcome.standing),
      words_for(outcome.standing));
}

std::string scale_rows(const CourseResult& result) {
  if (result.scales.empty()) return {};
  std::string rows;
  for (const ScaleScore& s : result.scales) {
    rows += fmt::format(
        R"(<tr><th scope="row">{}{}</th><td data-label="Change">{}</td>
<td data-label="After the last visit">{}</td></tr>)",
        escaped(s.label), citations(s.sources, result.references),
        escaped(figure_and_ends(s.change, s.unit, Sign::always)),
        escaped(span_words(s.days_after_last_visit)));
  }
  return R"(<h3>On clinical scales</h3><p class="small">Estimated from the tissue; the range
holds the error of that step too.</p><table class="stack"><thead><tr><th>Scale</th>
<th>Change</th><th>After the last visit</th></tr></thead><tbody>)" +
         rows + "</tbody></table>";
}

// A share of 0 among n runs does not prove "no risk": only the upper end of its interval is known.
std::string scalar_words(const Outcome& outcome, const OutcomePoint& point, double sample_size) {
  const bool share = outcome.unit == "1";
  if (!share || point.band.median > 0 || sample_size < 1)
    return figure_and_ends(point.band, outcome.unit);
  return point.band.high > 0 ? "up to " + figure(point.band.high, "1") + "; none in these runs"
                             : std::string("none in these runs");
}

std::string cost_row(const CourseResult& result, const Outcome& outcome) {
  const OutcomePoint& point = worst_point(outcome);
  std::string value = point.days_after_last_visit
                          ? figure_and_ends(point.band, outcome.unit, Sign::always)
                          : scalar_words(outcome, point, result.ensemble.effective_sample_size);
  std::string when = "worst visit";
  if (point.days_after_last_visit)
    when = span_words(*point.days_after_last_visit) + " after the last visit";
  return fmt::format(
      R"_(<tr><th scope="row">{}{}</th><td data-label="Figure (range)">
<span class="b">{}</span></td><td data-label="When">{}</td><td data-label="Basis">
<span class="chip {}">{}</span></td></tr>)_",
      escaped(outcome.label), citations(outcome.sources, result.references), escaped(value),
      escaped(when), style_for(outcome.standing), words_for(outcome.standing));
}

std::string how_sure(const CourseResult& result) {
  const EnsembleSummary& e = result.ensemble;
  const auto assumed =
      std::count_if(result.outcomes.begin(), result.outcomes.end(),
                    [](const Outcome& o) { return o.standing == Standing::assumed; });
  std::string out = fmt::format(
      R"(The range after each figure holds 9 of 10 of {} simulated courses that differ in
everything uncertain. )",
      e.members);
  out +=
      e.conditioned
          ? fmt::format(
                R"(They are weighed by published results, which leaves the weight of {:.0f}
equal ones. )",
                e.effective_sample_size)
          : "They are not weighed by published results: the ranges are those of the parameters. ";
  out += fmt::format("{} of {} outcomes rest on an assumed formula and are marked so.", assumed,
                     result.outcomes.size());
  return "<h3>How sure this is</h3><p>" + out + "</p>";
}

}  // namespace

std::string header_section(const CourseResult& result) {
  const PatientSummary& who = result.who;
  std::string out = fmt::format(
      R"(<header><p class="eyebrow">Stipple: a course of microneedling, simulated</p>
<h1>{}</h1>)",
      escaped(who.title));
  if (!who.concerns.empty())
    out += fmt::format(R"(<p class="concerns">{}</p>)", escaped(joined(who.concerns, "; ")));
  out += R"(<dl class="facts">)" + fact("Course", who.course) + fact("Device", who.device) +
         fact("Numbing", who.numbing) + fact("History", joined(who.history, "; ")) +
         fact("Habits", joined(who.habits, "; ")) + "</dl>";
  return out + fmt::format(R"(<p class="notice">{}</p></header>)", kNotice);
}

std::string warnings_section(const CourseResult& result) {
  if (result.warnings.empty()) return {};
  std::string items;
  for (const std::string& w : result.warnings) items += "<li>" + escaped(w) + "</li>";
  return R"(<section class="warnings"><h2>Read first</h2><ul>)" + items + "</ul></section>";
}

std::string answer_section(const CourseResult& result) {
  const Headline top = headline(result);
  std::string out = "<section><h2>What to expect</h2>";
  if (top.gains.empty()) {
    out += "<p>No gain is computed for this person and course; the warnings say why.</p>";
  } else {
    out += fmt::format(
        R"(<p class="lead">{} after the last visit, compared with before the course. Below each
figure, the range that holds 9 of 10 simulated courses.</p><div class="cards">)",
        escaped(span_words(top.days_after)));
    for (const Outcome* o : top.gains)
      out += card(result, *o, top.days_after, common_range(top.gains, o->unit, top.days_after));
    out +=
        R"(</div><p class="small">The strips share one scale. Dot: middle figure. Bar: range.
Thin line: no change. Grey mark: untreated.</p>)";
  }
  for (const Outcome* o : top.unknown) {
    out += fmt::format("<p><b>{}:</b> no benefit modelled. {}{}</p>", escaped(o->label),
                       escaped(o->basis), citations(o->sources, result.references));
  }
  return out + scale_rows(result) + "</section>";
}

std::string costs_section(const CourseResult& result) {
  std::string rows;
  for (const Outcome* o : headline(result).costs) rows += cost_row(result, *o);
  std::string out = "<section><h2>What it costs</h2>";
  if (!rows.empty()) {
    out +=
        R"(<table class="stack"><thead><tr><th>Cost or risk</th><th>Figure (range)</th>
<th>When</th><th>Basis</th></tr></thead><tbody>)" +
        rows + "</tbody></table>";
  }
  return out + how_sure(result) + "</section>";
}

}  // namespace stipple
