// SPDX-License-Identifier: Apache-2.0
#include "format/reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "format/scalar_text.h"
#include "format/shown.h"
#include "format/suggest.h"

namespace stipple {
namespace {

constexpr std::size_t kListedProblems = 100;
constexpr double kLargestInteger = 0x1.0p53;  // beyond it doubles skip whole numbers

std::string found(const Node& node) {
  if (node.kind() == Node::Kind::text) return fmt::format("\"{}\"", shown(node.text()));
  if (node.kind() == Node::Kind::number) return fmt::format("{}", node.number());
  return std::string(name_of(node.kind()));
}

std::string listed(std::span<const std::string_view> names) {
  return fmt::format("{}", fmt::join(names, ", "));
}

}  // namespace

Reader::Reader(const Document& document, const ReadMode& mode)
    : file_(document.name), mode_(mode), values_{&document.root} {}

void Reader::finish() {
  if (problems_.empty()) return;
  std::ranges::stable_sort(problems_, {}, &Problem::line);
  if (unlisted_ > 0)
    problems_.push_back({.file = file_, .message = fmt::format("{} more problems", unlisted_)});
  throw InvalidInput(problems_);
}

void Reader::report(Problem problem) {
  if (problems_.size() < kListedProblems)
    problems_.push_back(std::move(problem));
  else
    ++unlisted_;
}

void Reader::problem(int line, std::string message, std::string_view below) {
  std::string path = path_;
  if (!below.empty()) {
    if (!path.empty()) path += '.';
    path += shown(below);
  }
  report({.path = std::move(path), .file = file_, .line = line, .message = std::move(message)});
}

void Reader::wrong_type(const Node& node, std::string_view wanted) {
  problem(node.line(), fmt::format("{} stands where {} belongs", found(node), wanted));
}

void Reader::push(std::string_view step, const Node& node) {
  path_sizes_.push_back(path_.size());
  if (!path_.empty() && !step.starts_with('[')) path_ += '.';
  path_ += step;
  values_.push_back(&node);
}

void Reader::pop() {
  path_.resize(path_sizes_.back());
  path_sizes_.pop_back();
  values_.pop_back();
}

// --- Structure -----------------------------------------------------------------------------------

void Reader::check(bool holds, std::string_view field, std::string_view message) {
  // On fields that did not read well the check would only speak of our defaults.
  const Object& object = objects_.back();
  if (holds || problems_.size() + unlisted_ > object.problems_before) return;
  const Node* node = object.node->find(field);
  problem(node ? node->line() : object.node->line(), std::string(message), field);
}

bool Reader::begin_field(std::string_view name, const FieldSpec& spec) {
  Object& object = objects_.back();
  object.asked.push_back(name);
  const Node* node = object.node->find(name);
  if (node) {
    push(name, *node);
  } else if (spec.required) {
    problem(object.node->line(), fmt::format("is missing ({})", spec.help), name);
  }
  return node != nullptr;
}

bool Reader::begin_optional(std::string_view name, const FieldSpec& spec, bool /*present*/) {
  return begin_field(name, spec);
}

void Reader::end_field() { pop(); }

bool Reader::begin_object() {
  const Node& node = *values_.back();
  if (node.kind() != Node::Kind::object) {
    wrong_type(node, "an object { }");
    return false;
  }
  objects_.push_back({&node, {}, problems_.size() + unlisted_});
  return true;
}

void Reader::end_object() {
  const Object object = std::move(objects_.back());
  objects_.pop_back();
  const std::vector<std::string>& keys = object.node->keys();
  std::vector<std::string_view> seen;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const std::string_view key = keys[i];
    const int line = object.node->values()[i].line();
    if (objects_.empty() && key == "$schema") continue;  // for editors
    if (problems_.size() >= kListedProblems) break;  // a million unknown keys need no million hints
    if (std::ranges::find(object.asked, key) == object.asked.end()) {
      const std::string_view meant = nearest_name(key, object.asked);
      problem(line,
              meant.empty() ? fmt::format("is unknown; known here are {}", listed(object.asked))
                            : fmt::format("is unknown; did you mean \"{}\"?", meant),
              key);
    } else if (std::ranges::find(seen, key) != seen.end()) {
      problem(line, fmt::format("is given twice, first in line {}", object.node->find(key)->line()),
              key);
    } else {
      seen.push_back(key);
    }
  }
}

std::size_t Reader::begin_list(std::size_t /*size*/, const FieldSpec& spec) {
  const Node& node = *values_.back();
  if (node.kind() != Node::Kind::list) {
    wrong_type(node, "a list [ ]");
    return 0;
  }
  const std::size_t size = node.values().size();
  if (size > spec.most)
    problem(node.line(), fmt::format("holds {} elements, at most {} are allowed", size, spec.most));
  return std::min(size, spec.most);
}

bool Reader::begin_element(std::size_t index) {
  push(fmt::format("[{}]", index), values_.back()->values()[index]);
  return true;
}

void Reader::end_element() { pop(); }

// --- Values --------------------------------------------------------------------------------------

std::optional<double> Reader::within(const Node& node, double value, const FieldSpec& spec,
                                     const std::function<std::string(double)>& text) {
  const bool below = value < spec.low || (spec.low_open && value == spec.low);
  if (!below && value <= spec.high) return value;
  problem(node.line(),
          fmt::format("{} is {} the allowed {}{}", text(value), below ? "below" : "above",
                      below && spec.low_open ? "range: must be above " : "",
                      text(below ? spec.low : spec.high)));
  return std::nullopt;
}

void Reader::scalar(double& value, const FieldSpec& spec, std::string_view wanted,
                    const ReadPlain& plain) {
  const Node& node = *values_.back();
  if (node.kind() != Node::Kind::object) {
    if (const auto x = plain(node, true)) value = *x;
    return;
  }
  const auto spread = distribution(node, wanted, plain);
  if (!spread) return;
  value = nominal(*spread);
  if (mode_.seed) {
    RandomStream random = mode_.seed->stream(path_, mode_.member);
    value = draw(*spread, random, spec.low, spec.high);
  }
  if (spec.low_open && value <= spec.low)
    value = std::nextafter(spec.low, std::numeric_limits<double>::infinity());
}

void Reader::quantity(double& base, Dimension d, const FieldSpec& spec) {
  const auto text = [&](double x) { return quantity_text(x, d, spec); };
  const std::string wanted = d == Dimension::fraction
                                 ? "a fraction such as 0.5 or \"50 %\""
                                 : fmt::format("a {} such as \"{}\"", name_of(d),
                                               quantity_text(1.0, d, {.unit = spec.unit}));
  scalar(base, spec, wanted, [&](const Node& node, bool limited) -> std::optional<double> {
    ParsedQuantity parsed;
    if (node.kind() == Node::Kind::text) {
      parsed = parse_quantity(node.text(), d);
    } else if (node.kind() == Node::Kind::number) {
      if (d == Dimension::fraction)
        parsed.base = node.number();
      else
        parsed.problem = fmt::format("{} has no unit; a {} is written as text with one of {}",
                                     node.number(), name_of(d), units_text(d));
    } else {
      wrong_type(node, wanted);
      return std::nullopt;
    }
    if (parsed.base) return limited ? within(node, *parsed.base, spec, text) : parsed.base;
    problem(node.line(), shown(parsed.problem, 300));
    return std::nullopt;
  });
}

void Reader::number(double& value, const FieldSpec& spec) {
  const auto text = [](double x) { return fmt::format("{}", x); };
  scalar(value, spec, "a number", [&](const Node& node, bool limited) -> std::optional<double> {
    if (node.kind() == Node::Kind::number)
      return limited ? within(node, node.number(), spec, text) : node.number();
    wrong_type(node, "a number");
    return std::nullopt;
  });
}

void Reader::integer(long& value, const FieldSpec& spec) {
  FieldSpec limits = spec;
  limits.low = std::max(spec.low, -kLargestInteger);
  limits.high = std::min(spec.high, kLargestInteger);
  const auto text = [](double x) { return fmt::format("{}", x); };
  auto wide = static_cast<double>(value);
  scalar(wide, limits, "a whole number",
         [&](const Node& node, bool limited) -> std::optional<double> {
           if (node.kind() != Node::Kind::number || std::floor(node.number()) != node.number()) {
             wrong_type(node, "a whole number");
             return std::nullopt;
           }
           return limited ? within(node, node.number(), limits, text) : node.number();
         });
  value = std::lround(wide);  // a draw need not be whole
}

void Reader::boolean(bool& value, const FieldSpec&) {
  const Node& node = *values_.back();
  if (node.kind() == Node::Kind::boolean)
    value = node.boolean();
  else
    wrong_type(node, "true or false");
}

void Reader::text(std::string& value, const FieldSpec& spec) {
  const Node& node = *values_.back();
  if (node.kind() != Node::Kind::text) {
    wrong_type(node, "a text");
    return;
  }
  const std::string& s = node.text();
  const bool control = std::ranges::any_of(s, [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7f;
  });
  if (control)
    problem(node.line(), fmt::format("\"{}\" holds a control character", shown(s)));
  else if (s.size() > spec.most)
    problem(node.line(), fmt::format("\"{}\" has {} bytes, at most {} are allowed", shown(s),
                                     s.size(), spec.most));
  else
    value = s;
}

void Reader::date(Date& value, const FieldSpec&) {
  const Node& node = *values_.back();
  if (node.kind() != Node::Kind::text) {
    wrong_type(node, "a date such as \"2026-03-02\"");
  } else if (const auto parsed = parse_date(node.text())) {
    value = *parsed;
  } else {
    problem(node.line(), fmt::format("\"{}\" is not a date; write year-month-day such as "
                                     "\"2026-03-02\", from 1900 to 2200",
                                     shown(node.text())));
  }
}

void Reader::past_date(PastDate& value, const FieldSpec&) {
  const Node& node = *values_.back();
  if (node.kind() != Node::Kind::text) {
    wrong_type(node, "a date such as \"2026-03-02\"");
  } else if (const auto parsed = parse_past_date(node.text())) {
    value = *parsed;
  } else {
    problem(node.line(), fmt::format("\"{}\" is not a date; write year-month-day such as "
                                     "\"2026-03-02\", or \"2026-03\" or \"2026\" where no more is "
                                     "known, from 1900 to 2200",
                                     shown(node.text())));
  }
}

void Reader::choice(int& index, std::span<const std::string_view> names, const FieldSpec&) {
  const Node& node = *values_.back();
  if (node.kind() != Node::Kind::text) {
    wrong_type(node, "one of " + listed(names));
    return;
  }
  const auto at = std::ranges::find(names, node.text());
  if (at != names.end()) {
    index = static_cast<int>(at - names.begin());
    return;
  }
  const std::string_view meant = nearest_name(node.text(), names);
  problem(node.line(),
          fmt::format("\"{}\" is unknown; allowed are {}{}", shown(node.text()), listed(names),
                      meant.empty() ? "" : fmt::format("; did you mean \"{}\"?", meant)));
}

}  // namespace stipple
