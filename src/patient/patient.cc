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
  v.field("raised", c.raised,
          {.help = "surgical scars only: stands above the skin (hypertrophic)", .required = false});
  v.field("strain_ratio", c.strain_ratio,
          {.help = "wrinkles only: strain in daily use over the strain at "
                   "which this skin creases",
           .low = 1.0,
           .high = 10.0,
           .low_open = true});
  const bool wrinkle = c.kind == ConcernKind::fine_lines;
  v.check(wrinkle || !c.strain_ratio, "strain_ratio", "belongs to fine_lines only");
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
