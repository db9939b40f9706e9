// SPDX-License-Identifier: Apache-2.0
// Any bytes as a volume file, as the file of a block, as a series: they are refused with
// InvalidInput, or they read; a volume that reads is written and reads back the same.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <optional>

#include "core/error.h"
#include "format/volume.h"
#include "format/volume_series.h"
#include "report/block_files.h"

namespace {

using namespace stipple;

template <class Read>
auto read_or_refuse(Read read) -> std::optional<decltype(read())> {
  try {
    return read();
  } catch (const InvalidInput& e) {
    STIPPLE_REQUIRE(e.problems().size() == 1 && !to_text(e.problems().front()).empty());
    return {};
  }
}

bool same_bits(const std::vector<NamedNumbers<float>>& a,
               const std::vector<NamedNumbers<float>>& b) {
  return std::ranges::equal(a, b, [](const auto& x, const auto& y) {
    return x.name == y.name && x.values.size() == y.values.size() &&
           std::memcmp(x.values.data(), y.values.data(), x.values.size() * sizeof(float)) == 0;
  });
}

void write_and_read_back(const Volume& v) {
  static const std::string path =
      (std::filesystem::temp_directory_path() / fmt::format("stipple-fuzz-{}", ::getpid()))
          .string();
  std::vector<CellSource> sources;
  for (const NamedNumbers<float>& c : v.cells)
    sources.push_back({c.name, [&c](std::size_t first, std::span<float> out) {
                         std::copy_n(c.values.data() + first, out.size(), out.begin());
                       }});
  write_volume(path, v.head, sources);
  const auto again = read_or_refuse([] { return read_volume(path); });
  std::filesystem::remove(path);
  STIPPLE_REQUIRE(again && again->head.grid == v.head.grid && same_bits(again->cells, v.cells) &&
                  same_bits(again->head.small_fields, v.head.small_fields) &&
                  again->head.numbers.size() == v.head.numbers.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto volume = read_or_refuse([&] { return parse_volume(bytes, "fuzz.vtr"); });
  if (volume) {
    write_and_read_back(*volume);
    (void)read_or_refuse([&] { return parse_block(bytes, "fuzz.vtr"); });
  }
  (void)read_or_refuse([&] { return parse_series(bytes, "fuzz.pvd"); });
  return 0;
}
