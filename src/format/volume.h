// SPDX-License-Identifier: Apache-2.0
// Numbers on a block of cells as VTK's XML files, which ParaView opens: ImageData (.vti) where the
// cells are even, RectilinearGrid (.vtr) where their faces stand anywhere. What is written reads
// back to the bit. Numbers are packed by zlib and stand in the text in base64: the one form that
// ParaView 5.11 of Debian 12 reads. Cells go x fastest, then y, then z.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace stipple {

// Even cells. No cells in z: a flat picture, one layer of numbers.
struct EvenGrid {
  std::array<int, 3> cells{};
  std::array<double, 3> origin{}, spacing{};
  friend bool operator==(const EvenGrid&, const EvenGrid&) = default;
};

// One more face than cells along each axis, increasing.
struct FacedGrid {
  std::array<std::vector<double>, 3> faces{};
  friend bool operator==(const FacedGrid&, const FacedGrid&) = default;
};

using VolumeGrid = std::variant<EvenGrid, FacedGrid>;

// What a file may hold at most: more is refused before anything is made room for.
inline constexpr int kMostCellsAlong = 1 << 20;
inline constexpr std::size_t kMostCells = std::size_t{1} << 31;

// Finite and increasing, two at least.
bool are_faces(std::span<const double>);
// Those of one layer where the grid is flat.
std::size_t cells_of(const VolumeGrid&);

template <class Number>
struct NamedNumbers {
  std::string name{};
  std::vector<Number> values{};  // at least one
  friend bool operator==(const NamedNumbers&, const NamedNumbers&) = default;
};

// What a file says beside its cells (VTK: FieldData): numbers of the whole, of any count.
struct VolumeHead {
  VolumeGrid grid{};
  std::vector<NamedNumbers<double>> numbers{};
  std::vector<NamedNumbers<float>> small_fields{};
  friend bool operator==(const VolumeHead&, const VolumeHead&) = default;
};

// An array of cells that is asked for as it is written: `fill` gives the numbers of the cells from
// `first` on, called in order.
struct CellSource {
  std::string name{};
  std::function<void(std::size_t first, std::span<float>)> fill{};
};

// In place only when it is whole (core/file.h). Takes no more memory than a few blocks of 32 KiB.
// Names differ. Failure{cannot_write}.
void write_volume(const std::string& path, const VolumeHead&, std::span<const CellSource> cells);

struct Volume {
  VolumeHead head{};
  std::vector<NamedNumbers<float>> cells{};
  friend bool operator==(const Volume&, const Volume&) = default;
};

// A file as write_volume() writes it, strictly: InvalidInput with file, line and array for what is
// cut off, damaged, of another version or larger than its bytes can hold. Takes no more memory than
// the volume itself. Failure{cannot_read}.
Volume read_volume(const std::string& path);
// The same from bytes. `name`: for messages.
Volume parse_volume(std::string_view bytes, const std::string& name);

// Nothing where there is none of that name.
template <class Number>
const std::vector<Number>* find_numbers(const std::vector<NamedNumbers<Number>>& list,
                                        std::string_view name) {
  for (const NamedNumbers<Number>& n : list)
    if (n.name == name) return &n.values;
  return nullptr;
}

}  // namespace stipple
