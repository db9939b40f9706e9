// SPDX-License-Identifier: Apache-2.0
// The bench report of a device as a page to print: what a submission asks for, and how far each
// figure is to be believed.
#include <fmt/format.h>

#include "core/error.h"
#include "report/bench_sections.h"
#include "report/markup.h"
#include "report/puncture_figures.h"
#include "report/sections.h"

namespace stipple {
namespace {

// What this page has beyond the course's report: wide tables, pictures that were drawn in dots.
constexpr const char* kStyle = R"css(
figure img{display:block;width:100%;height:auto;border:1px solid var(--rule);border-radius:4px}
td.n,th.n{text-align:right;white-space:nowrap}
table.dense th,table.dense td{padding-right:.6rem;font-size:.85rem}
td.out{color:var(--orange)}
@media (max-width:40rem){section{overflow-x:auto}}
)css";

std::string header(const PunctureResult& r) {
  return fmt::format(
      R"(<header><p class="eyebrow">Bench report</p><h1>{}</h1><p class="lead">{}; {}.</p>
<p>What the model says that this device does to skin, set against what was measured. It replaces no
measurement: true depth, puncture rate and forces of a device are to be measured on the bench. Every
range is the 5 to 95 % of {} members: each has its own skin, its own draw of the uncertain
parameters and of the device's uncertain figures.</p><p class="notice">{}</p></header>
)",
      escaped(r.device), escaped(r.setting), escaped(r.zone), r.ensemble.members, escaped(kNotice));
}

std::string warnings(const PunctureResult& r) {
  if (r.warnings.empty()) return {};
  std::string items;
  for (const std::string& w : r.warnings) items += "<li>" + escaped(w) + "</li>";
  return R"(<aside class="warnings"><h2>Before anything else</h2><ul>)" + items + "</ul></aside>\n";
}

std::string footer(const PunctureResult& r) {
  return fmt::format(
      R"(<footer>Case {}, visit {}. Stipple {}, seed {}, {} members, evidence <code>{}</code>.
The same case, version, seed and evidence give the same figures.</footer>)",
      escaped(r.case_name), r.visit, escaped(r.program_version), r.seed, r.ensemble.members,
      escaped(r.evidence_hash));
}

// The sources as the course's report lists them.
std::string sources(const PunctureResult& r) {
  CourseResult cited;
  cited.references = r.references;
  return sources_section(cited);
}

}  // namespace

std::string bench_report_html(const PunctureResult& result) {
  STIPPLE_REQUIRE(result.bench.has_value());
  std::string out = fmt::format(
      R"(<!DOCTYPE html>
<html lang="en" xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta http-equiv="Content-Security-Policy"
content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"/>
<title>{}</title><style>{}{}{}</style></head>
<body>
)",
      escaped("Stipple bench report: " + result.device), page_style(), force_chart_style(), kStyle);
  for (auto* part : {header, warnings, bench_device, bench_depths, bench_rates, bench_needle,
                     bench_zones, bench_credibility, bench_assumed, sources, footer})
    out += part(result) + "\n";
  return out + "</body>\n</html>\n";
}

}  // namespace stipple
