// SPDX-License-Identifier: Apache-2.0
// What the numbing of a course does, as data with bands: depth of numbness over time, plasma level,
// dose, the four checks, expected pain, cream on needled skin, and how long microbes find the
// channels. docs/theory/numbing.md.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "barrier/dose_checks.h"
#include "course/member.h"
#include "outcome/result.h"

namespace stipple {

// A cream put on so long after the needles takes in so many times as much.
struct NeedledUptake {
  double hours_after{};
  Band factor{};
};

struct NumbingResult {
  bool has_cream{};
  std::string cream{};              // one sentence
  std::vector<std::string> sets{};  // of diffusion constants in use
  std::size_t members{};
  std::vector<double> minutes{};  // since the cream is put on
  std::vector<Band> numb_depth_mm{};
  Band needle_depth_mm{};  // of the deepest visit
  Band plasma_peak{};      // lidocaine, ug/mL
  Band plasma_peak_all{};  // all anaesthetics together, ug/mL
  Band plasma_peak_h{};    // when, since the cream is put on
  std::optional<double> weight_kg{};
  double applied_mg{};
  std::optional<double> dose_mg_per_kg{};  // put on; none without a weight
  Band absorbed_mg{};
  Band pain{}, pain_without_cream{};  // 0 to 10, at the deepest visit
  std::vector<DoseCheck> checks{};    // none without a cream
  DoseVerdict verdict{};
  std::vector<std::string> warnings{};   // most serious first
  std::vector<Caution> cautions{};       // those of them that have a key
  std::vector<std::string> questions{};  // what nobody has answered
  std::vector<NeedledUptake> needled{};
  Band microbe_index_cm2{};    // at the visit
  Band microbe_tenth_hours{};  // until a tenth of it is left
};

// `set` names one set of diffusion constants for all members; empty: each draws its own.
NumbingResult numbing_result(const CoursePlan&, const Library&, const std::vector<MemberValues>&,
                             std::string_view set = {});

// The pain of one visit for one member, 0 to 10, with the numbing that the course plans.
double pain_of_visit(const PuncturePattern&, double array_needles, const Patient&, const Course&,
                     const Library&, const MemberValues&);

}  // namespace stipple
