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

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  [[nodiscard]] int get() const { return fd_; }

 private:
  int fd_;
};

Failure cannot_read(const std::string& path) {
  return {FailureCode::cannot_read, fmt::format("cannot read {}: {}", path, std::strerror(errno))};
}

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(fd, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

}  // namespace

std::string read_file(const std::string& path, std::size_t limit_bytes) {
  // Without O_NONBLOCK a named pipe would keep us waiting for ever.
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat about {};
  if (file.get() < 0 || ::fstat(file.get(), &about) != 0) throw cannot_read(path);
  if (!S_ISREG(about.st_mode))
    throw Failure(FailureCode::cannot_read,
                  fmt::format("cannot read {}: it is not a regular file", path));
  const auto too_large = [&] {
    return InvalidInput(std::vector<Problem>{
        {.file = path,
         .message = fmt::format("is larger than the {} MiB allowed", limit_bytes >> 20)}});
  };
  if (static_cast<std::size_t>(about.st_size) > limit_bytes) throw too_large();
  std::string bytes;
  char block[65536];
  while (true) {
    const ssize_t n = ::read(file.get(), block, sizeof block);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) throw cannot_read(path);
    if (n == 0) return bytes;
    bytes.append(block, static_cast<std::size_t>(n));
    if (bytes.size() > limit_bytes) throw too_large();  // it grew while we read
  }
}

NewFile::NewFile(std::string path) : path_(std::move(path)) {
  // O_EXCL: a name that someone else has taken is never written to.
  for (int i = 0; i < 100 && fd_ < 0; ++i) {
    temporary_ = fmt::format("{}.{}-{}", path_, ::getpid(), i);
    fd_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd_ < 0 && errno != EEXIST) break;
  }
  if (fd_ < 0) throw failure();
}

NewFile::~NewFile() {
  if (fd_ >= 0) ::close(fd_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

Failure NewFile::failure() const {
  return {FailureCode::cannot_write,
          fmt::format("cannot write {}: {}", path_, std::strerror(errno))};
}

void NewFile::write(std::string_view bytes) {
  if (!write_all(fd_, bytes)) throw failure();
}

void NewFile::finish() {
  // A full disk may show only when closing.
  if (::fsync(fd_) != 0 || ::close(std::exchange(fd_, -1)) != 0 ||
      ::rename(temporary_.c_str(), path_.c_str()) != 0)
    throw failure();
  temporary_.clear();
  // The new name itself must survive a power cut too; a folder that cannot be synced is no error.
  const std::size_t slash = path_.find_last_of('/');
  const std::string folder = slash == std::string::npos ? "." : path_.substr(0, slash + 1);
  const Descriptor place(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (place.get() >= 0) ::fsync(place.get());
}

void atomic_write(const std::string& path, std::string_view bytes) {
  NewFile file(path);
  file.write(bytes);
  file.finish();
}

}  // namespace stipple
