// SPDX-License-Identifier: Apache-2.0
// From tissue to what is seen: each outcome of one member at one day, as the change from the state
// before the course. Equations, sources and what is assumed: docs/theory/outcomes.md.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "outcome/ensemble.h"
#include "outcome/result.h"

namespace stipple {

// What a formula may read of one member: watched values by day, the values before, and the member's
// own parameters.
class MemberView {
 public:
  MemberView(const SimulatedMember& member, const std::vector<double>& grid)
      : m_(&member), grid_(&grid) {}
  // The watched value of a site at a day of the grid; of the untreated control (plain skin) when
  // `control`.
  [[nodiscard]] double at(Observed, std::size_t site, double on_day, bool control) const;
  [[nodiscard]] double before(Observed, std::size_t site) const;
  // value / value before - 1
  [[nodiscard]] double gain(Observed, std::size_t site, double on_day, bool control) const;
  [[nodiscard]] double parameter(std::string_view symbol) const {
    return m_->member.values.healing[symbol];
  }
  [[nodiscard]] const LesionValues& lesion(std::size_t site) const {
    return m_->member.lesions[site];
  }
  [[nodiscard]] const SimulatedMember& member() const { return *m_; }
  [[nodiscard]] const Patient& patient() const { return m_->member.person.patient; }

 private:
  const SimulatedMember* m_;
  const std::vector<double>* grid_;
};

// The first concern of a kind, or null; and what counts as a scar, as a stretch mark.
const Concern* concern_of(const Patient&, ConcernKind);
bool is_scar(ConcernKind);
bool is_stria(ConcernKind);

// Depth of a wrinkle relative to before: e sqrt((eps/eps_c - 1)+ / (eps/eps_c0 - 1)), eps_c ~
// E_d(papillary)^(2/3).
double relative_wrinkle_depth(const MemberView&, double on_day, bool control);
// D/D0 = 1 - eta_v C_h (C - 1)/(1 - C_h) - eta_q (1 - q_h/q_h0), not below 0; 1 while
// myofibroblasts persist as in a keloid: such a scar is raised, not filled.
double relative_scar_depth(const MemberView&, std::size_t site, double on_day, bool control);
// S/S0 of a stretch mark: lost collagen, lost elastin and colour against the skin round it.
double relative_stria_contrast(const MemberView&, std::size_t site, double on_day, bool control);
// Root mean square relief over fine relief, wrinkles and lesions, relative to before.
double relative_roughness(const MemberView&, double on_day, bool control);

using AtDay = std::function<double(const MemberView&, double on_day, bool control)>;
using OfCourse = std::function<double(const MemberView&)>;

struct OutcomeDefinition {
  Outcome text{};     // name, label, unit, standing, basis, sources; no points
  AtDay at_day{};     // set for outcomes over time
  OfCourse scalar{};  // set for outcomes over the worst visit
  bool is_share{};    // the scalar is 0 or 1: shown as the share of members
};

// Those that apply to this patient, in the order of a report; the names of the others go to
// `absent` with the reason.
std::vector<OutcomeDefinition> outcome_definitions(const Patient&, const Library&,
                                                   std::vector<std::string>& absent);

}  // namespace stipple
