// SPDX-License-Identifier: Apache-2.0
#include "evidence/csv.h"

#include <doctest/doctest.h>

#include "core/error.h"
#include "core/random.h"

namespace stipple {
namespace {

std::string quoted(const std::string& cell) {
  std::string text = "\"";
  for (const char c : cell) text += c == '"' ? std::string("\"\"") : std::string(1, c);
  return text + "\"";
}

}  // namespace

TEST_CASE("any cells, once quoted, are read back as they were") {
  RandomStream random = Seed(7).stream("csv");
  constexpr std::string_view letters = "ab,\"\n\r ;1";
  for (int round = 0; round < 200; ++round) {
    const auto columns = 1 + static_cast<std::size_t>(random.uniform() * 5);
    std::vector<std::vector<std::string>> cells(1 + static_cast<std::size_t>(random.uniform() * 4));
    std::string text;
    for (std::size_t c = 0; c < columns; ++c) text += (c ? ",c" : "c") + std::to_string(c);
    text += '\n';
    for (auto& row : cells)
      for (std::size_t c = 0; c < columns; ++c) {
        std::string cell;
        for (int i = static_cast<int>(random.uniform() * 6); i > 0; --i)
          cell += letters[static_cast<std::size_t>(random.uniform() * double(letters.size()))];
        text += quoted(cell) + (c + 1 < columns ? "," : "\n");
        row.push_back(cell);
      }
    const CsvTable table = read_csv(text, "t.csv");
    REQUIRE(table.rows.size() == cells.size());
    for (std::size_t r = 0; r < cells.size(); ++r) CHECK(table.rows[r].cells == cells[r]);
  }
}

TEST_CASE("line ends of either kind, and none at the end, read the same") {
  for (const char* text : {"a,b\n1,2\n", "a,b\r\n1,2\r\n", "a,b\n1,2"}) {
    const CsvTable table = read_csv(text, "t.csv");
    REQUIRE(table.rows.size() == 1);
    CHECK(table.rows[0].line == 2);
    CHECK(table.rows[0].cells == std::vector<std::string>{"1", "2"});
  }
}

TEST_CASE("a faulty table is refused with the line of each fault") {
  for (const char* text : {"", "a,a\n1,2\n", "a,b\n1\n", "a,b\n1,2,3\n", "a,b\n1,\"2\n",
                           "a,b\n1,2\"x\n", "a,b\n\"1\"x,2\n"}) {
    CAPTURE(text);
    CHECK_THROWS_AS(read_csv(text, "t.csv"), InvalidInput);
  }
  try {
    read_csv("a,b\n1\n1,2\n1,2,3\n", "t.csv");
    FAIL("accepted");
  } catch (const InvalidInput& e) {
    REQUIRE(e.problems().size() == 2);
    CHECK(e.problems()[0].line == 2);
    CHECK(e.problems()[1].line == 4);
  }
}

}  // namespace stipple
