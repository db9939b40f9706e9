// SPDX-License-Identifier: Apache-2.0
// Strict reading of the tables in data/: comma separated, quotes as in RFC 4180, one header line,
// every row as long as the header.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace stipple {

struct CsvRow {
  int line{};  // of its first character, from 1
  std::vector<std::string> cells{};
};

struct CsvTable {
  std::string file{};
  std::vector<std::string> header{};
  std::vector<CsvRow> rows{};
};

// InvalidInput with every problem: a column name given twice, a row of another length, a quote out
// of place.
CsvTable read_csv(std::string_view text, std::string_view file);

}  // namespace stipple
