// SPDX-License-Identifier: Apache-2.0
// Writes a sheet part by part, and says in its language what screening found. Each kind of sheet is
// a function of its own.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/sheet.h"

namespace stipple {

struct SheetCase {
  const Verdict& verdict;
  const Patient& patient;
  const Course& course;
  const CareSettings& care;
  const TextBook& book;
  std::string_view name;
  const std::vector<CitedSource>& sources;
};

class SheetWriter {
 public:
  SheetWriter(const SheetCase& of, std::string_view kind, std::string title);

  void add(SheetPart::Kind kind, std::string words) {
    sheet_.parts.push_back({.kind = kind, .words = std::move(words)});
  }
  // Keys below "sheet.".
  void lead(std::string_view key, const Fill& fill = {}) {
    add(SheetPart::Kind::lead, say(key, fill));
  }
  void heading(std::string_view key) { add(SheetPart::Kind::heading, say(key)); }
  void paragraph(std::string_view key, const Fill& fill = {}) {
    add(SheetPart::Kind::paragraph, say(key, fill));
  }
  // Under a heading, each once; without items no heading.
  void items(std::string_view heading_key, const std::vector<std::string>& items);
  // Without words a line to write on.
  void field(std::string_view key, std::string words);
  void question(SheetPart question) { sheet_.parts.push_back(std::move(question)); }

  [[nodiscard]] std::string say(std::string_view key, const Fill& fill = {}) const;
  [[nodiscard]] Sheet finish(std::string_view contact_heading) &&;

 private:
  const SheetCase& of_;
  Sheet sheet_{};
};

Sheet not_yet_sheet(const SheetCase&);
Sheet doctor_sheet(const SheetCase&);
Sheet questions_sheet(const SheetCase&);
Sheet reason_sheet(const SheetCase&);

// What a rule says, in the language of the sheet. Words that would hurt whoever carries the sheet
// are said in others: "sheet.instead".
std::string why_of(const FiredRule&, const TextBook&);
std::string asks_of(const FiredRule&, const TextBook&);
// "It changes when: weaned."
std::string change_of(const FiredRule&, const TextBook&);
// Until when, each reason to wait: a date, a number of days or a condition.
std::vector<std::string> untils_of(const FiredRule&, const TextBook&);
// "Source: ... How strong: ..."
std::string source_of(const FiredRule&, const SheetCase&);
// "Radiotherapy: yes, on the skin to be treated; ..."
std::string reads_of(const FiredRule&, const TextBook&);
std::string ask_of(const OpenQuestion&, const TextBook&);

// Does it count in the verdict of the visit? What is about a product that can be left out does not.
bool counts_for_visit(const FiredRule&);
// Those that hold with this strength.
std::vector<const FiredRule*> fired_as(const Verdict&, VerdictKind);
std::vector<std::string> open_questions(const SheetCase&);

}  // namespace stipple
