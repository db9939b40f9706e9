// SPDX-License-Identifier: Apache-2.0
// Shows the result of a course: a page for people, a table and a document for programs. Computes
// nothing of the domain; the same result always gives the same bytes.
#pragma once

#include <string>
#include <vector>

#include "candidacy/verdict.h"
#include "outcome/result.h"
#include "report/patch_film.h"

namespace stipple {

// One self-contained HTML page (also well-formed XML): no script, nothing fetched, light and dark,
// screen, phone and A4.
// With a verdict it stands above everything that is computed.
// A patch that was resolved comes after the curves.
std::string report_html(const CourseResult&, const CourseVerdict* verdict = nullptr,
                        const PatchResult* patch = nullptr,
                        const std::vector<NamedPicture>& pictures = {});

// Tidy table, one row per day and quantity: day,quantity,unit,median,low,high,control.
std::string trajectory_csv(const CourseResult&);

// The whole result as JSON text, names as in docs/report.md.
// With a patch it has one member more.
std::string result_json(const CourseResult&, const CourseVerdict* verdict = nullptr,
                        const PatchResult* patch = nullptr);

// What screening says alone, as JSON text.
std::string screening_json(const CourseVerdict&, const std::vector<CitedSource>&,
                           const std::string& case_name, const std::string& evidence_hash);

}  // namespace stipple
