// SPDX-License-Identifier: Apache-2.0
#include "format/volume_series.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>

#include "core/error.h"
#include "core/file.h"

namespace stipple {
namespace {

struct Scratch {
  std::string path{
      (std::filesystem::temp_directory_path() / fmt::format("stipple-series-{}", ::getpid()))
          .string()};
  Scratch() = default;
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() { std::filesystem::remove(path); }
};

std::string refusal(std::string_view text) {
  try {
    (void)parse_series(text, "s.pvd");
  } catch (const InvalidInput& e) {
    return to_text(e.problems().front());
  }
  return {};
}

TEST_CASE("a series is whole after every addition and reads back") {
  const Scratch s;
  std::vector<SeriesEntry> all;
  for (const double day : {-1.0, 0.0, 1.0 / 3.0, 7.0, 180.0}) {
    all.push_back({day, fmt::format("skin & <{}>.vtr", all.size())});
    add_to_series(s.path, all.back());
    CHECK(read_series(s.path) == all);
  }
}

TEST_CASE("a run that goes on from an earlier moment writes the same list") {
  const Scratch s;
  for (const double day : {0.0, 1.0, 2.0, 3.0}) add_to_series(s.path, {day, "old.vtr"});
  add_to_series(s.path, {2.0, "new.vtr"});
  CHECK(read_series(s.path) ==
        std::vector<SeriesEntry>{{0.0, "old.vtr"}, {1.0, "old.vtr"}, {2.0, "new.vtr"}});
}

TEST_CASE("a list that is cut off or damaged is refused with its place") {
  const Scratch s;
  add_to_series(s.path, {0.0, "a.vtr"});
  add_to_series(s.path, {1.5, "b.vtr"});
  const std::string text = read_file(s.path, 10000);
  const std::size_t whole = text.find_last_of('>') + 1;
  for (std::size_t n = 0; n < whole; ++n)
    CHECK(refusal(std::string_view(text).substr(0, n)).find("is cut off") != std::string::npos);
  const auto why = [&](std::string_view from, std::string_view to) {
    std::string changed = text;
    return refusal(changed.replace(text.find(from), from.size(), to));
  };
  CHECK(why("\"1.5\"", "\"0\"") == "s.pvd:5: timestep=\"0\" is not later than the one before");
  CHECK(why("\"1.5\"", "\"soon\"") == "s.pvd:5: timestep=\"soon\" is no number");
  CHECK(why("\"1.5\"", "\"nan\"") == "s.pvd:5: timestep=\"nan\" is no number");
  CHECK(why("a.vtr", "../a.vtr") == "s.pvd:4: file=\"../a.vtr\" is no plain name");
  CHECK(why("0.1", "0.2") == "s.pvd:2: is no collection of version 0.1, little endian");
  CHECK(why("<Collection>", "<DataSet>") == "s.pvd:3: <DataSet> may not stand here");
  CHECK(why("part=\"0\"", "part=\"1\"") == "s.pvd:4: only one part, of no group, is read");
  CHECK(why("</Collection>", "</Collection><Collection></Collection>") ==
        "s.pvd:6: <Collection> may not stand here");
}

}  // namespace
}  // namespace stipple
