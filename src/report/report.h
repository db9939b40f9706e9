// SPDX-License-Identifier: Apache-2.0
// Shows the result of a course: a page for people, a table and a document for programs. Computes
// nothing of the domain; the same result always gives the same bytes.
#pragma once

#include <string>

#include "outcome/result.h"

namespace stipple {

// One self-contained HTML page (also well-formed XML): no script, nothing fetched, light and dark,
// screen, phone and A4.
std::string report_html(const CourseResult&);

// Tidy table, one row per day and quantity: day,quantity,unit,median,low,high,control.
std::string trajectory_csv(const CourseResult&);

// The whole result as JSON text, names as in docs/report.md.
std::string result_json(const CourseResult&);

}  // namespace stipple
