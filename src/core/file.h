// SPDX-License-Identifier: Apache-2.0
// Whole files in and out. A file is written beside its name and renamed into place: whoever reads
// it sees the old bytes or the new ones, never half of them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/error.h"

namespace stipple {

// Failure{cannot_read} when missing, unreadable or no plain file; InvalidInput above the limit,
// which is checked before anything is read.
std::string read_file(const std::string& path, std::size_t limit_bytes);
// Failure{cannot_write}; nothing is left behind then.
void atomic_write(const std::string& path, std::string_view bytes);

// The same for what is too large to hold twice: written piece by piece, in place when finished.
class NewFile {
 public:
  explicit NewFile(std::string path);  // each: Failure{cannot_write}
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  ~NewFile();  // unfinished: nothing is left behind
  void write(std::string_view bytes);
  void finish();

 private:
  [[nodiscard]] Failure failure() const;

  std::string path_, temporary_{};
  int fd_{-1};
};

}  // namespace stipple
