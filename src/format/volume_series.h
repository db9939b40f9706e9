// SPDX-License-Identifier: Apache-2.0
// The list of volume files that make a series in time (ParaView's collection, .pvd). The list is
// whole after every addition: a run that stops leaves a series that opens.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stipple {

struct SeriesEntry {
  double time{};       // finite; days
  std::string file{};  // in the folder of the list; a name without folders
  friend bool operator==(const SeriesEntry&, const SeriesEntry&) = default;
};

// Times increase. Atomically (core/file.h). Failure{cannot_write}.
void write_series(const std::string& path, std::span<const SeriesEntry>);
// A list as write_series() writes it, strictly: InvalidInput with file and line.
// Failure{cannot_read}.
std::vector<SeriesEntry> read_series(const std::string& path);
std::vector<SeriesEntry> parse_series(std::string_view bytes, const std::string& name);

// The list, made if it is not there, with this entry at its end. What stands in it at that time or
// later is dropped: a run that goes on from an earlier moment says it anew.
void add_to_series(const std::string& path, const SeriesEntry&);

}  // namespace stipple
