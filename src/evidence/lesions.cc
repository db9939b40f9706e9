// SPDX-License-Identifier: Apache-2.0
#include "evidence/lesions.h"

#include <algorithm>
#include <utility>

#include "evidence/node_checks.h"

namespace stipple {
namespace {

constexpr std::pair<const char*, Parameter Lesion::*> kFigures[] = {{"depth", &Lesion::depth},
                                                                    {"width", &Lesion::width},
                                                                    {"C_h", &Lesion::C_h},
                                                                    {"L_h", &Lesion::L_h},
                                                                    {"q_h", &Lesion::q_h}};

Lesion lesion_in(const Node& object, std::string kind, std::string severity,
                 const Bibliography& bibliography, Problems& problems) {
  const std::string path = kind + "." + severity;
  Lesion lesion{.kind = std::move(kind), .severity = std::move(severity)};
  if (!has_fields(object, path, {"depth", "width", "C_h", "L_h", "q_h"}, {}, problems))
    return lesion;
  for (const auto& [name, member] : kFigures)
    if (auto p = parameter_in(field_of(object, name), name, path + "." + name, bibliography, false,
                              problems))
      lesion.*member = std::move(*p);
  return lesion;
}

}  // namespace

LesionTable::LesionTable(std::string file, std::vector<Lesion> lesions)
    : file_(std::move(file)), lesions_(std::move(lesions)) {}

const Lesion& LesionTable::at(std::string_view kind, std::string_view severity) const {
  const auto found = std::ranges::find_if(
      lesions_, [&](const Lesion& l) { return l.kind == kind && l.severity == severity; });
  if (found != lesions_.end()) return *found;
  Problems problems(file_);
  problems.add(std::string(kind) + "." + std::string(severity), 0, "this lesion is missing");
  problems.throw_if_any();
  STIPPLE_REQUIRE(false);
}

LesionTable read_lesions(std::string_view json, std::string_view file,
                         const Bibliography& bibliography) {
  Problems problems(file);
  std::vector<Lesion> list;
  const Node document = parse_data_object(json, file);
  for (std::size_t k = 0; k < document.keys().size(); ++k) {
    const std::string& kind = document.keys()[k];
    const Node& severities = document.values()[k];
    if (!has_fields(severities, kind, {"mild", "moderate", "severe"}, {}, problems)) continue;
    for (const char* severity : {"mild", "moderate", "severe"})
      list.push_back(
          lesion_in(field_of(severities, severity), kind, severity, bibliography, problems));
  }
  problems.throw_if_any();
  return LesionTable(std::string(file), std::move(list));
}

LesionTable load_lesions(const DataFiles& files, const Bibliography& bibliography) {
  return read_lesions(files.text("lesions.json"), "lesions.json", bibliography);
}

}  // namespace stipple
