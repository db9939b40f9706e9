// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "report/face_map_shapes.h"

namespace stipple::shapes {
namespace {

// The front stands left of the middle of the page, the back right of it.
constexpr double kFront = -36, kBack = 36;

std::vector<Point> at(double middle, std::vector<Point> points, double side = 1) {
  for (Point& p : points) p.x = middle + side * p.x;
  return points;
}

// Outer line of arm and leg, and the inner line from the arm pit to the foot.
const std::vector<std::vector<Point>> kSilhouette{
    {{0, -90},    {5.6, -88.6}, {7.6, -82},  {6.4, -75}, {3.8, -71.4}, {4, -67},    {9, -64.6},
     {16, -62},   {19.4, -56},  {21, -44},   {23, -34},  {26, -20},    {28.4, -8},  {30.4, 0},
     {29.4, 7},   {26.6, 8},    {25.2, 1},   {23.6, -8}, {20, -20},    {17.8, -34}, {15.6, -46},
     {14.4, -34}, {12.6, -24},  {13.4, -14}, {16.4, -2}, {17.2, 14},   {15, 32},    {12.6, 46},
     {13, 58},    {10.4, 76},   {10.2, 84},  {13.6, 89}, {6, 89.6},    {5.6, 80},   {4.4, 62},
     {5.2, 46},   {2.8, 26},    {0.9, 8},    {0, 4}}};

struct Limb {
  std::string_view zone{};
  std::vector<Point> points{};
};

const std::vector<Limb> kFrontPairs{
    {"flank",
     {{12.2, -32},
      {13.4, -34},
      {12.2, -24},
      {12.8, -14},
      {14.6, -6},
      {11.6, -6},
      {10.6, -14},
      {10.6, -24}}},
    {"breast", {{2, -50}, {8, -53}, {13, -49}, {13.2, -42}, {8, -37.6}, {2.6, -40}}},
    {"thigh", {{3, 6}, {9, 2}, {15.4, 4}, {15.8, 14}, {14, 30}, {11.8, 42}, {6.2, 43}, {4, 26}}},
    {"lower_leg", {{6.2, 50}, {11.8, 49}, {12, 58}, {9.8, 74}, {6.6, 75}, {5.6, 62}}},
    {"upper_arm", {{16, -58}, {18.6, -55}, {20, -44}, {21.4, -35}, {18.8, -34.4}, {16.8, -46}}},
    {"forearm", {{19, -31.4}, {22.2, -32}, {25, -20}, {27, -10}, {24, -9.4}, {21, -20}}},
    {"hand", {{24.6, -6}, {27.8, -6.6}, {29.4, 0}, {28.6, 6}, {27, 6.8}, {26, 1}}},
};

void add_pair(std::vector<Area>& out, double middle, const Limb& limb) {
  for (const double side : {1.0, -1.0})
    out.push_back({limb.zone, Half::single, at(middle, limb.points, side)});
}

std::vector<Area> areas_of_body() {
  std::vector<Area> out;
  for (const Limb& limb : kFrontPairs) add_pair(out, kFront, limb);
  const std::vector<Point> abdomen{{-9, -33}, {0, -34}, {9, -33}, {8.8, -22},  {9.6, -12},
                                   {7, -2},   {0, 1},   {-7, -2}, {-9.6, -12}, {-8.8, -22}};
  out.push_back({"abdomen", Half::single, at(kFront, abdomen)});
  const std::vector<Point> back{{-12, -60}, {0, -62}, {12, -60},  {13, -46},    {11.6, -28},
                                {11, -18},  {0, -16}, {-11, -18}, {-11.6, -28}, {-13, -46}};
  out.push_back({"back", Half::single, at(kBack, back)});
  add_pair(out, kBack, {"buttock", {{1, -10}, {8, -12}, {14, -6}, {15, 2}, {9, 8}, {1.4, 6}}});
  return out;
}

std::vector<Area> kept_off_body() {
  std::vector<Area> out;
  add_pair(out, kFront, {"breast", {{8, -46.4}, {9.8, -44.6}, {8, -42.8}, {6.2, -44.6}}});
  return out;
}

std::vector<Stroke> strokes_of_body() {
  std::vector<Stroke> out;
  for (const double middle : {kFront, kBack})
    for (const double side : {1.0, -1.0})
      for (const std::vector<Point>& line : kSilhouette)
        out.push_back({Half::single, false, at(middle, line, side)});
  out.push_back({Half::single, false, at(kFront, {{0, -17}, {0.5, -16}, {0, -15}})});
  out.push_back({Half::single, false, at(kBack, {{0, -58}, {0, -40}, {0, -20}})});
  out.push_back({Half::single, false, at(kBack, {{0, -9}, {0.2, 0}, {0, 6}})});
  for (const double side : {1.0, -1.0})
    out.push_back({Half::single, false, at(kBack, {{1, 8}, {7, 9.6}, {13, 6}}, side)});
  return out;
}

}  // namespace

Drawing body() { return {-70, -92, 70, 92, strokes_of_body(), areas_of_body(), kept_off_body()}; }

}  // namespace stipple::shapes
