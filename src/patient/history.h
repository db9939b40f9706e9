// SPDX-License-Identifier: Apache-2.0
// What screening asks a person. Absent and "unknown" are the same and never mean "no". In every
// list of answers a later one is the worse one (a guardian's consent aside).
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "core/describe.h"
#include "core/quantity.h"

namespace stipple {

enum class Answer { unknown, no, yes };
enum class Keloid { unknown, none, family, former, active };
enum class Place { unknown, none, elsewhere, in_field };  // in_field: where the needles go
enum class Taking { unknown, never, stopped, now };       // of a medicine
enum class Diabetes { unknown, none, controlled, uncontrolled };
enum class Acne { unknown, none, single_papules, inflammatory };
enum class Melasma { unknown, none, under_care, untreated };
enum class Marks { unknown, none, kept_off, in_field };  // kept_off: masked, not needled
enum class BloodInfection { unknown, none, controlled, uncontrolled };
enum class PregnancyTest { unknown, negative, positive };
enum class Expectation { unknown, realistic, doubtful };

struct Procedure {
  std::string what{};
  PastDate date{};
  friend bool operator==(const Procedure&, const Procedure&) = default;
};

struct History {
  // Scars
  Keloid keloid{};
  Answer raised_scars{};  // after small injuries
  // Medicines
  std::optional<std::vector<std::string>> medicines{};  // []: asked, none; absent: not asked
  Taking isotretinoin{};
  std::optional<PastDate> isotretinoin_stopped{};
  Taking other_retinoid{};  // acitretin, alitretinoin, bexarotene
  std::optional<PastDate> other_retinoid_stopped{};
  Answer topical_actives{};             // retinoid, acid or benzoyl peroxide in the field
  std::optional<int> blood_thinners{};  // how many prescribed; none when not asked
  Answer inr_out_of_range{};            // asked with a vitamin K antagonist
  Answer stent_stroke_or_clot{};        // asked with a blood thinner
  std::optional<PastDate> stent_stroke_or_clot_on{};
  std::optional<double> platelets{};   // 10^9 per litre, where counted
  std::optional<Mass> prednisolone{};  // a day, or what equals it
  // Skin, there now
  Answer infection_in_field{}, warts_in_field{};
  Acne acne{};
  Answer cold_sores{}, cold_sore_now{}, eczema_herpeticum{};
  Answer new_or_changing_spot{};  // in the field
  Marks tattoo_or_mole{};         // or permanent make-up
  // Skin, its diseases
  Place eczema{}, rosacea{}, psoriasis{}, vitiligo{};
  Answer rosacea_active{}, psoriasis_flaring{}, vitiligo_spreading{};
  Place skin_cancer{};
  Answer skin_cancer_now{};  // in the field, not treated to the end
  Place actinic_keratosis{}, radiotherapy{};
  Melasma melasma{};
  Answer koebner{}, lichen_planus{}, granuloma{}, blistering_disease{}, skin_atrophy{};
  Answer pathergy{};
  Answer connective_tissue_disease{}, connective_tissue_active{};
  // Body
  Answer fever{};
  Answer bleeding_disorder{}, immune_suppression{}, cancer_therapy{};
  BloodInfection blood_infection{};
  Diabetes diabetes{};
  std::optional<Fraction> hba1c{};
  Answer pregnant{}, breast_feeding{};
  std::optional<PastDate> last_period{};
  PregnancyTest pregnancy_test{};
  Answer heart_rhythm_disorder{}, liver_disease{}, seizures{}, g6pd_deficiency{};
  Answer heart_valve_or_implant{};
  std::optional<Mass> weight{};
  // Allergies
  std::optional<std::vector<std::string>> allergies{};
  Answer steel_allergy{}, nickel_allergy{}, anaesthetic_allergy{}, antiseptic_allergy{};
  // Sun, procedures, wishes
  Answer sunburn_or_tan{};  // in the last two weeks
  std::optional<PastDate> sunburn_or_tan_on{};
  Answer self_tan{};                                   // in the last two days
  Answer strong_sun_ahead{};                           // in the days after a visit
  std::optional<std::vector<Procedure>> procedures{};  // in the field, with their dates
  Expectation expectation{};
  Answer guardian_consent{};  // asked for minors
  friend bool operator==(const History&, const History&) = default;
};

void describe(Visitor&, Procedure&);
void describe(Visitor&, History&);

template <>
struct EnumNames<Answer> {
  static constexpr std::array<std::string_view, 3> names{"unknown", "no", "yes"};
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
struct EnumNames<Melasma> {
  static constexpr std::array<std::string_view, 4> names{"unknown", "none", "under_care",
                                                         "untreated"};
};
template <>
struct EnumNames<Marks> {
  static constexpr std::array<std::string_view, 4> names{"unknown", "none", "kept_off", "in_field"};
};
template <>
struct EnumNames<BloodInfection> {
  static constexpr std::array<std::string_view, 4> names{"unknown", "none", "controlled",
                                                         "uncontrolled"};
};
template <>
struct EnumNames<PregnancyTest> {
  static constexpr std::array<std::string_view, 3> names{"unknown", "negative", "positive"};
};
template <>
struct EnumNames<Expectation> {
  static constexpr std::array<std::string_view, 3> names{"unknown", "realistic", "doubtful"};
};

}  // namespace stipple
