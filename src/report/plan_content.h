// SPDX-License-Identifier: Apache-2.0
// What the practitioner's plan says, before anything is drawn: every sentence, figure and date in
// one language. It words and chooses; it computes nothing of the domain.
#pragma once

#include <string>
#include <vector>

#include "report/plan_paper.h"

namespace stipple {

struct PlanTable {
  std::vector<std::string> head{};
  std::vector<std::vector<std::string>> rows{};  // as many cells as the head
};

// A thing that is said under a name of its own: "Zone: cheek".
struct PlanFact {
  std::string name{}, says{};
};

struct PlanRule {
  std::string kind{};         // "Precaution (this zone)"
  std::string why{}, asks{};  // with the numbers of its sources
  std::string basis{};        // how strong, how confirmed, which version
  std::string overridden{};   // by whom, when, why; empty: not
};

// An outcome over time after the last visit, against the untreated course.
struct PlanChart {
  std::string label{}, says{}, direction{};
  std::string unit{};
  std::vector<double> days{};
  std::vector<Band> bands{};
  std::vector<double> untreated{};
};

struct PlanContent {
  std::string title{}, whose{}, mark{};  // mark: draft, or by whom it is released
  std::string watermark{};               // empty once released
  std::vector<PlanFact> facts{};
  std::string verdict{};
  bool precautions{};
  std::vector<PlanRule> rules{};  // of every visit
  std::vector<std::string> later_visits{}, questions{}, products{}, overrides{};
  std::vector<PlanFact> numbing{};
  std::vector<std::string> cautions{};
  std::string zone{};  // id
  std::string map_title{}, map_words{}, kept_off{};
  std::vector<PlanFact> settings{};
  PlanTable sessions{};

  std::string charts_title{}, charts_note{};
  std::vector<PlanChart> charts{};
  std::vector<std::string> no_benefit{};
  std::string recovery_title{}, recovery_note{};
  PlanTable recovery{};
  std::string risks_note{};
  PlanTable risks{};
  std::string tornado_note{};
  std::vector<std::string> tornado{};
  std::vector<PlanFact> adherence{};  // instruction: what it buys
  std::vector<std::string> sources{}, short_sources{};
  std::vector<std::string> versions{};
  std::string notice{};
  std::string decides{};              // who decides; then the lines to sign on
  std::vector<PlanFact> signature{};  // name, role, date, signature; printed where released
};

PlanContent plan_content(const PlanInput&);

// Everything that is said, one text each, in the order of the pages.
std::vector<std::string> all_texts(const PlanContent&);

}  // namespace stipple
