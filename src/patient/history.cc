// SPDX-License-Identifier: Apache-2.0
#include "patient/history.h"

namespace stipple {
namespace {

template <class T>
void ask(Visitor& v, std::string_view name, T& answer, std::string_view help) {
  v.field(name, answer, {.help = help, .required = false});
}

void describe_medicines(Visitor& v, History& h) {
  v.field("medicines", h.medicines,
          {.help = "all medicines, tablets and creams, one entry each; [] says none, absent says "
                   "not asked"});
  ask(v, "isotretinoin", h.isotretinoin, "isotretinoin tablets");
  ask(v, "isotretinoin_stopped", h.isotretinoin_stopped, "last day of isotretinoin");
  v.check(!h.isotretinoin_stopped || h.isotretinoin == Taking::stopped, "isotretinoin_stopped",
          "given although isotretinoin is not \"stopped\"");
  ask(v, "other_retinoid", h.other_retinoid, "tablets of acitretin, alitretinoin or bexarotene");
  ask(v, "other_retinoid_stopped", h.other_retinoid_stopped, "last day of them");
  v.check(!h.other_retinoid_stopped || h.other_retinoid == Taking::stopped,
          "other_retinoid_stopped", "given although other_retinoid is not \"stopped\"");
  ask(v, "topical_actives", h.topical_actives,
      "retinoid, acid or benzoyl peroxide on the skin to be treated");
  v.field("blood_thinners", h.blood_thinners,
          {.help = "how many prescribed medicines that thin the blood", .low = 0, .high = 10});
  ask(v, "inr_out_of_range", h.inr_out_of_range,
      "with a vitamin K antagonist: INR above its range, or not measured within 7 days");
  ask(v, "stent_stroke_or_clot", h.stent_stroke_or_clot,
      "with a blood thinner: a stent, stroke or clot in the last year");
  ask(v, "stent_stroke_or_clot_on", h.stent_stroke_or_clot_on, "when, the last one");
  v.field("platelets", h.platelets,
          {.help = "where counted, in 10^9 per litre", .low = 0, .high = 3000});
  v.field("prednisolone", h.prednisolone,
          {.help = "a day, or the dose of another steroid tablet that equals it",
           .low = 0.0,
           .high = 2.0,
           .unit = "mg"});
}

void describe_skin(Visitor& v, History& h) {
  ask(v, "infection_in_field", h.infection_in_field,
      "infection, open wound or sore skin there now");
  ask(v, "warts_in_field", h.warts_in_field, "warts or molluscum there now");
  ask(v, "acne", h.acne, "inflamed acne in the field");
  ask(v, "cold_sores", h.cold_sores, "cold sores of lip or face ever");
  ask(v, "cold_sore_now", h.cold_sore_now, "cold sore, or tingling as before one, today");
  ask(v, "eczema_herpeticum", h.eczema_herpeticum, "herpes spread over eczema, ever");
  ask(v, "new_or_changing_spot", h.new_or_changing_spot, "a new, changing or bleeding spot there");
  ask(v, "tattoo_or_mole", h.tattoo_or_mole,
      "tattoo, permanent make-up or raised mole in the field; kept_off: masked and not needled");
  ask(v, "eczema", h.eczema, "atopic eczema: active in the field, or elsewhere or quiet");
  ask(v, "rosacea", h.rosacea, "rosacea, and where");
  ask(v, "rosacea_active", h.rosacea_active, "papules or pustules of rosacea in the field now");
  ask(v, "psoriasis", h.psoriasis, "psoriasis, and where");
  ask(v, "psoriasis_flaring", h.psoriasis_flaring, "psoriasis that flares now");
  ask(v, "vitiligo", h.vitiligo, "vitiligo, and where");
  ask(v, "vitiligo_spreading", h.vitiligo_spreading, "vitiligo that grew in the last 12 months");
  ask(v, "skin_cancer", h.skin_cancer, "skin cancer ever, and where");
  ask(v, "skin_cancer_now", h.skin_cancer_now, "skin cancer in the field that is not yet healed");
  ask(v, "actinic_keratosis", h.actinic_keratosis, "actinic keratosis, and where");
  ask(v, "radiotherapy", h.radiotherapy, "radiotherapy ever, and where");
  ask(v, "melasma", h.melasma, "melasma: diagnosed and under care, or not");
  ask(v, "koebner", h.koebner, "skin disease that came up in a scratch or scar, ever");
  ask(v, "lichen_planus", h.lichen_planus, "lichen planus now");
  ask(v, "granuloma", h.granuloma, "sarcoidosis, or lumps after a tattoo, filler or needling");
  ask(v, "blistering_disease", h.blistering_disease,
      "pemphigus, pemphigoid, epidermolysis bullosa or the like");
  ask(v, "skin_atrophy", h.skin_atrophy, "skin gone thin by steroids");
  ask(v, "pathergy", h.pathergy,
      "skin that answers a prick with a sore: Behçet, pyoderma gangrenosum, Sweet");
  ask(v, "connective_tissue_disease", h.connective_tissue_disease,
      "scleroderma, morphoea, lupus, dermatomyositis, Ehlers-Danlos or the like");
  ask(v, "connective_tissue_active", h.connective_tissue_active,
      "scleroderma, morphoea, lupus of the skin or dermatomyositis that is active");
}

void describe_body(Visitor& v, History& h) {
  ask(v, "fever", h.fever, "fever or unwell today");
  ask(v, "bleeding_disorder", h.bleeding_disorder,
      "haemophilia, von Willebrand, too few platelets or the like");
  ask(v, "immune_suppression", h.immune_suppression, "by illness, transplant or medicine");
  ask(v, "cancer_therapy", h.cancer_therapy, "treatment of a cancer now");
  ask(v, "blood_infection", h.blood_infection, "HIV or hepatitis B or C");
  ask(v, "diabetes", h.diabetes, "diabetes, and whether it is under control");
  v.field("hba1c", h.hba1c,
          {.help = "last HbA1c, such as \"7.2 %\"", .low = 0.03, .high = 0.25, .unit = "%"});
  ask(v, "pregnant", h.pregnant, "pregnant; unknown when it could be");
  ask(v, "breast_feeding", h.breast_feeding, "breast-feeding");
  ask(v, "last_period", h.last_period, "first day of the last period, where pregnancy is possible");
  ask(v, "pregnancy_test", h.pregnancy_test, "after that period");
  ask(v, "heart_rhythm_disorder", h.heart_rhythm_disorder, "or heart block, or a medicine for one");
  ask(v, "liver_disease", h.liver_disease, "severe liver disease");
  ask(v, "seizures", h.seizures, "seizures ever");
  ask(v, "g6pd_deficiency", h.g6pd_deficiency,
      "lack of G6PD, or methaemoglobinaemia ever: no prilocaine");
  ask(v, "heart_valve_or_implant", h.heart_valve_or_implant,
      "artificial heart valve, joint implant, pacemaker");
  v.field("weight", h.weight,
          {.help = "body weight, for the dose of a numbing cream",
           .low = 2e3,
           .high = 4e5,
           .unit = "kg"});
}

void describe_rest(Visitor& v, History& h) {
  v.field("allergies", h.allergies,
          {.help = "all allergies, one entry each; [] says none, absent says not asked"});
  ask(v, "steel_allergy", h.steel_allergy, "allergy to steel needles, sutures or implants");
  ask(v, "nickel_allergy", h.nickel_allergy, "contact allergy to nickel");
  ask(v, "anaesthetic_allergy", h.anaesthetic_allergy, "allergy to a local anaesthetic");
  ask(v, "antiseptic_allergy", h.antiseptic_allergy,
      "allergy to chlorhexidine, iodine or the like");
  ask(v, "sunburn_or_tan", h.sunburn_or_tan, "sunburn or a tan in the last two weeks");
  ask(v, "sunburn_or_tan_on", h.sunburn_or_tan_on, "last day of strong sun");
  ask(v, "self_tan", h.self_tan, "self-tanner in the last two days");
  ask(v, "strong_sun_ahead", h.strong_sun_ahead,
      "strong sun that cannot be avoided in the days after a visit");
  v.field("procedures", h.procedures,
          {.help = "earlier procedures in the field; [] says none, absent says not asked",
           .most = 200});
  ask(v, "expectation", h.expectation,
      "doubtful: screened positive for body dysmorphic disorder, expects perfection, is pressed by "
      "others, or went from one provider to the next");
  ask(v, "guardian_consent", h.guardian_consent, "minors only: consent of a guardian");
}

}  // namespace

void describe(Visitor& v, Procedure& p) {
  v.field("what", p.what,
          {.help = "filler, botulinum toxin, superficial peel, laser, surgery, needling ..."});
  v.field("date", p.date, {.help = "when"});
}

void describe(Visitor& v, History& h) {
  ask(v, "keloid", h.keloid, "keloids: in the family only, or own ones, former or active");
  ask(v, "raised_scars", h.raised_scars, "raised scars after small injuries");
  describe_medicines(v, h);
  describe_skin(v, h);
  describe_body(v, h);
  describe_rest(v, h);
}

}  // namespace stipple
