// SPDX-License-Identifier: Apache-2.0
#include "report/bench_sections.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/depth_scale_chart.h"
#include "report/embedded_picture.h"
#include "report/markup.h"
#include "report/puncture_figures.h"
#include "report/sections.h"
#include "report/wording.h"

namespace stipple {
namespace {

std::string cell(const std::string& text) { return "<td class=\"n\">" + escaped(text) + "</td>"; }

std::string table(const std::string& head, const std::string& rows) {
  return "<table class=\"dense\"><thead><tr>" + head + "</tr></thead><tbody>" + rows +
         "</tbody></table>";
}

std::string range_of(const Band& band) {
  return short_number(band.low) + " to " + short_number(band.high);
}

// Shares stand beside published ones as they were published.
std::string plain(const std::string& unit) { return unit == "1" ? "-" : unit; }

std::string chip(Standing standing) {
  return fmt::format(R"(<span class="chip {}">{}</span>)", style_for(standing),
                     words_for(standing));
}

}  // namespace

std::string bench_device(const PunctureResult& r) {
  std::string rows;
  for (const DeviceFigure& f : r.bench->device) {
    const bool ranged = f.word.empty() && f.high > f.low;
    rows +=
        fmt::format(R"(<tr><th scope="row">{}</th>{}{}<td>{}</td><td>{}{}</td></tr>)",
                    escaped(f.label), cell(f.word.empty() ? shown_figure(f.value, f.unit) : f.word),
                    cell(ranged ? range_of({f.value, f.low, f.high}) : ""), chip(f.standing),
                    escaped(f.basis), citations(f.sources, r.references));
  }
  return R"(<section><h2>The device</h2><p class="lead">Needle length, geometry, count and
arrangement, each with its range and where it comes from.</p>)" +
         table(R"(<th>Figure</th><th class="n">Value</th><th class="n">Range</th>
<th>Standing</th><th>Basis</th>)",
               rows) +
         "</section>";
}

std::string bench_depths(const PunctureResult& r) {
  std::string rows;
  for (const DepthStep& s : r.bench->depths)
    rows += fmt::format("<tr><th scope=\"row\" class=\"n\">{}</th>{}{}{}{}{}{}{}{}</tr>",
                        escaped(fmt::format("{:.4g}", s.set)), cell(fmt::format("{:.2f}", s.mean)),
                        cell(fmt::format("{:.2f} to {:.2f}", s.mean_band.low, s.mean_band.high)),
                        cell(fmt::format("{:.3f}", s.sd)),
                        cell(fmt::format("{:.2f} to {:.2f}", s.p5, s.p95)),
                        cell(fmt::format("{:.2f}", s.mean - s.set)),
                        cell(fmt::format("{:.0f} %", 100.0 * s.entered)),
                        cell(fmt::format("{:.2f}", s.slit)), cell(short_number(s.force)));
  return fmt::format(
             R"(<section><h2>Set depth and true depth</h2><p class="lead">In {}. The tolerance of
the scale, ± {} mm, is part of the spread. Depths in mm, force in mN.</p><figure>{}<figcaption>Line:
mean at the stated parameters. Band: the mean over the members. Bars: 5 to 95 % of single punctures.
Dashed: true as set.</figcaption></figure>)",
             escaped(r.zone), short_number(r.bench->tolerance),
             depth_scale_chart(r.bench->depths)) +
         table(R"(<th class="n">Set</th><th class="n">True, mean</th><th class="n">its range</th>
<th class="n">SD</th><th class="n">5 to 95 % of punctures</th><th class="n">True less set</th>
<th class="n">Break through</th><th class="n">Slit</th><th class="n">Force</th>)",
               rows) +
         R"(<p class="small">Break through: needles whose tips pass the horny layer; depths are
of those. Slit: torn length at the surface. Force: largest of one needle on the way
in.</p></section>)";
}

std::string bench_rates(const PunctureResult& r) {
  const BenchReport& b = *r.bench;
  std::string rows;
  for (const GlideStep& g : b.glides)
    rows += fmt::format("<tr><th scope=\"row\" class=\"n\">{}</th>{}{}{}{}{}</tr>",
                        escaped(short_number(g.glide)), cell(short_number(g.density_cm2)),
                        cell(range_of(g.density_band)),
                        cell(g.spacing > 0.0 ? fmt::format("{:.2f}", g.spacing) : "none"),
                        cell(fmt::format("{:.2f}", g.slit)),
                        cell(fmt::format("{:.2f} to {:.2f}", g.slit_band.low, g.slit_band.high)));
  const std::string words =
      b.strokes_per_s > 0.0
          ? fmt::format(
                "{} strokes in a second make {} punctures in a second; how many fall on a "
                "square centimetre is the hand's choice.",
                short_number(b.strokes_per_s), short_number(b.punctures_per_s))
          : std::string(
                "No motor: the hand sets the pace, and the density of one pass does not "
                "depend on it.");
  return "<section><h2>Puncture rate</h2><p class=\"lead\">" + escaped(words) + "</p>" +
         table(R"(<th class="n">Glide, mm/s</th><th class="n">Punctures per cm² and pass</th>
<th class="n">its range</th><th class="n">Stroke to stroke, mm</th><th class="n">Slit, mm</th>
<th class="n">its range</th>)",
               rows) +
         "</section>";
}

std::string bench_needle(const PunctureResult& r) {
  std::string rows;
  for (const PunctureFigure& f : r.figures)
    rows += fmt::format("<tr><th scope=\"row\">{}</th>{}{}<td>{}{}</td></tr>", escaped(f.label),
                        cell(shown_figure(f.value, f.unit)), cell(shown_ends(f.band, f.unit)),
                        escaped(f.basis), citations(f.sources, r.references));
  return fmt::format(
             R"(<section><h2>At this setting</h2><p class="lead">{}; {}.</p>
<figure>{}<figcaption>Every puncture of a patch of {:.3g} × {:.3g} mm.</figcaption></figure>
<figure>{}<figcaption>Needle and channels to scale, in skin of this zone.</figcaption></figure>
<figure>{}</figure>)",
             escaped(r.setting), escaped(r.zone),
             embedded_picture(map_picture(r).png(), "Map of the punctures"), r.map.width,
             r.map.height,
             embedded_picture(channel_picture(r.channels).png(),
                              "Needle and channels in a section"),
             force_chart(r.force)) +
         table(R"(<th>Figure</th><th class="n">Stated</th><th class="n">5 to 95 %</th>
<th>How it is computed</th>)",
               rows) +
         "</section>";
}

std::string bench_zones(const PunctureResult& r) {
  std::string rows;
  for (const SafeDepth& d : r.bench->zones)
    rows += fmt::format("<tr><th scope=\"row\">{}, {}</th>{}{}{}<td>{}</td></tr>", escaped(d.zone),
                        escaped(d.sex), cell(fmt::format("{:.2f}", d.dermis_end)),
                        cell(fmt::format("{:.2f}", d.thin_dermis_end)),
                        cell(d.deepest_usual ? short_number(*d.deepest_usual) : "none"),
                        cell(d.deepest ? short_number(*d.deepest) : "none"), escaped(d.reason));
  return "<section><h2>Deepest setting by zone</h2><p class=\"lead\">" +
         escaped(r.bench->safe_rule) + "</p>" +
         table(R"(<th>Zone</th><th class="n">Dermis ends, mm</th><th class="n">in thin skin</th>
<th class="n">Deepest setting, mm</th><th class="n">in thin skin</th><th>Why, in thin skin</th>)",
               rows) +
         R"(<p class="small">A result of the model with its assumptions, no advice for a person:
nerves, vessels and what lies below a zone are not part of it.</p></section>)";
}

std::string bench_credibility(const PunctureResult& r) {
  const BenchReport& b = *r.bench;
  std::string rows, laws, missing;
  for (const ComparedFigure& c : b.compared)
    rows += fmt::format(
        R"(<tr><th scope="row">{}{}<br/><span class="r">{}</span></th>{}{}{}
<td class="n{}">{:.1f}</td><td>{}</td></tr>)",
        escaped(c.what), citations({c.study}, r.references), escaped(c.setting),
        cell(shown_figure(c.predicted, plain(c.unit))),
        cell(shown_ends({c.predicted, c.low, c.high}, plain(c.unit))), cell(c.published),
        c.inside ? "" : " out", c.z, escaped(c.use));
  for (const VerifiedLaw& v : b.verified)
    laws += "<li><b>" + escaped(v.law) + ".</b> <span class=\"small\">Test: " + escaped(v.test) +
            "</span></li>";
  for (const std::string& line : b.not_compared) missing += "<li>" + escaped(line) + "</li>";
  return R"(<section><h2>How far to believe it</h2>
<h3>Verified: the equations are solved rightly</h3>
<p>Laws that the program's own tests hold on every build.</p><ul class="basis">)" +
         laws + R"(</ul><h3>Compared: what was measured</h3>
<p>Predicted median and range, and the published figure. z is their difference in standard
deviations of prediction and measurement: beyond 2, marked, they disagree. Fitted rows shaped the
members; checked rows did not.</p>)" +
         table(R"(<th>Measured</th><th class="n">Predicted</th><th class="n">5 to 95 %</th>
<th class="n">Published</th><th class="n">z</th><th>Use</th>)",
               rows) +
         (missing.empty() ? "" : "<h3>Not compared</h3><ul class=\"basis\">" + missing + "</ul>") +
         "</section>";
}

std::string bench_assumed(const PunctureResult& r) {
  std::string rows;
  for (const AssumedParameter& a : r.assumed)
    rows +=
        fmt::format("<tr><th scope=\"row\">{} ({})</th>{}{}<td>{}</td></tr>", escaped(a.help),
                    escaped(a.symbol), cell(parameter_value(a.value, a.unit)),
                    cell(short_number(a.low) + " to " + short_number(a.high)), escaped(a.basis));
  return R"(<section><h2>What is assumed</h2><p class="lead">Nobody has published these; the ranges
are wide and the bands above carry them. Measured ones make the bands narrower.</p>)" +
         table(R"(<th>Parameter</th><th class="n">Value</th><th class="n">Range</th><th>Why</th>)",
               rows) +
         "</section>";
}

}  // namespace stipple
