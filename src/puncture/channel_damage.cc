// SPDX-License-Identifier: Apache-2.0
#include "puncture/channel_damage.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/error.h"
#include "puncture/channel_damage_kernel.h"
#include "puncture/torn_hole.h"

namespace stipple {
namespace {

using channel_kernel::Section;

constexpr double kLeast = 1e-6;      // damage below this is none
constexpr double kCollarEnds = 3.5;  // widths; e^-12 is left there

double radians(double degrees) { return degrees * std::numbers::pi / 180.0; }

// log(2 cosh x) without overflow.
double log_two_cosh(double x) {
  const double a = std::abs(x);
  return a + std::log1p(std::exp(-2.0 * a));
}

// Mean of (1 - tanh((z - depth)/cutoff))/2 over a layer.
double mean_share(const Channel& c, double top, double bottom) {
  const double thick = bottom - top;
  if (c.cutoff <= 0.0) return std::clamp((c.depth - top) / thick, 0.0, 1.0);
  const double fall =
      log_two_cosh((bottom - c.depth) / c.cutoff) - log_two_cosh((top - c.depth) / c.cutoff);
  const double share = 0.5 - 0.5 * c.cutoff / thick * fall;
  return share < kLeast ? 0.0 : share > 1.0 - kLeast ? 1.0 : share;
}

struct Range {
  double low{}, high{};
};

// Copies of a range, `period` apart, that meet 0..length: from `first` to `last`.
struct Copies {
  int first{}, last{};
};
Copies copies_of(Range r, double length, Sides sides) {
  if (sides == Sides::closed) return {0, r.high > 0.0 && r.low < length ? 0 : -1};
  return {static_cast<int>(std::ceil(-r.high / length)),
          static_cast<int>(std::floor((length - r.low) / length))};
}

// Whole steps that a range meets, of `count` from 0.
Copies steps_of(Range r, double step, int count) {
  return {std::max(0, static_cast<int>(std::floor(r.low / step))),
          std::min(count - 1, static_cast<int>(std::floor(r.high / step)))};
}

// Calls visit(pencil, x, y) for every copy of a channel that reaches into a pencil, with its place
// relative to the pencil's first column.
template <class Visit>
void for_each_pencil(const Pencils& p, const Channel& c, Range x, Range y, Visit visit) {
  const double width = p.nx() * p.side(), height = p.ny() * p.side();
  const double pencil = Pencils::width * p.side();
  const Copies across = copies_of(x, width, p.sides()), along = copies_of(y, height, p.sides());
  for (int v = along.first; v <= along.last; ++v)
    for (int u = across.first; u <= across.last; ++u) {
      const double dx = u * width, dy = v * height;
      const Copies rows = steps_of({y.low + dy, y.high + dy}, p.side(), p.ny());
      const Copies places = steps_of({x.low + dx, x.high + dx}, pencil, p.in_row());
      for (int j = rows.first; j <= rows.last; ++j)
        for (int b = places.first; b <= places.last; ++b)
          visit(j * p.in_row() + b, c.x + dx - b * pencil, c.y + dy - j * p.side());
    }
}

STIPPLE_CLONES void set_mean(const Section* sections, int count, float side, int across,
                             float* out) {
  const channel_kernel::Cells mean = channel_kernel::mean_damage(sections, count, side, across);
  for (int i = 0; i < Pencils::width; ++i) out[i] = mean[i];
}

}  // namespace

double slit_at(const Channel& c, double z) {
  const SlitShape& s = c.shape;
  if (z >= c.depth || c.slit <= 0.0) return 0.0;
  switch (s.by) {
    case SlitShape::By::even: return c.slit;
    case SlitShape::By::pen: {
      const double whole = fraction_below(s.travel * c.depth, s.size);
      const double below = fraction_below(s.travel * (c.depth - z), s.size);
      return std::max(0.0, (c.slit + s.compliance) * below / whole - s.compliance);
    }
    case SlitShape::By::drum: return roller_slit(z, c.depth, s.size, s.compliance);
  }
  return 0.0;
}

std::vector<Channel> channels_of(const PunctureMap& map, const PuncturePattern& pattern,
                                 const PunctureParameters& p) {
  const double radius = pattern.needle_radius;
  Channel c{.lumen = p.lumen_over_R * radius,
            .tear = radius,
            .collar = p.collar_w,
            .collar_width = p.collar_width_over_R * radius,
            .cutoff = p.cutoff};
  c.shape.compliance = p.lateral_compliance;
  const bool on_drum = std::holds_alternative<Roller>(pattern.drive);
  if (const auto* pen = std::get_if<Pen>(&pattern.drive)) {
    c.shape.by = SlitShape::By::pen;
    c.shape.size = pen->stroke.in(mm);
    c.shape.travel = pattern.depth.mean > 0.0 ? pattern.travel / pattern.depth.mean : 1.0;
  } else if (const auto* roller = std::get_if<Roller>(&pattern.drive)) {
    c.shape.by = SlitShape::By::drum;
    c.shape.size = roller->drum_radius.in(mm);
  }
  std::vector<Channel> channels;
  for (std::size_t i = 0; i < map.size(); ++i) {
    if (map.depth[i] <= 0.0F) continue;
    c.x = map.x[i];
    c.y = map.y[i];
    c.depth = map.depth[i];
    c.angle = on_drum ? 0.0 : map.angle[i];
    c.direction = map.direction[i];
    c.slit = map.slit[i];
    channels.push_back(c);
  }
  return channels;
}

double hole_radius_mm(const std::vector<Channel>& channels) {
  double area = 0.0, rim = 0.0;
  for (const Channel& c : channels) {
    const TornHole hole = torn_hole(c.tear, slit_at(c, 0.0));
    area += hole.area;
    rim += hole.rim;
  }
  return rim > 0.0 ? 2.0 * area / rim : 0.0;
}

Channel removed_core(double x, double y, double radius, double depth) {
  return {.x = x, .y = y, .depth = depth, .lumen = radius, .tear = radius};
}

ChannelDamage::ChannelDamage(std::span<const Channel> channels, const Pencils& pencils,
                             std::span<const double> edges, double junction,
                             const DamageSampling& sampling)
    : pencils_(pencils), across_(sampling.across) {
  STIPPLE_REQUIRE(static_cast<int>(edges.size()) == pencils.cells() + 1);
  STIPPLE_REQUIRE(sampling.across > 0 && sampling.depth > 0.0);
  // From one level to the next a leaning channel moves by no more than a point.
  double largest = sampling.depth;
  for (const Channel& c : channels) {
    STIPPLE_REQUIRE(c.angle >= 0.0 && c.angle < 90.0);
    if (c.angle > 0.0)
      largest = std::min(largest, pencils.side() / sampling.across / std::tan(radians(c.angle)));
  }
  cut_levels(edges, junction, largest);
  slice(channels);
  sort_into_pencils(channels);
}

void ChannelDamage::cut_levels(std::span<const double> edges, double junction, double largest) {
  for (int k = 0; k < pencils_.cells(); ++k) {
    const double top = edges[static_cast<std::size_t>(k)];
    const double thick = edges[static_cast<std::size_t>(k) + 1] - top;
    // A little more than a whole number of steps is that number.
    const int parts = std::max(1, static_cast<int>(std::ceil(thick / largest - 1e-6)));
    for (int i = 0; i < parts; ++i)
      levels_.push_back({.top = top + thick * i / parts,
                         .bottom = top + thick * (i + 1) / parts,
                         .cell = k,
                         .epidermal = top + 0.5 * thick < junction,
                         .part = 1.0F / static_cast<float>(parts)});
  }
}

void ChannelDamage::slice(std::span<const Channel> channels) {
  const double step = pencils_.side() / across_;
  for (const Channel& c : channels) {
    STIPPLE_REQUIRE(c.lumen >= 0.0 && c.tear >= 0.0 && c.cutoff >= 0.0);
    const double collar = c.collar_width > 0.0 ? c.collar : 0.0;
    const double reach =
        std::max(c.tear, c.lumen + (collar > 0.0 ? kCollarEnds * c.collar_width : 0.0)) + step;
    profiles_.push_back({.cos = static_cast<float>(std::cos(radians(c.direction))),
                         .sin = static_cast<float>(std::sin(radians(c.direction))),
                         .lumen = static_cast<float>(c.lumen),
                         .tear = static_cast<float>(c.tear),
                         .collar = static_cast<float>(collar),
                         .per_width = static_cast<float>(collar > 0.0 ? 1.0 / c.collar_width : 0.0),
                         .reach = static_cast<float>(reach)});
    const double mouth = slit_at(c, 0.0), lean = std::tan(radians(c.angle));
    for (const Level& level : levels_) {
      Slice s;
      if (c.depth > 0.0) s.share = static_cast<float>(mean_share(c, level.top, level.bottom));
      if (s.share > 0.0F) {
        const double z = 0.5 * (level.top + level.bottom), length = slit_at(c, z);
        s.from = static_cast<float>(z * lean + 0.5 * (mouth - length));
        s.length = static_cast<float>(length);
      }
      slices_.push_back(s);
    }
  }
}

void ChannelDamage::sort_into_pencils(std::span<const Channel> channels) {
  // Once to count, once to fill.
  first_.assign(static_cast<std::size_t>(pencils_.count()) + 1, 0);
  const auto for_each = [&](auto visit) {
    for (std::size_t k = 0; k < channels.size(); ++k) {
      const Profile& p = profiles_[k];
      Range run{1e300, -1e300};  // along its direction, over all depths
      for (std::size_t l = 0; l < levels_.size(); ++l)
        if (const Slice& s = slices_[k * levels_.size() + l]; s.share > 0.0F) {
          run.low = std::min(run.low, double{s.from});
          run.high = std::max(run.high, double{s.from} + s.length);
        }
      if (run.low > run.high) continue;
      const auto box = [&](double start, double direction) {
        const double a = start + direction * run.low, b = start + direction * run.high;
        return Range{std::min(a, b) - p.reach, std::max(a, b) + p.reach};
      };
      for_each_pencil(
          pencils_, channels[k], box(channels[k].x, p.cos), box(channels[k].y, p.sin),
          [&](int pencil, double x, double y) {
            visit(static_cast<std::size_t>(pencil),
                  Image{static_cast<int>(k), static_cast<float>(x), static_cast<float>(y)});
          });
    }
  };
  for_each([&](std::size_t pencil, const Image&) { ++first_[pencil + 1]; });
  for (std::size_t p = 1; p < first_.size(); ++p) first_[p] += first_[p - 1];
  images_.resize(first_.back());
  std::vector<std::size_t> next(first_.begin(), first_.end() - 1);
  for_each([&](std::size_t pencil, const Image& image) { images_[next[pencil]++] = image; });
}

bool ChannelDamage::like_above(std::span<const Image> images, std::size_t level) const {
  if (level == 0 || levels_[level].epidermal != levels_[level - 1].epidermal) return false;
  return std::ranges::all_of(
      images, [&](const Image& i) { return slice_at(i, level) == slice_at(i, level - 1); });
}

void ChannelDamage::of_pencil(int pencil, std::span<float> out) const {
  constexpr auto width = static_cast<std::size_t>(Pencils::width);
  const auto p = static_cast<std::size_t>(pencil);
  STIPPLE_REQUIRE(pencil >= 0 && pencil < pencils_.count());
  STIPPLE_REQUIRE(out.size() == static_cast<std::size_t>(pencils_.cells()) * width);
  std::ranges::fill(out, 0.0F);
  const std::span<const Image> images(images_.data() + first_[p], first_[p + 1] - first_[p]);
  std::vector<Section> sections;
  sections.reserve(images.size());
  float mean[Pencils::width]{};
  for (std::size_t l = 0; l < levels_.size(); ++l) {
    const Level& level = levels_[l];
    if (!like_above(images, l)) {
      sections.clear();
      for (const Image& i : images) {
        const Slice& s = slice_at(i, l);
        if (s.share <= 0.0F) continue;
        const Profile& c = profiles_[static_cast<std::size_t>(i.channel)];
        sections.push_back({i.x, i.y, c.cos, c.sin, s.from, s.length,
                            level.epidermal ? c.tear : c.lumen, level.epidermal ? 0.0F : c.collar,
                            c.per_width, s.share});
      }
      set_mean(sections.data(), static_cast<int>(sections.size()),
               static_cast<float>(pencils_.side()), across_, mean);
    }
    float* cell = out.data() + static_cast<std::size_t>(level.cell) * width;
    for (int i = 0; i < pencils_.filled(pencil % pencils_.in_row()); ++i)
      cell[i] = std::min(1.0F, cell[i] + level.part * mean[i]);
  }
}

std::vector<double> mean_damage(const ChannelDamage& damage) {
  const Pencils& pencils = damage.pencils();
  const auto cells = static_cast<std::size_t>(pencils.cells());
  std::vector<double> mean(cells, 0.0);
  std::vector<float> values(cells * Pencils::width);
  for (int p = 0; p < pencils.count(); ++p) {
    damage.of_pencil(p, values);
    for (std::size_t k = 0; k < cells; ++k)
      for (std::size_t i = 0; i < Pencils::width; ++i)
        mean[k] += double{values[k * Pencils::width + i]};
  }
  for (double& m : mean) m /= pencils.columns();
  return mean;
}

}  // namespace stipple
