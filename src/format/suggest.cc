// SPDX-License-Identifier: Apache-2.0
#include "format/suggest.h"

#include <algorithm>
#include <vector>

namespace stipple {

std::size_t edit_distance(std::string_view a, std::string_view b) {
  // Three rows of the table of prefixes: two before, one before, this one.
  std::vector<std::size_t> older(b.size() + 1), old(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) old[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = a[i - 1] == b[j - 1];
      row[j] = std::min({old[j] + 1, row[j - 1] + 1, old[j - 1] + (same ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], older[j - 2] + 1);
    }
    older.swap(old);
    old.swap(row);
  }
  return old[b.size()];
}

std::string_view nearest_name(std::string_view word, std::span<const std::string_view> names) {
  // No name is that long, and one letter of two says nothing.
  if (word.size() > 60 || word.size() < 3) return {};
  std::string_view best;
  // A third of the letters may be wrong; part of a longer name counts as one change.
  std::size_t best_distance = std::max<std::size_t>(word.size() / 3, 1) + 1;
  for (const std::string_view name : names) {
    std::size_t distance = edit_distance(word, name);
    if (word.size() >= 4 && name.find(word) != std::string_view::npos)
      distance = std::min<std::size_t>(distance, 1);
    if (distance < best_distance) {
      best = name;
      best_distance = distance;
    }
  }
  return best;
}

}  // namespace stipple
