// SPDX-License-Identifier: Apache-2.0
#include "calibrate/conditioning.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "core/error.h"
#include "evidence/discrepancy.h"
#include "numerics/statistics.h"
#include "outcome/scales.h"

namespace stipple {
namespace {

// One row that judges draws, with its figure.
struct Judge {
  const ValidationRow* row{};
  Published published{};
};

struct JudgedStudy {
  Study study{};
  std::vector<Judge> judges{};
};

std::string name_of_row(const ValidationRow& row) {
  return row.study + ": " + row.metric + (row.site.empty() ? "" : ", " + row.site);
}

// Which parameters a row without tissue judges.
enum class Part { puncture, healing, barrier };
Part part_of(const ValidationRow& row) {
  if (row.file.find("insertion") == std::string::npos) return Part::barrier;
  // The mouth of a channel is the recoil of the healing table, all else is the needle's way in.
  return row.metric.find("mouth") != std::string::npos ? Part::healing : Part::puncture;
}

// A draw of healing and the draw of puncture that goes with it.
struct Draw {
  std::size_t healing{}, puncture{};
};

// The rows of one use that tissue answers, by study; scales are fitted afterwards and do not judge.
std::vector<JudgedStudy> tissue_judges(const std::vector<ValidationRow>& rows, RowUse use,
                                       const DiscrepancyTable& discrepancies) {
  std::map<std::string, JudgedStudy> by_key;
  for (const ValidationRow& row : rows) {
    if (row.use != use || law_of(row)) continue;
    const auto study = study_of(row);
    const auto published = published_of(row, discrepancies);
    if (!study || !published) continue;
    JudgedStudy& judged = by_key[study->key];
    judged.study = *study;
    judged.judges.push_back({&row, *published});
  }
  std::vector<JudgedStudy> out;
  for (auto& [key, judged] : by_key) out.push_back(std::move(judged));
  return out;
}

MemberValues drawn(const Library& library, Seed seed, const Draw& draw) {
  MemberValues v = sampled_member(library, seed, draw.healing);
  v.puncture = sampled_values(library.puncture, seed, draw.puncture);
  return v;
}

// Runs the draws through one study and hands each row's prediction to `use(judge, draw,
// prediction)`; draws that failed or say nothing get no call.
template <class Use>
void predict_all(const JudgedStudy& judged, const Library& library, const std::vector<Draw>& draws,
                 const ConditioningOptions& options, Use use) {
  std::vector<const ValidationRow*> rows;
  for (const Judge& j : judged.judges) rows.push_back(j.row);
  const StudyPlan plan = plan_study(judged.study, rows, library);
  std::vector<MemberValues> values;
  for (const Draw& d : draws) values.push_back(drawn(library, options.seed, d));
  const std::vector<SimulatedMember> members =
      simulate_members(plan.plan, library, std::move(values), plan.timeline,
                       {options.threads, ensemble_steps(), options.progress, false, {}});
  for (std::size_t k = 0; k < members.size(); ++k) {
    if (members[k].failed) continue;
    const MemberView view(members[k], plan.timeline.grid);
    for (std::size_t j = 0; j < judged.judges.size(); ++j)
      if (const auto p = tissue_prediction(*judged.judges[j].row, view, plan)) use(j, k, *p);
  }
}

// Keeps the draws that lie inside every window.
std::vector<Draw> inside_windows(const Library& library, const std::vector<ValidationRow>& rows,
                                 const DiscrepancyTable& discrepancies,
                                 const ConditioningOptions& options, std::vector<Draw> draws,
                                 Conditioning& out) {
  for (const JudgedStudy& judged : tissue_judges(rows, RowUse::plausibility, discrepancies)) {
    std::vector<std::size_t> passed(draws.size(), 0);
    std::vector<double> inside(judged.judges.size(), 0.0);
    predict_all(judged, library, draws, options, [&](std::size_t j, std::size_t k, double p) {
      if (!inside_window(p, judged.judges[j].published)) return;
      ++passed[k];
      inside[j] += 1.0;
    });
    const double all = static_cast<double>(std::max<std::size_t>(1, draws.size()));
    for (std::size_t j = 0; j < judged.judges.size(); ++j) {
      out.ensemble.windows.push_back(name_of_row(*judged.judges[j].row));
      out.rows.push_back({out.ensemble.windows.back() + " (share inside)", inside[j] / all});
    }
    std::vector<Draw> kept;
    for (std::size_t k = 0; k < draws.size(); ++k)
      if (passed[k] == judged.judges.size()) kept.push_back(draws[k]);
    draws = std::move(kept);
  }
  return draws;
}

// Sums of log weights over the rows of one part that need no tissue.
std::vector<double> weigh_by_bench(const Library& library, const std::vector<ValidationRow>& rows,
                                   const DiscrepancyTable& discrepancies, Seed seed, Part part,
                                   const std::vector<Draw>& draws, Conditioning& out) {
  std::vector<double> log_weights(draws.size(), 0.0);
  for (const ValidationRow& row : rows) {
    if (row.use != RowUse::calibrate || part_of(row) != part || study_of(row)) continue;
    const auto published = published_of(row, discrepancies);
    if (!published || !bench_prediction(row, stated_member(library), library)) continue;
    double mean = 0.0;
    for (std::size_t k = 0; k < draws.size(); ++k)
      if (const auto p = bench_prediction(row, drawn(library, seed, draws[k]), library)) {
        log_weights[k] += log_weight(*p, *published);
        mean += std::exp(log_weight(*p, *published)) / static_cast<double>(draws.size());
      }
    out.ensemble.calibrated_on.push_back(name_of_row(row));
    out.rows.push_back({out.ensemble.calibrated_on.back() + " (mean weight)", mean});
  }
  return log_weights;
}

std::vector<double> normalised(const std::vector<double>& log_weights) {
  const double top = *std::max_element(log_weights.begin(), log_weights.end());
  std::vector<double> weights;
  for (const double l : log_weights) weights.push_back(std::exp(l - top));
  const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
  for (double& w : weights) w /= total;
  return weights;
}

// Draws of negligible weight are not kept: together they weigh less than one part in a thousand.
void keep_heavy(std::vector<Draw>& draws, std::vector<double>& weights) {
  std::vector<double> sorted = weights;
  std::sort(sorted.begin(), sorted.end());
  double sum = 0.0, least = 0.0;  // the lightest that is kept
  for (const double w : sorted) {
    least = w;
    sum += w;
    if (sum > 1e-3) break;
  }
  std::vector<Draw> kept;
  std::vector<double> kept_weights;
  double total = 0.0;
  for (std::size_t k = 0; k < weights.size(); ++k)
    if (weights[k] >= least) {
      kept.push_back(draws[k]);
      kept_weights.push_back(weights[k]);
      total += weights[k];
    }
  for (double& w : kept_weights) w /= total;
  draws = std::move(kept);
  weights = std::move(kept_weights);
}

std::vector<Draw> same_numbers(std::size_t count) {
  std::vector<Draw> draws;
  for (std::size_t k = 0; k < count; ++k) draws.push_back({k, k});
  return draws;
}

// Each healing draw gets a puncture draw by the weights of its own rows, paired at random: both
// lists are in order.
std::vector<Draw> paired(const std::vector<double>& puncture_weights, Seed seed) {
  const std::size_t count = puncture_weights.size();
  std::vector<std::size_t> chosen =
      systematic_draw(puncture_weights, count, seed.stream("puncture of a draw").uniform());
  for (std::size_t k = count; k > 1; --k) {
    RandomStream pick = seed.stream("pairing", k);
    std::swap(chosen[k - 1],
              chosen[static_cast<std::size_t>(pick.uniform() * static_cast<double>(k))]);
  }
  std::vector<Draw> draws;
  for (std::size_t k = 0; k < count; ++k) draws.push_back({k, chosen[k]});
  return draws;
}

// The rows of tissue that weigh, study by study.
void weigh_by_tissue(const Library& library, const std::vector<ValidationRow>& rows,
                     const DiscrepancyTable& discrepancies, const ConditioningOptions& options,
                     const std::vector<Draw>& draws, std::vector<double>& log_weights,
                     Conditioning& out) {
  for (const JudgedStudy& judged : tissue_judges(rows, RowUse::calibrate, discrepancies)) {
    std::vector<double> mean(judged.judges.size(), 0.0);
    predict_all(judged, library, draws, options, [&](std::size_t j, std::size_t k, double p) {
      const double l = log_weight(p, judged.judges[j].published);
      log_weights[k] += l;
      mean[j] += std::exp(l) / static_cast<double>(draws.size());
    });
    for (std::size_t j = 0; j < judged.judges.size(); ++j) {
      out.ensemble.calibrated_on.push_back(name_of_row(*judged.judges[j].row));
      out.rows.push_back({out.ensemble.calibrated_on.back() + " (mean weight)", mean[j]});
    }
  }
}

// The weight of a member is by the row's errors: without any there is none.
void require_errors(const std::vector<ValidationRow>& rows, const DiscrepancyTable& discrepancies) {
  std::vector<Problem> problems;
  for (const ValidationRow& row : rows) {
    const auto published = published_of(row, discrepancies);
    if (row.use != RowUse::calibrate || !published || !why_not_predicted(row).empty()) continue;
    if (!(std::hypot(published->measurement_sd, published->discrepancy_sd) > 0.0))
      problems.push_back({"", row.file, row.line,
                          row.metric + ": neither a spread here nor a discrepancy is stated, so "
                                       "the row cannot weigh"});
  }
  if (!problems.empty()) throw InvalidInput(std::move(problems));
}

}  // namespace

std::optional<Published> published_of(const ValidationRow& row,
                                      const DiscrepancyTable& discrepancies) {
  Published p;
  p.relation = row.relation;
  const ScaleLaw* law = law_of(row);
  const std::optional<double> value = law ? published_change(row, *law) : row.value;
  if (value) {
    p.value = p.low = p.high = *value;
  } else if (row.low && row.high) {
    p.low = *row.low;
    p.high = *row.high;
    p.value = 0.5 * (p.low + p.high);
  } else {
    return std::nullopt;
  }
  p.measurement_sd = value ? measurement_sd(row) : 0.0;
  p.discrepancy_sd = discrepancies.sd(row);
  return p;
}

Conditioning condition(const Library& library, const std::vector<ValidationRow>& rows,
                       const DiscrepancyTable& discrepancies, const ConditioningOptions& options) {
  require_errors(rows, discrepancies);
  Conditioning out;
  ConditionedEnsemble& e = out.ensemble;
  e.seed = options.seed.value();
  e.candidates = options.candidates;
  e.parameters_hash = parameters_hash(library.files);
  e.program_version = STIPPLE_VERSION;
  const auto count = static_cast<std::size_t>(options.candidates);
  const auto bench = [&](Part part, const std::vector<Draw>& draws) {
    return weigh_by_bench(library, rows, discrepancies, options.seed, part, draws, out);
  };

  // Puncture by its own rows.
  const std::vector<double> puncture = normalised(bench(Part::puncture, same_numbers(count)));
  e.puncture_effective_sample_size = effective_sample_size(puncture);

  // Healing: windows reject, calibrate rows weigh.
  std::vector<Draw> draws =
      inside_windows(library, rows, discrepancies, options, paired(puncture, options.seed), out);
  e.plausible = static_cast<long>(draws.size());
  if (draws.empty())
    throw InvalidInput(std::vector<Problem>{
        {"", "", 0, "no draw of the parameters lies inside all plausibility windows"}});
  std::vector<double> log_weights = bench(Part::healing, draws);
  weigh_by_tissue(library, rows, discrepancies, options, draws, log_weights, out);
  e.weights = normalised(log_weights);
  e.effective_sample_size = effective_sample_size(e.weights);
  keep_heavy(draws, e.weights);
  for (const Draw& d : draws) {
    e.numbers.push_back(d.healing);
    e.puncture_numbers.push_back(d.puncture);
  }

  // The barrier and the numbing cream, apart.
  std::vector<Draw> barrier = same_numbers(count);
  e.barrier_weights = normalised(bench(Part::barrier, barrier));
  e.barrier_effective_sample_size = effective_sample_size(e.barrier_weights);
  keep_heavy(barrier, e.barrier_weights);
  for (const Draw& d : barrier) e.barrier_numbers.push_back(d.healing);
  return out;
}

}  // namespace stipple
