// SPDX-License-Identifier: Apache-2.0
#include "calibrate/validation.h"

#include <cmath>
#include <map>

#include "numerics/statistics.h"

namespace stipple {
namespace {

// What the members say of one row: predictions, or the measures of its scale.
struct Answers {
  std::vector<double> values{};
};

double mean_of(const std::vector<double>& v) {
  return weighted_mean(v, std::vector<double>(v.size(), 1.0));
}

double sd_of(const std::vector<double>& v) {
  return std::sqrt(weighted_variance(v, std::vector<double>(v.size(), 1.0)));
}

// Runs every study once and collects, per row, each member's answer.
std::map<const ValidationRow*, Answers> tissue_answers(const Library& library,
                                                       const std::vector<ValidationRow>& rows,
                                                       const std::vector<MemberValues>& members,
                                                       int threads, const Progress& progress) {
  struct Group {
    Study study{};
    std::vector<const ValidationRow*> rows{};
  };
  std::map<std::string, Group> groups;
  for (const ValidationRow& row : rows)
    if (auto study = study_of(row)) {
      Group& group = groups[study->key];
      group.study = std::move(*study);
      group.rows.push_back(&row);
    }
  std::map<const ValidationRow*, Answers> answers;
  for (const auto& [key, group] : groups) {
    const StudyPlan plan = plan_study(group.study, group.rows, library);
    for (const SimulatedMember& m :
         simulate_members(plan.plan, library, members, plan.timeline,
                          {threads, ensemble_steps(), progress, false, {}})) {
      if (m.failed) continue;
      const MemberView view(m, plan.timeline.grid);
      const double last = plan.plan.visit_days.back();
      for (const ValidationRow* row : group.rows) {
        const ScaleLaw* law = law_of(*row);
        const auto value = law ? scale_measure(*law, view, last + measured_after(*row))
                               : tissue_prediction(*row, view, plan);
        if (value) answers[row].values.push_back(*value);
      }
    }
  }
  return answers;
}

void judge(ValidatedRow& v, const std::vector<double>& predictions, double scale_sd) {
  const bool share = is_share_of_persons(v.row);
  const double n = static_cast<double>(predictions.size());
  double sd = sd_of(predictions);
  if (share) {
    v.median = mean_of(predictions);
    const ShareInterval interval = wilson_interval(v.median, n);
    v.low = interval.low;
    v.high = interval.high;
    sd = 0.5 * (interval.high - interval.low) / 1.645;  // none seen among few is not surely none
  } else {
    const std::vector<double> even(predictions.size(), 1.0);
    v.median = weighted_quantile(predictions, even, 0.5);
    v.low = weighted_quantile(predictions, even, 0.05);
    v.high = weighted_quantile(predictions, even, 0.95);
  }
  v.z = z_score(v.median, std::hypot(sd, scale_sd), *v.published);
  v.judgement = std::abs(v.z) <= 2.0 ? RowJudgement::inside : RowJudgement::outside;
  if (v.row.use == RowUse::limit) v.judgement = RowJudgement::limit;
}

// Fits every scale on its calibrate rows.
std::vector<FittedScale> fit_scales(const std::map<const ScaleLaw*, std::vector<ScaleRow>>& rows) {
  std::vector<FittedScale> fitted;
  for (const ScaleLaw& law : scale_laws()) {
    const auto it = rows.find(&law);
    fitted.push_back(it != rows.end() ? fit_scale(law, it->second)
                                      : FittedScale{&law, 0, 0, 0, {}});
  }
  return fitted;
}

// A calibrate row is judged by the slope of the others; alone it has no degree of freedom.
void judge_scale(ValidatedRow& v, const ScaleLaw& law, const std::vector<double>& measures,
                 const std::vector<ScaleRow>& calibrated, const ValidationRow* original) {
  FittedScale slope = fit_scale(law, calibrated);
  if (v.row.use == RowUse::calibrate) {
    const auto others = fit_without(law, calibrated, original);
    v.no_degree_of_freedom = !others;
    if (others) slope = *others;
  }
  if (slope.rows == 0) {
    slope.slope = law.assumed_slope;
    slope.slope_sd = (law.assumed_high - law.assumed_low) / 3.29;
  }
  std::vector<double> predictions;
  for (const double m : measures) predictions.push_back(bounded_change(law, slope.slope * m));
  judge(v, predictions, slope.slope_sd * std::abs(mean_of(measures)));
}

}  // namespace

Validation validate(const Library& library, const std::vector<ValidationRow>& rows,
                    const DiscrepancyTable& discrepancies, const std::vector<MemberValues>& members,
                    int threads, const Progress& progress) {
  Validation out;
  const auto answers = tissue_answers(library, rows, members, threads, progress);
  std::map<const ScaleLaw*, std::vector<ScaleRow>> calibrated;
  for (const ValidationRow& row : rows) {
    const ScaleLaw* law = law_of(row);
    const auto published = published_of(row, discrepancies);
    const auto found = answers.find(&row);
    if (law && published && row.use == RowUse::calibrate && found != answers.end())
      calibrated[law].push_back(
          {&row, *published, mean_of(found->second.values), sd_of(found->second.values)});
  }
  for (const ValidationRow& row : rows) {
    ValidatedRow v;
    v.row = row;
    v.published = published_of(row, discrepancies);
    const ScaleLaw* law = law_of(row);
    const auto found = answers.find(&row);
    std::vector<double> predictions;
    if (found != answers.end()) {
      predictions = found->second.values;
    } else {
      for (const MemberValues& m : members)
        if (const auto p = bench_prediction(row, m, library)) predictions.push_back(*p);
    }
    if (row.use == RowUse::limit) {
      v.judgement = RowJudgement::limit;
      v.reason = "a limit or an input of the model: shown, not scored";
    } else if (!v.published) {
      v.reason = "the study's figure is not at hand";
    } else if (predictions.empty()) {
      v.reason = why_not_predicted(row);
    } else if (law) {
      judge_scale(v, *law, predictions, calibrated[law], &row);
    } else {
      judge(v, predictions, 0.0);
    }
    out.rows.push_back(std::move(v));
  }
  out.scales = fit_scales(calibrated);
  return out;
}

}  // namespace stipple
