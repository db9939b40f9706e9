// SPDX-License-Identifier: Apache-2.0
#include "appearance/decoration.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <string_view>
#include <utility>

#include "numerics/team.h"

namespace stipple {
namespace {

double squared(double x) { return x * x; }
double bell(double x) { return std::exp(-x * x); }
double eased(double t) { return t * t * t * (t * (6.0 * t - 15.0) + 10.0); }
// 0 before, 1 after, over `width` about `middle`.
double step_at(double x, double middle, double width) {
  const double t = std::clamp(0.5 + (x - middle) / width, 0.0, 1.0);
  return t * t * (3.0 - 2.0 * t);
}

// A number for each knot of an endless lattice.
std::uint64_t knot(std::int64_t i, std::int64_t j) {
  return static_cast<std::uint64_t>(i) * 0x9E3779B97F4A7C15U ^
         static_cast<std::uint64_t>(j) * 0xC2B2AE3D27D4EB4FU;
}

// Smooth hills and hollows between -1 and 1, one to a unit square.
class Hills {
 public:
  Hills(Seed seed, std::string_view tag) : key_(seed.stream(tag).bits()) {}
  double operator()(double x, double z) const {
    const double i = std::floor(x), j = std::floor(z);
    const double s = eased(x - i), t = eased(z - j);
    return (1.0 - t) * ((1.0 - s) * at(i, j) + s * at(i + 1, j)) +
           t * ((1.0 - s) * at(i, j + 1) + s * at(i + 1, j + 1));
  }
  // The two nearest of points that lie one in each square: how much farther the second is.
  [[nodiscard]] double wall(double x, double z) const {
    const double i = std::floor(x), j = std::floor(z);
    double nearest = 9.0, second = 9.0;
    for (int di = -1; di <= 1; ++di)
      for (int dj = -1; dj <= 1; ++dj) {
        RandomStream r = stream(i + di, j + dj);
        const double px = i + di + r.uniform(), pz = j + dj + r.uniform();
        const double d = std::hypot(x - px, z - pz);
        second = std::min(second, std::max(d, nearest));
        nearest = std::min(nearest, d);
      }
    return second - nearest;
  }

 private:
  [[nodiscard]] RandomStream stream(double i, double j) const {
    return RandomStream(key_ ^ knot(static_cast<std::int64_t>(i), static_cast<std::int64_t>(j)));
  }
  [[nodiscard]] double at(double i, double j) const { return 2.0 * stream(i, j).uniform() - 1.0; }
  std::uint64_t key_;
};

// Shapes at a place in micrometres, before their mean is made 1. The numbers in them are drawing.

// Wavy bundles as thick as `width`, `longer` times as long, with clear gaps between.
double bundles(const Hills& hills, double x, double z, double width, double longer,
               double contrast) {
  const double wave = 2.2 * width * hills(x / (8.0 * width), z / (8.0 * width) + 50.0);
  const double u = x / (longer * width), v = (z + wave) / width;
  const double n = hills(u, v) + 0.45 * hills(2.0 * u + 17.0, 2.0 * v);
  const double gap = bell(n / 0.2);
  return (1.0 - contrast * gap) * (1.0 + 0.25 * hills(3.0 * u, 3.0 * v + 90.0));
}
// Thin threads with nothing between them.
double threads_of(const Hills& hills, double x, double z, double width, double height) {
  const double wave = 0.5 * std::min(width, height) * hills(x / 40.0, z / 40.0 + 30.0);
  const double u = (x + wave) / width, v = (z + wave) / height;
  return bell((hills(u, v) + 0.4 * hills(2.3 * u + 7.0, 2.3 * v)) / 0.06);
}

// A pattern with the mean 1: its mean is taken over a place far from the block.
class EvenPattern {
 public:
  using Shape = std::function<double(double, double)>;
  EvenPattern(Shape shape, double step_um) : shape_(std::move(shape)) {
    constexpr int kSamples = 160;
    double sum = 0.0;
    for (int i = 0; i < kSamples; ++i)
      for (int j = 0; j < kSamples; ++j) sum += shape_(1e5 + i * step_um, 1e5 + j * step_um);
    scale_ = kSamples * kSamples / sum;
  }
  double operator()(double x, double z) const { return scale_ * shape_(x, z); }

 private:
  Shape shape_;
  double scale_{};
};

class Patterns {
 public:
  Patterns(Seed seed, const GrainSizes& g)
      : hills_(seed, "fibres"),
        coarse_(fibres(g.reticular_um, 5.0, g.contrast), 0.7 * g.reticular_um),
        fine_(fibres(g.papillary_um, 2.5, 0.6 * g.contrast), 0.7 * g.papillary_um),
        leaves_(fibres(g.horny_um, 9.0, g.contrast), 0.7 * g.horny_um),
        elastic_(threads(5.0 * g.reticular_um, 1.3 * g.reticular_um), 0.7 * g.reticular_um),
        upright_(threads(3.5 * g.papillary_um, 18.0 * g.papillary_um), 1.7 * g.papillary_um),
        walls_([h = hills_, size = g.fat_cell_um](
                   double x, double z) { return bell(h.wall(x / size, z / size) / 0.07); },
               0.13 * g.fat_cell_um) {}

  void draw(SectionAmounts& s, int column, int row) const {
    const double x = s.left_um + (column + 0.5) * s.micrometres_per_pixel;
    const double z = s.top_um + (row + 0.5) * s.micrometres_per_pixel;
    const std::size_t i = s.pixel(column, row);
    const auto times = [&](Constituent c, double factor) {
      s.of[c][i] = static_cast<float>(s.of[c][i] * factor);
    };
    if (s.of[kHorny][i] > 0.0F) times(kHorny, leaves_(x, z));
    if (s.of[kClotFill][i] > 0.0F) times(kClotFill, fine_(x + 777.0, z));
    if (z < s.junction_um - s.micrometres_per_pixel) return;
    const double deep = step_at(z, s.reticular_um, 60.0), fat = step_at(z, s.fat_um, 20.0);
    const double fibre = blend(fine_, coarse_, deep, x, z);
    const double thread = blend(upright_, elastic_, deep, x, z);
    const double wall = fat > 0.0 ? walls_(x, z) : 1.0;
    times(kMatureFibres, (1.0 - fat) * fibre + fat * wall);
    times(kYoungFibres, (1.0 - fat) * fibre + fat * wall);
    times(kElasticFibres, (1.0 - fat) * thread + fat * wall);
    times(kFat, wall);
  }

 private:
  [[nodiscard]] EvenPattern::Shape fibres(double width, double longer, double contrast) const {
    return [h = hills_, width, longer, contrast](double x, double z) {
      return bundles(h, x, z, width, longer, contrast);
    };
  }
  [[nodiscard]] EvenPattern::Shape threads(double width, double height) const {
    return [h = hills_, width, height](double x, double z) {
      return threads_of(h, x, z, width, height);
    };
  }
  static double blend(const EvenPattern& a, const EvenPattern& b, double share, double x,
                      double z) {
    if (share <= 0.0) return a(x, z);
    if (share >= 1.0) return b(x, z);
    return (1.0 - share) * a(x, z) + share * b(x, z);
  }

  Hills hills_;
  EvenPattern coarse_, fine_, leaves_, elastic_, upright_, walls_;
};

void draw_fibres(SectionAmounts& s, const GrainSizes& g, Seed seed, int threads) {
  const Patterns patterns(seed, g);
  Team team(threads);
  team.share(s.height, [&](int first, int last) {
    for (int row = first; row < last; ++row)
      for (int column = 0; column < s.width; ++column) patterns.draw(s, column, row);
  });
}

// An upright or slanting ellipse of the area of a nucleus.
struct Nucleus {
  double x{}, z{};           // micrometres
  double longer{}, angle{};  // axes' ratio; of the longer one, from the surface's direction
};

Nucleus shaped(Constituent kind, double x, double z, const SectionAmounts& s, double chance) {
  switch (kind) {
    case kEpidermalNuclei: {
      // Upright at the base, flat below the horny layer.
      const double height = 1.0 - z / std::max(s.junction_um, 1.0);
      const double longer = height < 0.3 ? 1.5 : height < 0.65 ? 1.15 : 2.2;
      return {x, z, longer, height < 0.3 ? 1.57 : 0.4 * (chance - 0.5)};
    }
    case kDermalNuclei: return {x, z, 3.6, 1.4 * (chance - 0.5)};
    default: return {x, z, 1.2, 3.14 * chance};
  }
}

void draw_nucleus(SectionAmounts& s, std::vector<float>& amounts, const Nucleus& n,
                  double diameter_um) {
  const double pixel = s.micrometres_per_pixel;
  const double major = 0.5 * diameter_um * std::sqrt(n.longer);
  const double minor = 0.5 * diameter_um / std::sqrt(n.longer);
  const double soft = std::max(0.9, pixel);
  const auto first = [&](double from, double corner) {
    return std::max(0, static_cast<int>(std::floor((from - corner) / pixel)));
  };
  const double reach = major + soft;
  const int last_column = std::min(s.width - 1, first(n.x + reach, s.left_um));
  const int last_row = std::min(s.height - 1, first(n.z + reach, s.top_um));
  for (int row = first(n.z - reach, s.top_um); row <= last_row; ++row)
    for (int column = first(n.x - reach, s.left_um); column <= last_column; ++column) {
      const double dx = s.left_um + (column + 0.5) * pixel - n.x;
      const double dz = s.top_um + (row + 0.5) * pixel - n.z;
      const double along = (dx * std::cos(n.angle) + dz * std::sin(n.angle)) / major;
      const double across = (dz * std::cos(n.angle) - dx * std::sin(n.angle)) / minor;
      const double inside = (1.0 - std::hypot(along, across)) * minor / soft + 0.5;
      amounts[s.pixel(column, row)] += static_cast<float>(std::clamp(inside, 0.0, 1.0));
    }
}

// At most one nucleus in each square of a lattice as wide as a nucleus, with the chance that makes
// their number the model's.
void draw_nuclei(SectionAmounts& s, Constituent kind, std::string_view tag, double diameter_um,
                 Seed seed) {
  const std::vector<float> wanted = s.of[kind];
  std::fill(s.of[kind].begin(), s.of[kind].end(), 0.0F);
  const double pixel = s.micrometres_per_pixel;
  const double squares = squared(diameter_um) / (0.25 * 3.14159265358979 * squared(diameter_um));
  const auto index = [&](double um) { return static_cast<int>(std::floor(um / diameter_um)); };
  const std::uint64_t key = seed.stream(tag).bits();
  for (int j = index(s.top_um); j <= index(s.top_um + s.height * pixel); ++j)
    for (int i = index(s.left_um); i <= index(s.left_um + s.width * pixel); ++i) {
      RandomStream r(key ^ knot(i, j));
      const double x = (i + r.uniform()) * diameter_um, z = (j + r.uniform()) * diameter_um;
      const int column = static_cast<int>(std::floor((x - s.left_um) / pixel));
      const int row = static_cast<int>(std::floor((z - s.top_um) / pixel));
      if (column < 0 || column >= s.width || row < 0 || row >= s.height) continue;
      if (r.uniform() < static_cast<double>(wanted[s.pixel(column, row)]) * squares)
        draw_nucleus(s, s.of[kind], shaped(kind, x, z, s, r.uniform()), diameter_um);
    }
}

}  // namespace

SectionAmounts decorated(SectionAmounts s, const StainParameters& p, Seed seed, int threads) {
  draw_fibres(s, p.grain, seed, threads);
  draw_nuclei(s, kEpidermalNuclei, "epidermal nuclei", p.tissue.nucleus_um, seed);
  draw_nuclei(s, kDermalNuclei, "dermal nuclei", p.tissue.nucleus_um, seed);
  draw_nuclei(s, kLeukocyteNuclei, "leukocyte nuclei", p.tissue.nucleus_um, seed);
  return s;
}

}  // namespace stipple
