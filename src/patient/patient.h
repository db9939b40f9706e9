// SPDX-License-Identifier: Apache-2.0
// Who is treated, where and for what, with the history that screening asks for.
// Absent and "unknown" are the same and never mean "no".
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/date.h"
#include "core/describe.h"
#include "core/quantity.h"

namespace stipple {

enum class Sex { female, male };
enum class Phototype { I, II, III, IV, V, VI };  // Fitzpatrick skin type
enum class Answer { unknown, no, yes };
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
enum class Keloid { unknown, none, family, former, active };
enum class Place { unknown, none, elsewhere, in_field };  // in_field: where the needles go
enum class Taking { unknown, never, stopped, now };       // of a medicine
enum class Diabetes { unknown, none, controlled, uncontrolled };
enum class Acne { unknown, none, single_papules, inflammatory };
enum class AntiInflammatory { none, nsaid, steroid };

struct Concern {
  ConcernKind kind{};
  Severity severity{Severity::moderate};
  Answer examined{Answer::unknown};        // has a doctor looked at it
  std::string diagnosis{};                 // in that doctor's words; empty when none
  std::optional<Duration> age{};           // since when a scar or stretch mark stands
  std::optional<Fraction> strain_ratio{};  // wrinkles: strain in use over strain
                                           // at which skin creases
  friend bool operator==(const Concern&, const Concern&) = default;
};

struct Procedure {
  std::string what{};
  Date date{};
  friend bool operator==(const Procedure&, const Procedure&) = default;
};

struct History {
  Keloid keloid{};
  Answer raised_scars{};  // after small injuries
  Taking isotretinoin{};
  std::optional<Date> isotretinoin_stopped{};
  Diabetes diabetes{};
  std::optional<Fraction> hba1c{};
  Answer pregnant{}, breast_feeding{};
  std::optional<int> blood_thinners{};  // how many prescribed; none when not asked
  Answer bleeding_disorder{};
  Answer cold_sores{}, cold_sore_now{};
  Answer infection_in_field{}, fever{};
  Acne acne{};
  Place eczema{}, rosacea{}, psoriasis{}, vitiligo{}, skin_cancer{}, actinic_keratosis{};
  Place radiotherapy{};
  Answer new_or_changing_spot{};  // in the field
  Answer immune_suppression{}, connective_tissue_disease{}, pathergy{};
  Answer steel_allergy{}, nickel_allergy{}, anaesthetic_allergy{};
  Answer heart_rhythm_disorder{}, liver_disease{}, seizures{}, g6pd_deficiency{};
  Answer sunburn_or_tan{};  // in the last two weeks
  std::optional<Mass> weight{};
  std::optional<std::vector<std::string>> medicines{};  // []: asked, none; absent: not asked
  std::optional<std::vector<std::string>> allergies{};
  std::vector<Procedure> procedures{};  // in the field, with their dates
  friend bool operator==(const History&, const History&) = default;
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
void describe(Visitor&, Procedure&);
void describe(Visitor&, History&);
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
struct EnumNames<Answer> {
  static constexpr std::array<std::string_view, 3> names{"unknown", "no", "yes"};
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
struct EnumNames<Keloid> {
  static constexpr std::array<std::string_view, 5> names{"unknown", "none", "family", "former",
                                                         "active"};
};
template <>
struct EnumNames<Place> {
  static constexpr std::array<std::string_view, 4> names{"unknown", "none", "elsewhere",
                                                         "in_field"};
};
template <>
struct EnumNames<Taking> {
  static constexpr std::array<std::string_view, 4> names{"unknown", "never", "stopped", "now"};
};
template <>
struct EnumNames<Diabetes> {
  static constexpr std::array<std::string_view, 4> names{"unknown", "none", "controlled",
                                                         "uncontrolled"};
};
template <>
struct EnumNames<Acne> {
  static constexpr std::array<std::string_view, 4> names{"unknown", "none", "single_papules",
                                                         "inflammatory"};
};
template <>
struct EnumNames<AntiInflammatory> {
  static constexpr std::array<std::string_view, 3> names{"none", "nsaid", "steroid"};
};

}  // namespace stipple
