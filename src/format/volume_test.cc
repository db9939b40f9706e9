// SPDX-License-Identifier: Apache-2.0
#include "format/volume.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <string>

#include "core/error.h"
#include "core/file.h"
#include "core/random.h"

namespace stipple {
namespace {

// A file of its own, gone at the end.
struct Scratch {
  std::string path{
      (std::filesystem::temp_directory_path() / fmt::format("stipple-volume-{}", ::getpid()))
          .string()};
  Scratch() = default;
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() { std::filesystem::remove(path); }
};

int between(RandomStream& random, int low, int high) {
  return low + static_cast<int>(random.uniform() * (high - low + 1));
}

// Any bits: not-a-number, infinite, minus zero, the smallest; or long stretches of the same.
std::vector<float> any_floats(RandomStream& random, std::size_t count) {
  std::vector<float> out(count);
  const bool rough = random.uniform() < 0.5;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t stretch = i / 1000;
    out[i] = rough ? std::bit_cast<float>(static_cast<std::uint32_t>(random.bits()))
                   : static_cast<float>(stretch);
  }
  return out;
}

FacedGrid any_faces(RandomStream& random, std::array<int, 3> cells) {
  FacedGrid grid;
  for (std::size_t a = 0; a < 3; ++a) {
    double at = random.normal();
    for (int i = 0; i <= cells[a]; ++i) grid.faces[a].push_back(at += random.uniform());
  }
  return grid;
}

Volume any_volume(RandomStream& random, std::array<int, 3> cells) {
  Volume v;
  if (random.uniform() < 0.5) {
    EvenGrid even{cells, {}, {}};
    for (std::size_t a = 0; a < 3; ++a) {
      even.origin[a] = random.normal();
      even.spacing[a] = random.uniform();
    }
    if (random.uniform() < 0.3) even.cells[2] = 0;
    v.head.grid = even;
  } else {
    v.head.grid = any_faces(random, cells);
  }
  for (int i = between(random, 0, 2); i > 0; --i) {
    std::vector<double> values(static_cast<std::size_t>(between(random, 1, 5000)));
    for (double& x : values) x = random.normal();
    v.head.numbers.push_back({fmt::format("number <{}> & \"more\"", i), values});
    v.head.small_fields.push_back(
        {fmt::format("small{}", i),
         any_floats(random, static_cast<std::size_t>(between(random, 1, 9000)))});
  }
  for (int i = between(random, 0, 3); i > 0; --i)
    v.cells.push_back({fmt::format("field{}", i), any_floats(random, cells_of(v.head.grid))});
  return v;
}

void write(const std::string& path, const Volume& v) {
  std::vector<CellSource> sources;
  for (const NamedNumbers<float>& c : v.cells)
    sources.push_back({c.name, [&c](std::size_t first, std::span<float> out) {
                         std::copy_n(c.values.begin() + static_cast<std::ptrdiff_t>(first),
                                     out.size(), out.begin());
                       }});
  write_volume(path, v.head, sources);
}

std::string text_of(const Volume& v) {
  const Scratch s;
  write(s.path, v);
  return read_file(s.path, std::size_t{1} << 30);
}

bool same_bits(const std::vector<NamedNumbers<float>>& a,
               const std::vector<NamedNumbers<float>>& b) {
  return std::ranges::equal(a, b, [](const auto& x, const auto& y) {
    return x.name == y.name && x.values.size() == y.values.size() &&
           std::memcmp(x.values.data(), y.values.data(), x.values.size() * sizeof(float)) == 0;
  });
}

bool same_bits(const Volume& a, const Volume& b) {
  return a.head.grid == b.head.grid && a.head.numbers == b.head.numbers &&
         same_bits(a.head.small_fields, b.head.small_fields) && same_bits(a.cells, b.cells);
}

// The one problem that a text is refused for; empty: it is not refused.
std::string refusal(std::string_view text) {
  try {
    (void)parse_volume(text, "v.vtr");
  } catch (const InvalidInput& e) {
    REQUIRE(e.problems().size() == 1);
    return to_text(e.problems().front());
  }
  return {};
}

// Small, with both kinds of numbers beside the cells.
Volume small_volume() {
  Volume v;
  v.head.grid = FacedGrid{{{{0.0, 1.0, 2.0}, {0.0, 0.5}, {-1.0, -0.25, -0.1, 0.0}}}};
  v.head.numbers = {{"TimeValue", {3.5}}};
  v.head.small_fields = {{"surface", {1.0F, 2.0F}}};
  v.cells = {{"a", {0, 1, 2, 3, 4, 5}}, {"b", {1, 1, 1, 1, 1, 1}}};
  return v;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

TEST_CASE("what is written reads back to the bit, whatever the sizes") {
  const Scratch s;
  RandomStream random = Seed(4).stream("volumes");
  for (int i = 0; i < 60; ++i) {
    std::array<int, 3> cells{between(random, 1, 30), between(random, 1, 30),
                             between(random, 1, 30)};
    if (i % 4 == 0) cells = {1, 1, between(random, 1, 20000)};
    if (i % 4 == 1) cells = {between(random, 1, 20000), 1, 1};
    // Whole blocks, and one number more and less.
    if (i < 3) cells = {8191 + i, 1, 1};
    const Volume v = any_volume(random, cells);
    write(s.path, v);
    CHECK(same_bits(read_volume(s.path), v));
    CHECK(same_bits(parse_volume(read_file(s.path, std::size_t{1} << 30), "v"), v));
  }
}

TEST_CASE("a file that ends early is refused, wherever it ends") {
  const std::string text = text_of(small_volume());
  const std::size_t whole = text.find_last_of('>') + 1;
  REQUIRE(same_bits(parse_volume(text, "v"), small_volume()));
  for (std::size_t n = 0; n < whole; ++n) {
    const std::string why = refusal(std::string_view(text).substr(0, n));
    CAPTURE(n);
    CHECK(why.find("is cut off: the file ends too early") != std::string::npos);
    CHECK(why.starts_with("v.vtr:"));
  }
}

TEST_CASE("a damaged byte is refused, or changes nothing but a space or a name") {
  const Volume v = small_volume();
  const std::string text = text_of(v);
  RandomStream random = Seed(4).stream("damage");
  int refused = 0;
  for (int i = 0; i < 5000; ++i) {
    std::string damaged = text;
    const auto at = static_cast<std::size_t>(random.uniform() * static_cast<double>(text.size()));
    damaged[at] = static_cast<char>(random.bits());
    if (damaged[at] == text[at]) continue;
    CAPTURE(at);
    if (!refusal(damaged).empty()) {
      ++refused;
      continue;
    }
    Volume read = parse_volume(damaged, "v");
    for (std::size_t k = 0; k < v.cells.size(); ++k) read.cells[k].name = v.cells[k].name;
    read.head.numbers[0].name = v.head.numbers[0].name;
    read.head.small_fields[0].name = v.head.small_fields[0].name;
    CHECK(same_bits(read, v));
  }
  MESSAGE(refused << " of 5000 damaged files refused");
}

TEST_CASE("every refusal says what is wrong and where") {
  const std::string text = text_of(small_volume());
  const auto why = [&](std::string_view from, std::string_view to) {
    return refusal(replaced(text, from, to));
  };
  CHECK(why("version=\"1.0\" byte", "version=\"2.0\" byte") ==
        "v.vtr:2: version=\"2.0\" is not read, only \"1.0\"");
  CHECK(why("UInt64", "UInt32") == "v.vtr:2: header_type=\"UInt32\" is not read, only \"UInt64\"");
  CHECK(why("vtkZLibDataCompressor", "vtkLZ4DataCompressor").find("vtkLZ4DataCompressor") !=
        std::string::npos);
  CHECK(why("<Piece Extent=\"0 2", "<Piece Extent=\"0 1") ==
        "v.vtr:12: the extent of <Piece> is not the whole extent");
  CHECK(why("Name=\"b\"", "Name=\"a\"") == "v.vtr:17: array a: stands here twice");
  CHECK(why("Name=\"b\"", "Name=\"b\" more=\"1\"") ==
        "v.vtr:17: <DataArray> has an attribute \"more\" that is not known");
  CHECK(why("type=\"Float32\" Name=\"b\"", "type=\"Int32\" Name=\"b\"") ==
        "v.vtr:17: array b: type=\"Int32\" is not read here");
  CHECK(why("NumberOfTuples=\"1\"", "NumberOfTuples=\"2\"") ==
        "v.vtr:6: array TimeValue: says 1 blocks of 32768 bytes and one of 8; 16 bytes are wanted");
  CHECK(why("Name=\"x\"", "Name=\"y\"") == "v.vtr:22: array y: the coordinate x is wanted here");
  CHECK(why("<CellData>", "<PointData>") == "v.vtr:13: <PointData> may not stand here");
  CHECK(why("<CellData>", "<CellData>7") == "v.vtr:13: \"7\" may not stand between elements");
  CHECK(why("<?xml version=\"1.0\"?>", "<?xml version=\"1.0\"?><!DOCTYPE a>") ==
        "v.vtr:1: has a document type, which is not allowed");
  CHECK(refusal("no XML at all").find("is damaged or no XML") != std::string::npos);
  CHECK(refusal("").find("is cut off") != std::string::npos);

  // The numbers themselves.
  const std::size_t line = text.find("Name=\"a\"");
  const std::size_t header = text.find('\n', line) + 1, data = text.find('=', header) + 1;
  std::string damaged = text;
  damaged[data + 6] = damaged[data + 6] == 'A' ? 'B' : 'A';
  CHECK(refusal(damaged) == "v.vtr:16: array a: is damaged: block 1 of 1 does not unpack");
  damaged = text;
  damaged[data + 6] = '*';
  CHECK(refusal(damaged) == "v.vtr:16: array a: is damaged: no base64 in block 1");
  damaged = text;
  damaged[header] = '*';
  CHECK(refusal(damaged) ==
        "v.vtr:15: array a: is damaged: the sizes before its numbers are no base64");
  damaged = text;
  damaged.erase(text.find('\n', data) - 4, 4);
  CHECK(refusal(damaged) == "v.vtr:16: array a: is cut off in block 1 of 1");
  damaged = text;
  damaged.insert(data, "AAAA");
  CHECK(refusal(damaged) == "v.vtr:16: array a: goes on after its last number");
}

TEST_CASE("a file that declares more than its bytes can hold is refused before room is made") {
  const std::string text = text_of(small_volume());
  const auto extent = [&](std::string_view cells) {
    return refusal(replaced(replaced(text, "0 2 0 1 0 3", cells), "0 2 0 1 0 3", cells));
  };
  CHECK(extent("0 1000000 0 1000 0 2") ==
        fmt::format("v.vtr:14: array a: would take 8000000000 bytes, more than a file of {} can "
                    "hold",
                    text.size() + 18));
  CHECK(extent("0 1000000 0 1000000 0 1000000").find("are more than the 2147483648 allowed") !=
        std::string::npos);
  CHECK(extent("0 2000000000 0 1 0 3").find("along an axis are more than the 1048576 allowed") !=
        std::string::npos);
  CHECK(extent("0 -2 0 1 0 3").find("are wanted as") != std::string::npos);
  CHECK(extent("0 99999999999 0 1 0 3").find("are wanted as") != std::string::npos);
  CHECK(refusal(replaced(text, "NumberOfTuples=\"1\"", "NumberOfTuples=\"2000000000\""))
            .find("would take 16000000000 bytes") != std::string::npos);
}

}  // namespace
}  // namespace stipple
