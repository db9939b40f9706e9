// SPDX-License-Identifier: Apache-2.0
#include "evidence/node_checks.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "format/document.h"

namespace stipple {
namespace {

bool contains(std::initializer_list<std::string_view> list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

std::string joined(std::span<const std::string_view> words) {
  std::string text;
  for (const std::string_view word : words) text += (text.empty() ? "" : ", ") + std::string(word);
  return text;
}

std::optional<Status> status_named(std::string_view name) {
  for (const Status s : {Status::literature, Status::tuned, Status::assumed})
    if (name == name_of(s)) return s;
  return std::nullopt;
}

std::vector<std::string> sources_in(const Node& list, const std::string& path,
                                    const Bibliography& bibliography, Problems& problems) {
  std::vector<std::string> sources;
  if (list.kind() != Node::Kind::list) problems.add(path, list.line(), "sources is not a list");
  for (const Node& key : list.values()) {
    if (key.kind() != Node::Kind::text)
      problems.add(path, key.line(), "a source is not a text");
    else if (bibliography.find(key.text()) == nullptr)
      problems.add(path, key.line(), "the source " + key.text() + " is not in references.json");
    else
      sources.push_back(key.text());
  }
  return sources;
}

// What a figure and a word both state; the status once it is one.
std::optional<Status> status_in(const Node& object, const std::string& path, std::string& basis,
                                std::vector<std::string>& sources, const Bibliography& bibliography,
                                Problems& problems) {
  const auto status = status_named(text_in(object, "status", path, problems));
  basis = text_in(object, "basis", path, problems);
  sources = sources_in(field_of(object, "sources"), path, bibliography, problems);
  if (!status) problems.add(path, object.line(), "status is not one of literature, tuned, assumed");
  if (basis.empty()) problems.add(path, object.line(), "the basis is empty");
  if (status == Status::literature && sources.empty())
    problems.add(path, object.line(), "a literature value names no source");
  return status;
}

void report_repeated_keys(const Node& node, Problems& problems) {
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < node.values().size(); ++i) {
    const Node& value = node.values()[i];
    if (node.kind() == Node::Kind::object && !seen.insert(node.keys()[i]).second)
      problems.add(node.keys()[i], value.line(), "this key stands twice in one object");
    report_repeated_keys(value, problems);
  }
}

}  // namespace

void Problems::add(std::string_view path, int line, std::string message) {
  list_.push_back(
      {.path = std::string(path), .file = file_, .line = line, .message = std::move(message)});
}

void Problems::throw_if_any() const {
  if (!list_.empty()) throw InvalidInput(std::vector<Problem>(list_));
}

Node parse_data_object(std::string_view text, std::string_view file) {
  Document document = parse_document(text, file);
  Problems problems(file);
  if (document.root.kind() != Node::Kind::object)
    problems.add("", document.root.line(), "the file is not an object");
  report_repeated_keys(document.root, problems);
  problems.throw_if_any();
  return std::move(document.root);
}

bool has_fields(const Node& object, const std::string& path,
                std::initializer_list<std::string_view> required,
                std::initializer_list<std::string_view> optional, Problems& problems) {
  if (object.kind() != Node::Kind::object) {
    problems.add(path, object.line(), "this is not an object");
    return false;
  }
  bool fine = true;
  for (const std::string_view name : required)
    if (object.find(name) == nullptr) {
      problems.add(path, object.line(), "the field " + std::string(name) + " is missing");
      fine = false;
    }
  for (std::size_t i = 0; i < object.keys().size(); ++i)
    if (const std::string& name = object.keys()[i];
        !contains(required, name) && !contains(optional, name)) {
      problems.add(path, object.values()[i].line(), "the field " + name + " is not known here");
      fine = false;
    }
  return fine;
}

const Node& field_of(const Node& object, std::string_view name) {
  const Node* found = object.find(name);
  STIPPLE_REQUIRE(found != nullptr);
  return *found;
}

std::string text_in(const Node& object, std::string_view field, const std::string& path,
                    Problems& problems) {
  const Node* found = object.find(field);
  if (found != nullptr && found->kind() == Node::Kind::text) return found->text();
  problems.add(path, object.line(), std::string(field) + " is not a text");
  return {};
}

std::optional<double> number_in(const Node& object, std::string_view field, const std::string& path,
                                Problems& problems) {
  const Node* found = object.find(field);
  if (found != nullptr && found->kind() == Node::Kind::number) return found->number();
  problems.add(path, object.line(), std::string(field) + " is not a number");
  return std::nullopt;
}

std::optional<Parameter> parameter_in(const Node& object, const std::string& symbol,
                                      const std::string& path, const Bibliography& bibliography,
                                      bool help_required, Problems& problems) {
  const bool fields =
      help_required
          ? has_fields(object, path,
                       {"value", "low", "high", "unit", "status", "basis", "sources", "help"}, {},
                       problems)
          : has_fields(object, path, {"value", "low", "high", "unit", "status", "basis", "sources"},
                       {"help"}, problems);
  if (!fields) return std::nullopt;
  const auto value = number_in(object, "value", path, problems);
  const auto low = number_in(object, "low", path, problems);
  const auto high = number_in(object, "high", path, problems);
  Parameter p{.symbol = symbol, .unit = text_in(object, "unit", path, problems)};
  const auto status = status_in(object, path, p.basis, p.sources, bibliography, problems);
  if (object.find("help") != nullptr) p.help = text_in(object, "help", path, problems);
  const auto units = parameter_units();
  if (std::find(units.begin(), units.end(), p.unit) == units.end())
    problems.add(path, object.line(),
                 "the unit " + p.unit + " is not known; known are " + joined(units));
  if (help_required && p.help.empty()) problems.add(path, object.line(), "the help is empty");
  if (!value || !low || !high || !status) return std::nullopt;
  if (!(*low <= *value && *value <= *high))
    problems.add(path, object.line(), "the value lies outside its own range");
  p.value = *value;
  p.low = *low;
  p.high = *high;
  p.status = *status;
  return p;
}

StatedChoice choice_in(const Node& object, const std::string& path,
                       const Bibliography& bibliography, Problems& problems) {
  StatedChoice choice;
  if (!has_fields(object, path, {"value", "status", "basis", "sources"}, {}, problems))
    return choice;
  choice.value = text_in(object, "value", path, problems);
  const auto status = status_in(object, path, choice.basis, choice.sources, bibliography, problems);
  choice.status = status.value_or(Status::assumed);
  return choice;
}

}  // namespace stipple
