// SPDX-License-Identifier: Apache-2.0
// The look of the page. Blue is what the course does, orange what it costs, grey what would be
// anyway: distinguishable with any colour vision (Okabe and Ito's blue and vermillion), and always
// told in words as well.
#include "report/sections.h"

namespace stipple {
namespace {

constexpr const char* kColours = R"css(
:root{color-scheme:light dark;--paper:#fff;--ink:#1a1f26;--muted:#5a6472;--rule:#d8dde4;
--soft:#f4f6f8;
--blue:#0a5fa4;--blue-band:#0a5fa430;--orange:#b4490a;--orange-band:#e08a4a66;--grey:#6e7783;
--warn:#fdf3e3;--warn-edge:#c97a10;--l0:#efd3bd;--l1:#f6e3d4;--l2:#fbf1e8;--l3:#fcf6dd}
@media (prefers-color-scheme:dark){:root{--paper:#12161b;--ink:#e9ecf0;--muted:#a3adba;
--rule:#333b45;
--soft:#1b2128;--blue:#6db5f5;--blue-band:#6db5f53d;--orange:#f2a365;--orange-band:#f2a36566;
--grey:#98a2af;--warn:#2c2414;--warn-edge:#d9993f;--l0:#4a3527;--l1:#3a2c23;--l2:#2a231f;
--l3:#2b2918}}
@media print{:root{color-scheme:light;--paper:#fff;--ink:#1a1f26;--muted:#505a67;--rule:#d0d5dc;
--soft:#f4f6f8;--blue:#0a5fa4;--blue-band:#0a5fa430;--orange:#b4490a;--orange-band:#e08a4a66;
--grey:#6e7783;--warn:#fdf3e3;--warn-edge:#c97a10;--l0:#efd3bd;--l1:#f6e3d4;--l2:#fbf1e8;
--l3:#fcf6dd}}
)css";

constexpr const char* kText = R"css(
*{box-sizing:border-box}
html{background:var(--paper);-webkit-text-size-adjust:100%}
body{margin:0 auto;padding:2.5rem 1.25rem 4rem;max-width:47.5rem;color:var(--ink);
background:var(--paper);
font:400 1rem/1.55 Inter,"Segoe UI",system-ui,-apple-system,"Helvetica Neue",Roboto,Arial,
sans-serif;
font-feature-settings:"cv05","ss03";overflow-wrap:break-word}
h1{font-size:1.9rem;line-height:1.2;letter-spacing:-.018em;margin:.35rem 0 .4rem;
font-weight:650}
h2{font-size:1.35rem;line-height:1.3;letter-spacing:-.012em;margin:2.9rem 0 .5rem;
font-weight:650}
h3{font-size:1rem;line-height:1.35;margin:1.8rem 0 .3rem;font-weight:600}
p{margin:.4rem 0 .8rem}
a{color:var(--blue);text-decoration-thickness:1px;text-underline-offset:2px}
sup{line-height:0;font-size:.72em;white-space:nowrap}sup a{text-decoration:none}
.eyebrow{color:var(--muted);font-size:.85rem;margin:0}
.lead{color:var(--muted);margin-top:0}
.notice{font-size:.9rem;color:var(--muted);margin:1rem 0 0;padding-top:.8rem;
border-top:1px solid var(--rule)}
.small,figcaption,footer{font-size:.85rem;color:var(--muted);line-height:1.5}
.concerns{font-size:1.1rem;margin:0 0 1.1rem}.concerns::first-letter{text-transform:uppercase}
dl.facts{display:grid;grid-template-columns:5rem 1fr;gap:.25rem 1rem;margin:0;font-size:.95rem}
dl.facts dt{color:var(--muted)}dl.facts dd{margin:0}
.warnings{background:var(--warn);border-left:4px solid var(--warn-edge);border-radius:2px;
padding:.9rem 1.2rem 1rem;margin:1.8rem 0 0}
.warnings h2{font-size:1rem;margin:0 0 .3rem}.warnings ul{margin:0;padding-left:1.1rem}
.warnings li{margin:.3rem 0}
.cards{display:grid;grid-template-columns:1fr 1fr;gap:1px;background:var(--rule);
border:1px solid var(--rule);
border-radius:8px;overflow:hidden;margin:1rem 0}
.card{background:var(--paper);padding:1rem 1.2rem 1.1rem;display:flex;flex-direction:column}
.card:last-child:nth-child(odd){grid-column:1/-1}
.card h3{margin:0;font-size:.95rem}
.big{font-size:2.3rem;line-height:1.15;letter-spacing:-.025em;font-weight:650;margin:.3rem 0 0;
color:var(--blue);
font-variant-numeric:tabular-nums}
.big.unclear{color:var(--ink)}.big.worse{color:var(--orange)}
.range{margin:.1rem 0 .4rem;font-variant-numeric:tabular-nums}
.card p.says{margin:.5rem 0 .6rem;font-size:.92rem;line-height:1.45}
.chip{display:inline-block;font-size:.76rem;line-height:1.5;padding:0 .5rem;
border:1px solid var(--rule);
border-radius:1rem;color:var(--muted);white-space:nowrap}
.chip.literature{border-color:var(--blue);color:var(--blue)}
.chip.assumed{border-style:dashed;border-color:var(--orange);color:var(--orange)}
.card .chip{margin-top:auto;align-self:flex-start}
footer{margin-top:3rem;padding-top:1rem;border-top:1px solid var(--rule)}
footer code{font-size:.95em;overflow-wrap:anywhere}
)css";

constexpr const char* kTables = R"css(
table{border-collapse:collapse;width:100%;font-size:.9rem;line-height:1.4;margin:.8rem 0;
font-variant-numeric:tabular-nums}
th,td{text-align:left;vertical-align:top;padding:.5rem .75rem .5rem 0;
border-bottom:1px solid var(--rule)}
th:last-child,td:last-child{padding-right:0}
thead th{color:var(--muted);font-weight:500;font-size:.82rem;vertical-align:bottom}
tbody th{font-weight:500}
td .b,th .b{white-space:nowrap}td .b+.r,th .b+.r{display:block}th .r{color:var(--muted);
font-weight:400;font-size:.82rem;white-space:nowrap}
table.over-time th:first-child{width:27%}td .m{display:block;font-weight:600}
td .r,td .c{white-space:nowrap}td .r,td .c{display:block;font-size:.82rem}
td .c{color:var(--muted)}
table.days{table-layout:fixed}
table.days th:first-child{width:14.5rem}table.days td,table.days thead th{padding:.4rem 1px}
table.days thead th{text-align:center}table.days thead th:first-child{text-align:left}
table.days th[scope=row] .r{white-space:normal}
table.days td{vertical-align:middle}
.day{display:block;height:1.15rem;border-radius:2px;background:var(--soft);font-size:0}
.day.usual{background:var(--orange)}.day.possible{background:var(--orange-band)}
.key .day{display:inline-block;width:1.15rem;height:.85rem;margin:0 .35rem 0 0;
vertical-align:-.08rem}.key span{white-space:nowrap;margin-right:1.1rem}
ol.sources{padding-left:1.6rem;font-size:.88rem;line-height:1.5}ol.sources li{margin:.35rem 0}
ol.sources li:target{background:var(--soft)}
ul.basis{list-style:none;padding:0;margin:.8rem 0}
ul.basis li{padding:.6rem 0;border-bottom:1px solid var(--rule);font-size:.92rem}
ul.basis b{font-weight:600;margin-right:.4rem}
@media print,(min-width:40.1rem){
ul.basis{columns:2;column-gap:2.2rem}ul.basis li{break-inside:avoid}}
@media (max-width:40rem){
body{padding-top:1.25rem}h1{font-size:1.5rem}
dl.facts{grid-template-columns:1fr;gap:0}dl.facts dd{margin-bottom:.5rem}
.cards{grid-template-columns:1fr}
table.stack thead{display:none}
table.over-time th:first-child{width:auto}
table.days,table.days thead,table.days tbody{display:block}
table.days tr{display:grid;grid-template-columns:repeat(15,1fr);padding:.5rem 0;
border-bottom:1px solid var(--rule)}
table.days th,table.days td{display:block;border:0;padding:.1rem 1px}
table.days thead th{font-size:.72rem}
table.days tr th:first-child{grid-column:1/-1;width:auto}
table.days thead th:first-child{display:none}
table.stack tr{display:block;padding:.6rem 0;border-bottom:1px solid var(--rule)}
table.stack th,table.stack td{display:block;border:0;padding:.1rem 0}
table.stack td[data-label]{display:grid;grid-template-columns:8.2rem 1fr;gap:.75rem}
table.stack td .chip{justify-self:start}
table.stack td[data-label]::before{content:attr(data-label);color:var(--muted)}
table.stack td .b{white-space:normal}
table.over-time.stack tr{display:grid;grid-template-columns:1fr 1fr;gap:.4rem .8rem}
table.over-time.stack th{grid-column:1/-1}
table.over-time.stack td[data-label]{display:block}
table.over-time.stack td[data-label]::before{font-size:.82rem}}
)css";

constexpr const char* kPictures = R"css(
figure{margin:1rem 0 1.4rem}figcaption{margin-top:.3rem}
svg{display:block;width:100%;height:auto;overflow:visible;
font-family:Inter,"Segoe UI",system-ui,-apple-system,"Helvetica Neue",Roboto,Arial,sans-serif}
.narrow{display:none}
@media screen and (max-width:40rem){.wide{display:none}.narrow{display:block}}
.panels{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(19.5rem,100%),1fr));
gap:1.2rem 1.6rem}
.depths{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:1rem .6rem}
.panels figure,.depths figure{margin:0;display:flex;flex-direction:column;
justify-content:flex-end}
figure.film img{display:block;width:100%;height:auto;border-radius:4px}
@media screen and (min-width:66rem){figure.film{width:62rem;margin-left:calc((100% - 62rem)/2)}}
@media print{figure.film img{max-height:245mm;width:auto;max-width:100%;margin:0 auto}}
figure h3{margin:0 0 .3rem}figure h3::first-letter{text-transform:uppercase}
figure h3 span{font-weight:400;color:var(--muted)}
.panels h3 span{display:block}
.panels h3,.depths h3{margin:0 0 .2rem;font-size:.88rem}
svg text{fill:var(--ink);font-size:12px}
svg .tick,svg .axis-title,svg .layer-name{fill:var(--muted);font-size:11.5px;
font-variant-numeric:tabular-nums}
svg .label{font-weight:600}
svg .ink,svg .over{paint-order:stroke;stroke:var(--paper);stroke-width:4px;
stroke-linejoin:round}
svg .treated-ink{fill:var(--blue)}svg .control-ink{fill:var(--grey)}
svg .reach-ink{fill:var(--orange);font-size:11.5px}
svg .grid{stroke:var(--rule);stroke-width:1}svg .axis{stroke:var(--grey);stroke-width:1;
opacity:.7}
svg .zero{stroke:var(--ink);stroke-width:1}
svg .band,svg .ridge{fill:var(--blue-band)}
svg .median,svg .ridge-line{fill:none;stroke:var(--blue);stroke-width:2.2;stroke-linejoin:round}
svg .ridge-line{stroke-width:1.6}
svg .control{fill:none;stroke:var(--grey);stroke-width:1.8;stroke-dasharray:1 4;
stroke-linecap:round}
svg .prior{fill:none;stroke:var(--blue);stroke-width:1;stroke-dasharray:5 4;opacity:.75}
svg .visit{fill:var(--ink)}svg .visit-line{stroke:var(--rule);stroke-width:1}
svg .cost{fill:var(--orange)}svg .cost-band{fill:var(--orange-band)}
svg .layer0{fill:var(--l0)}svg .layer1{fill:var(--l1)}svg .layer2{fill:var(--l2)}
svg .layer3{fill:var(--l3)}
svg .layer-edge{stroke:var(--paper);stroke-width:1}
svg .reach{stroke:var(--orange);stroke-width:1.4}svg .reach-band{fill:var(--orange);opacity:.16}
svg .band-bar{fill:var(--blue);opacity:.38}svg .prior-bar{stroke:var(--blue);stroke-width:1.4;
opacity:.7}
svg .dot{fill:var(--blue);stroke:var(--paper);stroke-width:1.5}
svg .control-mark{stroke:var(--grey);stroke-width:2}
svg .bar-low{fill:var(--blue);opacity:.4}svg .bar-high{fill:var(--blue)}
)css";

constexpr const char* kPrint = R"css(
@page{size:A4;margin:17mm 17mm 19mm;
@bottom-left{content:"Stipple";font:8pt sans-serif;color:#5a6472}
@bottom-right{content:counter(page) " / " counter(pages);font:8pt sans-serif;color:#5a6472}}
@media print{
html{font-size:9.6pt}body{max-width:none;padding:0}
h1{font-size:1.7rem}h2{margin-top:1.9rem}
h2,h3,.lead{break-after:avoid}thead,tbody tr:first-child{break-after:avoid}
figure,.card,.warnings,tr,li{break-inside:avoid}
thead{display:table-header-group}
a{color:inherit;text-decoration:none}sup a{color:var(--blue)}
.cards{break-inside:avoid}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
)css";

}  // namespace

std::string picture_style() { return std::string(kColours) + kPictures; }

std::string page_style() { return std::string(kColours) + kText + kTables + kPictures + kPrint; }

}  // namespace stipple
