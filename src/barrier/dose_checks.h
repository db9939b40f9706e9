// SPDX-License-Identifier: Apache-2.0
// May this cream be put on this person? Four checks together, on the upper end of the band: the
// product's own label, the milligrams absorbed, the predicted plasma level, the person. What nobody
// has answered is asked for and never passes. Limits and their sources stand in data/numbing.
// Theory: docs/theory/numbing.md.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "barrier/numbing.h"
#include "patient/patient.h"

namespace stipple {

// In order: each is worse than the one before.
enum class DoseVerdict { ok, warn, cannot_tell, refuse };

template <>
struct EnumNames<DoseVerdict> {
  static constexpr std::array<std::string_view, 4> names{"ok", "warn", "cannot_tell", "refuse"};
};

struct DoseCheck {
  std::string check{};  // "label", "absorbed", "plasma", "patient"
  std::string what{};   // "amount", "weight", ...
  DoseVerdict verdict{};
  std::optional<double> figure{}, limit{};
  std::string unit{};
  std::string text{};  // one sentence; a question where an answer is missing
  std::vector<std::string> sources{};
};

// A proposal, not a safe limit.
struct DoseLimits {
  double plasma_warn{}, plasma_refuse{};               // ug/mL
  double absorbed_mg_per_kg{}, absorbed_warn_share{};  // of what is absorbed, never of what is on
  double needled_skin_h{};                             // within which no cream is put on
};
DoseLimits dose_limits(const NumbingData&);

// How the cream is handled, beside its amount.
struct CreamHandling {
  bool at_home{};
  bool heated{};
};

// The upper ends of the bands, all anaesthetics together.
struct DoseFigures {
  double absorbed_mg{};
  double plasma_ug_ml{};
};

std::vector<DoseCheck> dose_checks(const Cream&, const CreamHandling&, const Patient&,
                                   const DoseFigures&, const DoseLimits&, const NumbingData&);

// The worst of them; ok when there is none.
DoseVerdict worst_of(const std::vector<DoseCheck>&);

}  // namespace stipple
