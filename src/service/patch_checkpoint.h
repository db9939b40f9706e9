// SPDX-License-Identifier: Apache-2.0
// A patch run kept on disk, so that it goes on with the same bits after whatever stopped it. The
// file is binary: header, what the run was made from, its state, and a checksum over all before it.
#pragma once

#include <string>
#include <vector>

#include "course/patch_run.h"

namespace stipple {

// Everything that decides the bits of a run, by the names that a user knows.
struct RunIdentity {
  struct Part {
    std::string name{}, value{};
    friend bool operator==(const Part&, const Part&) = default;
  };
  std::vector<Part> parts{};
  friend bool operator==(const RunIdentity&, const RunIdentity&) = default;
};

// 64 hexadecimal digits.
std::string hash_of(std::string_view bytes);

// Old or new after whatever happens, never half of one. Failure{cannot_write}.
void write_checkpoint(const std::string& path, const RunIdentity&, const PatchState&);
std::size_t checkpoint_bytes(const RunIdentity&, const PatchState&);

// Into a state made from the same input, whose sizes the file must have: nothing of it is believed
// before its checksum holds. Failure{corrupt_data} where it is damaged, cut off or of another
// format, InvalidInput where it belongs to another run; the state is of no use then.
void read_checkpoint(const std::string& path, const RunIdentity&, PatchState&);

}  // namespace stipple
