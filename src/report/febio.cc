// SPDX-License-Identifier: Apache-2.0
#include "report/febio.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>

namespace stipple {
namespace {

constexpr double kPaPerMPa = 1000.0;

struct Solid {
  std::vector<std::array<double, 3>> nodes{};
  std::vector<std::vector<int>> bricks{};  // 8 corners, or 6 of a wedge on the axis; from 1
  std::vector<int> part{};                 // of each brick
};

std::string joined(const std::vector<int>& numbers) {
  return fmt::format("{}", fmt::join(numbers, ","));
}

// Turns a mesh of a plane by a quarter round its axis. A node on the axis stays one node.
class Turned {
 public:
  Turned(const QuadMesh& plane, int sectors) : sectors_(sectors) {
    for (const PlanePoint& p : plane.nodes) {
      first_.push_back(static_cast<int>(solid.nodes.size()) + 1);
      on_axis_.push_back(p.x <= 0.0);
      const int copies = p.x <= 0.0 ? 1 : sectors + 1;
      for (int k = 0; k < copies; ++k) {
        const double turn = 0.5 * std::numbers::pi * k / sectors;
        solid.nodes.push_back({p.x * std::cos(turn), p.x * std::sin(turn), p.y});
      }
    }
    for (std::size_t e = 0; e < plane.quads.size(); ++e)
      for (int k = 0; k < sectors; ++k) add_brick(plane.quads[e], k, plane.material[e]);
  }
  [[nodiscard]] int node(int plane_node, int sector) const {
    const auto at = static_cast<std::size_t>(plane_node);
    return first_[at] + (on_axis_[at] ? 0 : sector);
  }
  // Faces over the strips between neighbours of a line that runs away from the axis: seen from
  // above, or from below. `kind` keeps one kind of face, 3 or 4 corners; 0 keeps both.
  [[nodiscard]] std::string faces(const std::vector<int>& line, bool from_above, std::size_t kind,
                                  const char* tag, int shift, int& number) const {
    std::string out;
    for (std::size_t i = 0; i + 1 < line.size(); ++i)
      for (int k = 0; k < sectors_; ++k) {
        std::vector<int> face{node(line[i], k), node(line[i + 1], k), node(line[i + 1], k + 1)};
        if (node(line[i], k) != node(line[i], k + 1)) face.push_back(node(line[i], k + 1));
        if (kind != 0 && face.size() != kind) continue;
        if (!from_above) std::reverse(face.begin() + 1, face.end());
        for (int& corner : face) corner += shift;
        const std::string name = *tag != '\0' ? tag : (face.size() == 3 ? "tri3" : "quad4");
        out += fmt::format("\t\t\t<{0} id=\"{1}\">{2}</{0}>\n", name, ++number, joined(face));
      }
    return out;
  }
  Solid solid{};

 private:
  void add_brick(const std::array<int, 4>& quad, int k, int part) {
    // The lower radial face (inner and outer node, both sectors), then the upper one.
    const auto [a, b, c, d] = quad;
    if (on_axis_[static_cast<std::size_t>(a)] && on_axis_[static_cast<std::size_t>(d)])
      solid.bricks.push_back(
          {node(a, k), node(b, k), node(b, k + 1), node(d, k), node(c, k), node(c, k + 1)});
    else
      solid.bricks.push_back({node(a, k), node(b, k), node(b, k + 1), node(a, k + 1), node(d, k),
                              node(c, k), node(c, k + 1), node(d, k + 1)});
    solid.part.push_back(part);
  }
  int sectors_;
  std::vector<int> first_{};
  std::vector<bool> on_axis_{};
};

// The needle's outline from the tip up to `height`, as nodes without cells.
QuadMesh needle_outline(const NeedleTip& n, double height, double cell) {
  const double radius = 0.5 * n.tip_diameter, turn = 0.5 * std::numbers::pi - n.half_angle;
  QuadMesh outline;
  const int round = std::max(3, static_cast<int>(std::ceil(turn * radius / cell)));
  for (int i = 0; i <= round; ++i) {
    const double at = turn * i / round;
    outline.nodes.push_back({i > 0 ? radius * std::sin(at) : 0.0, radius * (1.0 - std::cos(at))});
  }
  const double widest = 0.5 * n.shaft_diameter;
  for (double step = cell; outline.nodes.back().y < height; step *= 1.2) {
    const PlanePoint p = outline.nodes.back();
    // The shaft begins where the taper has reached its width.
    const double to_shaft = (widest - p.x) / std::sin(n.half_angle);
    const double along = to_shaft > 0.0 ? std::min(step, to_shaft) : step;
    const bool taper = to_shaft > 1e-9 * widest;
    outline.nodes.push_back(taper ? PlanePoint{p.x + along * std::sin(n.half_angle),
                                               p.y + along * std::cos(n.half_angle)}
                                  : PlanePoint{p.x, p.y + step});
  }
  return outline;
}

std::string node_set(const std::string& name, const std::vector<int>& nodes) {
  return fmt::format("\t\t<NodeSet name=\"{}\">{}</NodeSet>\n", name, joined(nodes));
}

std::string nodes_text(const std::string& name, const Solid& solid, int before) {
  std::string out = fmt::format("\t\t<Nodes name=\"{}\">\n", name);
  for (const auto& [x, y, z] : solid.nodes)
    out += fmt::format("\t\t\t<node id=\"{}\">{:.9g},{:.9g},{:.9g}</node>\n", ++before, x, y, z);
  return out + "\t\t</Nodes>\n";
}

// The bricks of a part and its wedges, each as a domain of its own; names are appended.
std::string elements_text(const Solid& solid, int part, const std::string& name, int& number,
                          std::vector<std::string>& domains) {
  std::string out;
  for (const std::size_t corners : {std::size_t{8}, std::size_t{6}}) {
    std::string rows;
    for (std::size_t e = 0; e < solid.bricks.size(); ++e) {
      if (solid.part[e] != part || solid.bricks[e].size() != corners) continue;
      rows += fmt::format("\t\t\t<elem id=\"{}\">{}</elem>\n", ++number, joined(solid.bricks[e]));
    }
    if (rows.empty()) continue;
    domains.push_back(name + (corners == 8 ? "_hex8" : "_penta6"));
    out += fmt::format("\t\t<Elements type=\"{}\" name=\"{}\">\n{}\t\t</Elements>\n",
                       corners == 8 ? "hex8" : "penta6", domains.back(), rows);
  }
  return out;
}

std::string materials_text(const std::vector<ElasticLayer>& layers) {
  std::string out = "\t<Material>\n";
  for (std::size_t k = 0; k < layers.size(); ++k) {
    const OgdenMaterial& m = layers[k].material;
    // FEBio's coefficient c1 stands over m1^2 alone: it is twice our mu.
    out += fmt::format(
        "\t\t<material id=\"{0}\" name=\"layer{0}\" "
        "type=\"Ogden\">\n\t\t\t<density>1e-9</density>\n"
        "\t\t\t<c1>{1:.9g}</c1>\n\t\t\t<m1>{2:.9g}</m1>\n\t\t\t<k>{3:.9g}</k>\n\t\t</material>\n",
        k + 1, 2.0 * m.shear / kPaPerMPa, m.exponent, m.bulk / kPaPerMPa);
  }
  return out + fmt::format(
                   "\t\t<material id=\"{}\" name=\"needle\" type=\"rigid body\">\n"
                   "\t\t\t<density>1e-9</density>\n\t\t\t<center_of_mass>0,0,0</center_of_mass>\n"
                   "\t\t</material>\n\t</Material>\n",
                   layers.size() + 1);
}

std::string held_text(const std::string& set, bool x, bool y, bool z) {
  return fmt::format(
      "\t\t<bc name=\"{0}\" node_set=\"{0}\" type=\"zero "
      "displacement\">\n\t\t\t<x_dof>{1:d}</x_dof>\n"
      "\t\t\t<y_dof>{2:d}</y_dof>\n\t\t\t<z_dof>{3:d}</z_dof>\n\t\t</bc>\n",
      set, x, y, z);
}

constexpr const char* kControl =
    "\t<Module type=\"solid\"/>\n\t<Control>\n\t\t<analysis>STATIC</analysis>\n"
    "\t\t<time_steps>100</time_steps>\n\t\t<step_size>0.01</step_size>\n"
    "\t\t<time_stepper type=\"default\">\n\t\t\t<max_retries>20</max_retries>\n"
    "\t\t\t<opt_iter>15</opt_iter>\n\t\t\t<dtmin>1e-6</dtmin>\n\t\t\t<dtmax>0.02</dtmax>\n"
    "\t\t</time_stepper>\n\t\t<solver type=\"solid\">\n"
    "\t\t\t<symmetric_stiffness>non-symmetric</symmetric_stiffness>\n"
    "\t\t\t<max_refs>25</max_refs>\n\t\t\t<qn_method type=\"BFGS\">\n"
    "\t\t\t\t<max_ups>0</max_ups>\n\t\t\t</qn_method>\n\t\t</solver>\n\t</Control>\n";

std::string loads_text(double travel) {
  return fmt::format(
             "\t<Rigid>\n\t\t<rigid_bc name=\"upright\" type=\"rigid_fixed\">\n"
             "\t\t\t<rb>needle</rb>\n\t\t\t<Rx_dof>1</Rx_dof>\n\t\t\t<Ry_dof>1</Ry_dof>\n"
             "\t\t\t<Ru_dof>1</Ru_dof>\n\t\t\t<Rv_dof>1</Rv_dof>\n\t\t\t<Rw_dof>1</Rw_dof>\n"
             "\t\t</rigid_bc>\n\t\t<rigid_bc name=\"down\" type=\"rigid_displacement\">\n"
             "\t\t\t<rb>needle</rb>\n\t\t\t<dof>z</dof>\n\t\t\t<value lc=\"1\">{:.9g}</value>\n"
             "\t\t\t<relative>0</relative>\n\t\t</rigid_bc>\n\t</Rigid>\n",
             -travel) +
         "\t<Contact>\n\t\t<contact type=\"sliding-elastic\" surface_pair=\"touch\">\n"
         "\t\t\t<laugon>AUGLAG</laugon>\n\t\t\t<tolerance>0.1</tolerance>\n"
         "\t\t\t<penalty>10</penalty>\n\t\t\t<auto_penalty>1</auto_penalty>\n"
         "\t\t\t<two_pass>0</two_pass>\n\t\t\t<fric_coeff>0</fric_coeff>\n"
         "\t\t\t<maxaug>10</maxaug>\n\t\t</contact>\n\t</Contact>\n"
         "\t<LoadData>\n\t\t<load_controller id=\"1\" type=\"loadcurve\">\n"
         "\t\t\t<interpolate>LINEAR</interpolate>\n\t\t\t<points>\n\t\t\t\t<pt>0,0</pt>\n"
         "\t\t\t\t<pt>1,1</pt>\n\t\t\t</points>\n\t\t</load_controller>\n\t</LoadData>\n"
         "\t<Output>\n\t\t<logfile>\n\t\t\t<rigid_body_data data=\"z;Fz\" file=\"needle.txt\"/>\n"
         "\t\t</logfile>\n\t\t<plotfile type=\"febio\">\n\t\t\t<var type=\"displacement\"/>\n"
         "\t\t\t<var type=\"stress\"/>\n\t\t\t<var type=\"contact pressure\"/>\n"
         "\t\t</plotfile>\n\t</Output>\n";
}

struct HeldSets {
  std::vector<int> far{}, on_x_plane{}, on_y_plane{};
};

HeldSets held_sets(const Solid& skin, double width, double depth) {
  HeldSets sets;
  const double close = 1e-9 * width;
  for (std::size_t i = 0; i < skin.nodes.size(); ++i) {
    const auto [x, y, z] = skin.nodes[i];
    const int number = static_cast<int>(i) + 1;
    if (z < -depth + close || std::hypot(x, y) > width - close) sets.far.push_back(number);
    if (x < close) sets.on_x_plane.push_back(number);
    if (y < close) sets.on_y_plane.push_back(number);
  }
  return sets;
}

}  // namespace

std::string febio_needle_model(const NeedleTip& needle, const std::vector<ElasticLayer>& layers,
                               double travel, const FebioMesh& mesh) {
  const double cell = 0.5 * needle.tip_diameter / mesh.skin.cells_per_tip_radius;
  const ElasticProblem problem = dimple_problem(needle_profile(needle), layers, cell, mesh.skin);
  const Turned skin(problem.mesh, mesh.sectors);
  const QuadMesh outline = needle_outline(needle, 1.2 * travel + needle.tip_diameter, cell);
  const Turned body(outline, mesh.sectors);
  std::vector<int> along(outline.nodes.size());
  std::iota(along.begin(), along.end(), 0);
  const int shift = static_cast<int>(skin.solid.nodes.size());

  std::string out =
      "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<febio_spec version=\"4.0\">\n";
  out += kControl + materials_text(layers) + "\t<Mesh>\n" + nodes_text("skin", skin.solid, 0) +
         nodes_text("needle_nodes", body.solid, shift);
  int number = 0;
  std::string domains = "\t<MeshDomains>\n";
  for (std::size_t k = 0; k < layers.size(); ++k) {
    std::vector<std::string> names;
    const std::string material = fmt::format("layer{}", k + 1);
    out += elements_text(skin.solid, static_cast<int>(k), material, number, names);
    for (const std::string& name : names)
      domains += fmt::format("\t\t<SolidDomain name=\"{}\" mat=\"{}\"/>\n", name, material);
  }
  // The needle is a rigid skin: triangles round the tip, then four-cornered shells.
  for (const std::size_t corners : {std::size_t{3}, std::size_t{4}}) {
    const char* type = corners == 3 ? "tri3" : "quad4";
    out += fmt::format("\t\t<Elements type=\"{0}\" name=\"needle_{0}\">\n", type) +
           body.faces(along, false, corners, "elem", shift, number) + "\t\t</Elements>\n";
    domains += fmt::format(
        "\t\t<ShellDomain name=\"needle_{}\" mat=\"needle\">\n"
        "\t\t\t<shell_thickness>{:.9g}</shell_thickness>\n\t\t</ShellDomain>\n",
        type, 0.01 * needle.tip_diameter);
  }
  const HeldSets held = held_sets(skin.solid, mesh.skin.width, layers.back().bottom);
  out += node_set("held", held.far) + node_set("plane_x", held.on_x_plane) +
         node_set("plane_y", held.on_y_plane);
  int top = 0, outside = 0;
  out += "\t\t<Surface name=\"top\">\n" + skin.faces(problem.contact_line, true, 0, "", 0, top) +
         "\t\t</Surface>\n\t\t<Surface name=\"outside\">\n" +
         body.faces(along, false, 0, "", shift, outside) +
         "\t\t</Surface>\n\t\t<SurfacePair name=\"touch\">\n\t\t\t<primary>top</primary>\n"
         "\t\t\t<secondary>outside</secondary>\n\t\t</SurfacePair>\n\t</Mesh>\n" +
         domains + "\t</MeshDomains>\n\t<Boundary>\n" + held_text("held", true, true, true) +
         held_text("plane_x", true, false, false) + held_text("plane_y", false, true, false) +
         "\t</Boundary>\n" + loads_text(travel) + "</febio_spec>\n";
  return out;
}

}  // namespace stipple
