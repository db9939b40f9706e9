// SPDX-License-Identifier: Apache-2.0
// How the course runs: timeline, visits, curves, collagen against depth.
#include <fmt/format.h>

#include <algorithm>

#include "report/band_chart.h"
#include "report/depth_chart.h"
#include "report/headline.h"
#include "report/markup.h"
#include "report/sections.h"
#include "report/timeline.h"
#include "report/wording.h"

namespace stipple {
namespace {

// A figure and, below it, its range.
std::string cell(const char* label, const std::string& words, const std::string& below = {}) {
  return fmt::format(
      R"(<td data-label="{}"><span><span class="b">{}</span>
<span class="r">{}</span></span></td>)",
      label, escaped(words), escaped(below));
}

std::string millimetres(double depth) { return fmt::format("{:.2f}\u00a0mm", depth); }

std::string range_mm(const Band& band) {
  return fmt::format("{:.2f} to {:.2f}\u00a0mm", band.low, band.high);
}

std::string visit_row(const VisitSummary& v, size_t number) {
  return fmt::format(
             R"(<tr><th scope="row"><span class="b">{}. Day {:.0f}</span>
<span class="r">{}</span></th>)",
             number, v.day, escaped(v.date)) +
         cell("Set depth", millimetres(v.set_depth_mm)) +
         cell("True depth", millimetres(v.true_depth_mm.median), range_mm(v.true_depth_mm)) +
         cell("Punctures", fmt::format("{:.0f} per cm\u00b2", v.punctures_per_cm2),
              figure(v.coverage, "1") + " of the surface") +
         cell("Force of a needle",
              fmt::format("{:.2f}\u00a0N", v.insertion_force_mN.median / 1000.0),
              fmt::format("{:.0f}\u00a0% bleed", 100.0 * v.bleeding_share.median)) +
         cell("Redness", figure(v.erythema_days.median, "d"), ends(v.erythema_days, "d")) +
         cell("Barrier open", figure(v.barrier_open_hours.median, "h"),
              ends(v.barrier_open_hours, "h")) +
         "</tr>";
}

BandChart chart_of(const CourseResult& result, const Curve& curve) {
  BandChart chart{.title = curve.label + " over the course",
                  .unit = curve.unit,
                  .days = result.trajectory.days,
                  .median = curve.median,
                  .low = curve.low,
                  .high = curve.high,
                  .prior_low = curve.prior_low,
                  .prior_high = curve.prior_high,
                  .control = curve.control};
  for (const VisitSummary& v : result.visits) chart.visits.push_back(v.day);
  return chart;
}

std::string unit_words(const Curve& curve) {
  return curve.unit == "1" ? "relative to healthy skin" : curve.unit;
}

bool drawable(const CourseResult& result, const Curve& curve) {
  return result.trajectory.days.size() > 1 && curve.median.size() == result.trajectory.days.size();
}

std::string large_figure(const CourseResult& result, const Curve& curve) {
  const BandChart chart = chart_of(result, curve);
  return fmt::format(
      R"(<figure><h3>{} <span>{}</span></h3>{}<figcaption>Line: middle of the simulated
courses. Shaded: 9 of 10 of them{}. Dotted: untreated. Dots on the axis:
visits.</figcaption></figure>)",
      escaped(curve.label), escaped(unit_words(curve)),
      both_widths(band_chart(chart, {680, 300}), band_chart(chart, {340, 250})),
      curve.prior_low.empty() ? ""
                              : "; between the dashed lines, the same before weighing by evidence");
}

std::string panel(const CourseResult& result, const Curve& curve) {
  return fmt::format("<figure><h3>{} <span>{}</span></h3>{}</figure>", escaped(curve.label),
                     escaped(unit_words(curve)), band_chart(chart_of(result, curve), {330, 190}));
}

// The part of the skin that the course reaches and a little below, in what the layers cover.
double deepest_shown(const CourseResult& result) {
  double reach = 0.6;
  for (const VisitSummary& v : result.visits)
    reach = std::max({reach, v.set_depth_mm, v.true_depth_mm.high});
  double covered = result.profile_depth_mm.back();
  if (!result.layers.empty()) covered = std::max(covered, result.layers.back().bottom_mm);
  return std::min(covered, reach * 1.25);
}

// What people ask after, in this order; the other curves stand at the end of the page.
std::vector<const Curve*> main_curves(const CourseResult& result) {
  std::vector<const Curve*> out;
  for (const char* name : {"collagen_papillary", "collagen_young", "collagen_mature", "elastin",
                           "epidermis", "elasticity", "erythema", "melanin_excess"})
    if (const Curve* c = find_curve(result, {name})) out.push_back(c);
  return out;
}

const Curve* large_curve(const CourseResult& result) {
  const Curve* total = find_curve(result, {"collagen_total"});
  if (!total && !result.trajectory.curves.empty()) total = &result.trajectory.curves.front();
  return total && drawable(result, *total) ? total : nullptr;
}

// A quantity that never moves in any member, treated or not, needs no picture; the table has it.
bool moves(const Curve& curve) {
  Range range{curve.median.front(), curve.median.front()};
  for (const auto* series : {&curve.median, &curve.low, &curve.high, &curve.control})
    range.include(*series);
  return range.high > range.low;
}

const VisitSummary* deepest_visit(const CourseResult& result) {
  const auto it = std::max_element(
      result.visits.begin(), result.visits.end(),
      [](const auto& a, const auto& b) { return a.true_depth_mm.median < b.true_depth_mm.median; });
  return it == result.visits.end() ? nullptr : &*it;
}

}  // namespace

std::string both_widths(const std::string& wide, const std::string& narrow) {
  return R"(<div class="wide">)" + wide + R"(</div><div class="narrow">)" + narrow + "</div>";
}

std::string course_section(const CourseResult& result) {
  if (result.visits.empty()) return {};
  std::string rows;
  for (size_t i = 0; i < result.visits.size(); ++i) rows += visit_row(result.visits[i], i + 1);
  return "<section><h2>The course in time</h2><figure>" +
         both_widths(timeline(result, 680), timeline(result, 340)) +
         R"(<figcaption>Orange: the middle figure, paler up to the upper end of its range; bars
of less than a day are drawn a little wider so that they can be seen.</figcaption></figure>
<h3>Visits</h3><table class="stack"><thead><tr><th>Visit</th><th>Set depth</th><th>True
depth</th><th>Punctures</th><th>Force of a needle</th><th>Redness</th><th>Barrier
open</th></tr></thead><tbody>)" +
         rows + "</tbody></table></section>";
}

std::string more_curves_section(const CourseResult& result) {
  const std::vector<const Curve*> shown = main_curves(result);
  std::string panels;
  for (const Curve& c : result.trajectory.curves) {
    const bool done = &c == large_curve(result) || std::count(shown.begin(), shown.end(), &c) > 0;
    if (!done && drawable(result, c) && moves(c)) panels += panel(result, c);
  }
  if (panels.empty()) return {};
  return R"(<section><h2>More curves</h2><p class="lead">Cells, signals and matrix behind the
outcomes, drawn as above.</p><div class="panels">)" +
         panels + "</div></section>";
}

std::string curves_section(const CourseResult& result) {
  const Curve* large = large_curve(result);
  if (!large) return {};
  std::string panels;
  for (const Curve* c : main_curves(result))
    if (c != large && drawable(result, *c) && moves(*c)) panels += panel(result, *c);
  return "<section><h2>What happens in the skin</h2>" + large_figure(result, *large) +
         (panels.empty() ? "" : R"(<div class="panels">)" + panels + "</div>") + "</section>";
}

std::string depth_section(const CourseResult& result) {
  if (result.profiles.empty() || result.profile_depth_mm.size() < 2) return {};
  const double deepest = deepest_shown(result);
  Range values{1, 1};
  for (const DepthProfile& p : result.profiles)
    for (const auto* series : {&p.median, &p.low, &p.high})
      for (size_t i = 0; i < series->size() && result.profile_depth_mm[i] <= deepest; ++i)
        values.include((*series)[i]);
  const VisitSummary* needle = deepest_visit(result);
  const auto first = std::find_if(result.profiles.begin(), result.profiles.end(),
                                  [](const DepthProfile& p) { return p.day <= 0; });
  const DepthProfile* before = first == result.profiles.end() ? nullptr : &*first;
  std::string panels;
  for (size_t i = 0; i < result.profiles.size(); ++i) {
    const DepthProfile& shown = result.profiles[i];
    DepthChart chart{.title = "Collagen against depth, " + shown.label,
                     .depth_mm = result.profile_depth_mm,
                     .shown = shown,
                     .before = &shown == before || !before ? std::vector<double>{} : before->median,
                     .layers = result.layers,
                     .set_depth_mm = needle ? needle->set_depth_mm : 0.0,
                     .true_depth_mm = needle ? needle->true_depth_mm : Band{},
                     .values = values,
                     .deepest_mm = deepest,
                     .named = i == 0};
    panels += fmt::format("<figure><h3>{}</h3>{}</figure>", escaped(shown.label),
                          depth_chart(chart, {164, 260}));
  }
  std::string reach;
  if (needle)
    reach = fmt::format(" Orange: true depth of the needle, {} ({}), where {} is set.",
                        millimetres(needle->true_depth_mm.median), range_mm(needle->true_depth_mm),
                        millimetres(needle->set_depth_mm));
  return R"(<section><h2>How deep it reaches</h2><p class="lead">Collagen relative to healthy
skin (across) against depth in mm (down).</p><div class="depths">)" +
         panels + R"(</div><p class="small">Line and shade: middle figure and range.)" +
         (before ? " Dotted: before the course." : "") + escaped(reach) + "</p></section>";
}

}  // namespace stipple
