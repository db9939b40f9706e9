// SPDX-License-Identifier: Apache-2.0
#include "evidence/data_files.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>

#include "core/error.h"

namespace stipple {
namespace {

// A folder that goes away with the test.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::random_device random;
    path_ = std::filesystem::temp_directory_path() / ("stipple-data-" + std::to_string(random()));
    std::filesystem::create_directories(path_);
  }
  ~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  void write(const std::string& name, std::string_view bytes) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << bytes;
  }
  [[nodiscard]] std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

}  // namespace

TEST_CASE(
    "a folder with the built-in files gives the same evidence hash, one changed byte another") {
  const DataFiles built_in = DataFiles::embedded();
  const ScratchFolder folder;
  for (const std::string& name : built_in.names()) folder.write(name, built_in.text(name));
  CHECK(DataFiles::from_directory(folder.path()).evidence_hash() == built_in.evidence_hash());
  folder.write("references.json", std::string(built_in.text("references.json")) + " ");
  CHECK(DataFiles::from_directory(folder.path()).evidence_hash() != built_in.evidence_hash());
}

TEST_CASE("the evidence hash tells apart files that only divide their bytes differently") {
  std::set<std::string> hashes;
  for (const std::map<std::string, std::string, std::less<>>& files :
       {std::map<std::string, std::string, std::less<>>{},
        {{"a", "bc"}},
        {{"ab", "c"}},
        {{"a", ""}, {"b", "c"}},
        {{"a", "b"}, {"b", "c"}},
        {{"a", "2:bc1:d"}}})
    hashes.insert(DataFiles(files).evidence_hash());
  CHECK(hashes.size() == 6);
  CHECK(hashes.begin()->size() == 64);
  // SHA-256 of nothing, FIPS 180-4.
  CHECK(DataFiles({}).evidence_hash() ==
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_CASE("a missing file or folder is a failure of the world, not of the input") {
  CHECK_THROWS_AS(DataFiles::from_directory("/nonexistent/stipple"), Failure);
  CHECK_THROWS_AS((void)DataFiles({}).text("lesions.json"), Failure);
  CHECK_FALSE(DataFiles({}).has("lesions.json"));
}

TEST_CASE("the folder that the user names comes before the environment, that before the built-in") {
  const ScratchFolder named, environment;
  named.write("which", "named");
  environment.write("which", "environment");
  const char* before = std::getenv("STIPPLE_DATA");
  const std::string kept = before == nullptr ? "" : before;
  ::setenv("STIPPLE_DATA", environment.path().c_str(), 1);
  CHECK(DataFiles::choose(named.path()).text("which") == "named");
  CHECK(DataFiles::choose(std::nullopt).text("which") == "environment");
  ::unsetenv("STIPPLE_DATA");
  CHECK(DataFiles::choose(std::nullopt).evidence_hash() == DataFiles::embedded().evidence_hash());
  if (before != nullptr) ::setenv("STIPPLE_DATA", kept.c_str(), 1);
}

}  // namespace stipple
