// SPDX-License-Identifier: Apache-2.0
#include "service/folder.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <set>

#include "core/error.h"
#include "core/file.h"
#include "service/temporary_folder_for_tests.h"

namespace stipple {

TEST_CASE("one run at a time has a folder, and leaves it free") {
  const TemporaryFolder folder;
  {
    const FolderLock first(folder.path());
    CHECK_THROWS_AS(FolderLock{folder.path()}, Failure);
  }
  const FolderLock again(folder.path());
}

TEST_CASE("halves of a killed run are swept away, and nothing else") {
  const TemporaryFolder folder;
  const std::set<std::string> kept{"a",      "a.1",    "a.-2",   "a.1-",   "a.x-1",
                                   "a.1-1x", "a.1-x1", "b.12-3", "aa.1-1", "a.1-2-3"};
  for (const std::string& name : kept) atomic_write(folder.path() + "/" + name, "");
  for (const char* half : {"a.1-0", "a.4711-99"}) atomic_write(folder.path() + "/" + half, "");
  remove_parts(folder.path(), "a");
  std::set<std::string> left;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
    left.insert(entry.path().filename().string());
  CHECK(left == kept);
}

TEST_CASE("parts of all files of a kind go, and nothing else") {
  const TemporaryFolder folder;
  const std::set<std::string> kept{"tissue-1.vtr", "tissue-1.vtr.7", "tissue-1.vti.7-1",
                                   "other-1.vtr.7-1", "tissue-1.vtr.7-1.x"};
  for (const std::string& name : kept) atomic_write(folder.path() + "/" + name, "");
  for (const char* half : {"tissue-1.vtr.7-1", "tissue-even-22.vtr.123-0"})
    atomic_write(folder.path() + "/" + half, "");
  remove_parts(folder.path(), "tissue", ".vtr");
  std::set<std::string> left;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
    left.insert(entry.path().filename().string());
  CHECK(left == kept);
  CHECK_NOTHROW(remove_parts(folder.path() + "/nowhere", "", ""));
}

TEST_CASE("the room of a folder that is not made yet is that of the disk it will be on") {
  const TemporaryFolder folder;
  const auto room = disk_left(folder.path());
  REQUIRE(room);
  CHECK(*room > 0.0);
  CHECK(disk_left(folder.path() + "/not/yet").has_value());
}

}  // namespace stipple
