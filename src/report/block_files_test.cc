// SPDX-License-Identifier: Apache-2.0
#include "report/block_files.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <map>

#include "core/error.h"
#include "core/file.h"
#include "format/volume.h"
#include "format/volume_series.h"
#include "report/block_csv.h"
#include "report/block_even.h"
#include "report/block_fields.h"
#include "report/block_for_tests.h"

namespace stipple {
namespace {

namespace fs = std::filesystem;

struct Scratch {
  fs::path path{fs::temp_directory_path() / fmt::format("stipple-block-{}", ::getpid())};
  Scratch() { fs::create_directory(path); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() { fs::remove_all(path); }
  [[nodiscard]] std::string at(const std::string& name) const { return (path / name).string(); }
};

int between(RandomStream& random, int low, int high) {
  return low + static_cast<int>(random.uniform() * (high - low + 1));
}

std::string refusal(const std::string& path) {
  try {
    (void)read_block(path);
  } catch (const InvalidInput& e) {
    return to_text(e.problems().front());
  }
  return {};
}

// Bytes of a file of a small block after one change to what it says.
template <class Change>
std::string refusal_of(const Scratch& s, Change change) {
  RandomStream random = Seed(5).stream("refusals");
  write_block(s.at("b.vtr"), any_block(random, 2, 3, 4));
  Volume v = read_volume(s.at("b.vtr"));
  change(v);
  std::vector<CellSource> sources;
  for (const NamedNumbers<float>& c : v.cells)
    sources.push_back({c.name, [&c](std::size_t first, std::span<float> out) {
                         std::copy_n(c.values.data() + first, out.size(), out.begin());
                       }});
  write_volume(s.at("b.vtr"), v.head, sources);
  const std::string why = refusal(s.at("b.vtr"));
  CHECK(why.starts_with(s.at("b.vtr") + ": "));
  return why.substr(std::min(why.size(), s.at("b.vtr").size() + 2));
}

std::vector<double>& numbers_named(Volume& v, std::string_view name) {
  return std::ranges::find(v.head.numbers, name, &NamedNumbers<double>::name)->values;
}

TEST_CASE("a block reads back to the bit") {
  const Scratch s;
  RandomStream random = Seed(5).stream("blocks");
  for (int i = 0; i < 30; ++i) {
    const bool column = i % 3 == 0;
    const TissueBlock b = any_block(random, column ? 1 : between(random, 1, 20),
                                    column ? 1 : between(random, 1, 20), between(random, 1, 60));
    write_block(s.at("b.vtr"), b);
    CHECK(same_block(read_block(s.at("b.vtr")), b));
  }
}

TEST_CASE("even cells hold what the block holds, column by column") {
  const Scratch s;
  RandomStream random = Seed(5).stream("even");
  for (int i = 0; i < 20; ++i) {
    const TissueBlock b =
        any_block(random, between(random, 1, 6), between(random, 1, 6), between(random, 1, 40));
    write_even_block(s.at("b.vti"), b, i % 2 == 0 ? 0 : between(random, 1, 80));
    const Volume v = read_volume(s.at("b.vti"));
    const auto& grid = std::get<EvenGrid>(v.head.grid);
    CHECK(grid.origin[2] == -b.edges_mm.back());
    CHECK(grid.origin[2] + grid.spacing[2] * grid.cells[2] == doctest::Approx(0.0).epsilon(1e-12));
    if (i % 2 == 0 && grid.cells[2] > 1)
      CHECK(grid.spacing[2] == doctest::Approx(b.side_mm).epsilon(0.5));
    const std::size_t columns = static_cast<std::size_t>(b.nx) * static_cast<std::size_t>(b.ny);
    for (std::size_t f = 0; f < kFieldCount; ++f) {
      const std::vector<float>& even = *find_numbers(v.cells, kFieldNames[f]);
      for (std::size_t c = 0; c < columns; ++c) {
        double held = 0.0, size = 0.0, held_even = 0.0;
        for (std::size_t k = 0; k < b.layers.size(); ++k) {
          const double part = (b.edges_mm[k + 1] - b.edges_mm[k]) * b.volume[f][k * columns + c];
          held += part;
          size += std::abs(part);
        }
        for (std::size_t at = c; at < even.size(); at += columns)
          held_even += grid.spacing[2] * even[at];
        // Each number is rounded to float once.
        CHECK(std::abs(held - held_even) <= 1e-7 * size);
      }
    }
  }
}

TEST_CASE("cells that are even already are taken as they are, in the file's order") {
  const Scratch s;
  RandomStream random = Seed(5).stream("even already");
  TissueBlock b = any_block(random, 3, 2, 50);
  for (std::size_t k = 0; k < b.edges_mm.size(); ++k) b.edges_mm[k] = 0.02 * static_cast<double>(k);
  CHECK(are_even(b.edges_mm));
  write_even_block(s.at("b.vti"), b);
  const Volume v = read_volume(s.at("b.vti"));
  for (int k = 0; k < 50; ++k)
    for (int j = 0; j < 2; ++j)
      for (int i = 0; i < 3; ++i)
        CHECK((*find_numbers(v.cells, "collagen_young_relative"))[b.at(i, j, 49 - k)] ==
              b.volume[kYoungCollagen][b.at(i, j, k)]);
}

TEST_CASE("shares of an even cell add up to it, and to every cell of the block") {
  RandomStream random = Seed(5).stream("shares");
  for (int i = 0; i < 50; ++i) {
    const TissueBlock b = any_block(random, 1, 1, between(random, 1, 60));
    const int cells = between(random, 1, 100);
    const double even = b.edges_mm.back() / cells;
    std::vector<double> covered(b.layers.size());
    for (const auto& shares : even_shares(b.edges_mm, cells)) {
      double sum = 0.0;
      for (const DepthShare& share : shares) {
        sum += share.share;
        covered[static_cast<std::size_t>(share.cell)] += share.share * even;
      }
      CHECK(sum == doctest::Approx(1.0).epsilon(1e-14));
    }
    for (std::size_t k = 0; k < covered.size(); ++k)
      CHECK(covered[k] == doctest::Approx(b.edges_mm[k + 1] - b.edges_mm[k]).epsilon(1e-7));
  }
}

TEST_CASE("a file that is no whole block is refused with the array at fault") {
  const Scratch s;
  CHECK(refusal_of(s, [](Volume& v) { numbers_named(v, "stipple_block_version") = {2.0}; }) ==
        "array stipple_block_version: version 2 is not read, only 1");
  CHECK(refusal_of(s, [](Volume& v) { v.head.numbers.clear(); }) ==
        "array stipple_block_version: is missing: this is no file of a block");
  CHECK(refusal_of(s, [](Volume& v) {
          std::erase_if(v.cells, [](const auto& c) { return c.name == "elastin_relative"; });
        }) == "array elastin_relative: is missing: this is no whole block");
  CHECK(refusal_of(s, [](Volume& v) { v.cells.front().name = "inflamation"; }) ==
        "array inflammation_excess: is missing: this is no whole block");
  CHECK(refusal_of(s, [](Volume& v) {
          v.cells.push_back({"new", v.cells.front().values});
        }) == "array new: is not known");
  CHECK(refusal_of(s, [](Volume& v) { v.head.small_fields.front().values.pop_back(); }) ==
        "array epidermis_relative: holds 5 numbers, 6 are wanted");
  CHECK(refusal_of(s, [](Volume& v) { numbers_named(v, "after_visit") = {0.5}; }) ==
        "array after_visit: is 0.5, neither 0 nor 1");
  CHECK(refusal_of(s, [](Volume& v) { numbers_named(v, "layer_of_each_depth")[1] = 4.0; }) ==
        "array layer_of_each_depth: 4 is no layer: 0 to 3");
  CHECK(refusal_of(s, [](Volume& v) {
          numbers_named(v, "layer_of_each_depth")[1] = 3.0;
        }).find("does not lie in the layer of its depth") != std::string::npos);
  CHECK(refusal_of(s, [](Volume& v) { numbers_named(v, "TimeValue") = {0.0 / 0.0}; }) ==
        "array TimeValue: holds what is no number");
  CHECK(refusal_of(s, [](Volume& v) {
          std::get<FacedGrid>(v.head.grid).faces[1][1] *= 1.01;
        }).starts_with("array y: face 1 stands at "));

  RandomStream random = Seed(5).stream("even file");
  write_even_block(s.at("b.vti"), any_block(random, 2, 2, 4));
  CHECK(refusal(s.at("b.vti")).find("is a file of even cells") != std::string::npos);
}

TEST_CASE("a series goes on from an earlier moment as if it had never stopped") {
  const Scratch s;
  RandomStream random = Seed(5).stream("series");
  const TissueBlock first = any_block(random, 3, 3, 5);
  const auto moment = [&](double day, bool after) {
    TissueBlock b = first;
    b.day = day;
    b.after_visit = after;
    return b;
  };
  const std::vector<TissueBlock> run{moment(0, false), moment(0, true), moment(3, false),
                                     moment(28, false), moment(28, true)};
  const auto contents = [&] {
    std::map<std::string, std::string> files;
    for (const auto& e : fs::directory_iterator(s.path))
      files[e.path().filename().string()] = read_file(e.path().string(), 1 << 24);
    return files;
  };
  for (const TissueBlock& b : run)
    add_to_block_series(s.path.string(), "skin", b, EvenFiles::written);
  const auto whole = contents();
  CHECK(whole.size() == 3 * run.size() + 3);
  for (const std::size_t from : {std::size_t{1}, std::size_t{3}}) {
    for (std::size_t i = from; i < run.size(); ++i)
      add_to_block_series(s.path.string(), "skin", run[i], EvenFiles::written);
    CHECK(contents() == whole);
  }
  const std::vector<SeriesEntry> list = read_series(s.at("skin.pvd"));
  REQUIRE(list.size() == run.size());
  for (std::size_t i = 0; i < run.size(); ++i) {
    CHECK(list[i].time == doctest::Approx(run[i].day).epsilon(1e-4));
    CHECK(same_block(read_block(s.at(list[i].file)), run[i]));
  }
}

// One cell of the table.
double in_table(const TissueBlock& b, const std::string& start, std::size_t column) {
  const std::string rows = block_csv_rows(b);
  std::size_t at = rows.find(start);
  REQUIRE(at != std::string::npos);
  for (std::size_t i = 0; i < column; ++i) at = rows.find(',', at) + 1;
  return std::stod(rows.substr(at));
}

TEST_CASE("rows of a table: an even block is its own mean, least, largest and percentiles") {
  RandomStream random = Seed(5).stream("rows");
  TissueBlock b = any_block(random, 10, 10, 8);
  b.day = 2.5;
  b.after_visit = true;
  std::ranges::fill(b.volume[kElastin], 1.25F);
  for (std::size_t column = 5; column < 10; ++column)
    CHECK(in_table(b, "2.5,1,reticular_dermis,elastin_relative,1,", column) == 1.25);

  // A ramp across the skin, whatever the depth: 0, 1, ... 99.
  for (int k = 0; k < 8; ++k)
    for (int j = 0; j < 10; ++j)
      for (int i = 0; i < 10; ++i) b.volume[kClot][b.at(i, j, k)] = static_cast<float>(10 * j + i);
  const std::array<double, 5> wanted{49.5, 0.0, 99.0, 4.5, 94.5};
  for (std::size_t column = 0; column < 5; ++column)
    CHECK(in_table(b, "2.5,1,fat,clot_excess,1,", column + 5) == doctest::Approx(wanted[column]));

  // Fields stand where they live.
  const std::string rows = block_csv_rows(b);
  CHECK(rows.find("epidermis,inflammation_excess") != std::string::npos);
  CHECK(rows.find("epidermis,elastin_relative") == std::string::npos);
  CHECK(rows.find("surface,melanin_relative") != std::string::npos);
  CHECK(std::ranges::count(kBlockCsvHeader, ',') * std::ranges::count(rows, '\n') ==
        std::ranges::count(rows, ','));
}

TEST_CASE("the mean of a layer is weighed by the thickness of its cells") {
  RandomStream random = Seed(5).stream("layer means");
  const TissueBlock b = any_block(random, 4, 5, 20);
  double sum = 0.0, total = 0.0;
  for (int k = 0; k < 20; ++k)
    if (b.layers[static_cast<std::size_t>(k)] == Layer::reticular)
      for (int j = 0; j < 5; ++j)
        for (int i = 0; i < 4; ++i) {
          const double thickness =
              b.edges_mm[static_cast<std::size_t>(k) + 1] - b.edges_mm[static_cast<std::size_t>(k)];
          sum += thickness * b.volume[kVessels][b.at(i, j, k)];
          total += thickness;
        }
  const std::string start =
      fmt::format("{},{},reticular_dermis,vessels_relative,1,", b.day, b.after_visit ? 1 : 0);
  CHECK(in_table(b, start, 5) == doctest::Approx(sum / total).epsilon(1e-6));
}

}  // namespace
}  // namespace stipple
