// SPDX-License-Identifier: Apache-2.0
#include "evidence/data_files.h"

#include <sodium.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <utility>

#include "core/error.h"
#include "evidence/embedded.h"

namespace stipple {
namespace {

constexpr std::uintmax_t kLargestFile = std::uintmax_t{16} << 20;  // bytes

std::string read_data_file(const std::filesystem::path& path) {
  if (std::filesystem::file_size(path) > kLargestFile)
    throw Failure(FailureCode::cannot_read,
                  "the data file " + path.string() + " is larger than 16 MiB");
  std::ifstream in(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (!in) throw Failure(FailureCode::cannot_read, "cannot read the data file " + path.string());
  return bytes;
}

}  // namespace

DataFiles::DataFiles(std::map<std::string, std::string, std::less<>> text_by_name)
    : files_(std::move(text_by_name)) {}

DataFiles DataFiles::embedded() {
  std::map<std::string, std::string, std::less<>> files;
  for (const EmbeddedFile& file : embedded_files()) files.emplace(file.name, file.bytes);
  return DataFiles(std::move(files));
}

DataFiles DataFiles::from_directory(const std::string& directory) {
  std::map<std::string, std::string, std::less<>> files;
  try {
    const std::filesystem::path root(directory);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root))
      if (entry.is_regular_file())
        files.emplace(entry.path().lexically_relative(root).generic_string(),
                      read_data_file(entry.path()));
  } catch (const std::filesystem::filesystem_error& e) {
    throw Failure(FailureCode::cannot_read,
                  "cannot read the data folder " + directory + ": " + e.code().message());
  }
  return DataFiles(std::move(files));
}

DataFiles DataFiles::choose(const std::optional<std::string>& directory) {
  if (directory) return from_directory(*directory);
  const char* named = std::getenv("STIPPLE_DATA");
  if (named != nullptr && *named != '\0') return from_directory(named);
  return embedded();
}

std::string_view DataFiles::text(std::string_view name) const {
  const auto found = files_.find(name);
  if (found == files_.end())
    throw Failure(FailureCode::not_found, "there is no data file " + std::string(name));
  return found->second;
}

bool DataFiles::has(std::string_view name) const { return files_.find(name) != files_.end(); }

std::vector<std::string> DataFiles::names(std::string_view prefix) const {
  std::vector<std::string> list;
  for (const auto& [name, text] : files_)
    if (std::string_view(name).starts_with(prefix)) list.push_back(name);
  return list;
}

std::string DataFiles::evidence_hash() const {
  STIPPLE_REQUIRE(sodium_init() >= 0);
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  const auto add = [&state](std::string_view bytes) {
    crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char*>(bytes.data()),
                              bytes.size());
  };
  // Lengths stand before name and text, so that no two sets of files give the same stream of bytes.
  for (const auto& [name, text] : files_) {
    add(std::to_string(name.size()) + ":" + name + std::to_string(text.size()) + ":");
    add(text);
  }
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256_final(&state, digest.data());
  std::string hex;
  for (const unsigned char byte : digest) {
    constexpr std::string_view digits = "0123456789abcdef";
    hex += digits[byte >> 4U];
    hex += digits[byte & 15U];
  }
  return hex;
}

}  // namespace stipple
