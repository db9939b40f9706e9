// SPDX-License-Identifier: Apache-2.0
#include "service/patch_checkpoint.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string_view>

#include "core/error.h"
#include "core/file.h"

namespace stipple {
namespace {

constexpr std::string_view kMagic("stipple patch\r\n\x1a", 16);  // an end of line that editors mend
constexpr std::uint32_t kFormat = 2;
constexpr std::uint32_t kByteOrder = 0x01020304;
constexpr std::size_t kHashBytes = 32;
constexpr std::size_t kHeaderBytes = 16 + 2 * sizeof(std::uint32_t) + sizeof(std::uint64_t);
constexpr std::size_t kBlock = std::size_t{1} << 20;
constexpr std::size_t kLongestWord = 4096;

using Hash = std::array<unsigned char, kHashBytes>;

class Hasher {
 public:
  Hasher() {
    STIPPLE_REQUIRE(sodium_init() >= 0);
    crypto_generichash_init(&state_, nullptr, 0, kHashBytes);
  }
  void add(std::string_view bytes) {
    crypto_generichash_update(&state_, reinterpret_cast<const unsigned char*>(bytes.data()),
                              bytes.size());
  }
  Hash end() {
    Hash hash{};
    crypto_generichash_final(&state_, hash.data(), hash.size());
    return hash;
  }

 private:
  crypto_generichash_state state_{};
};

Failure unusable(const std::string& path, const std::string& why) {
  return {FailureCode::corrupt_data,
          fmt::format("{}: {}: delete it and start again without --resume", path, why)};
}

// What a file consists of is said once, below; counting, writing and reading walk through it alike.
// Numbers lie as in memory, least byte first: the header says so.
template <class Put>
class Out {
 public:
  explicit Out(Put put) : put_(std::move(put)) {}
  template <class T>
  void number(const T& x) {
    static_assert(std::is_arithmetic_v<T> && !std::is_same_v<T, bool>);
    put_(std::string_view(reinterpret_cast<const char*>(&x), sizeof x));
  }
  void flag(bool x) { number(static_cast<std::uint8_t>(x ? 1 : 0)); }
  template <class T>
  void numbers(const T* first, std::size_t count) {
    put_(std::string_view(reinterpret_cast<const char*>(first), count * sizeof(T)));
  }
  void word(const std::string& text) {
    number(static_cast<std::uint64_t>(text.size()));
    put_(text);
  }
  void array(const AlignedArray<float>& a) {
    number(static_cast<std::uint64_t>(a.size()));
    if (a.size() > 0) numbers(a.data(), a.size());
  }
  template <class T>
  void size(const std::vector<T>& list, std::size_t) {
    number(static_cast<std::uint64_t>(list.size()));
  }

 private:
  Put put_;
};

class In {
 public:
  In(std::ifstream& file, std::string path, std::uint64_t bytes)
      : file_(file), path_(std::move(path)), left_(bytes) {}

  template <class T>
  void number(T& x) {
    numbers(&x, 1);
  }
  void flag(bool& x) {
    std::uint8_t byte{};
    number(byte);
    require(byte <= 1);
    x = byte == 1;
  }
  template <class T>
  void numbers(T* first, std::size_t count) {
    static_assert(std::is_arithmetic_v<T>);
    require(count <= left_ / sizeof(T));
    left_ -= count * sizeof(T);
    file_.read(reinterpret_cast<char*>(first), static_cast<std::streamsize>(count * sizeof(T)));
    require(file_.good());
  }
  void word(std::string& text) {
    std::uint64_t length{};
    number(length);
    require(length <= std::min<std::uint64_t>(left_, kLongestWord));
    text.resize(static_cast<std::size_t>(length));
    numbers(text.data(), text.size());
  }
  // The array has its size from the run's own input.
  void array(AlignedArray<float>& a) {
    std::uint64_t count{};
    number(count);
    require(count == a.size());
    if (a.size() > 0) numbers(a.data(), a.size());
  }
  // `least`: bytes that an element takes, so that no list is larger than what the file can hold.
  template <class T>
  void size(std::vector<T>& list, std::size_t least) {
    std::uint64_t count{};
    number(count);
    require(count <= left_ / least);
    list.resize(static_cast<std::size_t>(count));
  }
  [[nodiscard]] std::uint64_t left() const { return left_; }
  void require(bool holds) const {
    if (!holds) throw unusable(path_, "does not hold what a checkpoint of this run holds");
  }

 private:
  std::ifstream& file_;
  std::string path_;
  std::uint64_t left_;
};

template <class Io, class Identity>
void visit_identity(Io& io, Identity& identity) {
  io.size(identity.parts, 2 * sizeof(std::uint64_t));
  for (auto& part : identity.parts) {
    io.word(part.name);
    io.word(part.value);
  }
}

template <class Io, class Record>
void visit_record(Io& io, Record& record) {
  io.number(record.disorder_peak);
  io.size(record.rows, (1 + 3 * std::size_t{kObservedCount}) * sizeof(double));
  for (auto& row : record.rows) {
    io.number(row.day);
    io.flag(row.after_visit);
    for (auto* values : {&row.mean, &row.low, &row.high})
      io.numbers(values->data(), values->size());
  }
  io.size(record.visits, 2 * sizeof(double));
  for (auto& visit : record.visits) {
    io.number(visit.day);
    io.number(visit.channels);
    io.number(visit.torn_share);
    io.size(visit.damage, sizeof(double));
    io.numbers(visit.damage.data(), visit.damage.size());
  }
}

template <class Io, class State>
void visit_state(Io& io, State& state) {
  auto& t = state.tissue;
  io.number(t.day);
  io.flag(t.barrier_watched);
  io.flag(t.one_balance);
  for (auto* part : {&t.volume, &t.surface, &t.disorder_home, &t.epidermis_rest, &t.balance,
                     &t.balance_disorder, &state.disorder_before})
    io.array(*part);
  auto& s = state.steps;
  io.number(s.next_step);
  io.numbers(s.scale, kAllFields);
  io.number(s.accepted);
  io.number(s.rejected);
  io.number(s.made_positive);
  io.number(state.stops_done);
  visit_record(io, state.record);
}

void read_bytes(std::ifstream& file, const std::string& path, void* to, std::size_t bytes) {
  file.read(static_cast<char*>(to), static_cast<std::streamsize>(bytes));
  if (!file)
    throw Failure(FailureCode::cannot_read, fmt::format("cannot read {} to its end", path));
}

// The header and the checksum hold, or it is refused. Gives the bytes between them.
std::uint64_t require_whole(std::ifstream& file, const std::string& path, std::uint64_t found) {
  const auto cut_off = [&](std::uint64_t of) {
    return unusable(path, fmt::format("is cut off ({} of {} bytes)", found, of));
  };
  if (found < kHeaderBytes + kHashBytes) throw cut_off(kHeaderBytes + kHashBytes);
  std::string header(kHeaderBytes, '\0');
  read_bytes(file, path, header.data(), header.size());
  if (!header.starts_with(kMagic)) throw unusable(path, "is no checkpoint of a patch");
  std::uint32_t format{}, order{};
  std::uint64_t total{};
  std::memcpy(&format, header.data() + 16, sizeof format);
  std::memcpy(&order, header.data() + 20, sizeof order);
  std::memcpy(&total, header.data() + 24, sizeof total);
  if (format != kFormat || order != kByteOrder)
    throw unusable(path, fmt::format("was written by another version of the program (format {}, "
                                     "this one reads {}); that one can go on from it, or",
                                     format, kFormat));
  if (found < total) throw cut_off(total);
  if (found > total) throw unusable(path, "is damaged (longer than it says)");
  Hasher hasher;
  hasher.add(header);
  std::string block(kBlock, '\0');
  for (std::uint64_t left = total - kHeaderBytes - kHashBytes; left > 0;) {
    const auto part = static_cast<std::size_t>(std::min<std::uint64_t>(left, kBlock));
    read_bytes(file, path, block.data(), part);
    hasher.add(std::string_view(block.data(), part));
    left -= part;
  }
  Hash written{};
  read_bytes(file, path, written.data(), written.size());
  if (hasher.end() != written) throw unusable(path, "is damaged (its checksum does not hold)");
  file.seekg(static_cast<std::streamoff>(kHeaderBytes));
  return total - kHeaderBytes - kHashBytes;
}

void require_same(const std::string& path, const RunIdentity& written, const RunIdentity& now) {
  if (written == now) return;
  std::string differ;
  const auto shown = [](const std::string& value) { return value.substr(0, 16); };
  for (const RunIdentity::Part& part : now.parts) {
    const auto same_name = [&](const RunIdentity::Part& p) { return p.name == part.name; };
    const auto old = std::find_if(written.parts.begin(), written.parts.end(), same_name);
    if (old != written.parts.end() && old->value == part.value) continue;
    differ += fmt::format("{}{} was {} and is {} now", differ.empty() ? "" : ", ", part.name,
                          old == written.parts.end() ? "not known" : shown(old->value),
                          shown(part.value));
  }
  throw InvalidInput(std::vector<Problem>{
      {.file = path,
       .message = fmt::format("belongs to another run: {}. Give the same again, or delete it and "
                              "start without --resume",
                              differ)}});
}

}  // namespace

std::string hash_of(std::string_view bytes) {
  Hasher hasher;
  hasher.add(bytes);
  std::string hex;
  for (const unsigned char byte : hasher.end()) hex += fmt::format("{:02x}", byte);
  return hex;
}

std::size_t checkpoint_bytes(const RunIdentity& identity, const PatchState& state) {
  std::size_t bytes = kHeaderBytes + kHashBytes;
  Out count([&](std::string_view part) { bytes += part.size(); });
  visit_identity(count, identity);
  visit_state(count, state);
  return bytes;
}

void write_checkpoint(const std::string& path, const RunIdentity& identity,
                      const PatchState& state) {
  AtomicFile file(path);
  Hasher hasher;
  // Small parts are gathered, large ones pass through.
  std::string waiting;
  const auto write = [&](std::string_view bytes) {
    hasher.add(bytes);
    file.write(bytes);
  };
  const auto put = [&](std::string_view bytes) {
    if (waiting.size() + bytes.size() > kBlock) {
      write(waiting);
      waiting.clear();
    }
    if (bytes.size() > kBlock)
      write(bytes);
    else
      waiting += bytes;
  };
  Out out(put);
  put(kMagic);
  out.number(kFormat);
  out.number(kByteOrder);
  out.number(static_cast<std::uint64_t>(checkpoint_bytes(identity, state)));
  visit_identity(out, identity);
  visit_state(out, state);
  write(waiting);
  const Hash hash = hasher.end();
  file.write(std::string_view(reinterpret_cast<const char*>(hash.data()), hash.size()));
  file.keep();
}

void read_checkpoint(const std::string& path, const RunIdentity& identity, PatchState& state) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error))
    throw Failure(
        FailureCode::cannot_read,
        fmt::format("{} is no file: there is nothing to resume; start without --resume", path));
  std::ifstream file(path, std::ios::binary);
  const auto found = std::filesystem::file_size(path, error);
  if (!file || error) throw Failure(FailureCode::cannot_read, fmt::format("cannot read {}", path));
  In in(file, path, require_whole(file, path, found));
  RunIdentity written;
  visit_identity(in, written);
  require_same(path, written, identity);
  visit_state(in, state);
  in.require(in.left() == 0 && !state.record.rows.empty());
}

}  // namespace stipple
