// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "report/markup.h"
#include "report/sheet.h"

namespace stipple {
namespace {

constexpr const char* kStyle = R"css(
*{box-sizing:border-box}
body{margin:0 auto;padding:2rem 1.25rem 3rem;max-width:44rem;background:#fff;color:#1b2430;
font:400 1.05rem/1.5 Inter,"Segoe UI",system-ui,"Helvetica Neue",Roboto,Arial,sans-serif;
overflow-wrap:anywhere}
h1{font-size:1.8rem;line-height:1.2;margin:0 0 .6rem}
.lead{font-size:1.25rem;line-height:1.35;font-weight:600;color:#0a5fa4;margin:0 0 1rem;
border-left:4px solid #0a5fa4;padding-left:.8rem}
h2{font-size:1.15rem;color:#0a5fa4;margin:1.7rem 0 .4rem;break-after:avoid}
h3{font-size:1.05rem;margin:1.1rem 0 .3rem;break-after:avoid}
p{margin:.3rem 0 .6rem}ul{margin:.3rem 0;padding-left:1.2rem}li{margin:.25rem 0}
.quiet,footer{font-size:.85rem;color:#5c6672}
.field{display:grid;grid-template-columns:12rem 1fr;gap:.2rem 1rem;margin:.25rem 0}
.field span:first-child{color:#5c6672}
.line{display:block;border-bottom:1px solid #5c6672;height:1.9rem}
.field .line{height:1.5rem}
.question{break-inside:avoid;margin:1rem 0 1.3rem}
.question p{margin:.2rem 0}.ask{font-weight:600}
.mark{color:#fff;background:#c96a00;border-radius:.6rem;padding:.05rem .55rem;font-size:.8rem;
font-weight:600;white-space:nowrap}
.choice{display:inline-block;margin:.2rem 1.4rem .2rem 0}
.box{display:inline-block;width:.85rem;height:.85rem;border:1.4px solid #1b2430;border-radius:2px;
margin-right:.45rem;vertical-align:-.08rem}
footer{margin-top:2rem;padding-top:.7rem;border-top:1px solid #c8ced6}
@media (max-width:34rem){.field{grid-template-columns:1fr;gap:0}}
@page{size:A4;margin:17mm}
@media print{body{padding:0;max-width:none;font-size:10.5pt}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
)css";

std::string lines_of(int lines) {
  std::string out;
  for (int k = 0; k < lines; ++k) out += R"(<span class="line"></span>)";
  return out;
}

std::string question_of(const SheetPart& part) {
  std::string out =
      R"(<div class="question"><p><span class="ask">)" + escaped(part.words) + "</span>";
  if (!part.label.empty()) out += R"( <span class="mark">)" + escaped(part.label) + "</span>";
  out += "</p>";
  if (!part.note.empty()) out += R"(<p class="quiet">)" + escaped(part.note) + "</p>";
  if (!part.choices.empty()) {
    out += "<p>";
    for (const std::string& choice : part.choices)
      out += R"(<span class="choice"><span class="box"></span>)" + escaped(choice) + "</span> ";
    out += "</p>";
  }
  return out + lines_of(part.lines) + "</div>";
}

std::string field_of(const SheetPart& part) {
  const std::string words = part.words.empty() ? R"(<span class="line"></span>)"
                                               : "<span>" + escaped(part.words) + "</span>";
  return R"(<div class="field"><span>)" + escaped(part.label) + "</span>" + words + "</div>";
}

std::string html_of(const SheetPart& part) {
  const std::string words = escaped(part.words);
  switch (part.kind) {
    case SheetPart::Kind::lead: return R"(<p class="lead">)" + words + "</p>";
    case SheetPart::Kind::heading: return "<h2>" + words + "</h2>";
    case SheetPart::Kind::subheading: return "<h3>" + words + "</h3>";
    case SheetPart::Kind::paragraph: return "<p>" + words + "</p>";
    case SheetPart::Kind::item: return "<li>" + words + "</li>";
    case SheetPart::Kind::quiet: return R"(<p class="quiet">)" + words + "</p>";
    case SheetPart::Kind::field: return field_of(part);
    case SheetPart::Kind::question: return question_of(part);
  }
  return {};
}

}  // namespace

std::string sheet_html(const Sheet& sheet, const TextBook& book) {
  std::string out = fmt::format(
      R"(<!DOCTYPE html>
<html lang="{}" xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
<title>{}</title><style>{}</style></head>
<body>
<h1>{}</h1>
)",
      escaped(book.language()), escaped(sheet.title), kStyle, escaped(sheet.title));
  bool listing = false;
  for (const SheetPart& part : sheet.parts) {
    const bool item = part.kind == SheetPart::Kind::item;
    if (item != listing) out += item ? "<ul>\n" : "</ul>\n";
    listing = item;
    out += html_of(part) + "\n";
  }
  if (listing) out += "</ul>\n";
  out += "<footer>";
  for (const std::string& line : sheet.foot) out += "<p>" + escaped(line) + "</p>";
  return out + "</footer>\n</body>\n</html>\n";
}

}  // namespace stipple
