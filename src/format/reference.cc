// SPDX-License-Identifier: Apache-2.0
#include "format/reference.h"

#include <fmt/format.h>

#include <algorithm>

#include "format/scalar_text.h"

namespace stipple {
namespace {

std::string with_limits(const std::string& what, const std::string& limits) {
  return limits.empty() ? what : what + ", " + limits;
}

std::string in_code(std::string_view text) { return fmt::format("`{}`", text); }

}  // namespace

ReferenceWriter::ReferenceWriter(std::string title) : title_(std::move(title)) {}

std::string ReferenceWriter::page() const {
  std::string text = title_;
  text += "\n## Units\n\n| quantity | units |\n| --- | --- |\n";
  for (const Dimension d : dimensions_)
    text += fmt::format("| {} | {}{} |\n", name_of(d), units_text(d),
                        d == Dimension::fraction ? ", or none" : "");
  for (const Section& s : sections_) {
    text += fmt::format("\n## {}\n\n", s.path.empty() ? "The document" : in_code(s.path));
    text += "| field | takes | when left out | meaning |\n| --- | --- | --- | --- |\n" + s.rows;
  }
  return text;
}

void ReferenceWriter::takes(const std::string& what, std::string value) {
  Field& field = fields_.back();
  // A list has said "list of" already.
  field.takes += what;
  field.value = std::move(value);
}

bool ReferenceWriter::begin_field(std::string_view name, const FieldSpec& spec) {
  fields_.push_back({.name = std::string(name), .help = spec.help, .required = spec.required});
  return true;
}

bool ReferenceWriter::begin_optional(std::string_view name, const FieldSpec& spec,
                                     bool /*present*/) {
  begin_field(name, spec);
  fields_.back().optional = true;
  return true;
}

void ReferenceWriter::end_field() {
  const Field field = std::move(fields_.back());
  fields_.pop_back();
  const std::string absent = field.required        ? "**required**"
                             : field.optional      ? "–"
                             : field.value.empty() ? "empty"
                                                   : in_code(field.value);
  sections_[open_.back()].rows +=
      fmt::format("| `{}` | {} | {} | {} |\n", field.name, field.takes, absent, field.help);
}

bool ReferenceWriter::begin_object() {
  std::string path;
  for (const Field& field : fields_) path += (path.empty() ? "" : ".") + field.name;
  if (!fields_.empty()) takes(fmt::format("an object, see `{}`", path), "{ }");
  open_.push_back(sections_.size());
  sections_.push_back({.path = path});
  return true;
}

void ReferenceWriter::end_object() { open_.pop_back(); }

std::size_t ReferenceWriter::begin_list(std::size_t /*size*/, const FieldSpec&) {
  fields_.back().takes += "list of: ";
  fields_.back().name += "[ ]";
  return 1;
}

bool ReferenceWriter::begin_element(std::size_t) { return true; }

void ReferenceWriter::end_list() {
  Field& field = fields_.back();
  field.name.resize(field.name.size() - std::string_view("[ ]").size());
  field.value = "[ ]";
}

void ReferenceWriter::quantity(double& base, Dimension d, const FieldSpec& spec) {
  if (std::ranges::find(dimensions_, d) == dimensions_.end()) dimensions_.push_back(d);
  takes(with_limits(std::string(name_of(d)), limits_text(d, spec)), quantity_text(base, d, spec));
}

void ReferenceWriter::number(double& value, const FieldSpec& spec) {
  takes(with_limits("number", limits_text(spec)), fmt::format("{}", value));
}

void ReferenceWriter::integer(long& value, const FieldSpec& spec) {
  takes(with_limits("whole number", limits_text(spec)), fmt::format("{}", value));
}

void ReferenceWriter::boolean(bool& value, const FieldSpec&) {
  takes("`true` or `false`", value ? "true" : "false");
}

void ReferenceWriter::text(std::string& value, const FieldSpec& spec) {
  takes(fmt::format("text, up to {} bytes", spec.most), value);
}

void ReferenceWriter::date(Date&, const FieldSpec&) { takes("date, such as `2026-03-02`"); }

void ReferenceWriter::past_date(PastDate&, const FieldSpec&) {
  takes("date, such as `2026-03-02`, `2026-03` or `2026`");
}

void ReferenceWriter::choice(int& index, std::span<const std::string_view> names,
                             const FieldSpec&) {
  std::string list;
  for (const std::string_view name : names) list += (list.empty() ? "" : ", ") + in_code(name);
  takes("one of " + list, std::string(names[static_cast<std::size_t>(index)]));
}

}  // namespace stipple
