// SPDX-License-Identifier: Apache-2.0
// The parts of the page, each a pure function from the result to well-formed HTML.
#pragma once

#include <string>
#include <vector>

#include "candidacy/verdict.h"
#include "outcome/result.h"
#include "report/patch_film.h"

namespace stipple {

// Who, which course; the verdict; the warnings; the answer: gains, costs, how sure.
std::string header_section(const CourseResult&);
std::string verdict_section(const CourseVerdict&, const std::vector<CitedSource>&);
std::string warnings_section(const CourseResult&);
std::string answer_section(const CourseResult&);
std::string costs_section(const CourseResult&);

// The days after each visit, sign by sign.
std::string recovery_section(const CourseResult&);

// How it runs: timeline, visits, curves, depth.
std::string course_section(const CourseResult&);
std::string curves_section(const CourseResult&);
std::string depth_section(const CourseResult&);
// Every other curve of the result, for those who want to see the machinery.
std::string more_curves_section(const CourseResult&);

// The figures and what stands behind them.
std::string outcomes_section(const CourseResult&);
std::string certainty_section(const CourseResult&);
std::string assumptions_section(const CourseResult&);
std::string sources_section(const CourseResult&);

// A patch run: its visits, its curves beside a column's, its pictures.
std::string patch_section(const PatchResult&, const std::vector<NamedPicture>&);

// Numbered links to the sources; a key without a reference stays as [Key].
std::string citations(const std::vector<std::string>& keys, const std::vector<CitedSource>&);

// One picture drawn for wide and one for narrow screens; the style sheet shows the one that fits.
std::string both_widths(const std::string& wide, const std::string& narrow);

// The style sheet of the page.
std::string page_style();
// What of it a picture needs that stands alone.
std::string picture_style();

}  // namespace stipple
