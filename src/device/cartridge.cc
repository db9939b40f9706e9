// SPDX-License-Identifier: Apache-2.0
#include "device/cartridge.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace stipple {
namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kRounding = 1e-9;

double square(double x) { return x * x; }

// Needles that fit on a ring with the pitch as the straight distance between neighbours.
int ring_capacity(double radius, double pitch) {
  if (radius < pitch / 2.0 * (1.0 - kRounding)) return 1;
  return static_cast<int>(
      std::floor(kPi / std::asin(std::min(1.0, pitch / (2.0 * radius))) + kRounding));
}

// Radius of the smallest ring that `count` needles fill.
double inner_radius(int count, double pitch) {
  return count == 1 ? 0.0 : pitch / (2.0 * std::sin(kPi / count));
}

// Radius of the outermost ring when the inner one holds `inner` needles.
double outer_radius(int count, int inner, double pitch) {
  double radius = inner_radius(inner, pitch);
  for (int left = count - inner; left > 0; left -= ring_capacity(radius, pitch)) radius += pitch;
  return radius;
}

std::vector<NeedlePlace> rings(int count, double pitch) {
  int inner = 1;
  for (int m = 2; m <= std::min(count, 5); ++m)
    if (outer_radius(count, m, pitch) < outer_radius(count, inner, pitch) * (1.0 - kRounding))
      inner = m;
  std::vector<NeedlePlace> places;
  int left = count;
  for (double radius = inner_radius(inner, pitch); left > 0; radius += pitch) {
    const int here = std::min(left, places.empty() ? inner : ring_capacity(radius, pitch));
    for (int k = 0; k < here; ++k) {
      const double angle = 2.0 * kPi * k / here;
      places.push_back({radius * std::cos(angle), radius * std::sin(angle)});
    }
    left -= here;
  }
  return places;
}

// Rows across the glide, all but the last full; each row in the middle, or on the lattice.
std::vector<NeedlePlace> grid(int count, int columns, double pitch, bool on_lattice) {
  std::vector<NeedlePlace> places;
  for (int row = 0; count > 0; ++row) {
    const int here = std::min(count, columns);
    const double middle = (columns - here) / 2.0;
    const double shift = on_lattice ? std::floor(middle) : middle;
    for (int k = 0; k < here; ++k) places.push_back({row * pitch, (shift + k) * pitch});
    count -= here;
  }
  return places;
}

std::vector<NeedlePlace> nearest_of_lattice(int count, double pitch, NeedlePlace middle) {
  const int reach = 2 + static_cast<int>(std::sqrt(count));
  std::vector<NeedlePlace> places;
  for (int row = -reach; row <= reach; ++row)
    for (int k = -reach; k <= reach; ++k)
      places.push_back({row * pitch * std::sqrt(3.0) / 2.0 - middle.along,
                        (k + (row % 2 == 0 ? 0.0 : 0.5)) * pitch - middle.across});
  const auto distance = [](const NeedlePlace& p) { return square(p.along) + square(p.across); };
  std::ranges::stable_sort(places, {}, distance);
  places.resize(static_cast<std::size_t>(count));
  return places;
}

// About a needle, between two or between three: whichever lies closest together.
std::vector<NeedlePlace> hexagonal(int count, double pitch) {
  std::vector<NeedlePlace> best;
  double least = std::numeric_limits<double>::infinity();
  for (const NeedlePlace middle : {NeedlePlace{0.0, 0.0}, NeedlePlace{0.0, pitch / 2.0},
                                   NeedlePlace{pitch / std::sqrt(12.0), pitch / 2.0}}) {
    auto places = nearest_of_lattice(count, pitch, middle);
    const double radius = std::hypot(places.back().along, places.back().across);
    if (radius < least * (1.0 - kRounding)) {
      least = radius;
      best = std::move(places);
    }
  }
  return best;
}

std::vector<NeedlePlace> straight_rows(int count, double pitch, double room) {
  const int longest = 1 + static_cast<int>(std::max(0.0, room) / pitch + kRounding);
  const int rows = (count + longest - 1) / longest;
  return grid(count, (count + rows - 1) / rows, pitch, false);
}

void centre(std::vector<NeedlePlace>& places) {
  double along = 0.0, across = 0.0;
  for (const NeedlePlace& p : places) {
    along += p.along / double(places.size());
    across += p.across / double(places.size());
  }
  for (NeedlePlace& p : places) p = {p.along - along, p.across - across};
}

// Nearest of the needles of a drum: beside each other in a row, in the next row, two rows on.
double nearest_on_drum(const Roller& r, int count) {
  const int around = rows_around(r, count), across = count / around;
  const double apart = r.drum_width.in(mm) / across;
  const double round = 2.0 * kPi * r.drum_radius.in(mm) / around;
  double nearest = across > 1 ? apart : round;
  if (around > 1) nearest = std::min(nearest, std::hypot(round, across > 1 ? apart / 2.0 : 0.0));
  if (around > 2) nearest = std::min(nearest, 2.0 * round);
  if (around % 2 == 1) nearest = std::min(nearest, round);  // where last row and first row meet
  return nearest;
}

std::string text(Length x) { return format_quantity(x.base(), Dimension::length); }

std::string do_not_fit(const Device& d, const char* where) {
  return std::to_string(d.needle_count) + " needles at this pitch do not fit " + where;
}

bool plate_holds(const Device& d, bool both_ways) {
  const double room = (lane_width(d) - d.needle.diameter.in(mm)) / 2.0 + kRounding;
  return std::ranges::all_of(plate_places(d), [&](const NeedlePlace& p) {
    return std::abs(p.across) <= room && (!both_ways || std::abs(p.along) <= room);
  });
}

// Field and message; the first that is wrong, since the rest would follow from it.
Problem problem_of_drum(const Device& d, const Roller& r) {
  if (r.drum_radius < d.needle.length)
    return {.path = "roller.drum_radius",
            .message = "the drum is smaller than its needles: a radius of " + text(r.drum_radius) +
                       " for needles of " + text(d.needle.length)};
  if (r.needles_around > 0 && d.needle_count % r.needles_around != 0)
    return {.path = "roller.needles_around",
            .message = std::to_string(d.needle_count) + " needles do not make " +
                       std::to_string(r.needles_around) + " equal rows"};
  // Half a tenth for what rounding of published figures may hide.
  if (nearest_on_drum(r, d.needle_count) < 0.95 * d.pitch.in(mm))
    return {.path = "pitch", .message = do_not_fit(d, "on the drum")};
  return {};
}

Problem problem_of_drive(const Device& d) {
  if (const auto* pen = std::get_if<Pen>(&d.drive)) {
    if (d.needle.length > pen->stroke)
      return {.path = "needle.length",
              .message = "a needle of " + text(d.needle.length) +
                         " is longer than the stroke of its motor, " + text(pen->stroke) +
                         ": it would not leave the skin"};
    if (!plate_holds(d, false)) return {.path = "pitch", .message = do_not_fit(d, "the swath")};
    return {};
  }
  if (const auto* roller = std::get_if<Roller>(&d.drive)) return problem_of_drum(d, *roller);
  if (!plate_holds(d, true)) return {.path = "pitch", .message = do_not_fit(d, "on the plate")};
  return {};
}

}  // namespace

double lane_width(const Device& d) {
  if (const auto* pen = std::get_if<Pen>(&d.drive)) return pen->swath.in(mm);
  if (const auto* roller = std::get_if<Roller>(&d.drive)) return roller->drum_width.in(mm);
  return std::sqrt(std::get<Stamp>(d.drive).plate_area.in(mm2));
}

std::vector<NeedlePlace> plate_places(const Device& d) {
  const int count = d.needle_count;
  const double pitch = d.pitch.in(mm);
  const int side = static_cast<int>(std::ceil(std::sqrt(count) - kRounding));
  std::vector<NeedlePlace> places;
  switch (d.arrangement) {
    case Arrangement::rings: places = rings(count, pitch); break;
    case Arrangement::square: places = grid(count, side, pitch, true); break;
    case Arrangement::hexagonal: places = hexagonal(count, pitch); break;
    case Arrangement::rows:
      places = straight_rows(count, pitch, lane_width(d) - d.needle.diameter.in(mm));
      break;
  }
  centre(places);
  return places;
}

int rows_around(const Roller& r, int needle_count) {
  if (r.needles_around > 0) return r.needles_around;
  const double shape = 2.0 * kPi * r.drum_radius.in(mm) / r.drum_width.in(mm);
  const auto skew = [&](int around) {
    return std::abs(std::log(square(around) / needle_count / shape));
  };
  int best = 1;
  for (int around = 2; around <= needle_count; ++around)
    if (needle_count % around == 0 && skew(around) < skew(best)) best = around;
  return best;
}

std::vector<NeedlePlace> drum_places(const Roller& r, int needle_count) {
  const int around = rows_around(r, needle_count), across = needle_count / around;
  const double width = r.drum_width.in(mm), turn = 2.0 * kPi * r.drum_radius.in(mm);
  std::vector<NeedlePlace> places;
  for (int row = 0; row < around; ++row)
    for (int k = 0; k < across; ++k) {
      // A quarter of the spacing to either side: both kinds of row together lie in the middle.
      const double shift = across > 1 ? (row % 2 == 0 ? 0.25 : 0.75) : 0.5;
      places.push_back({turn * row / around, width * ((k + shift) / across - 0.5)});
    }
  return places;
}

std::vector<Problem> problems_of(const Device& d, const std::string& path) {
  Problem problem;
  if (d.needle_count < 1)
    problem = {.path = "needle_count", .message = "a device without needles treats nothing"};
  else if (d.needle.taper < Length() || d.needle.taper > d.needle.length)
    problem = {.path = "needle.taper", .message = "the taper is not between 0 and the length"};
  else if (d.needle.tip_diameter > d.needle.diameter)
    problem = {.path = "needle.tip_diameter", .message = "the tip is wider than the shaft"};
  else if (d.pitch < d.needle.diameter)
    problem = {.path = "pitch",
               .message = "needles of " + text(d.needle.diameter) + " do not fit at a pitch of " +
                          text(d.pitch)};
  else
    problem = problem_of_drive(d);
  if (problem.message.empty()) return {};
  problem.path = path + "." + problem.path;
  return {std::move(problem)};
}

}  // namespace stipple
