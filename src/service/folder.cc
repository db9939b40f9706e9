// SPDX-License-Identifier: Apache-2.0
#include "service/folder.h"

#include <fmt/format.h>

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

}  // namespace stipple
