// SPDX-License-Identifier: Apache-2.0
// The page, part by part: the answer first, then how it comes about, then what stands behind it.
#include <fmt/format.h>

#include "report/markup.h"
#include "report/report.h"
#include "report/sections.h"

namespace stipple {
namespace {

std::string footer(const CourseResult& result) {
  return fmt::format(
      R"(<footer>Case {}. Stipple {}, seed {}, {} simulated courses, evidence <code>{}</code>.
The same case, version, seed and evidence give the same figures.</footer>)",
      escaped(result.case_name), escaped(result.program_version), result.seed,
      result.ensemble.members, escaped(result.evidence_hash));
}

}  // namespace

std::string report_html(const CourseResult& result, const CourseVerdict* verdict,
                        const PatchResult* patch, const std::vector<NamedPicture>& pictures) {
  std::string out = fmt::format(
      R"(<!DOCTYPE html>
<html lang="en" xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"/>
<title>{}</title><style>{}</style></head>
<body>
)",
      escaped("Stipple: " + (result.case_name.empty() ? result.who.title : result.case_name)),
      page_style());
  out += header_section(result) + "\n";
  if (verdict) out += verdict_section(*verdict, result.references) + "\n";
  for (auto* part : {warnings_section, answer_section, costs_section, recovery_section,
                     course_section, curves_section, depth_section})
    out += part(result) + "\n";
  if (patch) out += patch_section(*patch, pictures) + "\n";
  for (auto* part : {outcomes_section, certainty_section, assumptions_section, more_curves_section,
                     sources_section})
    out += part(result) + "\n";
  return out + footer(result) + "\n</body>\n</html>\n";
}

}  // namespace stipple
