// SPDX-License-Identifier: Apache-2.0
#include "evidence/device_records.h"

#include <utility>

#include "evidence/node_checks.h"

namespace stipple {
namespace {

constexpr std::string_view kFolder = "devices/";
constexpr std::string_view kEnding = ".json";

std::string file_of(std::string_view id) {
  return std::string(kFolder) + std::string(id) + std::string(kEnding);
}

}  // namespace

std::vector<std::string> device_ids(const DataFiles& files) {
  std::vector<std::string> ids;
  for (const std::string& name : files.names(kFolder))
    if (name.ends_with(kEnding))
      ids.push_back(name.substr(kFolder.size(), name.size() - kFolder.size() - kEnding.size()));
  return ids;
}

DeviceRecord read_device_record(std::string_view json, std::string_view file, std::string_view id,
                                const Bibliography& bibliography) {
  Problems problems(file);
  const Node document = parse_data_object(json, file);
  DeviceRecord record{.id = std::string(id)};
  if (has_fields(document, "", {"name", "kind", "note", "figures"}, {"arrangement"}, problems)) {
    record.name = text_in(document, "name", "", problems);
    record.kind = text_in(document, "kind", "", problems);
    record.note = text_in(document, "note", "", problems);
    if (record.kind != "pen" && record.kind != "roller" && record.kind != "stamp")
      problems.add("kind", 0, "the kind is not one of pen, roller, stamp");
    if (const Node* arrangement = document.find("arrangement"))
      record.arrangement = choice_in(*arrangement, "arrangement", bibliography, problems);
    if ((record.kind == "roller") != record.arrangement.value.empty())
      problems.add("arrangement", 0, "a pen or stamp states how its needles stand, a roller not");
    std::vector<Parameter> figures;
    const Node& list = field_of(document, "figures");
    if (list.kind() != Node::Kind::object)
      problems.add("figures", list.line(), "this is not an object");
    for (std::size_t i = 0; i < list.keys().size(); ++i) {
      const std::string& symbol = list.keys()[i];
      if (auto p = parameter_in(list.values()[i], symbol, "figures." + symbol, bibliography, false,
                                problems))
        figures.push_back(std::move(*p));
    }
    record.figures = ParameterTable(std::string(file), std::move(figures));
  }
  problems.throw_if_any();
  return record;
}

DeviceRecord load_device_record(const DataFiles& files, std::string_view id,
                                const Bibliography& bibliography) {
  const std::string file = file_of(id);
  if (!files.has(file)) {
    std::string known;
    for (const std::string& other : device_ids(files)) known += (known.empty() ? "" : ", ") + other;
    Problems problems("");
    problems.add("device", 0,
                 "the device " + std::string(id) + " is not known; known are " + known);
    problems.throw_if_any();
  }
  return read_device_record(files.text(file), file, id, bibliography);
}

}  // namespace stipple
