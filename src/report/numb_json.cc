// SPDX-License-Identifier: Apache-2.0
// Its names are a promise to scripts: docs/command-line.md lists them, tests hold them.
#include "report/numb_json.h"

#include "format/node.h"

namespace stipple {
namespace {

Node band_node(const Band& b) {
  Node n = Node::object();
  n.add("median", b.median);
  n.add("low", b.low);
  n.add("high", b.high);
  return n;
}

Node check_node(const DoseCheck& c) {
  Node n = Node::object();
  n.add("check", c.check);
  n.add("what", c.what);
  n.add("verdict", name_of(c.verdict));
  n.add("figure", c.figure);
  n.add("limit", c.limit);
  n.add("unit", c.unit);
  n.add("text", c.text);
  n.add("sources", c.sources);
  return n;
}

Node program_node(const NumbingResult& r, const NumbOrigin& origin) {
  Node n = Node::object();
  n.add("name", "stipple");
  n.add("version", STIPPLE_VERSION);
  n.add("evidence_hash", origin.evidence_hash);
  n.add("seed", static_cast<double>(origin.seed));
  n.add("members", static_cast<double>(r.members));
  n.add("conditioned", origin.conditioned);
  n.add("notice", kNotice);
  return n;
}

void add_depths(Node& root, const NumbingResult& r) {
  std::vector<double> median, low, high;
  for (const Band& b : r.numb_depth_mm) {
    median.push_back(b.median);
    low.push_back(b.low);
    high.push_back(b.high);
  }
  root.add("minutes", r.minutes);
  root.add("numb_depth_mm", median);
  root.add("numb_depth_low_mm", low);
  root.add("numb_depth_high_mm", high);
}

}  // namespace

std::string numb_json(const NumbingResult& r, const NumbOrigin& origin) {
  Node root = Node::object();
  root.add("program", program_node(r, origin));
  root.add("case", origin.case_name);
  root.add("cream", r.cream);
  root.add("sets", r.sets);
  add_depths(root, r);
  root.add("needle_depth_mm", band_node(r.needle_depth_mm));
  root.add("plasma_peak_ug_per_ml", r.plasma_peak.median);
  root.add("plasma_lidocaine_ug_per_ml", band_node(r.plasma_peak));
  root.add("plasma_all_ug_per_ml", band_node(r.plasma_peak_all));
  root.add("plasma_peak_hours", band_node(r.plasma_peak_h));
  root.add("weight_kg", r.weight_kg);
  root.add("dose_mg", r.applied_mg);
  root.add("dose_mg_per_kg", r.dose_mg_per_kg);
  root.add("absorbed_mg", band_node(r.absorbed_mg));
  root.add("pain_0_10", band_node(r.pain));
  root.add("pain_without_cream_0_10", band_node(r.pain_without_cream));
  root.add("verdict", name_of(r.verdict));
  Node& checks = root.add("checks", Node::list());
  for (const DoseCheck& c : r.checks) checks.push(check_node(c));
  root.add("warnings", r.warnings);
  root.add("questions", r.questions);
  Node& needled = root.add("uptake_on_needled_skin", Node::list());
  for (const NeedledUptake& u : r.needled) {
    Node& n = needled.push(Node::object());
    n.add("hours_after", u.hours_after);
    n.add("factor", band_node(u.factor));
  }
  Node& microbes = root.add("microbes", Node::object());
  microbes.add("index_per_cm2", band_node(r.microbe_index_cm2));
  microbes.add("hours_to_a_tenth", band_node(r.microbe_tenth_hours));
  return to_json(root) + "\n";
}

}  // namespace stipple
