// SPDX-License-Identifier: Apache-2.0
// What somebody takes home who is not treated now: "not yet" (wait), a summary for the doctor
// (refer), the open questions (incomplete) or the reason (do not treat). One list of parts, shown
// on paper and as a page with the same sentences. Never a calendar of treatment. See
// docs/sheets.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "aftercare/care_settings.h"
#include "candidacy/verdict.h"
#include "course/course.h"
#include "outcome/result.h"
#include "patient/patient.h"
#include "report/paper.h"
#include "report/text_book.h"

namespace stipple {

struct SheetPart {
  enum class Kind { lead, heading, subheading, paragraph, item, quiet, field, question };
  Kind kind{};
  std::string label{};                 // of a field; the mark of a question that decides
  std::string words{};                 // a field without words is a line to write on
  std::string note{};                  // of a question: why it is asked again
  std::vector<std::string> choices{};  // each with a box to tick
  int lines{};                         // to write on, below a question
};

struct Sheet {
  std::string kind{};  // name of its files: not-yet, doctor-summary, questions, reason
  std::string title{};
  std::vector<SheetPart> parts{};
  std::vector<std::string> foot{};  // which visit and rules, and the notice
};

// Only for a verdict that allows no treatment (STIPPLE_REQUIRE). `sources` may lack a key; it is
// then shown as it is.
Sheet sheet_for(const Verdict&, const Patient&, const Course&, const CareSettings&,
                std::string_view case_name, const TextBook&,
                const std::vector<CitedSource>& sources = {});

// `issued` becomes the date of the file.
std::string sheet_pdf(const Sheet&, const TextBook&, PaperSize, Date issued);
// One self-contained page, also well-formed XML: no script, nothing fetched.
std::string sheet_html(const Sheet&, const TextBook&);

}  // namespace stipple
