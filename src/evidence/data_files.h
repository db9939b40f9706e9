// SPDX-License-Identifier: Apache-2.0
// The data that the program reasons with: the files below data/, built in, or a folder that
// replaces them. The evidence hash names their exact content, so that a result can be replayed.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stipple {

class DataFiles {
 public:
  // The files that were built into the program.
  static DataFiles embedded();
  // Every file below a folder; Failure when it cannot be read.
  static DataFiles from_directory(const std::string& directory);
  // The folder named by the user, else by the environment variable STIPPLE_DATA, else the built-in
  // files.
  static DataFiles choose(const std::optional<std::string>& directory);
  // Files given by name, for tests.
  explicit DataFiles(std::map<std::string, std::string, std::less<>> text_by_name);

  // The whole text of "parameters/healing.json"; Failure when there is no such file.
  [[nodiscard]] std::string_view text(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const;
  // Names in order, those that begin with the prefix.
  [[nodiscard]] std::vector<std::string> names(std::string_view prefix = {}) const;
  // SHA-256 over name, size and bytes of every file in order of name, as 64 hexadecimal digits.
  [[nodiscard]] std::string evidence_hash() const;

 private:
  std::map<std::string, std::string, std::less<>> files_;
};

}  // namespace stipple
