// SPDX-License-Identifier: Apache-2.0
// A plan of care with every instruction and call that the shipped rules know, made without the
// planner: more than any one patient gets.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "aftercare/care_plan.h"
#include "evidence/node_checks.h"
#include "report/leaflet.h"

namespace stipple {

// "72 h", "14 days", "2 weeks"; "cream": an hour before the visit.
inline int sample_hours(const std::string& text) {
  if (text == "cream") return -1;
  const int n = std::stoi(text);
  return text.ends_with("h") ? n : text.ends_with("weeks") ? n * 168 : n * 24;
}

inline std::optional<CareSpan> sample_span(const Node& of, std::string_view key) {
  const Node* span = of.find(key);
  if (!span) return std::nullopt;
  return CareSpan{.taken_hours = sample_hours(field_of(*span, "default").text())};
}

template <class E>
E enumerator(const std::string& name) {
  const auto& names = EnumNames<E>::names;
  return static_cast<E>(std::ranges::find(names, name) - names.begin());
}

inline DatedInstruction sample_instruction(const Node& rule, const std::optional<Moment>& when) {
  DatedInstruction d{.id = field_of(rule, "id").text(),
                     .kind = enumerator<InstructionKind>(field_of(rule, "kind").text()),
                     .pictogram = field_of(rule, "pictogram").text(),
                     .before = sample_span(rule, "before"),
                     .after = sample_span(rule, "after")};
  d.hours_before = d.before ? d.before->taken_hours : 0;
  d.hours_after = d.after ? d.after->taken_hours : 0;
  if (when && d.kind != InstructionKind::never) {
    d.from = plain_hours(*when, -d.hours_before);
    d.until = plain_hours(*when, d.hours_after);
  }
  return d;
}

inline DatedCall sample_call(const Node& rule, const std::optional<Moment>& when) {
  DatedCall c{.id = field_of(rule, "id").text(),
              .urgency = enumerator<Urgency>(field_of(rule, "urgency").text()),
              .from_hours = sample_hours(field_of(rule, "from").text()),
              .to_hours = sample_hours(field_of(rule, "to").text())};
  if (when) {
    c.from = plain_hours(*when, c.from_hours);
    c.until = plain_hours(*when, c.to_hours);
    // Whole days, as the rules speak of them.
    if (c.from_hours >= 24) c.from->minute = c.until->minute = std::nullopt;
  }
  return c;
}

// Shares that fall from day to day; flakes begin on the third.
inline VisitRecovery sample_recovery(std::size_t visit) {
  VisitRecovery r{.visit = visit};
  for (std::size_t k = 0; k < kRecoverySigns.size(); ++k) {
    SignSpan span{.sign = static_cast<RecoverySign>(k)};
    for (int d = 0; d <= kRecoveryDays; ++d) {
      const int since = span.sign == RecoverySign::peeling ? d - 3 : d;
      span.share.push_back(
          since < 0 ? 0.0 : 1.0 / (1.0 + 0.3 * (2.0 + static_cast<double>(k)) * since * since));
    }
    r.signs.push_back(span);
  }
  return r;
}

// `start` empty: no calendar.
inline CarePlan sample_care(std::size_t visits, const std::string& start = "2026-03-02") {
  const DataFiles files = DataFiles::embedded();
  const Node rules = parse_data_object(files.text("rules/aftercare.json"), "rules/aftercare.json");
  CarePlan plan{.case_name = "Acne scars, cheeks: M. Mustermann",
                .outside_clearance = true,
                .rules_version = "2026-11",
                .practice_rules = "Hautarztpraxis am Stadtpark",
                .screening_version = "2026-11"};
  for (std::size_t k = 0; k < visits; ++k) {
    CareVisit v{.visit = k,
                .set_depth_mm = 1.0 + 0.1 * static_cast<double>(k),
                .true_depth_mm = {.median = 0.9, .low = 0.7, .high = 1.1},
                .recovery = sample_recovery(k),
                .social_likely_days = 2,
                .social_safe_days = 5};
    if (const auto first = parse_date(start)) {
      const Date date = days_after(*first, 42 * static_cast<int>(k));
      v.when = Moment{date, 14 * 60 + 30};
      v.social_likely = Moment{days_after(date, 2), std::nullopt};
      v.social_safe = Moment{days_after(date, 5), std::nullopt};
    }
    for (const Node& rule : field_of(rules, "instructions").values())
      v.instructions.push_back(sample_instruction(rule, v.when));
    for (const Node& rule : field_of(rules, "calls").values())
      v.calls.push_back(sample_call(rule, v.when));
    std::ranges::stable_sort(v.calls, {}, &DatedCall::urgency);
    plan.visits.push_back(std::move(v));
  }
  return plan;
}

inline CareSettings sample_settings() {
  return {.practice = Practice{.name = "Hautarztpraxis am Stadtpark",
                               .address = "Lindenallee 17, 12345 Musterstadt",
                               .phone = "+49 30 1234567",
                               .out_of_hours = "116 117, \xC3\xA4rztlicher Bereitschaftsdienst",
                               .emergency = "112"},
          .products = {"Avena Calm Creme ohne Duftstoffe", "Mineralfluid LSF 50 ungetönt",
                       "Physiologische Kochsalzlösung"},
          .prescribed = {"Valaciclovir 500 mg, 1-0-1, ab dem Vorabend bis Tag 7"},
          .released = Release{.name = "Dr. A. Beispiel",
                              .role = "Dermatologin",
                              .date = *parse_date("2026-02-20"),
                              .draft = "3f9a2c71b0"}};
}

}  // namespace stipple
