// SPDX-License-Identifier: Apache-2.0
// Damage of every needle channel in a block of skin: in each cell the mean of
//   w(x) = 1 - prod_i (1 - w_i),   w_i = s(z) [1 inside the lumen, c exp(-((rho - R)/w)^2) beside]
// s(z) = (1 - tanh((z - depth)/cutoff))/2, rho the horizontal distance from the channel, a slit
// swept straight along. In the epidermis the tear: w_i = s(z) inside its radius, nothing beside.
// Its mean over the skin is the column's (wound.h). Plain doubles: mm, degrees.
// Theory: docs/theory/patch-injury.md.
#pragma once

#include <span>
#include <vector>

#include "numerics/pencils.h"
#include "puncture/puncture_map.h"

namespace stipple {

// How a torn length narrows from the surface to the tip (device/kinematics.h).
struct SlitShape {
  enum class By { even, pen, drum } by{By::even};  // even: as long at the tip as at the surface
  double size{};                                   // of a pen its stroke, of a drum its radius
  double travel{1.0};                              // of a pen, over the depth reached
  double compliance{};                             // travel that the skin makes along
  friend bool operator==(const SlitShape&, const SlitShape&) = default;
};

// One channel. At every depth it is as wide horizontally as these radii, however it leans.
struct Channel {
  double x{}, y{};     // where the needle breaks the surface: the end of its slit
  double depth{};      // of the tip below the surface; 0: the skin is not broken
  double angle{};      // of its axis from the normal of the skin
  double direction{};  // in which it leans and its slit runs, from the x axis
  double slit{};       // torn length at the surface; it narrows to its middle
  SlitShape shape{};
  double lumen{}, tear{};           // radii: left in the dermis, torn in the epidermis
  double collar{}, collar_width{};  // damage beside the lumen
  double cutoff{};                  // length over which damage fades at the tip; 0: sharp
  friend bool operator==(const Channel&, const Channel&) = default;
};

// Torn length at depth z: slit_at() of wound.h with the channel's own depth.
double slit_at(const Channel&, double z);

// Of all punctures that broke the skin. A needle on a drum turns while it is in the skin: what it
// tears stands upright about the middle of the slit. Any other leans as the map says.
std::vector<Channel> channels_of(const PunctureMap&, const PuncturePattern&,
                                 const PunctureParameters&);
// Twice the area of their holes in the epidermis over their rim, mm; 0 without channels.
double hole_radius_mm(const std::vector<Channel>&);
// What a punch takes out: a sharp cylinder, nothing beside it.
Channel removed_core(double x, double y, double radius, double depth);

// Points that stand for a cell. Edges are smoothed over the distance of two points.
struct DamageSampling {
  int across{4};        // in x and in y
  double depth{0.025};  // largest distance in depth, mm
};

class ChannelDamage {
 public:
  // edges: faces of the cells in depth, 0 at the surface; cells above `junction` are epidermis.
  // A periodic patch is one of endless copies of itself; beyond closed sides there are none.
  ChannelDamage(std::span<const Channel>, const Pencils&, std::span<const double> edges,
                double junction, const DamageSampling& = {});

  // out: [cell][lane] of one pencil, in [0, 1]; lanes past the last column get 0. May be called
  // from many threads; the same bits in any order.
  void of_pencil(int pencil, std::span<float> out) const;

  [[nodiscard]] const Pencils& pencils() const { return pencils_; }

 private:
  struct Profile {  // of a channel, whatever the depth; reach: to where it does nothing
    float cos{}, sin{}, lumen{}, tear{}, collar{}, per_width{}, reach{};
  };
  struct Slice {  // of a channel at one level: where it runs, how much of it is there
    float from{}, length{}, share{};
    friend bool operator==(const Slice&, const Slice&) = default;
  };
  struct Level {
    double top{}, bottom{};
    int cell{};
    bool epidermal{};
    float part{};  // of the cell
  };
  struct Image {  // a channel as a pencil sees it: place relative to its first column
    int channel{};
    float x{}, y{};
  };
  void cut_levels(std::span<const double> edges, double junction, double largest);
  void slice(std::span<const Channel>);
  void sort_into_pencils(std::span<const Channel>);
  [[nodiscard]] const Slice& slice_at(const Image& i, std::size_t level) const {
    return slices_[static_cast<std::size_t>(i.channel) * levels_.size() + level];
  }
  [[nodiscard]] bool like_above(std::span<const Image>, std::size_t level) const;

  Pencils pencils_;
  int across_{};
  std::vector<Level> levels_{};
  std::vector<Profile> profiles_{};
  std::vector<Slice> slices_{};  // [channel][level]
  std::vector<Image> images_{};  // of pencil p: from first_[p] to first_[p + 1]
  std::vector<std::size_t> first_{};
};

// Mean over the patch at each cell in depth: what a column has to be given to compare with it.
std::vector<double> mean_damage(const ChannelDamage&);

}  // namespace stipple
