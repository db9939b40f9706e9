// SPDX-License-Identifier: Apache-2.0
#include "core/file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>
#include <vector>

#include "core/error.h"

namespace stipple {
namespace {

Failure cannot_read(const std::string& path) {
  return {FailureCode::cannot_read, fmt::format("cannot read {}: {}", path, std::strerror(errno))};
}

// Without O_NONBLOCK a named pipe would keep us waiting for ever.
constexpr int reading = O_RDONLY | O_CLOEXEC | O_NONBLOCK;
constexpr int new_file = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC;

}  // namespace

PieceReader::PieceReader(std::string path)
    : path_(std::move(path)), bytes_(std::make_unique<char[]>(piece)) {
  fd_ = ::open(path_.c_str(), reading);
  struct stat about {};
  if (fd_ < 0 || ::fstat(fd_, &about) != 0) {
    const int error = errno;
    if (fd_ >= 0) ::close(fd_);
    errno = error;
    throw cannot_read(path_);
  }
  if (!S_ISREG(about.st_mode)) {
    ::close(fd_);
    throw Failure(FailureCode::cannot_read,
                  fmt::format("cannot read {}: it is not a regular file", path_));
  }
  size_ = static_cast<std::size_t>(about.st_size);
}

PieceReader::~PieceReader() { ::close(fd_); }

std::string_view PieceReader::next() {
  while (true) {
    const ssize_t n = ::read(fd_, bytes_.get(), piece);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) throw cannot_read(path_);
    return {bytes_.get(), static_cast<std::size_t>(n)};
  }
}

std::string read_file(const std::string& path, std::size_t limit_bytes) {
  PieceReader file(path);
  const auto too_large = [&] {
    return InvalidInput(std::vector<Problem>{
        {.file = path,
         .message = fmt::format("is larger than the {} MiB allowed", limit_bytes >> 20)}});
  };
  if (file.size() > limit_bytes) throw too_large();
  std::string bytes;
  while (true) {
    const std::string_view piece = file.next();
    if (piece.empty()) return bytes;
    bytes.append(piece);
    if (bytes.size() > limit_bytes) throw too_large();  // it grew while we read
  }
}

AtomicFile::AtomicFile(std::string path) : path_(std::move(path)) {
  // O_EXCL: a name that someone else has taken is never written to.
  for (int i = 0; i < 100 && fd_ < 0; ++i) {
    temporary_ = fmt::format("{}.{}-{}", path_, ::getpid(), i);
    fd_ = ::open(temporary_.c_str(), new_file, 0666);
    if (fd_ < 0 && errno != EEXIST) break;
  }
  if (fd_ < 0) {
    temporary_.clear();
    fail(errno);
  }
}

AtomicFile::~AtomicFile() {
  if (fd_ >= 0) ::close(fd_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void AtomicFile::fail(int error) {
  throw Failure(FailureCode::cannot_write,
                fmt::format("cannot write {}: {}", path_, std::strerror(error)));
}

void AtomicFile::write(std::string_view bytes) {
  const std::size_t place = size_;
  size_ += bytes.size();
  write_at(place, bytes);
}

void AtomicFile::write_at(std::size_t place, std::string_view bytes) {
  STIPPLE_REQUIRE(fd_ >= 0 && place + bytes.size() <= size_);
  while (!bytes.empty()) {
    const ssize_t n = ::pwrite(fd_, bytes.data(), bytes.size(), static_cast<off_t>(place));
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) fail(n < 0 ? errno : ENOSPC);
    bytes.remove_prefix(static_cast<std::size_t>(n));
    place += static_cast<std::size_t>(n);
  }
}

void AtomicFile::keep() {
  STIPPLE_REQUIRE(fd_ >= 0);
  // A full disk may show only when closing.
  if (::fsync(fd_) != 0 || ::close(std::exchange(fd_, -1)) != 0 ||
      ::rename(temporary_.c_str(), path_.c_str()) != 0)
    fail(errno);
  temporary_.clear();
  // The new name itself must survive a power cut too; a folder that cannot be synced is no error.
  const std::size_t slash = path_.find_last_of('/');
  const std::string folder = slash == std::string::npos ? "." : path_.substr(0, slash + 1);
  const int place = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (place < 0) return;
  ::fsync(place);
  ::close(place);
}

void atomic_write(const std::string& path, std::string_view bytes) {
  AtomicFile file(path);
  file.write(bytes);
  file.keep();
}

}  // namespace stipple
