// SPDX-License-Identifier: Apache-2.0
// The figures in full and what stands behind them: outcomes, certainty, assumptions, sources.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "report/bar_charts.h"
#include "report/headline.h"
#include "report/markup.h"
#include "report/sections.h"
#include "report/wording.h"

namespace stipple {
namespace {

std::set<double> days_of(const CourseResult& result) {
  std::set<double> days;
  for (const Outcome& o : result.outcomes)
    for (const OutcomePoint& p : o.points)
      if (p.days_after_last_visit) days.insert(*p.days_after_last_visit);
  return days;
}

std::string outcome_cell(const Outcome& outcome, double day) {
  const std::string label = escaped(span_words(day));
  for (const OutcomePoint& p : outcome.points) {
    if (p.days_after_last_visit != day) continue;
    return fmt::format(
        R"(<td data-label="{}"><span><span class="m">{}</span><span class="r">{}</span>
<span class="c">untreated {}</span></span></td>)",
        label, escaped(figure(p.band.median, outcome.unit, Sign::always)),
        escaped(ends(p.band, outcome.unit, Sign::always)),
        escaped(figure(p.control, outcome.unit, Sign::always)));
  }
  return fmt::format(R"(<td data-label="{}">not computed</td>)", label);
}

std::vector<IntervalRow> interval_rows(const CourseResult& result, double days_after) {
  std::vector<IntervalRow> rows;
  for (const Outcome& o : result.outcomes) {
    const OutcomePoint* p = point_near(o, days_after);
    if (!p || o.unit != "1" || o.standing == Standing::no_benefit_modelled) continue;
    rows.push_back({.label = o.label,
                    .band = p->band,
                    .before_conditioning = p->before_conditioning,
                    .control = p->control,
                    .lower_is_better = !o.higher_is_better});
  }
  return rows;
}

std::string ensemble_words(const EnsembleSummary& e) {
  std::string out = fmt::format(
      R"(<p>{} courses were simulated, each with its own draw of every uncertain parameter;
{} kept within what healing skin is known to do. )",
      e.members, e.plausible);
  if (e.conditioned)
    out += fmt::format(
        R"(Weighing them by published results leaves an effective sample of {:.0f}:
the fewer, the coarser the ends of the ranges.)",
        e.effective_sample_size);
  out += "</p>";
  return e.conditioning.empty() ? out : out + "<p>" + escaped(e.conditioning) + "</p>";
}

std::string intervals_figure(const CourseResult& result) {
  const double days_after = headline(result).days_after;
  const std::vector<IntervalRow> rows = interval_rows(result, days_after);
  if (rows.empty()) return {};
  const bool weighed = result.ensemble.conditioned;
  const std::string title =
      weighed ? "Ranges before and after weighing by evidence" : "Ranges side by side";
  return fmt::format(
      R"(<figure><h3>{}, {} after the last visit</h3>{}<figcaption>{}
Dot: middle figure. Grey mark: untreated.</figcaption></figure>)",
      title, escaped(span_words(days_after)),
      both_widths(interval_chart(title, rows, 680), interval_chart(title, rows, 340)),
      weighed ? "Thick bar: range after weighing by evidence. Thin line: before." : "Bar: range.");
}

std::string tornado_figure(const CourseResult& result) {
  if (result.tornado.empty()) return {};
  const std::string title = "What moves this outcome most: " + result.tornado_outcome;
  return fmt::format(
      R"(<figure><h3>{}</h3>{}<figcaption>Each bar moves one parameter from the low to the high end
of its range, the others held. Pale: towards its low end; full: towards its high end; the figures
are the parameter's own. Line: with all at their values, {}.</figcaption></figure>)",
      escaped(title),
      both_widths(tornado_chart(title, result.tornado_base, result.tornado, 680),
                  tornado_chart(title, result.tornado_base, result.tornado, 340)),
      escaped(figure(result.tornado_base, "1", Sign::always)));
}

// A link only where the identifier is one of the public registers.
std::string identifier(const std::string& id) {
  std::string link;
  std::string shown = id;
  if (id.rfind("10.", 0) == 0) {
    link = "https://doi.org/" + id;
    shown = "doi:" + id;
  } else if (id.rfind("doi:", 0) == 0) {
    link = "https://doi.org/" + id.substr(4);
  } else if (id.rfind("PMC", 0) == 0) {
    link = "https://www.ncbi.nlm.nih.gov/pmc/articles/" + id + "/";
  } else if (id.rfind("PMID", 0) == 0) {
    const size_t digits = id.find_first_of("0123456789");
    if (digits != std::string::npos)
      link = "https://pubmed.ncbi.nlm.nih.gov/" + id.substr(digits) + "/";
  } else if (id.rfind("https://", 0) == 0) {
    link = id;
  }
  if (link.empty()) return escaped(shown);
  return fmt::format(R"(<a href="{}">{}</a>)", escaped(link), escaped(shown));
}

std::string assumed_table(const std::vector<AssumedParameter>& assumed) {
  std::string rows;
  for (const AssumedParameter& a : assumed) {
    rows += fmt::format(
        R"_(<tr><th scope="row">{}</th><td data-label="Value (range)">{} ({} to {})</td>
<td data-label="Why">{}</td></tr>)_",
        escaped(a.help.empty() ? a.symbol : a.help + " (" + a.symbol + ")"),
        escaped(parameter_value(a.value, a.unit)), escaped(parameter_value(a.low, "")),
        escaped(parameter_value(a.high, a.unit)), escaped(a.basis));
  }
  return R"(<table class="stack"><thead><tr><th>Parameter</th><th>Value (range)</th>
<th>Why</th></tr></thead><tbody>)" +
         rows + "</tbody></table>";
}

}  // namespace

std::string citations(const std::vector<std::string>& keys, const std::vector<CitedSource>& all) {
  std::string out;
  for (const std::string& key : keys) {
    const auto it =
        std::find_if(all.begin(), all.end(), [&](const CitedSource& r) { return r.key == key; });
    if (!out.empty()) out += ",";
    out += it == all.end() ? "[" + escaped(key) + "]"
                           : fmt::format(R"(<a href="#source-{0}">{0}</a>)", it - all.begin() + 1);
  }
  return out.empty() ? out : "<sup>\u00a0" + out + "</sup>";
}

std::string outcomes_section(const CourseResult& result) {
  const std::set<double> days = days_of(result);
  if (days.empty()) return {};
  std::string head = "<th>Outcome</th>";
  for (const double d : days) head += "<th>" + escaped(span_words(d)) + "</th>";
  std::string rows;
  for (const Outcome& o : result.outcomes) {
    if (is_scalar(o) || o.points.empty()) continue;
    rows += fmt::format(R"(<tr><th scope="row">{}{}</th>)", escaped(o.label),
                        citations(o.sources, result.references));
    for (const double d : days) rows += outcome_cell(o, d);
    rows += "</tr>";
  }
  return R"(<section><h2>All outcomes</h2><p class="lead">Change from before the course, by
time after the last visit, with the range and the untreated course.</p>
<table class="stack over-time"><thead><tr>)" +
         head + "</tr></thead><tbody>" + rows + "</tbody></table></section>";
}

std::string certainty_section(const CourseResult& result) {
  return "<section><h2>How sure, and what moves it</h2>" + ensemble_words(result.ensemble) +
         intervals_figure(result) + tornado_figure(result) + "</section>";
}

std::string assumptions_section(const CourseResult& result) {
  std::string out =
      R"(<section><h2>What is assumed</h2><h3>How each outcome is computed</h3>
<ul class="basis">)";
  for (const Outcome& o : result.outcomes) {
    out += fmt::format(R"(<li><b>{}</b><span class="chip {}">{}</span><br/>{}{}</li>)",
                       escaped(o.label), style_for(o.standing), words_for(o.standing),
                       escaped(o.basis), citations(o.sources, result.references));
  }
  std::set<std::string> scales_told;  // once each, not once a day
  for (const ScaleScore& s : result.scales) {
    if (!scales_told.insert(s.name).second) continue;
    out += fmt::format("<li><b>{}</b><br/>{}{}</li>", escaped(s.label), escaped(s.basis),
                       citations(s.sources, result.references));
  }
  out += "</ul>";
  // Those that move the answer are read; the rest is there for who asks, closed and not printed.
  std::vector<AssumedParameter> moving, others;
  for (const AssumedParameter& a : result.assumed) {
    const bool moves = std::any_of(result.tornado.begin(), result.tornado.end(),
                                   [&](const TornadoBar& b) { return b.symbol == a.symbol; });
    (moves ? moving : others).push_back(a);
  }
  if (!moving.empty())
    out +=
        "<h3>Parameters without a measured value that move the answer</h3>" + assumed_table(moving);
  if (!others.empty())
    out += fmt::format("<details><summary>{} more parameters without a measured value</summary>",
                       others.size()) +
           assumed_table(others) + "</details>";
  return out + "</section>";
}

std::string sources_section(const CourseResult& result) {
  if (result.references.empty()) return {};
  std::string items;
  for (size_t i = 0; i < result.references.size(); ++i) {
    const CitedSource& r = result.references[i];
    const std::string note = r.read.empty() || r.read == "read" ? "" : " (" + r.read + ")";
    items += fmt::format(R"(<li id="source-{}">{} {}{}</li>)", i + 1, escaped(r.text),
                         identifier(r.id), escaped(note));
  }
  return R"(<section><h2>Sources</h2><ol class="sources">)" + items + "</ol></section>";
}

}  // namespace stipple
