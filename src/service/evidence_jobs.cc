// SPDX-License-Identifier: Apache-2.0
#include "service/evidence_jobs.h"

#include <fmt/format.h>

#include <map>
#include <set>

#include "calibrate/numbing_fit.h"
#include "calibrate/validation.h"
#include "core/error.h"
#include "core/file.h"
#include "format/node.h"
#include "outcome/course_result.h"
#include "service/folder.h"

namespace stipple {
namespace {

std::string use_word(const ValidatedRow& v) {
  switch (v.row.use) {
    case RowUse::calibrate: return v.no_degree_of_freedom ? "fitted, no dof" : "fitted";
    case RowUse::check: return "checked";
    case RowUse::plausibility: return "window";
    case RowUse::limit: return "limit";
  }
  return {};
}

const char* judgement_word(RowJudgement j) {
  switch (j) {
    case RowJudgement::inside: return "inside";
    case RowJudgement::outside: return "OUTSIDE";
    case RowJudgement::not_predicted: return "not predicted";
    case RowJudgement::limit: return "shown only";
  }
  return "";
}

bool is_predicted(const ValidatedRow& v) {
  return v.judgement == RowJudgement::inside || v.judgement == RowJudgement::outside;
}

std::string published_text(const Published& p) {
  const char* sign = p.relation == RowRelation::at_most    ? "<= "
                     : p.relation == RowRelation::at_least ? ">= "
                                                           : "";
  if (p.low < p.high) return fmt::format("{:.3g} to {:.3g}", p.low, p.high);
  return fmt::format("{}{:.3g}", sign, p.value);
}

std::string table_of(const Validation& validation) {
  std::string out =
      fmt::format("{:<20} {:<36} {:>9} {:>21} {:>16} {:>6}  {:<15} {}\n", "study", "metric",
                  "predicted", "band (5 to 95 %)", "published", "z", "use", "");
  long counted[2][2]{};  // [fitted][inside]
  long without_dof = 0, outside_checked = 0;
  std::string outside;
  std::map<std::string, std::set<std::string>> unanswered;  // rows by the reason
  for (const ValidatedRow& v : validation.rows) {
    const std::string name = fmt::format("{:<20.20} {:<36.36}", v.row.study, v.row.metric);
    if (!is_predicted(v)) {
      unanswered[v.reason].insert(v.row.study + " " + v.row.metric);
      continue;
    }
    const bool inside = v.judgement == RowJudgement::inside;
    if (v.no_degree_of_freedom)
      ++without_dof;
    else
      ++counted[v.row.use == RowUse::calibrate ? 1 : 0][inside ? 1 : 0];
    out += fmt::format("{} {:>9.3g} {:>9.3g} to {:>8.3g} {:>16} {:>6.2f}  {:<15} {}\n", name,
                       v.median, v.low, v.high, published_text(*v.published), v.z, use_word(v),
                       inside ? "" : judgement_word(v.judgement));
    if (!inside) {
      outside += fmt::format("  {} {}: predicted {:.3g}, published {}, z {:.2f}\n", v.row.study,
                             v.row.metric, v.median, published_text(*v.published), v.z);
      if (v.row.use == RowUse::check) ++outside_checked;
    }
  }
  out += fmt::format(
      "\nfitted: {} inside, {} outside; checked or window: {} inside, {} outside; "
      "{} rows without a degree of freedom are counted apart\n",
      counted[1][1], counted[1][0], counted[0][1], counted[0][0], without_dof);
  out += outside.empty() ? "\nno row falls outside\n" : "\nrows that fall outside:\n" + outside;
  if (!unanswered.empty()) out += "\nnot scored:\n";
  for (const auto& [reason, rows] : unanswered) {
    out += "  " + reason + ":\n";
    for (const std::string& row : rows) out += "    " + row + "\n";
  }
  return out;
}

Node row_node(const ValidatedRow& v) {
  Node n = Node::object();
  const bool predicted = is_predicted(v);
  const auto figure = [&](double x) { return predicted ? Node(x) : Node(); };
  n.add("study", v.row.study);
  n.add("metric", v.row.metric);
  n.add("condition", v.row.condition);
  n.add("site", v.row.site);
  n.add("unit", v.row.unit);
  n.add("predicted", figure(v.median));
  n.add("low", figure(v.low));
  n.add("high", figure(v.high));
  n.add("published", v.published ? Node(v.published->value) : Node());
  n.add("published_low", v.published ? Node(v.published->low) : Node());
  n.add("published_high", v.published ? Node(v.published->high) : Node());
  n.add("z", figure(v.z));
  const char* use = v.row.use == RowUse::calibrate      ? "calibrate"
                    : v.row.use == RowUse::check        ? "check"
                    : v.row.use == RowUse::plausibility ? "plausibility"
                                                        : "limit";
  n.add("use", use);
  n.add("judgement", judgement_word(v.judgement));
  n.add("no_degree_of_freedom", v.no_degree_of_freedom);
  n.add("reason", v.reason);
  return n;
}

}  // namespace

CalibrateOutput calibrate_evidence(const CalibrateJob& job) {
  const Library library = load_library(DataFiles::choose(job.data_folder));
  const std::vector<ValidationRow> rows = load_validation_rows(library.files, library.bibliography);
  const DiscrepancyTable discrepancies = load_discrepancies(library.files);
  make_folder(job.out_folder);
  const Conditioning made = condition(library, rows, discrepancies,
                                      {job.candidates, job.seed, job.threads, job.progress});
  // The slopes of the scales stand on the conditioned members.
  const Validation validation =
      validate(library, rows, discrepancies,
               conditioned_members(library, made.ensemble, Seed(1), job.scale_members), job.threads,
               job.progress);
  CalibrateOutput out;
  const auto put = [&](const char* name, const std::string& bytes) {
    out.files.push_back(job.out_folder + "/" + name);
    atomic_write(out.files.back(), bytes);
  };
  put("conditioned.json", write_conditioned(made.ensemble));
  put("scales.json", scales_json(validation.scales));
  put("numbing_sets.json", write_numbing_sets(fit_numbing_sets(library, rows)));
  const ConditionedEnsemble& e = made.ensemble;
  out.lines.push_back(fmt::format("{} of {} draws inside the windows, worth {:.0f} equal members",
                                  e.plausible, e.candidates, e.effective_sample_size));
  out.lines.push_back(
      fmt::format("barrier: worth {:.0f} equal members", e.barrier_effective_sample_size));
  for (const RowRecord& r : made.rows)
    out.lines.push_back(fmt::format("{:<76} {:.3f}", r.row, r.inside));
  for (const FittedScale& s : validation.scales)
    out.lines.push_back(fmt::format("{:<20} slope {:.3f} ± {:.3f} on {} rows", s.law->name, s.slope,
                                    s.slope_sd, s.rows));
  return out;
}

ValidateOutput validate_model(const ValidateJob& job) {
  const Library library = load_library(DataFiles::choose(job.data_folder));
  const std::vector<ValidationRow> rows = load_validation_rows(library.files, library.bibliography);
  const DiscrepancyTable discrepancies = load_discrepancies(library.files);
  const auto ensemble = load_conditioned(library.files);
  const Validation validation = validate(library, rows, discrepancies,
                                         believed_members(library, ensemble, job.seed, job.members),
                                         job.threads, job.progress);
  ValidateOutput out;
  out.table = table_of(validation);
  Node root = Node::object();
  Node& program = root.add("program", Node::object());
  program.add("name", "stipple");
  program.add("version", STIPPLE_VERSION);
  program.add("evidence_hash", library.files.evidence_hash());
  program.add("seed", static_cast<double>(job.seed.value()));
  program.add("members", job.members);
  program.add("conditioned", ensemble.has_value());
  program.add("effective_sample_size", ensemble ? Node(ensemble->effective_sample_size) : Node());
  Node& list = root.add("rows", Node::list());
  for (const ValidatedRow& v : validation.rows) list.push(row_node(v));
  out.json = to_json(root) + "\n";
  return out;
}

}  // namespace stipple
