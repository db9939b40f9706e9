// SPDX-License-Identifier: Apache-2.0
#include "patient/patient.h"

namespace stipple {

void describe(Visitor& v, Concern& c) {
  v.field("kind", c.kind, {.help = "what is to be treated"});
  v.field("severity", c.severity, {.help = "how marked it is", .required = false});
  v.field("examined", c.examined,
          {.help = "has a doctor looked at it; a dark spot that nobody has "
                   "diagnosed is not treated",
           .required = false});
  v.field("diagnosis", c.diagnosis,
          {.help = "in the words of the doctor who examined it", .required = false});
  v.field("age", c.age,
          {.help = "how long the scar or stretch mark has stood",
           .low = 0.0,
           .high = 110 * 365.25,
           .unit = "years"});
  v.field("strain_ratio", c.strain_ratio,
          {.help = "wrinkles only: strain in daily use over the strain at "
                   "which this skin creases",
           .low = 1.0,
           .high = 10.0,
           .low_open = true});
  const bool wrinkle = c.kind == ConcernKind::fine_lines;
  v.check(wrinkle || !c.strain_ratio, "strain_ratio", "belongs to fine_lines only");
}

void describe(Visitor& v, Procedure& p) {
  v.field("what", p.what, {.help = "filler, botulinum toxin, peel, laser, surgery, needling ..."});
  v.field("date", p.date, {.help = "when"});
}

namespace {

template <class T>
void ask(Visitor& v, std::string_view name, T& answer, std::string_view help) {
  v.field(name, answer, {.help = help, .required = false});
}

void describe_skin(Visitor& v, History& h) {
  ask(v, "infection_in_field", h.infection_in_field,
      "infection, open wound or sore skin there now");
  ask(v, "acne", h.acne, "inflamed acne in the field");
  ask(v, "eczema", h.eczema, "active atopic eczema, and where");
  ask(v, "rosacea", h.rosacea, "rosacea, and where");
  ask(v, "psoriasis", h.psoriasis, "psoriasis, and where");
  ask(v, "vitiligo", h.vitiligo, "vitiligo, and where");
  ask(v, "skin_cancer", h.skin_cancer, "skin cancer ever, and where");
  ask(v, "actinic_keratosis", h.actinic_keratosis, "actinic keratosis, and where");
  ask(v, "radiotherapy", h.radiotherapy, "radiotherapy ever, and where");
  ask(v, "new_or_changing_spot", h.new_or_changing_spot, "a new, changing or bleeding spot there");
  ask(v, "sunburn_or_tan", h.sunburn_or_tan, "sunburn or a tan in the last two weeks");
}

void describe_body(Visitor& v, History& h) {
  ask(v, "bleeding_disorder", h.bleeding_disorder, "haemophilia, von Willebrand or the like");
  ask(v, "cold_sores", h.cold_sores, "cold sores ever");
  ask(v, "cold_sore_now", h.cold_sore_now, "cold sore, or tingling as before one, today");
  ask(v, "fever", h.fever, "fever or unwell today");
  ask(v, "immune_suppression", h.immune_suppression, "by illness or medicine");
  ask(v, "connective_tissue_disease", h.connective_tissue_disease,
      "scleroderma, lupus, dermatomyositis, Ehlers-Danlos or the like");
  ask(v, "pathergy", h.pathergy, "skin that answers a prick with a sore, as in Behçet's disease");
  ask(v, "steel_allergy", h.steel_allergy, "allergy to steel needles, sutures or implants");
  ask(v, "nickel_allergy", h.nickel_allergy, "contact allergy to nickel");
  ask(v, "anaesthetic_allergy", h.anaesthetic_allergy, "allergy to a local anaesthetic");
  ask(v, "heart_rhythm_disorder", h.heart_rhythm_disorder, "or a medicine for one");
  ask(v, "liver_disease", h.liver_disease, "severe liver disease");
  ask(v, "seizures", h.seizures, "seizures ever");
  ask(v, "g6pd_deficiency", h.g6pd_deficiency,
      "lack of G6PD, or methaemoglobinaemia ever: no prilocaine");
}

}  // namespace

void describe(Visitor& v, History& h) {
  ask(v, "keloid", h.keloid, "keloids: in the family only, or own ones, former or active");
  ask(v, "raised_scars", h.raised_scars, "raised scars after small injuries");
  ask(v, "isotretinoin", h.isotretinoin, "isotretinoin tablets");
  v.field("isotretinoin_stopped", h.isotretinoin_stopped, {.help = "last day of isotretinoin"});
  v.check(!h.isotretinoin_stopped || h.isotretinoin == Taking::stopped, "isotretinoin_stopped",
          "given although isotretinoin is not \"stopped\"");
  ask(v, "diabetes", h.diabetes, "diabetes, and whether it is under control");
  v.field("hba1c", h.hba1c,
          {.help = "last HbA1c, such as \"7.2 %\"", .low = 0.03, .high = 0.25, .unit = "%"});
  ask(v, "pregnant", h.pregnant, "pregnant; unknown when it could be");
  ask(v, "breast_feeding", h.breast_feeding, "breast-feeding");
  v.field("blood_thinners", h.blood_thinners,
          {.help = "how many prescribed medicines that thin the blood", .low = 0, .high = 10});
  describe_skin(v, h);
  describe_body(v, h);
  v.field("weight", h.weight,
          {.help = "body weight, for the dose of a numbing cream",
           .low = 2e3,
           .high = 4e5,
           .unit = "kg"});
  v.field("medicines", h.medicines, {.help = "all medicines; [] says none, absent says not asked"});
  v.field("allergies", h.allergies, {.help = "all allergies; [] says none, absent says not asked"});
  v.field("procedures", h.procedures,
          {.help = "earlier procedures in the field", .required = false, .most = 200});
}

void describe(Visitor& v, Habits& h) {
  v.field("sun_dose", h.sun_dose,
          {.help = "sun on the treated skin before sunscreen, in minimal "
                   "erythemal doses",
           .required = false,
           .low = 0.0,
           .high = 30.0});
  v.field("sunscreen_spf", h.sunscreen_spf,
          {.help = "factor on the label; 1 is none", .required = false, .low = 1.0, .high = 100.0});
  v.field("sunscreen_use", h.sunscreen_use,
          {.help = "share of the time in the sun that it is on",
           .required = false,
           .low = 0.0,
           .high = 1.0});
  v.field("cigarettes_per_day", h.cigarettes_per_day,
          {.help = "0 for non-smokers", .required = false, .low = 0.0, .high = 150.0});
  v.field("retinoid", h.retinoid, {.help = "a retinoid on the treated skin", .required = false});
  v.field("retinoid_pause", h.retinoid_pause,
          {.help = "how long it is left off before and after each visit",
           .required = false,
           .low = 0.0,
           .high = 90.0});
  v.field("irritant", h.irritant,
          {.help = "irritation by what is put on open skin: 0 none, 0.5 to 1 a "
                   "retinoid, 3 strong",
           .required = false,
           .low = 0.0,
           .high = 3.0});
  v.field("irritant_days", h.irritant_days,
          {.help = "how long after each visit", .required = false, .low = 0.0, .high = 30.0});
  v.field("anti_inflammatory", h.anti_inflammatory,
          {.help = "medicine against inflammation after each visit", .required = false});
  v.field("anti_inflammatory_days", h.anti_inflammatory_days,
          {.help = "how long after each visit", .required = false, .low = 0.0, .high = 60.0});
}

void describe(Visitor& v, Patient& p) {
  v.field("age", p.age,
          {.help = "at the first visit", .low = 0.0, .high = 110 * 365.25, .unit = "years"});
  v.field("sex", p.sex, {.help = "sex at birth: thickness of the skin differs"});
  v.field("phototype", p.phototype, {.help = "Fitzpatrick skin type"});
  v.field("zone", p.zone, {.help = "part of the body, an id of data/skin/zones.json", .most = 60});
  v.field("concerns", p.concerns, {.help = "what is to be treated, one or more", .most = 50});
  v.check(!p.concerns.empty(), "concerns", "name at least one concern");
  v.field("history", p.history,
          {.help = "what screening asks; what is left out is unknown, never \"no\"",
           .required = false});
}

}  // namespace stipple
