// SPDX-License-Identifier: Apache-2.0
// The leaflet as a page: the same words as on paper, wide and narrow, light and dark.
#include <fmt/format.h>

#include "report/emphasis.h"
#include "report/leaflet_content.h"
#include "report/markup.h"

namespace stipple {
namespace {

constexpr const char* kStyle = R"css(
:root{color-scheme:light dark;--paper:#fff;--ink:#1b2430;--quiet:#5c6672;--accent:#0a5fa4;
--warning:#a85600;--rule:#c8ced6;--pale:#dfeaf4;--warm:#fdf3e6}
@media (prefers-color-scheme:dark){:root{--paper:#12161b;--ink:#e9ecf0;--quiet:#a3adba;
--accent:#6db5f5;--warning:#f2a14f;--rule:#333b45;--pale:#23384b;--warm:#2a2114}}
*{box-sizing:border-box}
html{background:var(--paper);-webkit-text-size-adjust:100%}
body{margin:0 auto;padding:1.5rem 1.25rem 3rem;max-width:52rem;color:var(--ink);
font:400 1.05rem/1.5 Inter,"Segoe UI",system-ui,"Helvetica Neue",Roboto,Arial,sans-serif;
overflow-wrap:anywhere}
h1{font-size:1.8rem;line-height:1.2;color:var(--accent);margin:0 0 .5rem}
h2{font-size:1.2rem;line-height:1.3;color:var(--accent);margin:1.6rem 0 .4rem;break-after:avoid}
p{margin:.3rem 0}ul{list-style:none;margin:0;padding:0}
.draft{display:inline-block;border:2px solid var(--warning);color:var(--warning);
border-radius:4px;padding:.15rem .6rem;font-weight:700;margin:0 0 .8rem}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.92rem;line-height:1.35}
th,td{text-align:left;vertical-align:top;padding:.3rem .5rem .3rem 0;
border-bottom:1px solid var(--rule)}
th{font-weight:500}thead th{color:var(--accent);font-weight:600}
.strip td,.strip thead th{text-align:center;padding:.2rem 1px;border:0}
.strip th{border:0}.strip .calendar{color:var(--quiet)}
.level{display:block;height:1rem;border-radius:3px;min-width:.9rem}
.usual{background:var(--accent);border:1px solid var(--accent)}
.possible{background:var(--pale);border:1px solid var(--accent)}
.legend{font-size:.92rem}.legend .level{display:inline-block;width:1.6rem;vertical-align:-.15rem;
margin:0 .4rem 0 0}.legend span+span+span{margin-left:1.2rem}
.items{columns:2;column-gap:1.8rem}.group{break-inside:auto}.group h2{margin-top:.8rem}
.item{display:grid;grid-template-columns:1.9rem 1fr;gap:.6rem;margin:.35rem 0 .55rem;
break-inside:avoid}
.item svg{width:1.9rem;height:1.9rem;color:var(--accent)}
.line{display:block;border-bottom:1px solid var(--quiet);height:1.7rem}
.calls{background:var(--warm);border:2px solid var(--warning);border-radius:8px;
padding:.7rem 1rem .9rem;margin:1.6rem 0 1rem}
.calls h2{color:var(--warning);margin:0 0 .2rem}
.call{display:grid;grid-template-columns:12rem 1fr;gap:.2rem 1rem;margin:.5rem 0;
break-inside:avoid}
h3{font-size:1.05rem;color:var(--accent);margin:.6rem 0 .1rem;break-after:avoid}
h3.urgent{color:var(--warning)}
dl{display:grid;grid-template-columns:1fr 1fr;gap:.5rem 1.8rem;margin:0}
dt{color:var(--quiet);font-size:.92rem}dd{margin:0;font-weight:600}
footer{margin-top:1.6rem;padding-top:.6rem;border-top:1px solid var(--rule);font-size:.92rem;
color:var(--quiet)}
@media (max-width:40rem){.items{columns:1}.call,dl{grid-template-columns:1fr}}
@page{size:A4;margin:10mm 11mm}
@media print{:root{color-scheme:light;--paper:#fff;--ink:#1b2430;--quiet:#5c6672;
--accent:#0a5fa4;--warning:#c96a00;--rule:#c8ced6;--pale:#dfeaf4;--warm:#fdf3e6}
body{padding:0;max-width:none;font-size:9.5pt;line-height:1.24}
h1{font-size:17pt;margin:0 0 .15rem}h2{font-size:11.5pt;margin:.4rem 0 .1rem}
h3{font-size:9.5pt;margin:.15rem 0 0}
p{margin:.05rem 0}table,.legend,footer,dt{font-size:9.5pt}th,td{padding:.08rem .4rem .08rem 0}
.item{grid-template-columns:14pt 1fr;gap:5pt;margin:.1rem 0 .15rem}
.item svg{width:14pt;height:14pt}.items{columns:2}.group h2{margin-top:.25rem}
.call,dl{grid-template-columns:9.5rem 1fr}.call{margin:.15rem 0}dl{grid-template-columns:1fr 1fr}
.calls{margin:.5rem 0 .4rem;padding:.35rem .6rem .4rem}.level{height:.7rem}
footer{margin-top:.4rem;padding-top:.2rem}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
)css";

std::string marked(std::string_view words) {
  std::string out;
  for (const EmphasisRun& run : emphasis_runs(words))
    out += run.bold ? "<b>" + escaped(run.words) + "</b>" : escaped(run.words);
  return out;
}

std::string tagged(std::string_view tag, std::string_view words) {
  return fmt::format("<{0}>{1}</{0}>", tag, marked(words));
}

// The drawing itself inside the page, silent for whoever hears it.
std::string pictogram_of(const std::string& name, const DataFiles& files) {
  const std::string file = "pictograms/" + name + ".svg";
  if (!files.has(file)) return "<span></span>";
  std::string svg(files.text(file));
  const std::size_t open = svg.find("<svg");
  if (open == svg.npos) return "<span></span>";
  return svg.substr(open).insert(4, R"( aria-hidden="true")");
}

std::string item_of(const LeafletItem& item, const DataFiles& files) {
  return fmt::format(R"(<li class="item">{}<span>{}{}</span></li>)",
                     pictogram_of(item.pictogram, files), marked(item.words),
                     item.to_fill ? R"(<span class="line"></span>)" : "");
}

std::string group_of(const LeafletGroup& group, const DataFiles& files) {
  std::string out = R"(<section class="group">)" + tagged("h2", group.heading) + "<ul>";
  for (const LeafletItem& i : group.items) out += item_of(i, files) + "\n";
  return out + "</ul></section>\n";
}

std::string row_of(const LeafletRow& row, std::string_view cell, std::string_view style = {}) {
  std::string out =
      fmt::format(R"(<tr class="{}"><th scope="row">{}</th>)", style, marked(row.label));
  for (const std::string& c : row.cells) out += tagged(cell, c);
  return out + "</tr>\n";
}

std::string dates_of(const LeafletDates& dates) {
  std::string out = "<section>" + tagged("h2", dates.heading) + tagged("p", dates.lead) +
                    "<div class=\"scroll\"><table><thead>" + row_of(dates.head, "th") +
                    "</thead><tbody>";
  for (const LeafletRow& r : dates.rows) out += row_of(r, "td");
  return out + "</tbody></table></div></section>\n";
}

std::string_view style_of(SignLevel level) {
  switch (level) {
    case SignLevel::absent: return "";
    case SignLevel::possible: return "level possible";
    case SignLevel::usual: return "level usual";
  }
  return "";
}

std::string strip_of(const LeafletStrip& strip) {
  std::string out = "<section>" + tagged("h2", strip.heading) +
                    tagged("p", strip.lead + " " + strip.social) +
                    R"(<div class="scroll"><table class="strip"><thead>)" +
                    row_of(strip.days, "th") + "</thead><tbody>";
  for (const LeafletRow& days : strip.calendars) out += row_of(days, "td", "calendar");
  for (const LeafletSign& sign : strip.signs) {
    out += R"(<tr><th scope="row">)" + marked(sign.words) + "</th>";
    for (const SignLevel level : sign.days)
      out += fmt::format(R"(<td><span class="{}"></span></td>)", style_of(level));
    out += "</tr>\n";
  }
  return out + fmt::format(R"(</tbody></table></div><p class="legend" aria-hidden="true">)"
                           R"(<span class="level usual"></span><span>{}</span> )"
                           R"(<span class="level possible"></span><span>{}</span></p></section>)"
                           "\n",
                           marked(strip.usual), marked(strip.possible));
}

std::string calls_of(const LeafletContent& c) {
  std::string out =
      R"(<section class="calls">)" + tagged("h2", c.call_heading) + tagged("p", c.call_lead);
  const LeafletCall* last = nullptr;
  for (const LeafletCall& call : c.calls) {
    if (!last || last->urgency != call.urgency)
      out += fmt::format(R"({}<h3 class="{}">{}</h3><ul>)", last ? "</ul>" : "",
                         call.urgency <= Urgency::same_day ? "urgent" : "calm", marked(call.label));
    out += fmt::format(R"(<li class="call"><span>{}</span><span>{}</span></li>)"
                       "\n",
                       marked(call.when), marked(call.words));
    last = &call;
  }
  return out + (last ? "</ul></section>\n" : "</section>\n");
}

std::string contact_of(const LeafletContent& c) {
  std::string out = "<section>" + tagged("h2", c.contact_heading) + "<dl>";
  for (const LeafletField& f : c.contact)
    out += "<div>" + tagged("dt", f.label + ":") +
           (f.words.empty() ? R"( <dd><span class="line"></span></dd>)"
                            : " " + tagged("dd", f.words)) +
           "</div>";
  return out + "</dl></section>\n";
}

}  // namespace

std::string leaflet_html(const LeafletInput& in, const TextBook& book) {
  const LeafletContent c = leaflet_content(in, book);
  std::string out = fmt::format(
      R"(<!DOCTYPE html>
<html lang="{}" xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
<title>{}</title><style>{}</style></head>
<body><main>
)",
      escaped(c.language), escaped(without_emphasis(c.title)), kStyle);
  if (!c.watermark.empty()) out += R"(<p class="draft">)" + marked(c.watermark) + "</p>\n";
  out += tagged("h1", c.title) + "\n";
  for (const std::string& fact : c.facts) out += tagged("p", fact) + "\n";
  if (c.dates) out += dates_of(*c.dates);
  if (c.strip) out += strip_of(*c.strip);
  out += R"(<div class="items">)";
  for (const LeafletGroup& g : c.groups) out += group_of(g, in.files);
  out +=
      "</div>\n" + calls_of(c) + contact_of(c) + group_of(c.know, in.files) + "</main>\n<footer>";
  std::string foot;
  for (const std::string& line : c.foot) foot += (foot.empty() ? "" : " ") + line;
  return out + tagged("p", foot) + "</footer>\n</body>\n</html>\n";
}

}  // namespace stipple
