// SPDX-License-Identifier: Apache-2.0
#include "format/packed_numbers.h"

#include <fmt/format.h>
#include <sodium.h>
#include <zlib.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "core/error.h"

namespace stipple {
namespace {

constexpr int quick = 1;  // zlib's level: fields are smooth or rough, seldom between
constexpr std::size_t most_shrunk = 1032;  // deflate never packs more bytes into one
constexpr std::size_t fixed_header = 3;    // blocks, size, last size
constexpr auto variant = sodium_base64_VARIANT_ORIGINAL;

std::size_t text_of(std::size_t bytes) { return (bytes + 2) / 3 * 4; }

std::size_t blocks_of(std::size_t bytes) { return (bytes + kPackedBlock - 1) / kPackedBlock; }

// Bytes to text in whole groups of three; what is over waits for the next.
class TextWriter {
 public:
  explicit TextWriter(AtomicFile& file) : file_(file) {}
  void add(std::span<const unsigned char> bytes) {
    waiting_.insert(waiting_.end(), bytes.begin(), bytes.end());
    put(waiting_.size() / 3 * 3);
  }
  void end() { put(waiting_.size()); }

 private:
  void put(std::size_t n) {
    if (n == 0) return;
    text_.resize(text_of(n) + 1);
    sodium_bin2base64(text_.data(), text_.size(), waiting_.data(), n, variant);
    file_.write(std::string_view(text_.data(), text_.size() - 1));
    waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(n));
  }

  AtomicFile& file_;
  std::vector<unsigned char> waiting_{};
  std::string text_{};
};

std::string header_text(std::span<const std::uint64_t> header) {
  std::string text(text_of(header.size_bytes()) + 1, '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(header.data()),
                    header.size_bytes(), variant);
  text.pop_back();  // the end mark of C
  return text;
}

}  // namespace

struct Deflater {
  z_stream z{};
  Deflater() {
    if (deflateInit(&z, quick) != Z_OK)
      throw Failure(FailureCode::out_of_memory, "no memory to pack numbers");
  }
  ~Deflater() { deflateEnd(&z); }
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;
};

struct Inflater {
  z_stream z{};
  Inflater() {
    if (inflateInit(&z) != Z_OK)
      throw Failure(FailureCode::out_of_memory, "no memory to unpack numbers");
  }
  ~Inflater() { inflateEnd(&z); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
};

NumberPacker::NumberPacker() : deflater_(std::make_unique<Deflater>()) {}
NumberPacker::~NumberPacker() = default;

void NumberPacker::pack_bytes(AtomicFile& file, std::size_t bytes,
                              const std::function<void(std::size_t, std::span<std::byte>)>& fill) {
  STIPPLE_REQUIRE(bytes > 0);
  // The header's length is known, what stands in it only at the end: it is written twice.
  std::vector<std::uint64_t> header{blocks_of(bytes), kPackedBlock, bytes % kPackedBlock};
  header.resize(fixed_header + header[0]);
  const std::size_t header_place = file.size();
  file.write(header_text(header));

  z_stream& z = deflater_->z;
  std::vector<std::byte> block(std::min(bytes, kPackedBlock));
  std::vector<unsigned char> packed(deflateBound(&z, kPackedBlock));
  TextWriter text(file);
  for (std::size_t b = 0; b < header[0]; ++b) {
    const std::size_t first = b * kPackedBlock;
    const std::span<std::byte> part(block.data(), std::min(kPackedBlock, bytes - first));
    fill(first, part);
    deflateReset(&z);
    z.next_in = reinterpret_cast<unsigned char*>(part.data());
    z.avail_in = static_cast<uInt>(part.size());
    z.next_out = packed.data();
    z.avail_out = static_cast<uInt>(packed.size());
    STIPPLE_REQUIRE(deflate(&z, Z_FINISH) == Z_STREAM_END);
    header[fixed_header + b] = z.total_out;
    text.add({packed.data(), z.total_out});
  }
  text.end();
  file.write_at(header_place, header_text(header));
}

template <class Number>
void NumberPacker::pack(AtomicFile& file, std::size_t count,
                        const std::function<void(std::size_t, std::span<Number>)>& fill) {
  std::vector<Number> numbers(std::min(count, kPackedBlock / sizeof(Number)));
  pack_bytes(file, count * sizeof(Number), [&](std::size_t first, std::span<std::byte> out) {
    const std::span<Number> part(numbers.data(), out.size() / sizeof(Number));
    fill(first / sizeof(Number), part);
    std::memcpy(out.data(), part.data(), out.size());
  });
}
template void NumberPacker::pack<float>(AtomicFile&, std::size_t,
                                        const std::function<void(std::size_t, std::span<float>)>&);
template void NumberPacker::pack<double>(
    AtomicFile&, std::size_t, const std::function<void(std::size_t, std::span<double>)>&);

NumberUnpacker::NumberUnpacker() : inflater_(std::make_unique<Inflater>()) {}
NumberUnpacker::~NumberUnpacker() = default;

std::string NumberUnpacker::begin(std::size_t bytes, std::size_t file_bytes,
                                  std::function<std::byte*()> room) {
  STIPPLE_REQUIRE(bytes > 0);
  room_ = std::move(room);
  bytes_ = bytes;
  file_bytes_ = file_bytes;
  waiting_.clear();
  has_header_ = false;
  text_left_ = block_ = block_packed_ = 0;
  out_ = nullptr;
  if (bytes / most_shrunk > file_bytes)
    return fmt::format("would take {} bytes, more than a file of {} can hold", bytes, file_bytes);
  header_text_ = text_of((fixed_header + blocks_of(bytes)) * sizeof(std::uint64_t));
  return {};
}

std::string NumberUnpacker::take(std::string_view text) {
  for (const char c : text) {
    if (c == ' ' || c == '\n' || c == '\t' || c == '\r') continue;
    waiting_ += c;
    if (has_header_ ? waiting_.size() < kPackedBlock : waiting_.size() < header_text_) continue;
    if (std::string wrong = has_header_ ? take_quads() : take_header(); !wrong.empty())
      return wrong;
  }
  return {};
}

std::string NumberUnpacker::take_header() {
  header_.resize(fixed_header + blocks_of(bytes_));
  std::size_t found = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(header_.data()),
                        header_.size() * sizeof(std::uint64_t), waiting_.data(), waiting_.size(),
                        nullptr, &found, nullptr, variant) != 0 ||
      found != header_.size() * sizeof(std::uint64_t))
    return "is damaged: the sizes before its numbers are no base64";
  if (header_[0] != blocks_of(bytes_) || header_[1] != kPackedBlock ||
      header_[2] != bytes_ % kPackedBlock)
    return fmt::format("says {} blocks of {} bytes and one of {}; {} bytes are wanted", header_[0],
                       header_[1], header_[2], bytes_);
  std::uint64_t packed = 0;
  for (std::size_t b = 0; b < header_[0]; ++b) {
    const std::uint64_t size = header_[fixed_header + b];
    const std::size_t unpacked = std::min(kPackedBlock, bytes_ - b * kPackedBlock);
    if (size > file_bytes_ || (packed += size) > file_bytes_ || size * most_shrunk < unpacked)
      return fmt::format("is damaged: {} bytes cannot be the packed size of block {}", size, b + 1);
  }
  text_left_ = text_of(packed);
  waiting_.clear();
  has_header_ = true;
  out_ = room_();
  return {};
}

std::string NumberUnpacker::take_quads() {
  if (waiting_.size() > text_left_) return "goes on after its last number";
  const std::size_t whole = waiting_.size() / 4 * 4;
  std::vector<unsigned char> bytes(whole / 4 * 3);
  std::size_t found = 0;
  if (sodium_base642bin(bytes.data(), bytes.size(), waiting_.data(), whole, nullptr, &found,
                        nullptr, variant) != 0)
    return fmt::format("is damaged: no base64 in block {}", block_ + 1);
  text_left_ -= whole;
  waiting_.erase(0, whole);
  return inflate({bytes.data(), found});
}

std::string NumberUnpacker::inflate(std::span<const unsigned char> packed) {
  const auto damaged = [&] {
    return fmt::format("is damaged: block {} of {} does not unpack", block_ + 1, header_[0]);
  };
  z_stream& z = inflater_->z;
  while (!packed.empty()) {
    if (block_ == header_[0]) return "goes on after its last block";
    const std::size_t first = block_ * kPackedBlock;
    const std::size_t unpacked = std::min(kPackedBlock, bytes_ - first);
    const std::size_t size = header_[fixed_header + block_];
    if (block_packed_ == 0) {
      inflateReset(&z);
      z.next_out = reinterpret_cast<unsigned char*>(out_ + first);
      z.avail_out = static_cast<uInt>(unpacked);
    }
    const std::size_t now = std::min(packed.size(), size - block_packed_);
    z.next_in = const_cast<unsigned char*>(packed.data());
    z.avail_in = static_cast<uInt>(now);
    const int state = ::inflate(&z, Z_SYNC_FLUSH);
    block_packed_ += now;
    packed = packed.subspan(now);
    const bool last = block_packed_ == size;
    if (z.avail_in != 0 || state != (last ? Z_STREAM_END : Z_OK)) return damaged();
    if (!last) continue;
    if (z.avail_out != 0) return damaged();
    ++block_;
    block_packed_ = 0;
  }
  return {};
}

std::string NumberUnpacker::end() {
  if (!has_header_) return "is cut off before its numbers";
  if (waiting_.size() % 4 == 0 && !waiting_.empty())
    if (std::string wrong = take_quads(); !wrong.empty()) return wrong;
  if (text_left_ != 0 || !waiting_.empty() || block_ != header_[0])
    return fmt::format("is cut off in block {} of {}", block_ + 1, header_[0]);
  return {};
}

}  // namespace stipple
