// SPDX-License-Identifier: Apache-2.0
#include "appearance/section.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "core/error.h"
#include "numerics/team.h"

namespace stipple {
namespace {

constexpr double kMostPixels = 16e6;
constexpr double kMicrometres = 1000.0;  // in a mm

std::size_t size(int n) { return static_cast<std::size_t>(n); }

// Two neighbours and the share of the second.
struct Between {
  int first{}, second{};
  double share{};
};

double mix(double a, double b, double share) { return (1.0 - share) * a + share * b; }

// Between the columns of a row at a place in mm.
Between columns_at(double mm, int n, double side, Sides sides) {
  const double place = mm / side - 0.5;  // in cells, from the centre of the first
  const double below = std::floor(place);
  const auto bounded = [&](int i) {
    return sides == Sides::periodic ? (i % n + n) % n : std::clamp(i, 0, n - 1);
  };
  const int first = static_cast<int>(below);
  return {bounded(first), bounded(first + 1), place - below};
}

// Between the centres of dermal cells at a depth.
Between cells_at(double depth, const std::vector<double>& centres) {
  const auto above = std::upper_bound(centres.begin(), centres.end(), depth);
  const int last = static_cast<int>(centres.size()) - 1;
  const int second = std::min(static_cast<int>(above - centres.begin()), last);
  const int first = std::max(second - 1, 0);
  const double gap = centres[size(second)] - centres[size(first)];
  const double share = gap > 0.0 ? (depth - centres[size(first)]) / gap : 0.0;
  return {first, second, std::clamp(share, 0.0, 1.0)};
}

double amount_of(const std::vector<float>& field, std::size_t place) {
  return std::max(0.0, static_cast<double>(field[place]));
}
double home_at(const std::vector<float>& home, std::size_t place) {
  return home.empty() ? 1.0 : static_cast<double>(home[place]);
}

double nucleus_mm2(const TissueMakeUp& t) {
  const double radius = 0.5 * t.nucleus_um / kMicrometres;
  return 3.14159265358979 * radius * radius;
}

const LayerMakeUp& make_up(const TissueMakeUp& t, Layer layer) {
  return t.layers[static_cast<std::size_t>(layer)];
}

// Fibres pass from papillary to reticular dermis little by little; cells as the model has them.
LayerMakeUp make_up_of(const TissueMakeUp& t, Layer layer, double mm_below_papillary) {
  LayerMakeUp make = make_up(t, layer);
  if (layer != Layer::papillary && layer != Layer::reticular) return make;
  const LayerMakeUp &upper = make_up(t, Layer::papillary), &lower = make_up(t, Layer::reticular);
  const double share = std::clamp(0.5 + mm_below_papillary / t.papillary_blend_mm, 0.0, 1.0);
  make.collagen = mix(upper.collagen, lower.collagen, share);
  make.elastin = mix(upper.elastin, lower.elastin, share);
  return make;
}

// One cell of dermis or fat.
Amounts dermal_amounts(const TissueBlock& b, std::size_t place, Layer layer,
                       const LayerMakeUp& make, const TissueMakeUp& t) {
  const auto of = [&](Field f) { return amount_of(b.volume[f], place); };
  const double clot = std::min(of(kClot), 1.0);
  const double matrix = 1.0 - t.clot_displaces * clot;
  const double collagen = matrix * make.collagen * home_at(b.collagen_home, place);
  const double leukocytes = of(kNeutrophils) + of(kMacrophages1) + of(kMacrophages2);
  const double fibroblasts = make.fibroblasts * (of(kFibroblasts) + of(kMyofibroblasts));
  const double vessels = make.vessels * of(kVessels);
  Amounts a{};
  a[kMatureFibres] = (1.0 - t.young_share) * collagen * of(kMatureCollagen);
  a[kYoungFibres] = t.young_share * collagen * of(kYoungCollagen);
  a[kElasticFibres] = matrix * make.elastin * home_at(b.elastin_home, place) * of(kElastin);
  a[kClotFill] = clot;
  a[kCytoplasm] = fibroblasts + leukocytes;
  a[kVesselFill] = vessels;
  a[kFat] = layer == Layer::fat ? matrix : 0.0;
  a[kMelaninGrains] = of(kDermalMelanin);
  a[kDermalNuclei] =
      nucleus_mm2(t) * (t.fibroblast_profiles * fibroblasts + t.vessel_profiles * vessels);
  a[kLeukocyteNuclei] = nucleus_mm2(t) * t.leukocyte_profiles * leukocytes;
  return a;
}

double first_depth(const TissueBlock& b, Layer layer) {
  for (int k = 0; k < b.nz(); ++k)
    if (b.layers[size(k)] >= layer) return b.edges_mm[size(k)];
  return b.edges_mm.back();
}

// The block in the plane of the cut.
struct Slice {
  int nx{};
  double junction_mm{};             // depth of the basement membrane
  std::vector<double> centres{};    // of dermal cells
  std::vector<Amounts> dermis{};    // [dermal cell * nx + i]
  std::vector<double> epidermis{};  // e, of each column
  std::vector<double> melanin{};    // M with its home
};

Slice slice_of(const TissueBlock& b, double y_mm, const TissueMakeUp& t) {
  const Between rows = columns_at(y_mm, b.ny, b.side_mm, b.sides);
  const auto blend = [&](auto value_in_row) {
    return mix(value_in_row(rows.first), value_in_row(rows.second), rows.share);
  };
  Slice s;
  s.nx = b.nx;
  s.junction_mm = b.edges_mm.front();
  const double reticular = first_depth(b, Layer::reticular);
  for (int i = 0; i < b.nx; ++i) {
    s.epidermis.push_back(
        blend([&](int j) { return amount_of(b.surface[kEpidermis], b.at(i, j)); }));
    s.melanin.push_back(blend([&](int j) {
      return amount_of(b.surface[kMelanin], b.at(i, j)) * home_at(b.melanin_home, b.at(i, j));
    }));
  }
  for (int k = 0; k < b.nz(); ++k) {
    if (b.layers[size(k)] == Layer::epidermis) {
      s.junction_mm = b.edges_mm[size(k) + 1];
      continue;
    }
    s.centres.push_back(0.5 * (b.edges_mm[size(k)] + b.edges_mm[size(k) + 1]));
    const Layer layer = b.layers[size(k)];
    const LayerMakeUp make = make_up_of(t, layer, s.centres.back() - reticular);
    for (int i = 0; i < b.nx; ++i) {
      const Amounts first = dermal_amounts(b, b.at(i, rows.first, k), layer, make, t);
      const Amounts second = dermal_amounts(b, b.at(i, rows.second, k), layer, make, t);
      Amounts a{};
      for (std::size_t c = 0; c < a.size(); ++c) a[c] = mix(first[c], second[c], rows.share);
      s.dermis.push_back(a);
    }
  }
  return s;
}

// How far [from, to] reaches into [first, last], as a share of it.
double overlap(double from, double to, double first, double last) {
  return std::max(0.0, std::min(to, last) - std::max(from, first)) / (to - from);
}

// What one pixel of a column sees.
class Looker {
 public:
  Looker(const Slice& slice, const TissueMakeUp& tissue) : s_(slice), t_(tissue) {
    const double living = std::max(s_.junction_mm - t_.horny_mm, 0.25 * s_.junction_mm);
    const double deep = (t_.slice_um + t_.nucleus_um) / kMicrometres;
    if (living > 0.0) nuclei_ = nucleus_mm2(t_) * t_.keratinocytes_per_mm2 * deep / living;
    melanin_scale_ = s_.junction_mm / t_.melanin_depth_mm;
  }

  // Between depths `from` and `to`; the dermis is taken at its middle.
  [[nodiscard]] Amounts at(const Between& x, double from, double to) const {
    const double e = mix(s_.epidermis[size(x.first)], s_.epidermis[size(x.second)], x.share);
    const double top = s_.junction_mm * (1.0 - e);
    const double living = std::min(top + t_.horny_mm * std::min(e, 1.0), s_.junction_mm);
    Amounts a{};
    const double dermal = overlap(from, to, s_.junction_mm, to);
    if (dermal > 0.0) add_dermis(a, dermal, x, std::max(0.5 * (from + to), s_.junction_mm));
    a[kHorny] = overlap(from, to, top, living);
    a[kKeratinocytes] = overlap(from, to, living, s_.junction_mm);
    a[kEpidermalNuclei] = nuclei_ * a[kKeratinocytes];
    if (a[kKeratinocytes] > 0.0) {
      const double melanin = mix(s_.melanin[size(x.first)], s_.melanin[size(x.second)], x.share);
      a[kMelaninGrains] += a[kKeratinocytes] * melanin * melanin_share(0.5 * (from + to));
    }
    if (top > 0.0 && !s_.dermis.empty())
      a[kClotFill] +=
          overlap(from, to, 0.0, std::min(top, s_.junction_mm)) *
          mix(s_.dermis[size(x.first)][kClotFill], s_.dermis[size(x.second)][kClotFill], x.share);
    return a;
  }

 private:
  void add_dermis(Amounts& a, double share, const Between& x, double depth) const {
    if (s_.dermis.empty()) return;
    const Between z = cells_at(depth, s_.centres);
    const auto row = [&](int cell, int column) -> const Amounts& {
      return s_.dermis[size(cell) * size(s_.nx) + size(column)];
    };
    const Amounts &a00 = row(z.first, x.first), &a01 = row(z.first, x.second);
    const Amounts &a10 = row(z.second, x.first), &a11 = row(z.second, x.second);
    for (std::size_t c = 0; c < a.size(); ++c)
      a[c] += share * mix(mix(a00[c], a01[c], x.share), mix(a10[c], a11[c], x.share), z.share);
  }

  // Falls from the basement membrane upwards; its mean over the epidermis at rest is 1.
  [[nodiscard]] double melanin_share(double depth) const {
    const double height = std::max(s_.junction_mm - depth, 0.0);
    return melanin_scale_ * std::exp(-height / t_.melanin_depth_mm) / -std::expm1(-melanin_scale_);
  }

  const Slice& s_;
  const TissueMakeUp& t_;
  double nuclei_{}, melanin_scale_{};
};

// Throws with every problem; gives the plane with its zeros filled in.
SectionPlane checked(const TissueBlock& b, SectionPlane plane, double micrometres_per_pixel) {
  STIPPLE_REQUIRE(b.nx > 0 && b.ny > 0 && b.nz() > 0 && b.side_mm > 0.0);
  STIPPLE_REQUIRE(b.edges_mm.size() == b.layers.size() + 1);
  const double width = b.nx * b.side_mm, length = b.ny * b.side_mm, depth = b.edges_mm.back();
  std::vector<Problem> problems;
  const auto require = [&](bool fine, const char* path, std::string message) {
    if (!fine) problems.push_back({path, "", 0, std::move(message)});
  };
  constexpr double kRounding = 1e-9;
  require(
      plane.y_mm >= 0.0 && plane.y_mm <= length + kRounding, "section.y",
      fmt::format("{:g} mm lies outside of the block, which is {:g} mm long", plane.y_mm, length));
  require(plane.left_mm >= 0.0 && plane.left_mm < width, "section.left",
          fmt::format("{:g} mm lies outside of the block, which is {:g} mm wide", plane.left_mm,
                      width));
  if (plane.width_mm == 0.0) plane.width_mm = width - plane.left_mm;
  require(plane.width_mm > 0.0 && plane.left_mm + plane.width_mm <= width + kRounding,
          "section.width",
          fmt::format("{:g} mm from {:g} mm on do not fit into a block that is {:g} mm wide",
                      plane.width_mm, plane.left_mm, width));
  if (plane.depth_mm == 0.0) plane.depth_mm = depth;
  require(plane.depth_mm > 0.0 && plane.depth_mm <= depth + kRounding, "section.depth",
          fmt::format("{:g} mm is not above 0 and at most {:g} mm, the depth of the block",
                      plane.depth_mm, depth));
  require(plane.above_mm >= 0.0 && plane.above_mm <= 1.0, "section.above",
          fmt::format("{:g} mm is not between 0 and 1 mm", plane.above_mm));
  const double pixel = micrometres_per_pixel / kMicrometres;
  require(pixel > 0.0, "section.pixel",
          fmt::format("{:g} micrometres is not above 0", micrometres_per_pixel));
  if (problems.empty()) {
    const double pixels = plane.width_mm / pixel * ((plane.depth_mm + plane.above_mm) / pixel);
    require(pixels <= kMostPixels, "section.pixel",
            fmt::format("{:g} micrometres would make {:.0f} million pixels; at most {:.0f}",
                        micrometres_per_pixel, pixels / 1e6, kMostPixels / 1e6));
    require(plane.width_mm >= pixel && plane.depth_mm >= pixel, "section.pixel",
            fmt::format("{:g} micrometres is more than the whole section", micrometres_per_pixel));
  }
  if (!problems.empty()) throw InvalidInput(std::move(problems));
  return plane;
}

}  // namespace

Amounts SectionAmounts::at(std::size_t pixel) const {
  Amounts a{};
  for (std::size_t c = 0; c < a.size(); ++c) a[c] = static_cast<double>(of[c][pixel]);
  return a;
}

SectionAmounts cut_section(const TissueBlock& block, const SectionPlane& wanted,
                           double micrometres_per_pixel, const StainParameters& p, int threads) {
  const SectionPlane plane = checked(block, wanted, micrometres_per_pixel);
  const double pixel = micrometres_per_pixel / kMicrometres;
  SectionAmounts out;
  out.micrometres_per_pixel = micrometres_per_pixel;
  out.width = static_cast<int>(std::lround(plane.width_mm / pixel));
  out.height = static_cast<int>(std::lround((plane.depth_mm + plane.above_mm) / pixel));
  out.left_um = plane.left_mm * kMicrometres;
  out.top_um = -plane.above_mm * kMicrometres;
  out.junction_um = first_depth(block, Layer::papillary) * kMicrometres;
  out.reticular_um = first_depth(block, Layer::reticular) * kMicrometres;
  out.fat_um = first_depth(block, Layer::fat) * kMicrometres;
  for (auto& amounts : out.of) amounts.assign(size(out.width) * size(out.height), 0.0F);

  const Slice slice = slice_of(block, plane.y_mm, p.tissue);
  const Looker looker(slice, p.tissue);
  Team team(threads);
  team.share(out.height, [&](int first, int last) {
    for (int row = first; row < last; ++row) {
      const double from = row * pixel - plane.above_mm;
      for (int column = 0; column < out.width; ++column) {
        const double x_mm = plane.left_mm + (column + 0.5) * pixel;
        const Between x = columns_at(x_mm, block.nx, block.side_mm, block.sides);
        const Amounts a = looker.at(x, from, from + pixel);
        for (std::size_t c = 0; c < a.size(); ++c)
          out.of[c][out.pixel(column, row)] = static_cast<float>(a[c]);
      }
    }
  });
  return out;
}

Image stained(const SectionAmounts& section, Stain stain, const StainParameters& p, int threads) {
  Image image{section.width, section.height, {}};
  image.rgb.resize(3 * size(section.width) * size(section.height));
  Team team(threads);
  team.share(section.height, [&](int first, int last) {
    const std::size_t end = section.pixel(0, last);
    for (std::size_t i = section.pixel(0, first); i < end; ++i) {
      const auto rgb = seen_through(optical_density(stain, section.at(i), p));
      std::copy(rgb.begin(), rgb.end(), image.rgb.begin() + static_cast<std::ptrdiff_t>(3 * i));
    }
  });
  return image;
}

Image stained_section(const TissueBlock& block, Stain stain, const SectionPlane& plane,
                      double micrometres_per_pixel, const StainParameters& p, int threads) {
  return stained(cut_section(block, plane, micrometres_per_pixel, p, threads), stain, p, threads);
}

}  // namespace stipple
