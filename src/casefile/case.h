// SPDX-License-Identifier: Apache-2.0
// A case: one document that says who is treated for what and how. Reads strictly, with every
// problem at once; older versions are carried forward before reading.
#pragma once

#include <string>
#include <vector>

#include "aftercare/care_settings.h"
#include "candidacy/override.h"
#include "core/describe.h"
#include "course/course.h"
#include "format/document.h"
#include "format/reader.h"
#include "patient/patient.h"

namespace stipple {

inline constexpr int kCaseVersion = 1;

struct Case {
  int version{kCaseVersion};
  std::string name{};
  std::string note{};
  Patient patient{};
  Course course{};
  Screening screening{};
  CareSettings care{};
  friend bool operator==(const Case&, const Case&) = default;
};

void describe(Visitor&, Case&);

// What a case may name: the zones and devices that are at hand.
struct CaseNames {
  std::vector<std::string> zones{};
  std::vector<Device> devices{};
};

// Throws InvalidInput with all problems; where `known` is given, names that are not known and
// settings that the device cannot do are among them.
Case read_case(const Document&, const ReadMode& = {}, const CaseNames* known = nullptr);
std::string write_case(const Case&);

// JSON Schema (draft 7) of a case file, for editors and forms.
std::string case_schema();
// The reference page of every field, in Markdown.
std::string case_reference();

}  // namespace stipple
