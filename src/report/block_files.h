// SPDX-License-Identifier: Apache-2.0
// A block of tissue as files for ParaView and Python. docs/volumes.md.
//   .vtr           the block itself, on its own cells: everything, to the bit
//   .vti           the same fields on even cells in depth, for volume rendering
//   _surface.vti   the fields of the surface, a flat picture
// In the files z points up: the surface lies at 0, the tissue below it. Lengths in mm, time in
// days.
#pragma once

#include <string>
#include <string_view>

#include "healing/tissue_block.h"

namespace stipple {

// Failure{cannot_write}. Memory: a few blocks of 32 KiB, whatever the size of the block.
void write_block(const std::string& path, const TissueBlock&);
// InvalidInput with file and array: not a file of write_block(), damaged, another version.
// Failure{cannot_read}. Memory: the block and one field.
TissueBlock read_block(const std::string& path);
// The same from bytes. `name`: for messages.
TissueBlock parse_block(std::string_view bytes, const std::string& name);

// Values of an even cell are means over its depth: what a column holds is what it held. `cells`:
// in depth; 0: as many as make them cubes, or those of the block where they are even anyway.
void write_even_block(const std::string& path, const TissueBlock&, int cells = 0);
void write_surface(const std::string& path, const TissueBlock&);

enum class EvenFiles { none, written };

// Adds a moment to the series NAME.pvd of a folder, with NAME-0000.vtr and so on, NAME-surface.pvd
// and, if wanted, NAME-even.pvd. What the series has from that moment on is replaced, so a run that
// goes on from an earlier moment writes the same files. Moments in order; the one after a visit's
// needles stands nine seconds after the one before them.
void add_to_block_series(const std::string& folder, const std::string& name, const TissueBlock&,
                         EvenFiles);

}  // namespace stipple
