// SPDX-License-Identifier: Apache-2.0
// sample_block FOLDER [COLUMNS DEPTH]: a series of two moments whose every number is known, for
// tests/end_to_end/test_volumes.py. With sizes: one block of COLUMNS x COLUMNS x DEPTH cells,
// written and read back; says in bytes what a field takes and by how much memory grew beyond the
// block.
#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <string>

#include "core/error.h"
#include "report/block_csv.h"
#include "report/block_files.h"

namespace stipple {
namespace {

// Number n of field f at (i, j, k): exact in float.
float known(std::size_t f, int i, int j, int k) {
  return static_cast<float>(f) + 0.5F * static_cast<float>(i) + 0.0625F * static_cast<float>(j) -
         0.25F * static_cast<float>(k);
}

TissueBlock sample(int nx, int ny, int nz, double day) {
  TissueBlock b{.nx = nx, .ny = ny, .side_mm = 0.02, .day = day};
  double edge = 0.0;
  b.edges_mm = {edge};
  for (int k = 0; k < nz; ++k) {
    b.edges_mm.push_back(edge += 0.01 * (1 + k % 5));
    b.layers.push_back(static_cast<Layer>(4 * k / nz));
  }
  const std::size_t columns = static_cast<std::size_t>(nx) * static_cast<std::size_t>(ny);
  for (auto& v : b.volume) v.resize(columns * b.layers.size());
  for (auto& v : b.surface) v.resize(columns);
  b.disorder_home.assign(columns * b.layers.size(), 0.25F);
  b.collagen_home.assign(columns * b.layers.size(), 0.75F);
  for (int k = 0; k < nz; ++k)
    for (int j = 0; j < ny; ++j)
      for (int i = 0; i < nx; ++i) {
        for (std::size_t f = 0; f < kFieldCount; ++f)
          b.volume[f][b.at(i, j, k)] = known(f, i, j, k);
        for (std::size_t f = 0; f < kSurfaceFieldCount; ++f)
          b.surface[f][b.at(i, j)] = known(f, i, j, 0);
      }
  return b;
}

// Bytes of a line of /proc/self/status: VmRSS now, VmHWM at most since it was reset.
long memory(const std::string& name) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with(name + ":")) return 1024 * std::atol(line.c_str() + name.size() + 1);
  return 0;
}

void reset_most() { std::ofstream("/proc/self/clear_refs") << "5"; }

void measure(const std::string& folder, int columns, int depth) {
  const long field = 4L * columns * columns * depth;
  const long block = (kFieldCount + 2) * field;  // two of them set points
  {
    const TissueBlock b = sample(columns, columns, depth, 1.0);
    reset_most();
    const long before = memory("VmRSS");
    write_block(folder + "/b.vtr", b);
    const long writing = memory("VmHWM") - before;
    write_even_block(folder + "/b.vti", b);
    fmt::print("field {} writing {} even {}\n", field, writing, memory("VmHWM") - before);
  }
  reset_most();
  const long before = memory("VmRSS");
  const TissueBlock again = read_block(folder + "/b.vtr");
  fmt::print("reading {} block {}\n", memory("VmHWM") - before, block);
  STIPPLE_REQUIRE(again.volume[0].size() * sizeof(float) == static_cast<std::size_t>(field));
}

}  // namespace
}  // namespace stipple

int main(int count, char** arguments) {
  using namespace stipple;
  if (count == 4) {
    measure(arguments[1], std::atoi(arguments[2]), std::atoi(arguments[3]));
    return 0;
  }
  STIPPLE_REQUIRE(count == 2);
  fmt::print("{}", kBlockCsvHeader);
  for (const double day : {0.0, 7.0}) {
    TissueBlock b = sample(5, 3, 12, day);
    b.after_visit = day == 0.0;
    add_to_block_series(arguments[1], "skin", b, EvenFiles::written);
    fmt::print("{}", block_csv_rows(b));
  }
  return 0;
}
