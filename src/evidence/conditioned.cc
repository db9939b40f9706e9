// SPDX-License-Identifier: Apache-2.0
#include "evidence/conditioned.h"

#include <cmath>
#include <map>

#include "core/error.h"
#include "format/document.h"

namespace stipple {
namespace {

// Not below 0, and exact as a number of a file: at most 2^53.
bool is_whole(double x) { return x >= 0.0 && x <= 0x1.0p53 && x == std::floor(x); }

class Fields {
 public:
  explicit Fields(const Document& document) : document_(document) {
    if (document.root.kind() != Node::Kind::object) fail(document.root, "expected an object");
  }
  const Node& get(std::string_view key, Node::Kind kind) const {
    const Node* node = document_.root.find(key);
    if (!node) fail(document_.root, "missing field \"" + std::string(key) + "\"");
    if (node->kind() != kind)
      fail(*node, std::string(key) + ": expected " + std::string(name_of(kind)));
    return *node;
  }
  [[noreturn]] void fail(const Node& at, std::string message) const {
    throw InvalidInput(std::vector<Problem>{{"", document_.name, at.line(), std::move(message)}});
  }
  double whole(std::string_view key) const {
    const Node& node = get(key, Node::Kind::number);
    if (!is_whole(node.number())) fail(node, std::string(key) + ": expected a whole number");
    return node.number();
  }
  std::vector<std::string> texts(std::string_view key) const {
    std::vector<std::string> out;
    for (const Node& n : get(key, Node::Kind::list).values()) {
      if (n.kind() != Node::Kind::text) fail(n, std::string(key) + ": expected texts");
      out.push_back(n.text());
    }
    return out;
  }

 private:
  const Document& document_;
};

// Rows of whole numbers, one per column, and a weight at the end.
void read_members(const Fields& f, std::string_view key,
                  std::vector<std::vector<std::size_t>*> columns, std::vector<double>& weights) {
  const Node& list = f.get(key, Node::Kind::list);
  double total = 0.0;
  for (const Node& m : list.values()) {
    const std::vector<Node>& row = m.values();
    if (m.kind() != Node::Kind::list || row.size() != columns.size() + 1)
      f.fail(m, std::string(key) + ": expected rows of numbers and a weight");
    for (std::size_t c = 0; c < row.size(); ++c) {
      const bool number = row[c].kind() == Node::Kind::number && row[c].number() >= 0.0;
      const bool whole = number && is_whole(row[c].number());
      if (!number || (c < columns.size() && !whole))
        f.fail(m, std::string(key) + ": expected whole numbers and a weight of at least 0");
      if (c < columns.size()) columns[c]->push_back(static_cast<std::size_t>(row[c].number()));
    }
    weights.push_back(row.back().number());
    total += weights.back();
  }
  if (!(total > 0.0)) f.fail(list, std::string(key) + ": no weight at all");
}

Node members_node(const std::vector<const std::vector<std::size_t>*>& columns,
                  const std::vector<double>& weights) {
  Node members = Node::list();
  for (std::size_t i = 0; i < weights.size(); ++i) {
    Node row = Node::list();
    for (const auto* column : columns) row.push(static_cast<double>((*column)[i]));
    row.push(weights[i]);
    members.push(std::move(row));
  }
  return members;
}

}  // namespace

std::string parameters_hash(const DataFiles& files) {
  std::map<std::string, std::string, std::less<>> part;
  for (const char* prefix : {"parameters/", "lesions.json", "numbing/", "skin/"})
    for (const std::string& name : files.names(prefix)) part[name] = files.text(name);
  return DataFiles(std::move(part)).evidence_hash();
}

ConditionedEnsemble read_conditioned(std::string_view json, std::string_view file) {
  const Document document = parse_document(json, file);
  const Fields f(document);
  ConditionedEnsemble e;
  const auto number = [&](std::string_view key) { return f.get(key, Node::Kind::number).number(); };
  e.seed = static_cast<std::uint64_t>(f.whole("seed"));
  e.candidates = static_cast<long>(f.whole("candidates"));
  e.plausible = static_cast<long>(f.whole("plausible"));
  e.effective_sample_size = number("effective_sample_size");
  e.parameters_hash = f.get("parameters_hash", Node::Kind::text).text();
  e.program_version = f.get("program_version", Node::Kind::text).text();
  e.calibrated_on = f.texts("calibrated_on");
  e.windows = f.texts("windows");
  e.barrier_effective_sample_size = number("barrier_effective_sample_size");
  e.puncture_effective_sample_size = number("puncture_effective_sample_size");
  read_members(f, "members", {&e.numbers, &e.puncture_numbers}, e.weights);
  read_members(f, "barrier_members", {&e.barrier_numbers}, e.barrier_weights);
  return e;
}

std::optional<ConditionedEnsemble> load_conditioned(const DataFiles& files) {
  if (!files.has(kConditionedFile)) return std::nullopt;
  ConditionedEnsemble e = read_conditioned(files.text(kConditionedFile), kConditionedFile);
  if (e.parameters_hash != parameters_hash(files))
    throw InvalidInput(std::vector<Problem>{
        {"parameters_hash", std::string(kConditionedFile), 0,
         "was made from other parameters than these; make it anew with `stipple calibrate`"}});
  return e;
}

std::string write_conditioned(const ConditionedEnsemble& e) {
  Node root = Node::object();
  root.add("what",
           "Believable draws of the parameters and their weights, made by stipple calibrate");
  root.add("program_version", e.program_version);
  root.add("parameters_hash", e.parameters_hash);
  root.add("seed", static_cast<double>(e.seed));
  root.add("candidates", e.candidates);
  root.add("plausible", e.plausible);
  root.add("effective_sample_size", e.effective_sample_size);
  root.add("windows", Node(e.windows));
  root.add("calibrated_on", Node(e.calibrated_on));
  root.add("puncture_effective_sample_size", e.puncture_effective_sample_size);
  root.add("members", members_node({&e.numbers, &e.puncture_numbers}, e.weights));
  root.add("barrier_effective_sample_size", e.barrier_effective_sample_size);
  root.add("barrier_members", members_node({&e.barrier_numbers}, e.barrier_weights));
  return to_json(root) + "\n";
}

}  // namespace stipple
