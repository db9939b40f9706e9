// SPDX-License-Identifier: Apache-2.0
// Who is treated, where and for what.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/date.h"
#include "core/describe.h"
#include "core/quantity.h"
#include "patient/history.h"

namespace stipple {

enum class Sex { female, male };
enum class Phototype { I, II, III, IV, V, VI };  // Fitzpatrick skin type
enum class Severity { mild, moderate, severe };
enum class ConcernKind {
  acne_scar_rolling,
  acne_scar_boxcar,
  acne_scar_ice_pick,
  surgical_scar,
  stretch_marks_white,
  stretch_marks_red,
  fine_lines,
  neck_laxity,
  texture,
  dark_spots,
  age_spots,
};
enum class AntiInflammatory { none, nsaid, steroid };

struct Concern {
  ConcernKind kind{};
  Severity severity{Severity::moderate};
  Answer examined{Answer::unknown};        // has a doctor looked at it
  std::string diagnosis{};                 // in that doctor's words; empty when none
  std::optional<Duration> age{};           // since when a scar or stretch mark stands
  Answer raised{Answer::unknown};          // a surgical scar that stands above the skin
  std::optional<Fraction> strain_ratio{};  // wrinkles: strain in use over strain
                                           // at which skin creases
  friend bool operator==(const Concern&, const Concern&) = default;
};

// What the person does to the skin around and between the visits; the defaults do nothing.
struct Habits {
  UvDoseRate sun_dose{};               // on the treated skin, before sunscreen
  double sunscreen_spf{1.0};           // 1: none
  Fraction sunscreen_use{0.0, ratio};  // share of exposed time that it is on
  double cigarettes_per_day{};
  bool retinoid{};
  Duration retinoid_pause{6.0, day};  // before and after each visit
  double irritant{};                  // on open skin: 0 none, 0.5 a retinoid, 3 strong
  Duration irritant_days{};           // after each visit
  AntiInflammatory anti_inflammatory{};
  Duration anti_inflammatory_days{};  // after each visit
  friend bool operator==(const Habits&, const Habits&) = default;
};

struct Patient {
  Duration age{};
  Sex sex{};
  Phototype phototype{};
  std::string zone{};  // id in data/skin/zones.json
  std::vector<Concern> concerns{};
  History history{};
  friend bool operator==(const Patient&, const Patient&) = default;
};

void describe(Visitor&, Concern&);
void describe(Visitor&, Habits&);
void describe(Visitor&, Patient&);

template <>
struct EnumNames<Sex> {
  static constexpr std::array<std::string_view, 2> names{"female", "male"};
};
template <>
struct EnumNames<Phototype> {
  static constexpr std::array<std::string_view, 6> names{"I", "II", "III", "IV", "V", "VI"};
};
template <>
struct EnumNames<Severity> {
  static constexpr std::array<std::string_view, 3> names{"mild", "moderate", "severe"};
};
template <>
struct EnumNames<ConcernKind> {
  static constexpr std::array<std::string_view, 11> names{"acne_scar_rolling",
                                                          "acne_scar_boxcar",
                                                          "acne_scar_ice_pick",
                                                          "surgical_scar",
                                                          "stretch_marks_white",
                                                          "stretch_marks_red",
                                                          "fine_lines",
                                                          "neck_laxity",
                                                          "texture",
                                                          "dark_spots",
                                                          "age_spots"};
};
template <>
struct EnumNames<AntiInflammatory> {
  static constexpr std::array<std::string_view, 3> names{"none", "nsaid", "steroid"};
};

}  // namespace stipple
