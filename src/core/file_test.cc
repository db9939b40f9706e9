// SPDX-License-Identifier: Apache-2.0
#include "core/file.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>
#include <string>

#include "core/error.h"

namespace stipple {
namespace {

namespace fs = std::filesystem;

// A folder of its own, gone at the end.
struct Scratch {
  fs::path path{};
  Scratch() {
    std::string name = (fs::temp_directory_path() / "stipple-file-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path = name;
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() { fs::remove_all(path); }
  [[nodiscard]] std::string at(const char* name) const { return (path / name).string(); }
  [[nodiscard]] auto entries() const {
    return std::distance(fs::directory_iterator(path), fs::directory_iterator{});
  }
};

FailureCode failure_of(auto&& act) {
  try {
    act();
  } catch (const Failure& f) {
    return f.code();
  }
  FAIL("no failure");
  return {};
}

TEST_CASE("what is written is what is read, byte for byte, and replaces what was there") {
  const Scratch s;
  std::string bytes(200000, '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i * 7919 >> 3);
  atomic_write(s.at("a"), "old");
  atomic_write(s.at("a"), bytes);
  CHECK(read_file(s.at("a"), 1 << 20) == bytes);
  CHECK(s.entries() == 1);
}

TEST_CASE("a write that fails leaves the old file and nothing else") {
  const Scratch s;
  fs::create_directory(s.at("folder"));
  atomic_write(s.at("folder/inside"), "x");
  CHECK(failure_of([&] { atomic_write(s.at("folder"), "y"); }) == FailureCode::cannot_write);
  CHECK(s.entries() == 1);
  CHECK(read_file(s.at("folder/inside"), 10) == "x");
  // Below a plain file nobody can write, not even root.
  CHECK(failure_of([&] { atomic_write(s.at("folder/inside/z"), "y"); }) ==
        FailureCode::cannot_write);
}

TEST_CASE("a file above the limit is refused, one at the limit is not") {
  const Scratch s;
  atomic_write(s.at("a"), "12345");
  CHECK(read_file(s.at("a"), 5) == "12345");
  CHECK_THROWS_AS(read_file(s.at("a"), 4), InvalidInput);
}

TEST_CASE("a file that grows shows only when it is kept, and leaves nothing otherwise") {
  const Scratch s;
  atomic_write(s.at("a"), "old");
  {
    AtomicFile file(s.at("a"));
    file.write("new");
    CHECK(read_file(s.at("a"), 10) == "old");
  }
  CHECK(s.entries() == 1);
  AtomicFile file(s.at("a"));
  std::string bytes(150000, 'x');
  file.write("12345");
  file.write(bytes);
  file.write_at(1, "ab");
  CHECK(file.size() == bytes.size() + 5);
  file.keep();
  CHECK(read_file(s.at("a"), 1 << 20) == "1ab45" + bytes);
  CHECK(s.entries() == 1);
}

TEST_CASE("the pieces of a file are the file") {
  const Scratch s;
  std::string bytes(200001, '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i * 7919 >> 3);
  atomic_write(s.at("a"), bytes);
  PieceReader file(s.at("a"));
  CHECK(file.size() == bytes.size());
  std::string again;
  for (std::string_view piece = file.next(); !piece.empty(); piece = file.next()) again += piece;
  CHECK(again == bytes);
}

TEST_CASE("a missing file, a folder and a pipe are failures that do not hang") {
  const Scratch s;
  REQUIRE(mkfifo(s.at("pipe").c_str(), 0600) == 0);
  for (const char* name : {"missing", ".", "pipe"})
    CHECK(failure_of([&] { (void)read_file(s.at(name), 10); }) == FailureCode::cannot_read);
}

}  // namespace
}  // namespace stipple
