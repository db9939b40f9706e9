// SPDX-License-Identifier: Apache-2.0
// A folder that results go to.
#pragma once

#include <optional>
#include <string>

namespace stipple {

// Makes it if need be and sees that it can be written to: told before the work, not after it.
// Failure{cannot_write}.
void make_folder(const std::string& folder);

// For runs of hours: no second one into the same folder at the same time. The system lets go of it
// however the program ends.
class FolderLock {
 public:
  explicit FolderLock(const std::string& folder);  // Failure{cannot_write} while another holds it
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;
  ~FolderLock();

 private:
  int fd_;
};

// What a killed run left of files half written: `<name>.<number>-<number>`. Under the lock alone.
void remove_parts(const std::string& folder, const std::string& name);
// The same of all names that begin and end so.
void remove_parts(const std::string& folder, const std::string& begin, const std::string& end);

// Bytes that the disk under a folder still takes, which need not be there yet. None where the
// system does not say.
std::optional<double> disk_left(const std::string& folder);

}  // namespace stipple
