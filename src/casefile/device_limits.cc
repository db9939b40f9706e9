// SPDX-License-Identifier: Apache-2.0
#include "casefile/device_limits.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string_view>

#include "device/cartridge.h"
#include "device/kinematics.h"

namespace stipple {
namespace {

// Line of "course.visits[2].settings.depth", or of the nearest thing around it that is there.
int line_at(const Node& root, std::string_view path) {
  const Node* node = &root;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find_first_of(".["), path.size());
    const Node* next = nullptr;
    if (!path.starts_with('[')) {
      next = node->find(path.substr(0, end));
      path.remove_prefix(end);
    } else {
      std::size_t index = 0;
      std::from_chars(path.data() + 1, path.data() + path.size(), index);
      if (index < node->values().size()) next = &node->values()[index];
      path.remove_prefix(std::min(path.find(']') + 1, path.size()));
    }
    if (path.starts_with('.')) path.remove_prefix(1);
    if (!next) break;
    node = next;
  }
  return node->line();
}

const Device* device_of(const Course& course, const CaseNames& known) {
  if (course.custom_device) return &*course.custom_device;
  const auto found = std::ranges::find(known.devices, course.device, &Device::id);
  return found == known.devices.end() ? nullptr : &*found;
}

bool has_problem_at(const Reader& reader, std::string_view path) {
  return std::ranges::any_of(reader.problems(),
                             [&](const Problem& p) { return p.path.starts_with(path); });
}

}  // namespace

void report_device_limits(Reader& reader, const Document& document, const Case& c,
                          const CaseNames& known) {
  const Device* device = device_of(c.course, known);
  if (!device || has_problem_at(reader, "course.custom_device")) return;
  const auto report = [&](std::vector<Problem> problems) {
    for (Problem& p : problems) {
      p.file = document.name;
      p.line = line_at(document.root, p.path);
      reader.report(std::move(p));
    }
  };
  if (auto problems = problems_of(*device, "course.custom_device"); !problems.empty())
    return report(std::move(problems));
  const auto judge = [&](const SessionSettings& settings, const std::string& path) {
    if (!has_problem_at(reader, path)) report(problems_of(*device, settings, path));
  };
  if (c.course.series) judge(c.course.series->settings, "course.series.settings");
  for (std::size_t k = 0; k < c.course.visits.size(); ++k)
    judge(c.course.visits[k].settings, fmt::format("course.visits[{}].settings", k));
}

}  // namespace stipple
