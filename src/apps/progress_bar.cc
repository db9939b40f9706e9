// SPDX-License-Identifier: Apache-2.0
#include "apps/progress_bar.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace stipple {
namespace {

std::string duration_words(double seconds) {
  if (seconds < 90.0) return fmt::format("{:.0f} s", seconds);
  if (seconds < 5400.0) return fmt::format("{:.0f} min", seconds / 60.0);
  return fmt::format("{:.1f} h", seconds / 3600.0);
}

}  // namespace

ProgressBar::ProgressBar(std::string what, bool quiet)
    : what_(std::move(what)),
      on_(!quiet && isatty(STDERR_FILENO) != 0),
      start_(std::chrono::steady_clock::now()),
      last_(start_ - std::chrono::seconds(1)) {}

void ProgressBar::begin_at(double share) {
  begun_at_ = share;
  start_ = std::chrono::steady_clock::now();
}

void ProgressBar::show(std::size_t done, std::size_t total) {
  if (!on_ || total == 0) return;
  const auto now = std::chrono::steady_clock::now();
  if (now - last_ < std::chrono::milliseconds(100) && done < total) return;
  last_ = now;
  const double share = static_cast<double>(done) / static_cast<double>(total);
  const double spent = std::chrono::duration<double>(now - start_).count();
  const double left = share > begun_at_ ? spent * (1.0 - share) / (share - begun_at_) : 0.0;
  constexpr int width = 30;
  const int full = static_cast<int>(share * width);
  fmt::print(stderr, "\r{} [{:=<{}}{: <{}}] {:3.0f} %  {} left   ", what_, "", full, "",
             width - full, 100.0 * share, duration_words(left));
  std::fflush(stderr);
  drawn_ = true;
}

void ProgressBar::finish() {
  if (drawn_) fmt::print(stderr, "\r{: <72}\r", "");
  drawn_ = false;
}

}  // namespace stipple
