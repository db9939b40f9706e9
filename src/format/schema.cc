// SPDX-License-Identifier: Apache-2.0
#include "format/schema.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "format/scalar_text.h"

namespace stipple {
namespace {

Node object_with(std::initializer_list<std::pair<const char*, Node>> members) {
  Node n = Node::object();
  for (const auto& [key, value] : members) n.add(key, value);
  return n;
}

Node reference_to(std::string_view definition) {
  return object_with({{"$ref", fmt::format("#/definitions/{}", definition)}});
}

std::string definition_name(Dimension d) {
  std::string name(name_of(d));
  std::ranges::replace(name, ' ', '_');
  return name;
}

// What may stand in the place of a plain value, given the schema of that plain value and of a
// width.
std::vector<Node> distributions(const Node& plain, const Node& width) {
  const auto exactly = [](std::initializer_list<std::pair<const char*, Node>> members) {
    Node required = Node::list();
    for (const auto& member : members) required.push(Node(member.first));
    return object_with({{"type", "object"},
                        {"properties", object_with(members)},
                        {"required", required},
                        {"additionalProperties", false}});
  };
  const Node two =
      object_with({{"type", "array"}, {"items", plain}, {"minItems", 2}, {"maxItems", 2}});
  const Node some = object_with({{"type", "array"}, {"items", plain}, {"minItems", 1}});
  const Node sigma = object_with({{"type", "number"}, {"exclusiveMinimum", 0}});
  return {
      exactly({{"uniform", two}}),
      exactly({{"normal", exactly({{"mean", plain}, {"sd", width}})}}),
      exactly({{"lognormal", exactly({{"median", plain}, {"sigma", sigma}})}}),
      exactly({{"choice", some}}),
  };
}

Node plain_or_distribution(const Node& plain, const Node& width) {
  std::vector<Node> any = distributions(plain, width);
  any.insert(any.begin(), plain);
  return object_with({{"anyOf", any}});
}

std::string escaped(std::string_view unit) {
  std::string out;
  for (const char c : unit) {
    if (c == '/' || c == '.' || c == '%') out += '\\';
    out += c;
  }
  return out;
}

Node plain_quantity(Dimension d) {
  std::string units;
  for (const UnitName& u : units_of(d))
    units += (&u == units_of(d).data() ? "" : "|") + escaped(u.symbol);
  const Node text = object_with(
      {{"type", "string"},
       {"pattern",
        fmt::format("^ *[+]?-?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)? *({}) *$", units)}});
  if (d != Dimension::fraction) return text;
  return object_with({{"anyOf", std::vector<Node>{object_with({{"type", "number"}}), text}}});
}

void add_range(Node& schema, const FieldSpec& spec) {
  if (std::isfinite(spec.low)) schema.add(spec.low_open ? "exclusiveMinimum" : "minimum", spec.low);
  if (std::isfinite(spec.high)) schema.add("maximum", spec.high);
}

}  // namespace

Node SchemaWriter::schema(std::string_view title) const {
  Node root =
      object_with({{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", title}});
  for (std::size_t i = 0; i < here_.keys().size(); ++i)
    root.add(here_.keys()[i], here_.values()[i]);
  // A file may name its schema, for editors.
  Node properties = *root.find("properties");
  properties.set("$schema", object_with({{"type", "string"}}));
  root.set("properties", properties);
  Node definitions = Node::object();
  for (const Dimension d : dimensions_) {
    const Node plain = plain_quantity(d);
    definitions.add(definition_name(d), plain_or_distribution(plain, plain));
  }
  root.add("definitions", definitions);
  return root;
}

bool SchemaWriter::begin_field(std::string_view name, const FieldSpec& spec) {
  if (spec.required) {
    Node& object = objects_.back();
    Node required = *object.find("required");
    required.push(Node(name));
    object.set("required", required);
  }
  fields_.push_back({.name = name, .help = spec.help});
  return true;
}

bool SchemaWriter::begin_optional(std::string_view name, const FieldSpec& spec, bool /*present*/) {
  return begin_field(name, spec);
}

void SchemaWriter::end_field() {
  const Field field = std::move(fields_.back());
  fields_.pop_back();
  std::string help(field.help);
  if (!field.limits.empty()) help += fmt::format(" ({})", field.limits);
  // Beside a $ref other words do not count in draft 7.
  if (here_.find("$ref")) here_ = object_with({{"allOf", std::vector<Node>{here_}}});
  here_.set("description", help);
  Node& object = objects_.back();
  Node properties = *object.find("properties");
  properties.set(field.name, std::move(here_));
  object.set("properties", std::move(properties));
}

bool SchemaWriter::begin_object() {
  objects_.push_back(object_with({{"type", "object"},
                                  {"properties", Node::object()},
                                  {"required", Node::list()},
                                  {"additionalProperties", false}}));
  return true;
}

void SchemaWriter::end_object() {
  here_ = std::move(objects_.back());
  objects_.pop_back();
}

std::size_t SchemaWriter::begin_list(std::size_t /*size*/, const FieldSpec& spec) {
  list_limits_.push_back(spec.most);
  return 1;
}

bool SchemaWriter::begin_element(std::size_t) { return true; }

void SchemaWriter::end_list() {
  here_ = object_with({{"type", "array"}, {"items", here_}, {"maxItems", list_limits_.back()}});
  list_limits_.pop_back();
}

void SchemaWriter::quantity(double&, Dimension d, const FieldSpec& spec) {
  if (std::ranges::find(dimensions_, d) == dimensions_.end()) dimensions_.push_back(d);
  here_ = reference_to(definition_name(d));
  fields_.back().limits = limits_text(d, spec);
}

void SchemaWriter::number(double&, const FieldSpec& spec) {
  Node plain = object_with({{"type", "number"}});
  add_range(plain, spec);
  const Node width = object_with({{"type", "number"}, {"exclusiveMinimum", 0}});
  here_ = plain_or_distribution(plain, width);
}

void SchemaWriter::integer(long&, const FieldSpec& spec) {
  Node plain = object_with({{"type", "integer"}});
  add_range(plain, spec);
  const Node width = object_with({{"type", "integer"}, {"exclusiveMinimum", 0}});
  here_ = plain_or_distribution(plain, width);
}

void SchemaWriter::boolean(bool&, const FieldSpec&) { here_ = object_with({{"type", "boolean"}}); }

void SchemaWriter::text(std::string&, const FieldSpec& spec) {
  here_ = object_with({{"type", "string"}, {"maxLength", spec.most}});
}

void SchemaWriter::date(Date&, const FieldSpec&) {
  here_ = object_with({{"type", "string"}, {"pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}});
}

void SchemaWriter::past_date(PastDate&, const FieldSpec&) {
  here_ = object_with({{"type", "string"}, {"pattern", "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}});
}

void SchemaWriter::choice(int&, std::span<const std::string_view> names, const FieldSpec&) {
  Node allowed = Node::list();
  for (const std::string_view name : names) allowed.push(Node(name));
  here_ = object_with({{"type", "string"}, {"enum", allowed}});
}

}  // namespace stipple
