// SPDX-License-Identifier: Apache-2.0
#include "barrier/dose_checks.h"

#include <fmt/format.h>

#include <algorithm>

#include "barrier/patient_checks.h"

namespace stipple {
namespace {

// Rounding of what was read from text, such as "60 min" kept in days.
constexpr double kSlack = 1.0 + 1e-9;

DoseCheck figured(std::string check, std::string what, double figure, std::optional<double> limit,
                  std::string unit) {
  return {.check = std::move(check),
          .what = std::move(what),
          .figure = figure,
          .limit = limit,
          .unit = std::move(unit)};
}

DoseCheck label_check(const NumbingProductRecord& product, const char* what, double figure,
                      std::optional<double> limit, const char* unit, bool at_most) {
  DoseCheck c = figured("label", what, figure, limit, unit);
  c.sources = product.label.sources;
  if (!limit) {
    c.verdict = DoseVerdict::cannot_tell;
    c.text = fmt::format("What does the leaflet of the {} say on {}? Its limit is not at hand.",
                         product.name, what);
    return c;
  }
  const bool within = at_most ? figure <= *limit * kSlack : figure * kSlack >= *limit;
  // A shorter time than the label's is no danger, only less numb.
  const bool harmless = !at_most && std::string_view(what) == "minutes";
  c.verdict = within ? DoseVerdict::ok : harmless ? DoseVerdict::warn : DoseVerdict::refuse;
  c.text = fmt::format("{} {:.4g} {}, the label says {} {:.4g}{}", what, figure, unit,
                       at_most ? "at most" : "at least", *limit,
                       product.label.status == Status::assumed ? " (not confirmed)" : "");
  return c;
}

std::vector<DoseCheck> label_checks(const Cream& cream, const Patient& patient) {
  const NumbingProductRecord& product = *cream.product;
  const NumbingLabel& label = product.label;
  if (!product.licensed)
    return {{.check = "label",
             .what = "licence",
             .verdict = DoseVerdict::refuse,
             .text = "a compounded cream has no label, and such creams have caused deaths: a "
                     "licensed product only",
             .sources = label.sources}};
  std::vector<DoseCheck> out{
      label_check(product, "amount", cream.amount_g, label.amount_g, "g", true),
      label_check(product, "area", cream.area_cm2, label.area_cm2, "cm2", true),
      label_check(product, "minutes", cream.minutes_on, label.minutes_high, "min", true),
      label_check(product, "age", patient.age.in(year), label.age_years, "years", false)};
  if (label.minutes_low)
    out.push_back(
        label_check(product, "minutes", cream.minutes_on, label.minutes_low, "min", false));
  if (label.weight_kg && patient.history.weight)
    out.push_back(label_check(product, "weight", patient.history.weight->in(gram) / 1000.0,
                              label.weight_kg, "kg", false));
  DoseCheck strength = figured("label", "strength", 100.0 * cream.strength,
                               100.0 * product.strength.value_or(0.0), "%");
  const bool as_licensed = cream.strength <= product.strength.value_or(0.0) * kSlack;
  strength.verdict = as_licensed ? DoseVerdict::ok : DoseVerdict::refuse;
  strength.text = as_licensed ? "no stronger than the licensed product"
                              : "stronger than the licensed product, so not that product";
  strength.sources = label.sources;
  out.push_back(std::move(strength));
  return out;
}

std::vector<DoseCheck> handling_checks(const Cream& cream, const CreamHandling& handling,
                                       const DoseLimits& limits) {
  std::vector<DoseCheck> out;
  const auto refuse = [&](const char* what, const char* text) {
    out.push_back({.check = "label",
                   .what = what,
                   .verdict = DoseVerdict::refuse,
                   .text = text,
                   .sources = {"FDA2009"}});
  };
  if (cream.hours_after_needling && *cream.hours_after_needling < limits.needled_skin_h) {
    refuse("needled skin",
           "cream on needled skin: it goes in through the channels; off before the first pass");
    out.back().figure = *cream.hours_after_needling;
    out.back().limit = limits.needled_skin_h;
    out.back().unit = "h";
  }
  if (handling.heated) refuse("heat", "heat drives more of the cream in: no heat on it");
  if (handling.at_home && cream.occluded)
    refuse("at home", "at home under a film nobody watches: put it on in the practice");
  return out;
}

DoseCheck absorbed_check(const DoseFigures& f, const DoseLimits& limits,
                         const std::optional<Mass>& weight) {
  DoseCheck c{.check = "absorbed", .what = "milligrams absorbed", .sources = {"AAD"}};
  if (!weight) {
    c.figure = f.absorbed_mg;
    c.unit = "mg";
    c.verdict = DoseVerdict::cannot_tell;
    c.text = fmt::format("not known per kilogram without a weight; up to {:.0f} mg absorbed",
                         f.absorbed_mg);
    return c;
  }
  c.figure = f.absorbed_mg / (weight->in(gram) / 1000.0);
  c.limit = limits.absorbed_mg_per_kg;
  c.unit = "mg/kg";
  c.verdict = *c.figure >= *c.limit                                ? DoseVerdict::refuse
              : *c.figure >= limits.absorbed_warn_share * *c.limit ? DoseVerdict::warn
                                                                   : DoseVerdict::ok;
  c.text = fmt::format(
      "up to {:.0f} mg absorbed of this cream, {:.2g} mg/kg, beside a limit for injection of "
      "{:.2g}; add what else is given that day",
      f.absorbed_mg, *c.figure, *c.limit);
  return c;
}

DoseCheck plasma_check(const DoseFigures& f, const DoseLimits& limits, bool weight_known) {
  DoseCheck c = figured("plasma", "plasma level", f.plasma_ug_ml, limits.plasma_refuse, "ug/mL");
  c.sources = {"EMLAlabel"};
  c.verdict = f.plasma_ug_ml >= limits.plasma_refuse ? DoseVerdict::refuse
              : !weight_known                        ? DoseVerdict::cannot_tell
              : f.plasma_ug_ml >= limits.plasma_warn ? DoseVerdict::warn
                                                     : DoseVerdict::ok;
  c.text = fmt::format(
      "{}up to {:.2g} ug/mL of all anaesthetics; warned from {:.2g}, refused from {:.2g}. Early "
      "signs come at 1 to 5: none of this is a safe limit",
      weight_known ? "" : "for any weight of an adult ", f.plasma_ug_ml, limits.plasma_warn,
      limits.plasma_refuse);
  return c;
}

}  // namespace

DoseLimits dose_limits(const NumbingData& data) {
  return {.plasma_warn = data.limits.value("plasma_warn"),
          .plasma_refuse = data.limits.value("plasma_refuse"),
          .absorbed_mg_per_kg = data.limits.value("absorbed_limit"),
          .absorbed_warn_share = data.limits.value("absorbed_warn_share"),
          .needled_skin_h = data.limits.value("needled_skin_hours")};
}

std::vector<DoseCheck> dose_checks(const Cream& cream, const CreamHandling& handling,
                                   const Patient& patient, const DoseFigures& figures,
                                   const DoseLimits& limits, const NumbingData& data) {
  std::vector<DoseCheck> out = label_checks(cream, patient);
  for (DoseCheck& c : handling_checks(cream, handling, limits)) out.push_back(std::move(c));
  out.push_back(absorbed_check(figures, limits, patient.history.weight));
  out.push_back(plasma_check(figures, limits, patient.history.weight.has_value()));
  for (DoseCheck& c : patient_checks(cream, patient, data)) out.push_back(std::move(c));
  return out;
}

DoseVerdict worst_of(const std::vector<DoseCheck>& checks) {
  DoseVerdict worst = DoseVerdict::ok;
  for (const DoseCheck& c : checks) worst = std::max(worst, c.verdict);
  return worst;
}

}  // namespace stipple
