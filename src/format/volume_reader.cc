// SPDX-License-Identifier: Apache-2.0
// The elements of a volume file, in the one order in which they may stand.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

#include "core/error.h"
#include "core/file.h"
#include "format/packed_numbers.h"
#include "format/shown.h"
#include "format/volume.h"
#include "format/xml_pieces.h"

namespace stipple {
namespace {

// Numbers between single spaces, nothing else.
template <class Number, std::size_t n>
std::optional<std::array<Number, n>> numbers_in(std::string_view text) {
  std::array<Number, n> found{};
  for (std::size_t i = 0; i < n; ++i) {
    if (i > 0) {
      if (!text.starts_with(' ')) return {};
      text.remove_prefix(1);
    }
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), found[i]);
    if (error != std::errc{}) return {};
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  }
  if (!text.empty()) return {};
  return found;
}

template <std::size_t n>
using Names = std::array<std::string_view, n>;

class VolumeParser {
 public:
  VolumeParser(const std::string& name, std::size_t file_bytes)
      : file_bytes_(file_bytes),
        xml_(name,
             {.begin = [this](std::string_view e, const XmlAttributes& a) { return begin(e, a); },
              .text = [this](std::string_view t) { return text(t); },
              .end = [this](std::string_view) { return end(); }}) {}
  void feed(std::string_view piece) { xml_.feed(piece); }
  Volume take() && {
    xml_.end();
    return std::move(volume_);
  }

 private:
  enum class Part { none, file, grid, beside, piece, cells, coordinates, array };

  [[nodiscard]] XmlFault fault(std::string message) const {
    return {array_.empty() ? "" : "array " + shown(array_), std::move(message)};
  }
  [[nodiscard]] bool faced() const { return std::holds_alternative<FacedGrid>(volume_.head.grid); }

  XmlFault begin(std::string_view name, const XmlAttributes& attributes);
  XmlFault begin_file(const XmlAttributes&);
  XmlFault begin_grid(std::string_view name, const XmlAttributes&);
  XmlFault begin_piece(const XmlAttributes&);
  XmlFault begin_array(const XmlAttributes&);
  XmlFault begin_numbers(const XmlAttributes&, std::size_t count);
  std::string set_extent(const std::string& text);
  XmlFault text(std::string_view);
  XmlFault end();
  template <class Number>
  std::string room_in(std::vector<Number>& values, std::size_t count);
  template <class Number>
  std::vector<Number>* new_numbers(std::vector<NamedNumbers<Number>>& list);

  std::size_t file_bytes_{};
  Volume volume_{};
  std::vector<Part> parts_{Part::none};  // from the outermost to where we are
  int step_{};                           // how far the file has come: parts stand once, in order
  std::string grid_name_{}, extent_{};
  std::array<int, 3> cells_{};
  std::size_t axis_{};
  std::string array_{};  // the name of the one being read
  NumberUnpacker unpacker_{};
  XmlPieces xml_;
};

XmlFault VolumeParser::begin(std::string_view name, const XmlAttributes& attributes) {
  struct Rule {
    Part above;
    std::string_view name;
    Part part;
    int after, step;  // at which step it may stand, and which step it makes
  };
  constexpr std::array<Rule, 7> rules{{{Part::none, "VTKFile", Part::file, 0, 1},
                                       {Part::file, "ImageData", Part::grid, 1, 2},
                                       {Part::file, "RectilinearGrid", Part::grid, 1, 2},
                                       {Part::grid, "FieldData", Part::beside, 2, 3},
                                       {Part::grid, "Piece", Part::piece, 3, 4},
                                       {Part::piece, "CellData", Part::cells, 4, 5},
                                       {Part::piece, "Coordinates", Part::coordinates, 5, 6}}};
  const Part above = parts_.back();
  if (name == "DataArray" && (above == Part::beside || above == Part::cells ||
                              (above == Part::coordinates && axis_ < 3))) {
    parts_.push_back(Part::array);
    return begin_array(attributes);
  }
  const auto* rule = std::ranges::find_if(
      rules, [&](const Rule& r) { return r.above == above && r.name == name && r.after == step_; });
  if (rule == rules.end() || (rule->part == Part::coordinates && !faced()))
    return fault(fmt::format("<{}> may not stand here", shown(name)));
  parts_.push_back(rule->part);
  step_ = rule->step;
  if (rule->part == Part::file) return begin_file(attributes);
  if (rule->part == Part::grid) return begin_grid(name, attributes);
  if (rule->part == Part::piece) return begin_piece(attributes);
  if (!attributes.empty()) return fault(fmt::format("<{}> has no attributes", name));
  return {};
}

XmlFault VolumeParser::begin_file(const XmlAttributes& attributes) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> wanted{
      {{"version", "1.0"},
       {"byte_order", "LittleEndian"},
       {"header_type", "UInt64"},
       {"compressor", "vtkZLibDataCompressor"}}};
  constexpr Names<5> names{"type", "version", "byte_order", "header_type", "compressor"};
  if (std::string wrong = wrong_attributes(attributes, names); !wrong.empty())
    return fault("<VTKFile> " + wrong);
  for (const auto& [name, value] : wanted)
    if (attribute(attributes, name) != value)
      return fault(fmt::format("{}=\"{}\" is not read, only \"{}\"", name,
                               shown(attribute(attributes, name)), value));
  grid_name_ = attribute(attributes, "type");
  if (grid_name_ != "ImageData" && grid_name_ != "RectilinearGrid")
    return fault(fmt::format("type=\"{}\" is not read, only \"ImageData\" and \"RectilinearGrid\"",
                             shown(grid_name_)));
  return {};
}

std::string VolumeParser::set_extent(const std::string& text) {
  const auto found = numbers_in<int, 6>(text);
  const bool flat = !faced() && found && (*found)[5] == 0;
  std::size_t count = 1;
  for (std::size_t a = 0; a < 3; ++a) {
    cells_[a] = found ? (*found)[2 * a + 1] : 0;
    if (!found || (*found)[2 * a] != 0 || (cells_[a] < 1 && !(flat && a == 2)))
      return fmt::format(
          "WholeExtent=\"{}\": the cells along x, y and z are wanted as \"0 N 0 N 0 "
          "N\"",
          shown(text));
    if (cells_[a] > kMostCellsAlong)
      return fmt::format("{} cells along an axis are more than the {} allowed", cells_[a],
                         kMostCellsAlong);
    count *= static_cast<std::size_t>(std::max(cells_[a], 1));
  }
  if (count > kMostCells)
    return fmt::format("{} cells are more than the {} allowed", count, kMostCells);
  extent_ = text;
  return {};
}

XmlFault VolumeParser::begin_grid(std::string_view name, const XmlAttributes& attributes) {
  if (name != grid_name_)
    return fault(fmt::format("<{}> in a file of type \"{}\"", name, grid_name_));
  constexpr Names<3> names{"WholeExtent", "Origin", "Spacing"};
  const bool even = name == "ImageData";
  if (std::string wrong = wrong_attributes(attributes, std::span(names).first(even ? 3 : 1));
      !wrong.empty())
    return fault(fmt::format("<{}> {}", name, wrong));
  if (!even) volume_.head.grid = FacedGrid{};
  if (std::string wrong = set_extent(attribute(attributes, "WholeExtent")); !wrong.empty())
    return fault(wrong);
  if (!even) return {};
  const auto origin = numbers_in<double, 3>(attribute(attributes, "Origin"));
  const auto spacing = numbers_in<double, 3>(attribute(attributes, "Spacing"));
  const auto finite = [](double x) { return std::isfinite(x); };
  if (!origin || !std::ranges::all_of(*origin, finite))
    return fault("Origin: three numbers are wanted");
  if (!spacing || !std::ranges::all_of(*spacing, [&](double x) { return finite(x) && x > 0.0; }))
    return fault("Spacing: three numbers above 0 are wanted");
  volume_.head.grid = EvenGrid{cells_, *origin, *spacing};
  return {};
}

XmlFault VolumeParser::begin_piece(const XmlAttributes& attributes) {
  constexpr Names<1> names{"Extent"};
  if (std::string wrong = wrong_attributes(attributes, names); !wrong.empty())
    return fault("<Piece> " + wrong);
  if (attribute(attributes, "Extent") != extent_)
    return fault("the extent of <Piece> is not the whole extent");
  return {};
}

XmlFault VolumeParser::begin_array(const XmlAttributes& attributes) {
  const Part part = parts_[parts_.size() - 2];
  constexpr Names<4> names{"type", "Name", "format", "NumberOfTuples"};
  if (std::string wrong =
          wrong_attributes(attributes, std::span(names).first(part == Part::beside ? 4 : 3));
      !wrong.empty())
    return fault("<DataArray> " + wrong);
  array_ = attribute(attributes, "Name");
  if (array_.empty()) return fault("an array has no name");
  if (attribute(attributes, "format") != "binary")
    return fault(fmt::format("format=\"{}\" is not read, only \"binary\"",
                             shown(attribute(attributes, "format"))));
  const std::string& type = attribute(attributes, "type");
  const bool may_be_float = part != Part::coordinates, may_be_double = part != Part::cells;
  if (!(may_be_float && type == "Float32") && !(may_be_double && type == "Float64"))
    return fault(fmt::format("type=\"{}\" is not read here", shown(type)));
  std::size_t count = 1;
  if (part == Part::coordinates) {
    if (array_ != std::string_view(&"xyz"[axis_], 1))
      return fault(fmt::format("the coordinate {} is wanted here", "xyz"[axis_]));
    count = static_cast<std::size_t>(cells_[axis_]) + 1;
  } else if (part == Part::cells) {
    for (const int n : cells_) count *= static_cast<std::size_t>(std::max(n, 1));
  } else {
    const auto tuples = numbers_in<std::size_t, 1>(attribute(attributes, "NumberOfTuples"));
    if (!tuples || (*tuples)[0] < 1 || (*tuples)[0] > kMostCells)
      return fault("NumberOfTuples: a number from 1 on is wanted");
    count = (*tuples)[0];
  }
  return begin_numbers(attributes, count);
}

template <class Number>
std::string VolumeParser::room_in(std::vector<Number>& values, std::size_t count) {
  return unpacker_.begin(count * sizeof(Number), file_bytes_, [&values, count] {
    values.resize(count);
    return reinterpret_cast<std::byte*>(values.data());
  });
}

// Where a new array of this name goes; nothing where there is one.
template <class Number>
std::vector<Number>* VolumeParser::new_numbers(std::vector<NamedNumbers<Number>>& list) {
  if (find_numbers(list, array_) != nullptr) return nullptr;
  list.push_back({.name = array_});
  return &list.back().values;
}

XmlFault VolumeParser::begin_numbers(const XmlAttributes& attributes, std::size_t count) {
  const Part part = parts_[parts_.size() - 2];
  VolumeHead& head = volume_.head;
  if (part == Part::coordinates)
    return fault(room_in(std::get<FacedGrid>(head.grid).faces[axis_], count));
  const bool twice = part == Part::beside && (find_numbers(head.numbers, array_) != nullptr ||
                                              find_numbers(head.small_fields, array_) != nullptr);
  if (!twice && attribute(attributes, "type") == "Float64")
    return fault(room_in(*new_numbers(head.numbers), count));
  std::vector<float>* values =
      twice ? nullptr : new_numbers(part == Part::cells ? volume_.cells : head.small_fields);
  if (values == nullptr) return fault("stands here twice");
  return fault(room_in(*values, count));
}

XmlFault VolumeParser::text(std::string_view piece) {
  if (parts_.back() == Part::array) return fault(unpacker_.take(piece));
  if (piece.find_first_not_of(" \n\t\r") != std::string_view::npos)
    return fault(fmt::format("\"{}\" may not stand between elements", shown(piece)));
  return {};
}

XmlFault VolumeParser::end() {
  const Part part = parts_.back();
  parts_.pop_back();
  if (part == Part::array) {
    std::string wrong = unpacker_.end();
    if (wrong.empty() && parts_.back() == Part::coordinates) {
      const std::vector<double>& faces = std::get<FacedGrid>(volume_.head.grid).faces[axis_++];
      if (!are_faces(faces)) wrong = "does not increase from face to face";
    }
    const XmlFault found = fault(std::move(wrong));
    array_.clear();
    return found;
  }
  if (part == Part::coordinates && axis_ < 3) return fault("<Coordinates> ends before x, y and z");
  if (part == Part::piece && step_ < (faced() ? 6 : 5))
    return fault("<Piece> ends before its data");
  if (part == Part::grid && step_ < 4)
    return fault(fmt::format("<{}> holds no <Piece>", grid_name_));
  if (part == Part::file && step_ < 2) return fault("<VTKFile> holds no grid");
  return {};
}

}  // namespace

Volume read_volume(const std::string& path) {
  PieceReader file(path);
  VolumeParser parser(path, file.size());
  for (std::string_view piece = file.next(); !piece.empty(); piece = file.next())
    parser.feed(piece);
  return std::move(parser).take();
}

Volume parse_volume(std::string_view bytes, const std::string& name) {
  VolumeParser parser(name, bytes.size());
  parser.feed(bytes);
  return std::move(parser).take();
}

}  // namespace stipple
