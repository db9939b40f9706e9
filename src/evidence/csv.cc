// SPDX-License-Identifier: Apache-2.0
#include "evidence/csv.h"

#include <algorithm>
#include <utility>

#include "core/error.h"

namespace stipple {
namespace {

// Walks through the text once; keeps the line for messages.
class CsvScanner {
 public:
  CsvScanner(std::string_view text, std::string_view file, std::vector<Problem>& problems)
      : text_(text), file_(file), problems_(problems) {}

  [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }

  CsvRow next_row() {
    CsvRow row{.line = line_};
    do {
      row.cells.push_back(next_cell());
    } while (take(','));
    take('\r');
    if (!at_end() && !take('\n')) {
      report("a quote stands out of place");
      while (!at_end() && !take('\n')) ++at_;
    }
    ++line_;
    return row;
  }

 private:
  bool take(char c) {
    if (at_end() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  void report(const char* message) {
    problems_.push_back(
        {.path = "", .file = std::string(file_), .line = line_, .message = message});
  }

  std::string next_cell() {
    std::string cell;
    if (!take('"')) {
      while (!at_end() && std::string_view(",\r\n\"").find(text_[at_]) == std::string_view::npos)
        cell += text_[at_++];
      return cell;
    }
    while (!at_end()) {
      if (take('"')) {
        if (!take('"')) return cell;  // a doubled quote is a quote, a single one ends the cell
        cell += '"';
        continue;
      }
      if (text_[at_] == '\n') ++line_;
      cell += text_[at_++];
    }
    report("a quote is not closed");
    return cell;
  }

  std::string_view text_;
  std::string_view file_;
  std::vector<Problem>& problems_;
  std::size_t at_{0};
  int line_{1};
};

}  // namespace

CsvTable read_csv(std::string_view text, std::string_view file) {
  std::vector<Problem> problems;
  const auto report = [&](int line, std::string message) {
    problems.push_back(
        {.path = "", .file = std::string(file), .line = line, .message = std::move(message)});
  };
  CsvTable table{.file = std::string(file)};
  CsvScanner scanner(text, file, problems);
  if (scanner.at_end()) report(1, "the table is empty");
  if (!scanner.at_end()) table.header = scanner.next_row().cells;
  for (std::size_t i = 0; i < table.header.size(); ++i)
    if (std::find(table.header.begin(), table.header.begin() + static_cast<long>(i),
                  table.header[i]) != table.header.begin() + static_cast<long>(i))
      report(1, "the column " + table.header[i] + " stands twice");
  while (!scanner.at_end()) {
    CsvRow row = scanner.next_row();
    if (row.cells.size() != table.header.size())
      report(row.line, "this row has " + std::to_string(row.cells.size()) + " cells, the header " +
                           std::to_string(table.header.size()));
    table.rows.push_back(std::move(row));
  }
  if (!problems.empty()) throw InvalidInput(std::vector<Problem>(problems));
  return table;
}

}  // namespace stipple
