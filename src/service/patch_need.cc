// SPDX-License-Identifier: Apache-2.0
#include "service/patch_need.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/error.h"
#include "service/folder.h"
#include "service/memory_need.h"
#include "service/patch_pictures.h"

namespace stipple {
namespace {

constexpr double kKiB = 1024.0;
// The program, its data, channels, curves.
constexpr double kBytesAside = 64.0 * kKiB * kKiB;

// Counted on courses at the usual tolerance: a rise as the logarithm of the time since the visit.
constexpr double kStepsAnEFold = 38.0;  // for each e-fold of the time
constexpr double kShortTime = 0.03;     // day

double steps_since(double days) { return kStepsAnEFold * std::log1p(days / kShortTime); }

}  // namespace

ExpectedSteps::ExpectedSteps(std::vector<double> visits, double end_day)
    : visits_(std::move(visits)), end_day_(end_day) {
  std::erase_if(visits_, [&](double visit) { return visit >= end_day; });
}

double ExpectedSteps::until(double now) const {
  double steps = 0.0;
  for (std::size_t v = 0; v < visits_.size(); ++v) {
    if (now <= visits_[v]) break;
    const double next = v + 1 < visits_.size() ? visits_[v + 1] : end_day_;
    steps += steps_since(std::min(now, next) - visits_[v]);
  }
  return steps;
}

PatchNeed patch_need(const Pencils& p, int threads, bool set_points, std::size_t pictures,
                     const std::optional<std::string>& out_folder) {
  const double columns = static_cast<double>(p.columns());
  const double cells = columns * p.cells();
  const double stored =
      static_cast<double>(p.count()) * Pencils::width * p.cells();  // with idle lanes
  constexpr double number = sizeof(float);
  PatchNeed need;
  // The run with what it puts down; the watched values of every column.
  need.memory = kBytesAside + static_cast<double>(patch_bytes(p, threads, set_points, set_points)) +
                columns * number * (int{kObservedCount} + kSurfaceFieldCount);
  need.memory_free = memory_left();
  if (!out_folder) return need;
  // A new checkpoint is written beside the old one.
  need.disk = 2.0 * stored * number * (int{kFieldCount} + (set_points ? 5 : 1)) +
              static_cast<double>(pictures) * picture_day_bytes(cells);
  need.disk_free = disk_left(*out_folder);
  return need;
}

void require_fits(const PatchNeed& need, const Pencils& p) {
  std::vector<Problem> problems;
  const std::string what =
      fmt::format("a patch of {} × {} × {} cells takes about", p.nx(), p.ny(), p.cells());
  if (need.memory_free && need.memory > *need.memory_free)
    problems.push_back(
        {.path = "--resolution patch",
         .message = fmt::format("{} {} of memory and {} are free: give a smaller --width or a "
                                "larger --cell",
                                what, bytes_words(need.memory), bytes_words(*need.memory_free))});
  if (need.disk_free && need.disk > *need.disk_free)
    problems.push_back(
        {.path = "--out",
         .message = fmt::format("{} {} on the disk and {} are free: give another --out, a smaller "
                                "--width or a larger --cell",
                                what, bytes_words(need.disk), bytes_words(*need.disk_free))});
  if (!problems.empty()) throw InvalidInput(std::move(problems));
}

std::string size_words(const Pencils& p, double depth_mm) {
  return fmt::format("{:.4g} × {:.4g} × {:.3g} mm in {} × {} × {} cells, {:.3g} µm wide",
                     p.nx() * p.side(), p.ny() * p.side(), depth_mm, p.nx(), p.ny(), p.cells(),
                     1000.0 * p.side());
}

std::string bytes_words(double bytes) {
  const double mib = bytes / (kKiB * kKiB);
  return mib < kKiB ? fmt::format("{:.0f} MiB", std::ceil(mib))
                    : fmt::format("{:.1f} GiB", mib / kKiB);
}

std::string duration_words(double seconds) {
  if (seconds < 90.0) return fmt::format("{:.0f} s", std::ceil(seconds));
  if (seconds < 5400.0) return fmt::format("{:.0f} min", seconds / 60.0);
  return fmt::format("{:.1f} h", seconds / 3600.0);
}

}  // namespace stipple
