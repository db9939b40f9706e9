// SPDX-License-Identifier: Apache-2.0
#include "barrier/patient_checks.h"

#include <algorithm>
#include <cctype>

namespace stipple {
namespace {

constexpr double kAtopicMinutes = 30.0;  // on atopic skin at most [EMLASmPC]

DoseCheck about(std::string what, DoseVerdict verdict, std::string text,
                std::vector<std::string> sources = {}) {
  return {.check = "patient",
          .what = std::move(what),
          .verdict = verdict,
          .text = std::move(text),
          .sources = std::move(sources)};
}

// What to say to yes, to nobody has asked, and how bad yes is.
DoseCheck answered(std::string what, Answer answer, DoseVerdict when_yes, std::string yes,
                   std::string question, std::vector<std::string> sources = {}) {
  switch (answer) {
    case Answer::yes: return about(std::move(what), when_yes, std::move(yes), std::move(sources));
    case Answer::no: return about(std::move(what), DoseVerdict::ok, "asked: no");
    case Answer::unknown: break;
  }
  return about(std::move(what), DoseVerdict::cannot_tell, std::move(question), std::move(sources));
}

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

bool is_among(const std::string& medicine, const MedicineList& list) {
  return std::ranges::any_of(list.names, [&](const std::string& name) {
    return lower(medicine).find(name) != std::string::npos;
  });
}

DoseCheck about_weight(const History& h) {
  if (!h.weight)
    return about("weight", DoseVerdict::cannot_tell,
                 "What does the person weigh? The dose per kilogram is not known without it.");
  DoseCheck c = about("weight", DoseVerdict::ok,
                      "the weight as given; with a height, the lower of it and the ideal weight "
                      "would count");
  c.figure = h.weight->in(gram) / 1000.0;
  c.unit = "kg";
  return c;
}

DoseCheck about_skin(const Cream& cream, const History& h) {
  if (h.infection_in_field == Answer::yes)
    return about("skin", DoseVerdict::refuse,
                 "infected, open or sore skin takes up far more: no cream there");
  if (h.eczema == Place::in_field && cream.minutes_on > kAtopicMinutes) {
    DoseCheck c = about("skin", DoseVerdict::refuse,
                        "on atopic skin the cream stays 15 to 30 minutes only", {"EMLASmPC"});
    c.figure = cream.minutes_on;
    c.limit = kAtopicMinutes;
    c.unit = "min";
    return c;
  }
  if (h.infection_in_field == Answer::unknown)
    return about("skin", DoseVerdict::cannot_tell,
                 "Is the skin there infected, open or sore, or freshly shaved?");
  if (h.eczema == Place::unknown)
    return about("skin", DoseVerdict::cannot_tell,
                 "Is there atopic eczema where the cream goes? Then 15 to 30 minutes only.",
                 {"EMLASmPC"});
  return about("skin", DoseVerdict::ok, "whole and without eczema, as answered");
}

// Every medicine is on a list that speaks against the cream, or nobody can tell.
std::vector<DoseCheck> about_medicines(const Cream& cream, const History& h,
                                       const NumbingData& data) {
  if (!h.medicines)
    return {about("medicines", DoseVerdict::cannot_tell,
                  "Which medicines are taken? \"None\" must be said.")};
  std::vector<DoseCheck> out;
  for (const std::string& medicine : *h.medicines) {
    bool listed = false;
    for (const MedicineList& list : data.medicines) {
      if (!is_among(medicine, list)) continue;
      const bool haemoglobin = list.id == "methaemoglobin";
      listed = true;
      if (haemoglobin && !cream.product->methaemoglobin) {
        out.push_back(about("medicines", DoseVerdict::ok,
                            medicine + " matters with prilocaine and benzocaine only"));
        continue;
      }
      out.push_back(about("medicines", haemoglobin ? DoseVerdict::refuse : DoseVerdict::warn,
                          medicine + " " + list.why + (haemoglobin ? "" : ": a doctor decides"),
                          list.sources));
    }
    if (!listed)
      out.push_back(about("medicines", DoseVerdict::cannot_tell,
                          "Does " + medicine +
                              " speak against this cream? It is on none of the program's lists: "
                              "ask a pharmacist."));
  }
  if (out.empty()) out.push_back(about("medicines", DoseVerdict::ok, "asked: none"));
  return out;
}

}  // namespace

std::vector<DoseCheck> patient_checks(const Cream& cream, const Patient& patient,
                                      const NumbingData& data) {
  const History& h = patient.history;
  std::vector<DoseCheck> out{
      about_weight(h),
      answered("anaesthetic_allergy", h.anaesthetic_allergy, DoseVerdict::refuse,
               "allergic to a local anaesthetic: none of that class",
               "Has a local anaesthetic ever caused an allergy?"),
      answered("heart_rhythm", h.heart_rhythm_disorder, DoseVerdict::warn,
               "a disorder of the heart's rhythm, or a medicine for one: a doctor decides",
               "Is there a disorder of the heart's rhythm, or a medicine for one?", {"EMLAlabel"}),
      answered("liver", h.liver_disease, DoseVerdict::warn,
               "a diseased liver clears the anaesthetic slowly: a doctor decides",
               "Is there a severe disease of the liver?", {"EMLAlabel"}),
      answered("seizures", h.seizures, DoseVerdict::warn,
               "seizures: an absorbed anaesthetic can bring one on; a doctor decides",
               "Have there ever been seizures?")};
  if (cream.product->methaemoglobin)
    out.push_back(answered("g6pd", h.g6pd_deficiency, DoseVerdict::refuse,
                           "G6PD is lacking, or methaemoglobinaemia ever: no prilocaine and no "
                           "benzocaine; lidocaine alone within its label",
                           "Is G6PD lacking, or was there ever methaemoglobinaemia?",
                           {"EMLAlabel"}));
  out.push_back(about_skin(cream, h));
  for (DoseCheck& c : about_medicines(cream, h, data)) out.push_back(std::move(c));
  return out;
}

}  // namespace stipple
