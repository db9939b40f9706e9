// SPDX-License-Identifier: Apache-2.0
// A bar with the remaining time on a terminal's standard error; nothing in a pipe or when quiet.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace stipple {

class ProgressBar {
 public:
  ProgressBar(std::string what, bool quiet);
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;
  ~ProgressBar() { finish(); }
  // Work goes on that was begun before: the time until now was not spent on it.
  void begin_at(double share);
  void show(std::size_t done, std::size_t total);
  void finish();  // clears the line

 private:
  std::string what_;
  bool on_{};
  bool drawn_{};
  double begun_at_{};
  std::chrono::steady_clock::time_point start_, last_;
};

}  // namespace stipple
