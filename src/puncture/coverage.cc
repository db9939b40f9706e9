// SPDX-License-Identifier: Apache-2.0
#include "puncture/coverage.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <numbers>

#include "core/error.h"

namespace stipple {
namespace {

constexpr std::size_t kTimes = 5;       // none, once, twice, three times, four or more
constexpr std::size_t kBandRows = 128;  // rows of the raster that are filled at a time

// The part of a line that a figure cuts out; empty when low > high.
struct Span {
  double low{1.0}, high{-1.0};
  [[nodiscard]] bool empty() const { return low > high; }
};

Span both(Span a, Span b) { return {std::max(a.low, b.low), std::min(a.high, b.high)}; }
// Of two parts of one convex figure.
Span together(Span a, Span b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  return {std::min(a.low, b.low), std::max(a.high, b.high)};
}

// Where a + b x lies between low and high.
Span between(double a, double b, double low, double high) {
  constexpr double everywhere = 1e300;
  if (std::abs(b) < 1e-12) return a >= low && a <= high ? Span{-everywhere, everywhere} : Span{};
  const double p = (low - a) / b, q = (high - a) / b;
  return {std::min(p, q), std::max(p, q)};
}

// A needle's section swept straight along its slit; x and y from the puncture.
struct Capsule {
  double x{}, y{}, radius{}, length{}, cos{1.0}, sin{};

  [[nodiscard]] double lowest() const { return y + std::min(0.0, length * sin) - radius; }
  [[nodiscard]] double highest() const { return y + std::max(0.0, length * sin) + radius; }

  [[nodiscard]] Span disc(double dx, double dy) const {
    const double square = radius * radius - dy * dy;
    if (square < 0.0) return {};
    const double half = std::sqrt(square);
    return {dx - half, dx + half};
  }
  [[nodiscard]] Span on_line(double line) const {
    const double dy = line - y;
    Span span = disc(0.0, dy);
    if (length > 0.0) {
      span = together(span, disc(length * cos, dy - length * sin));
      span = together(span, both(between(dy * sin, cos, 0.0, length),
                                 between(dy * cos, -sin, -radius, radius)));
    }
    return {x + span.low, x + span.high};
  }
};

Capsule capsule_of(const PunctureMap& map, std::size_t i, double radius) {
  Capsule c{.x = map.x[i], .y = map.y[i], .radius = radius, .length = map.slit[i]};
  if (c.length > 0.0) {
    const double angle = map.direction[i] * std::numbers::pi / 180.0;
    c.cos = std::cos(angle);
    c.sin = std::sin(angle);
  }
  return c;
}

// Cells that tile a length, and the coarse ones above them.
struct Axis {
  std::size_t cells{}, coarse{};
  double cell{}, per_mm{};
  Axis(double length, double fine, double rough)
      : cells(static_cast<std::size_t>(std::max(1.0, std::ceil(length / fine)))),
        coarse(static_cast<std::size_t>(std::max(1.0, std::ceil(length / rough)))),
        cell(length / static_cast<double>(cells)),
        per_mm(1.0 / cell) {
    coarse = std::min(coarse, cells);
  }
  // First cell whose middle is not before x, at most `last`.
  [[nodiscard]] std::size_t from(double x, std::size_t last) const {
    const double k = x * per_mm - 0.5;
    if (!(k > 0.0)) return 0;
    if (k >= static_cast<double>(last)) return last;
    const auto whole = static_cast<std::size_t>(k);
    return whole + static_cast<std::size_t>(static_cast<double>(whole) < k);
  }
  // One past the last cell whose middle is not beyond x.
  [[nodiscard]] std::size_t to(double x, std::size_t last) const {
    const double k = x * per_mm + 0.5;
    if (!(k > 0.0)) return 0;
    return k >= static_cast<double>(last) ? last : static_cast<std::size_t>(k);
  }
  [[nodiscard]] std::size_t start_of_coarse(std::size_t k) const { return k * cells / coarse; }
};

// Sixteen neighbouring cells at a time: a slit is some twenty wide.
constexpr std::size_t kLanes = 16;
using Cells __attribute__((vector_size(kLanes))) = std::uint8_t;
using Flags __attribute__((vector_size(kLanes))) = std::int8_t;

// One more in each of the first `count` cells, up to 255; the rest of the sixteen stay.
void count_up(std::uint8_t* first, std::size_t count) {
  static constexpr auto ones = [] {
    std::array<std::int8_t, 2 * kLanes> list{};
    std::fill_n(list.begin(), kLanes, std::int8_t{1});
    return list;
  }();
  Cells cells;
  Flags wanted;
  std::memcpy(&cells, first, kLanes);
  std::memcpy(&wanted, ones.data() + kLanes - count, kLanes);
  cells += reinterpret_cast<Cells>(wanted & (cells != 255));
  std::memcpy(first, &cells, kLanes);
}

// How often each cell of a band of rows is covered, up to 255.
class Band {
 public:
  Band(const Axis& x, const Axis& y) : x_(x), y_(y), count_(x.cells * kBandRows + kLanes) {}

  void clear(std::size_t first_row) {
    first_ = first_row;
    end_ = std::min(first_row + kBandRows, y_.cells);
    std::ranges::fill(count_, std::uint8_t{0});
  }
  void fill(const Capsule& c) {
    const std::size_t last = y_.to(c.highest(), end_);
    for (std::size_t row = std::max(first_, y_.from(c.lowest(), end_)); row < last; ++row) {
      const Span span = c.on_line((static_cast<double>(row) + 0.5) * y_.cell);
      if (span.empty()) continue;
      std::uint8_t* line = row_at(row);
      const std::size_t to = x_.to(span.high, x_.cells);
      for (std::size_t k = x_.from(span.low, x_.cells); k < to; k += kLanes)
        count_up(line + k, std::min(kLanes, to - k));
    }
  }
  [[nodiscard]] std::size_t first() const { return first_; }
  [[nodiscard]] std::size_t end() const { return end_; }
  // Cells of a part of a row that are covered at least so often.
  [[nodiscard]] std::uint32_t covered(std::size_t row, std::size_t from, std::size_t to,
                                      std::uint8_t times) const {
    const std::uint8_t* line = count_.data() + (row - first_) * x_.cells;
    std::uint32_t sum = 0;
    for (std::size_t k = from; k < to; ++k) sum += line[k] >= times;
    return sum;
  }

 private:
  std::uint8_t* row_at(std::size_t row) { return count_.data() + (row - first_) * x_.cells; }
  const Axis& x_;
  const Axis& y_;
  std::vector<std::uint8_t> count_;
  std::size_t first_{}, end_{};
};

// Cells of the patch covered at least once, twice ...; once also by coarse cells.
struct Tally {
  std::array<double, kTimes> at_least{};
  std::vector<double> coarse{};

  void add(const Band& band, const Axis& x, const Axis& y) {
    for (std::size_t row = band.first(); row < band.end(); ++row) {
      const std::size_t across = coarse_row(y, row) * x.coarse;
      for (std::size_t k = 0; k < x.coarse; ++k)
        coarse[across + k] += band.covered(row, x.start_of_coarse(k), x.start_of_coarse(k + 1), 1);
      for (std::size_t times = 1; times < kTimes; ++times)
        at_least[times] += band.covered(row, 0, x.cells, static_cast<std::uint8_t>(times));
    }
  }
  static std::size_t coarse_row(const Axis& y, std::size_t row) {
    std::size_t k = row * y.coarse / y.cells;
    while (y.start_of_coarse(k + 1) <= row) ++k;
    return k;
  }
};

// Which punctures reach into which band.
std::vector<std::vector<std::uint32_t>> by_band(const PunctureMap& map, double radius,
                                                const Axis& y) {
  std::vector<std::vector<std::uint32_t>> bands((y.cells + kBandRows - 1) / kBandRows);
  for (std::size_t i = 0; i < map.size(); ++i) {
    const Capsule c = capsule_of(map, i, radius);
    const std::size_t from = y.from(c.lowest(), y.cells), to = y.to(c.highest(), y.cells);
    for (std::size_t b = from / kBandRows; b * kBandRows < to; ++b)
      bands[b].push_back(static_cast<std::uint32_t>(i));
  }
  return bands;
}

Coverage from_tally(const Tally& tally, const Axis& x, const Axis& y) {
  const double cells = static_cast<double>(x.cells) * static_cast<double>(y.cells);
  Coverage c{.share = tally.at_least[1] / cells,
             .cell = std::max(x.cell, y.cell),
             .columns = static_cast<int>(x.coarse),
             .rows = static_cast<int>(y.coarse)};
  for (std::size_t k = 0; k < kTimes; ++k) {
    const double above = k + 1 < kTimes ? tally.at_least[k + 1] : 0.0;
    c.times.push_back(((k == 0 ? cells : tally.at_least[k]) - above) / cells);
  }
  for (std::size_t row = 0; row < y.coarse; ++row)
    for (std::size_t k = 0; k < x.coarse; ++k) {
      const auto size = (x.start_of_coarse(k + 1) - x.start_of_coarse(k)) *
                        (y.start_of_coarse(row + 1) - y.start_of_coarse(row));
      c.map.push_back(
          static_cast<float>(tally.coarse[row * x.coarse + k] / static_cast<double>(size)));
    }
  return c;
}

}  // namespace

Coverage coverage_of(const PunctureMap& map, double needle_radius, const CoverageOptions& options) {
  STIPPLE_REQUIRE(needle_radius > 0.0 && map.width > 0.0 && map.height > 0.0);
  const double cell = needle_radius / options.cells_per_radius;
  const Axis x(map.width, cell, options.coarse), y(map.height, cell, options.coarse);
  Tally tally{.coarse = std::vector<double>(x.coarse * y.coarse)};
  Band band(x, y);
  const auto bands = by_band(map, needle_radius, y);
  for (std::size_t b = 0; b < bands.size(); ++b) {
    band.clear(b * kBandRows);
    for (const std::uint32_t i : bands[b]) band.fill(capsule_of(map, i, needle_radius));
    tally.add(band, x, y);
  }
  return from_tally(tally, x, y);
}

}  // namespace stipple
