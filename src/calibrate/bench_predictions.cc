// SPDX-License-Identifier: Apache-2.0
#include "calibrate/bench_predictions.h"

#include <utility>

#include "calibrate/closure_predictions.h"
#include "calibrate/insertion_predictions.h"
#include "calibrate/numbing_predictions.h"
#include "calibrate/row_words.h"
#include "puncture/wound.h"

namespace stipple {
namespace {

// Why a metric has no law; the first that the name begins with.
constexpr std::pair<std::string_view, std::string_view> kReasons[] = {
    {"oct_attenuation", "no law from tissue to the attenuation that optical tomography sees"},
    {"share_better_by_10mm", "no law from tissue to marks on a person's line of 10 cm"},
    {"epidermal_thickness_sign", "rat skin; the model is of human skin"},
    {"erythema_gone_by", "redness under needles that swell and stay in: no device of the data"},
    {"reepithelialisation_ed50", "a laser leaves a burnt rim; no device of the data is a laser"},
    {"needle depth at which touch is first felt",
     "touch has nerves of its own: no law ties its depth to that of pain"},
};

}  // namespace

std::optional<double> bench_prediction(const ValidationRow& row, const MemberValues& member,
                                       const Library& library) {
  if (row.use == RowUse::limit) return std::nullopt;
  // Without treatment the model's skin, and so its score, stays as it is.
  if (mentions(row.condition, "untreated")) return 0.0;
  if (row.file.ends_with("recovery.csv"))
    if (const auto hours = closure_prediction(row, member)) return hours;
  if (row.file.ends_with("recovery.csv") || row.file.ends_with("anaesthesia.csv"))
    return numbing_prediction(row, member, library);
  if (row.file.ends_with("insertion.csv")) return insertion_prediction(row, member, library);
  return std::nullopt;
}

std::string_view why_not_predicted(const ValidationRow& row) {
  if (row.file.ends_with("skin.csv")) return "an input of the model, not a prediction";
  if (row.use == RowUse::limit) return "a limit or an input of the model, not a prediction";
  if (mentions(row.condition, "tranexamic"))
    return "treated with tranexamic acid too, which the model does not know";
  for (const auto& [metric, reason] : kReasons)
    if (row.metric.starts_with(metric)) return reason;
  return {};
}

}  // namespace stipple
