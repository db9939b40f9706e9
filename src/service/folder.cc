// SPDX-License-Identifier: Apache-2.0
#include "service/folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "core/error.h"
#include "core/file.h"

namespace stipple {

void make_folder(const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error || !std::filesystem::is_directory(folder))
    throw Failure(FailureCode::cannot_write,
                  fmt::format("cannot make the folder {}: {}", folder,
                              error ? error.message() : "a file of that name is in the way"));
  const std::string probe = folder + "/.stipple-probe";
  atomic_write(probe, "");
  std::filesystem::remove(probe, error);
}

FolderLock::FolderLock(const std::string& folder)
    : fd_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
  // A file system without locks is no reason not to work.
  if (fd_ < 0 || ::flock(fd_, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) return;
  ::close(fd_);
  throw Failure(
      FailureCode::cannot_write,
      fmt::format("another run is at work in {}: wait for it, or give another --out", folder));
}

FolderLock::~FolderLock() {
  if (fd_ >= 0) ::close(fd_);
}

namespace {

// NAME of a part "NAME.<number>-<number>"; none where the file is no such part.
std::optional<std::string> whole_of(const std::string& part) {
  constexpr const char* digits = "0123456789";
  const std::size_t dot = part.rfind('.');
  if (dot == std::string::npos) return std::nullopt;
  const std::string rest = part.substr(dot + 1);
  const std::size_t dash = rest.find('-');
  if (dash == std::string::npos || dash == 0 || dash + 1 == rest.size()) return std::nullopt;
  if (rest.find_first_not_of(digits) != dash ||
      rest.find_first_not_of(digits, dash + 1) != std::string::npos)
    return std::nullopt;
  return part.substr(0, dot);
}

template <class Wanted>
void remove_parts_of(const std::string& folder, const Wanted& wanted) {
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    const auto whole = whole_of(entry.path().filename().string());
    if (whole && wanted(*whole)) std::filesystem::remove(entry.path(), error);
  }
}

}  // namespace

void remove_parts(const std::string& folder, const std::string& name) {
  remove_parts_of(folder, [&](const std::string& whole) { return whole == name; });
}

void remove_parts(const std::string& folder, const std::string& begin, const std::string& end) {
  remove_parts_of(folder, [&](const std::string& whole) {
    return whole.starts_with(begin) && whole.ends_with(end);
  });
}

std::optional<double> disk_left(const std::string& folder) {
  std::error_code error;
  std::filesystem::path place = std::filesystem::absolute(folder, error);
  while (!std::filesystem::exists(place, error) && place.has_relative_path())
    place = place.parent_path();
  const auto space = std::filesystem::space(place, error);
  if (error) return std::nullopt;
  return static_cast<double>(space.available);
}

}  // namespace stipple
