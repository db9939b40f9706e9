// SPDX-License-Identifier: Apache-2.0
// Whole files in and out. A file is written beside its name and renamed into place: whoever reads
// it sees the old bytes or the new ones, never half of them.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace stipple {

// Failure{cannot_read} when missing, unreadable or no plain file; InvalidInput above the limit,
// which is checked before anything is read.
std::string read_file(const std::string& path, std::size_t limit_bytes);
// Failure{cannot_write}; nothing is left behind then.
void atomic_write(const std::string& path, std::string_view bytes);

// The same for what is too large to be held at once: it is written as it comes and stands under its
// name only after keep(). Failure{cannot_write} from all of these.
class AtomicFile {
 public:
  explicit AtomicFile(std::string path);
  ~AtomicFile();  // without keep() nothing is left
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;

  void write(std::string_view bytes);
  // Over bytes that are written already.
  void write_at(std::size_t place, std::string_view bytes);
  [[nodiscard]] std::size_t size() const { return size_; }
  void keep();

 private:
  [[noreturn]] void fail(int error);

  std::string path_, temporary_{};
  int fd_{-1};
  std::size_t size_{};
};

// Reads from the front, piece by piece. Failure{cannot_read} as read_file().
class PieceReader {
 public:
  explicit PieceReader(std::string path);
  ~PieceReader();
  PieceReader(const PieceReader&) = delete;
  PieceReader& operator=(const PieceReader&) = delete;

  [[nodiscard]] std::size_t size() const { return size_; }  // when it was opened
  // Empty at the end; stands until the next call.
  std::string_view next();

 private:
  static constexpr std::size_t piece = 65536;
  std::string path_;
  int fd_{-1};
  std::size_t size_{};
  std::unique_ptr<char[]> bytes_{};
};

}  // namespace stipple
