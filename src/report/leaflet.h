// SPDX-License-Identifier: Apache-2.0
// What a patient takes home: one sheet, front and back, and the same words as a page of HTML. What
// it must and must not say: docs/leaflet.md. Nothing of the patient's history reaches it, so that
// no diagnosis and no reason of an override can stand on it.
#pragma once

#include <string>

#include "aftercare/care_plan.h"
#include "aftercare/care_settings.h"
#include "evidence/data_files.h"
#include "report/paper.h"
#include "report/text_book.h"

namespace stipple {

inline constexpr std::size_t kLeafletVisits = 6;

struct LeafletInput {
  const CarePlan& plan;
  const CareSettings& settings;
  const DataFiles& files;  // the pictograms
  std::string zone{};      // in words of the language: "cheek"
  std::string device{};    // likewise; empty: not named
  std::string draft{};     // mark of what is drawn, on every page until it is released
  bool released{};         // the release in the settings is of this very draft
  PaperSize size{};
  Date day{};                               // of the file
  std::size_t first_visit{};                // of the plan
  std::size_t most_visits{kLeafletVisits};  // shown from there on; one has its dates in the text
};

std::string leaflet_pdf(const LeafletInput&, const TextBook&);
// One self-contained page, also well-formed XML: no script, nothing fetched, light and dark.
std::string leaflet_html(const LeafletInput&, const TextBook&);

}  // namespace stipple
