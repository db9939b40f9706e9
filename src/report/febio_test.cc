// SPDX-License-Identifier: Apache-2.0
#include "report/febio.h"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdlib>
#include <numbers>
#include <sstream>
#include <string>

namespace stipple {
namespace {

const NeedleTip kNeedle{.tip_diameter = 0.04, .half_angle = 0.124, .shaft_diameter = 0.25};
const FebioMesh kMesh{.sectors = 3,
                      .skin = {.cells_per_tip_radius = 2.0, .growth = 1.4, .width = 3.0}};

std::vector<ElasticLayer> two_layers() {
  return {{.bottom = 0.1, .material = {.shear = 330.0, .exponent = 9.0, .bulk = 33000.0}},
          {.bottom = 3.0, .material = {.shear = 110.0, .exponent = 7.5, .bulk = 11000.0}}};
}

int count(const std::string& text, const std::string& what) {
  int found = 0;
  for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++found;
  return found;
}

std::vector<double> numbers(std::string list) {
  for (char& c : list)
    if (c == ',') c = ' ';
  std::istringstream in(list);
  std::vector<double> out;
  for (double value = 0.0; in >> value;) out.push_back(value);
  return out;
}

// The texts of all elements of a name, in order; every tag ends where it should.
std::vector<std::string> texts_of(const std::string& s, const std::string& name) {
  std::vector<std::string> out;
  for (size_t at = s.find("<" + name); at != std::string::npos; at = s.find("<" + name, at + 1)) {
    const char after = s[at + name.size() + 1];
    if (after != ' ' && after != '>') continue;
    const size_t from = s.find('>', at) + 1, end = s.find("</" + name + ">", from);
    REQUIRE(end != std::string::npos);
    out.push_back(s.substr(from, end - from));
  }
  return out;
}

// Every tag is closed by its own, innermost first. Names here hold underscores, unlike a picture's.
std::string tags_that_stay_open(const std::string& s) {
  std::vector<std::string> open;
  for (size_t at = s.find('<', 2); at != std::string::npos; at = s.find('<', at + 1)) {
    const size_t end = s.find('>', at);
    if (end == std::string::npos || s.find('<', at + 1) < end) return "a tag never ends";
    if (s[end - 1] == '/') continue;
    const bool closing = s[at + 1] == '/';
    const size_t from = at + (closing ? 2 : 1);
    const std::string name = s.substr(from, s.find_first_of(" >", from) - from);
    if (!closing) {
      open.push_back(name);
    } else {
      if (open.empty() || open.back() != name) return "</" + name + "> closes nothing";
      open.pop_back();
    }
  }
  return open.empty() ? "" : open.back() + " stays open";
}

}  // namespace

TEST_CASE("the model is well formed and holds the materials that it was given") {
  const std::string s = febio_needle_model(kNeedle, two_layers(), 0.2, kMesh);
  CHECK(tags_that_stay_open(s) == "");
  CHECK(s.find("<febio_spec version=\"4.0\">") != std::string::npos);
  CHECK(s.find('&') == std::string::npos);
  // W = c1/m1^2 (...) of FEBio is 2 mu/alpha^2 (...) of ours, in MPa.
  CHECK(texts_of(s, "c1") == std::vector<std::string>{"0.66", "0.22"});
  CHECK(texts_of(s, "m1") == std::vector<std::string>{"9", "7.5"});
  CHECK(texts_of(s, "k") == std::vector<std::string>{"33", "11"});
  CHECK(texts_of(s, "value") == std::vector<std::string>{"-0.2"});
}

TEST_CASE("a quarter turn of the mesh: counts of nodes and cells, and the volume of the skin") {
  const std::string s = febio_needle_model(kNeedle, two_layers(), 0.2, kMesh);
  const double cell = 0.02 / kMesh.skin.cells_per_tip_radius;
  const ElasticProblem p = dimple_problem(needle_profile(kNeedle), two_layers(), cell, kMesh.skin);
  int on_axis = 0;
  for (const PlanePoint& n : p.mesh.nodes) on_axis += n.x <= 0.0 ? 1 : 0;
  const int plane_nodes = static_cast<int>(p.mesh.nodes.size());
  const std::string skin_nodes = texts_of(s, "Nodes").front();
  CHECK(count(skin_nodes, "<node ") == on_axis + (plane_nodes - on_axis) * (kMesh.sectors + 1));
  int solids = 0;
  double volume = 0.0;
  std::vector<std::vector<double>> places;
  for (const std::string& text : texts_of(s, "node")) places.push_back(numbers(text));
  const std::vector<std::string> groups = texts_of(s, "Elements");
  for (const std::string& group : groups)
    for (const std::string& text : texts_of(group, "elem")) {
      const std::vector<double> corners = numbers(text);
      if (corners.size() < 6) continue;  // of the needle
      ++solids;
      // Prism: area of the lower face (x, y) times height; every upper corner stands over a lower.
      const size_t half = corners.size() / 2;
      double area = 0.0;
      for (size_t i = 0; i < half; ++i) {
        const auto& a = places[static_cast<size_t>(corners[i]) - 1];
        const auto& b = places[static_cast<size_t>(corners[(i + 1) % half]) - 1];
        const auto& above = places[static_cast<size_t>(corners[i + half]) - 1];
        CHECK(std::hypot(above[0] - a[0], above[1] - a[1]) < 1e-9);
        CHECK(above[2] > a[2]);
        area += 0.5 * (a[0] * b[1] - a[1] * b[0]);
      }
      CHECK(area > 0.0);
      volume += area * (places[static_cast<size_t>(corners[half]) - 1][2] -
                        places[static_cast<size_t>(corners[0]) - 1][2]);
    }
  CHECK(solids == static_cast<int>(p.mesh.quads.size()) * kMesh.sectors);
  // A prism over a quarter of a polygon with 3 sides to the quarter.
  const double polygon = 0.5 * kMesh.sectors * std::sin(0.5 * std::numbers::pi / kMesh.sectors);
  CHECK(volume == doctest::Approx(polygon * 3.0 * 3.0 * 3.0).epsilon(1e-6));
  // Both sides of the contact: every surface cell of the skin, every shell of the needle.
  const std::vector<std::string> surfaces = texts_of(s, "Surface");
  REQUIRE(surfaces.size() == 2);
  CHECK(count(surfaces[0], " id=") == static_cast<int>(p.contact_line.size() - 1) * kMesh.sectors);
  CHECK(count(surfaces[1], " id=") ==
        count(groups.back(), "<elem ") + count(groups.end()[-2], "<elem "));
}

TEST_CASE("the needle stands on the skin and reaches above its travel") {
  const std::string s = febio_needle_model(kNeedle, two_layers(), 0.2, kMesh);
  const std::vector<std::string> nodes = texts_of(s, "Nodes");
  REQUIRE(nodes.size() == 2);
  double lowest = 1.0, highest = 0.0;
  for (const std::string& text : texts_of(nodes[1], "node")) {
    const std::vector<double> at = numbers(text);
    const PlanePoint p{std::hypot(at[0], at[1]), at[2]};
    CHECK(std::abs(distance_from(needle_profile(kNeedle), p).value) < 1e-6);
    lowest = std::min(lowest, at[2]);
    highest = std::max(highest, at[2]);
  }
  CHECK(lowest == doctest::Approx(0.0));
  CHECK(highest > 0.2);
}

}  // namespace stipple
