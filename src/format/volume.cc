// SPDX-License-Identifier: Apache-2.0
#include "format/volume.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "core/error.h"
#include "core/file.h"
#include "format/packed_numbers.h"
#include "format/xml_pieces.h"

namespace stipple {
namespace {

std::array<int, 3> cells_along(const VolumeGrid& grid) {
  if (const auto* even = std::get_if<EvenGrid>(&grid)) return even->cells;
  std::array<int, 3> cells{};
  for (std::size_t a = 0; a < 3; ++a)
    cells[a] = static_cast<int>(std::get<FacedGrid>(grid).faces[a].size()) - 1;
  return cells;
}

bool can_be_written(const VolumeGrid& grid) {
  const std::array<int, 3> n = cells_along(grid);
  const bool flat = std::holds_alternative<EvenGrid>(grid) && n[2] == 0;
  for (std::size_t a = 0; a < 3; ++a)
    if (n[a] > kMostCellsAlong || (n[a] < 1 && !(flat && a == 2))) return false;
  if (const auto* even = std::get_if<EvenGrid>(&grid))
    return std::ranges::all_of(even->origin, [](double x) { return std::isfinite(x); }) &&
           std::ranges::all_of(even->spacing, [](double x) { return std::isfinite(x) && x > 0; });
  return std::ranges::all_of(std::get<FacedGrid>(grid).faces,
                             [](const std::vector<double>& f) { return are_faces(f); });
}

// The elements of one file.
class VolumeText {
 public:
  explicit VolumeText(const std::string& path) : file_(path) {}

  template <class... Arguments>
  void line(fmt::format_string<Arguments...> text, Arguments&&... arguments) {
    file_.write(fmt::format(text, std::forward<Arguments>(arguments)...) + "\n");
  }
  template <class Number>
  void array(const std::string& name, std::string_view more, std::size_t count,
             const std::function<void(std::size_t, std::span<Number>)>& fill) {
    STIPPLE_REQUIRE(names_.insert(name).second && !name.empty());
    line("<DataArray type=\"{}\" Name=\"{}\"{} format=\"binary\">",
         sizeof(Number) == 4 ? "Float32" : "Float64", xml_escaped(name), more);
    packer_.pack<Number>(file_, count, fill);
    line("\n</DataArray>");
  }
  template <class Number>
  void array(const std::string& name, std::string_view more, const std::vector<Number>& values) {
    array<Number>(name, more, values.size(), [&](std::size_t first, std::span<Number> out) {
      std::copy_n(values.begin() + static_cast<std::ptrdiff_t>(first), out.size(), out.begin());
    });
  }
  // Names differ within a part of the file.
  void part(std::string_view tag) {
    line("{}", tag);
    names_.clear();
  }
  template <class Number>
  void beside(const std::vector<NamedNumbers<Number>>& list) {
    for (const NamedNumbers<Number>& n : list)
      array(n.name, fmt::format(" NumberOfTuples=\"{}\"", n.values.size()), n.values);
  }
  void keep() { file_.keep(); }

 private:
  AtomicFile file_;
  NumberPacker packer_{};
  std::set<std::string> names_{};
};

}  // namespace

bool are_faces(std::span<const double> faces) {
  if (faces.size() < 2 || !std::isfinite(faces.front()) || !std::isfinite(faces.back()))
    return false;
  return std::ranges::adjacent_find(faces, [](double a, double b) { return !(a < b); }) ==
         faces.end();
}

std::size_t cells_of(const VolumeGrid& grid) {
  std::size_t count = 1;
  for (const int n : cells_along(grid)) count *= static_cast<std::size_t>(std::max(n, 1));
  return count;
}

void write_volume(const std::string& path, const VolumeHead& head,
                  std::span<const CellSource> cells) {
  STIPPLE_REQUIRE(can_be_written(head.grid));
  const std::size_t count = cells_of(head.grid);
  STIPPLE_REQUIRE(count <= kMostCells);
  const auto* even = std::get_if<EvenGrid>(&head.grid);
  const std::string type = even != nullptr ? "ImageData" : "RectilinearGrid";
  const std::string extent = fmt::format("0 {} 0 {} 0 {}", cells_along(head.grid)[0],
                                         cells_along(head.grid)[1], cells_along(head.grid)[2]);

  VolumeText text(path);
  text.line("<?xml version=\"1.0\"?>");
  text.line(
      "<VTKFile type=\"{}\" version=\"1.0\" byte_order=\"LittleEndian\" header_type=\"UInt64\" "
      "compressor=\"vtkZLibDataCompressor\">",
      type);
  if (even != nullptr)
    text.line("<ImageData WholeExtent=\"{}\" Origin=\"{} {} {}\" Spacing=\"{} {} {}\">", extent,
              even->origin[0], even->origin[1], even->origin[2], even->spacing[0], even->spacing[1],
              even->spacing[2]);
  else
    text.line("<RectilinearGrid WholeExtent=\"{}\">", extent);
  text.part("<FieldData>");
  text.beside(head.numbers);
  text.beside(head.small_fields);
  text.line("</FieldData>\n<Piece Extent=\"{}\">", extent);
  text.part("<CellData>");
  for (const CellSource& c : cells) text.array<float>(c.name, "", count, c.fill);
  text.line("</CellData>");
  if (even == nullptr) {
    text.part("<Coordinates>");
    for (std::size_t a = 0; a < 3; ++a)
      text.array(std::string(1, "xyz"[a]), "", std::get<FacedGrid>(head.grid).faces[a]);
    text.line("</Coordinates>");
  }
  text.line("</Piece>\n</{}>\n</VTKFile>", type);
  text.keep();
}

}  // namespace stipple
