// SPDX-License-Identifier: Apache-2.0
#include "report/emphasis.h"

namespace stipple {
namespace {

constexpr char kMark = '*', kEscape = '\\';

bool is_escape(std::string_view text, std::size_t at) {
  return text[at] == kEscape && at + 1 < text.size() &&
         (text[at + 1] == kMark || text[at + 1] == kEscape);
}

// The place of the next star that is none of the user's.
std::size_t find_mark(std::string_view text, std::size_t from) {
  for (std::size_t at = from; at < text.size(); ++at) {
    if (is_escape(text, at))
      ++at;
    else if (text[at] == kMark)
      return at;
  }
  return text.npos;
}

}  // namespace

std::string as_typed(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == kMark || c == kEscape) out += kEscape;
    out += c;
  }
  return out;
}

std::vector<EmphasisRun> emphasis_runs(std::string_view text) {
  std::vector<EmphasisRun> runs(1);
  for (std::size_t at = 0; at < text.size(); ++at) {
    EmphasisRun& run = runs.back();
    if (is_escape(text, at)) {
      run.words += text[++at];
    } else if (text[at] == kMark && (run.bold || find_mark(text, at + 1) != text.npos)) {
      const bool bold = !run.bold;
      if (run.words.empty())
        run.bold = bold;
      else
        runs.push_back({{}, bold});
    } else {
      run.words += text[at];
    }
  }
  if (runs.back().words.empty()) runs.pop_back();
  return runs;
}

std::string without_emphasis(std::string_view text) {
  std::string words;
  for (const EmphasisRun& run : emphasis_runs(text)) words += run.words;
  return words;
}

}  // namespace stipple
