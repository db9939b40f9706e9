// SPDX-License-Identifier: Apache-2.0
#include "evidence/embedded.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace stipple {
namespace {

TEST_CASE("every file below data/ is embedded, byte for byte, and nothing else is") {
  std::size_t on_disk = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator("data")) {
    if (!entry.is_regular_file()) continue;
    ++on_disk;
    const std::string name = std::filesystem::relative(entry.path(), "data").string();
    const auto files = embedded_files();
    const auto found = std::ranges::find(files, name, &EmbeddedFile::name);
    REQUIRE_MESSAGE(found != files.end(), name);
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    CHECK_MESSAGE(found->bytes == bytes, name);
  }
  CHECK(on_disk > 0);
  CHECK(embedded_files().size() == on_disk);
}

TEST_CASE("embedded files are sorted by name") {
  CHECK(std::ranges::is_sorted(embedded_files(), {}, &EmbeddedFile::name));
}

}  // namespace
}  // namespace stipple
