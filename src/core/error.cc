// SPDX-License-Identifier: Apache-2.0
#include "core/error.h"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>

namespace stipple {
namespace {

std::string all_of(const std::vector<Problem>& problems) {
  std::string text;
  for (const Problem& p : problems) {
    if (!text.empty()) text += '\n';
    text += to_text(p);
  }
  return text;
}

}  // namespace

std::string to_text(const Problem& p) {
  std::string place = p.file;
  if (p.line > 0) place += fmt::format("{}{}", place.empty() ? "line " : ":", p.line);
  if (!p.path.empty()) place += (place.empty() ? "" : ": ") + p.path;
  return place.empty() ? p.message : place + ": " + p.message;
}

InvalidInput::InvalidInput(std::vector<Problem> problems)
    : std::runtime_error(all_of(problems)), problems_(std::move(problems)) {}

void require_failed(std::string_view condition, std::string_view file, int line) {
  // Only the file's name: a build path means nothing to whoever reads this.
  const std::size_t slash = file.find_last_of('/');
  if (slash != std::string_view::npos) file.remove_prefix(slash + 1);
  fmt::print(stderr, "stipple: internal error at {}:{}: expected {}\n", file, line, condition);
  std::fflush(stderr);
  std::_Exit(static_cast<int>(ExitStatus::our_bug));
}

}  // namespace stipple
