// SPDX-License-Identifier: Apache-2.0
// The numbers of an array as VTK packs them: cut into blocks of 32768 bytes, each through zlib,
// all of them as one text in base64; before it, as a text of its own, eight bytes each: the number
// of blocks, the size of a block, the size of a last shorter one or 0, and the packed size of each.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/file.h"

namespace stipple {

static_assert(std::endian::native == std::endian::little, "files are little endian");

inline constexpr std::size_t kPackedBlock = 32768;

// zlib's working memory, kept from array to array.
struct Deflater;
struct Inflater;

class NumberPacker {
 public:
  NumberPacker();
  ~NumberPacker();
  NumberPacker(const NumberPacker&) = delete;
  NumberPacker& operator=(const NumberPacker&) = delete;

  // `fill` gives the numbers from `first` on, in order, a block at a time: no array is ever held.
  // Number: float or double; count > 0.
  template <class Number>
  void pack(AtomicFile&, std::size_t count,
            const std::function<void(std::size_t first, std::span<Number>)>& fill);

 private:
  void pack_bytes(AtomicFile&, std::size_t bytes,
                  const std::function<void(std::size_t, std::span<std::byte>)>& fill);
  std::unique_ptr<Deflater> deflater_;
};

// The way back, fed with the text piece by piece. Nothing is made room for before the sizes agree
// with what is wanted and with what the file can hold.
class NumberUnpacker {
 public:
  NumberUnpacker();
  ~NumberUnpacker();
  NumberUnpacker(const NumberUnpacker&) = delete;
  NumberUnpacker& operator=(const NumberUnpacker&) = delete;

  // `bytes` are wanted, out of a file of `file_bytes`; `room` is asked for their place, once. What
  // is wrong is returned as words; empty: nothing.
  std::string begin(std::size_t bytes, std::size_t file_bytes, std::function<std::byte*()> room);
  std::string take(std::string_view text);
  std::string end();

 private:
  std::string take_header();
  std::string take_quads();
  std::string inflate(std::span<const unsigned char> packed);

  std::unique_ptr<Inflater> inflater_;
  std::function<std::byte*()> room_{};
  std::size_t bytes_{}, file_bytes_{};
  std::size_t header_text_{};  // characters of the header
  std::size_t text_left_{};    // of the blocks
  std::string waiting_{};      // text that is not decoded yet
  std::vector<std::uint64_t> header_{};
  std::byte* out_{};
  std::size_t block_{}, block_packed_{};  // the one at hand, bytes of it that are taken
  bool has_header_{};
};

}  // namespace stipple
