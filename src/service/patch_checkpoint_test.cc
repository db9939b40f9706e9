// SPDX-License-Identifier: Apache-2.0
#include "service/patch_checkpoint.h"

#include <doctest/doctest.h>

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <fstream>

#include "core/error.h"
#include "core/file.h"
#include "core/random.h"
#include "service/temporary_folder_for_tests.h"

namespace stipple {
namespace {

constexpr std::size_t kLimit = std::size_t{1} << 28;

// Three columns by two, of two cells: nothing is computed, its numbers are drawn.
PatchInput small_input(bool set_points) {
  PatchInput in{.pencils = Pencils(3, 2, 2, 0.02, Sides::periodic)};
  in.edges_mm = {0.0, 0.02, 0.04};
  in.column =
      make_column({.edges_mm = in.edges_mm, .layers = {Layer::epidermis, Layer::papillary}});
  in.models.resize(1);
  in.end_day = 1.0;
  if (set_points)
    in.set_points = [] { return SetPointMaps{.disorder_home = std::vector<float>(12, 0.25F)}; };
  return in;
}

std::array<AlignedArray<float>*, 7> arrays_of(PatchState& s) {
  return {&s.tissue.volume,         &s.tissue.surface, &s.tissue.disorder_home,
          &s.tissue.epidermis_rest, &s.tissue.balance, &s.tissue.balance_disorder,
          &s.disorder_before};
}

PatchState empty_state(bool set_points = true) {
  Team team(1);
  PatchState s(small_input(set_points), team);
  s.record = {};
  return s;
}

PatchState drawn_state(std::uint64_t seed, bool set_points = true) {
  RandomStream draws = Seed(seed).stream("state");
  PatchState s = empty_state(set_points);
  for (AlignedArray<float>* a : arrays_of(s))
    for (std::size_t i = 0; i < a->size(); ++i) a->data()[i] = static_cast<float>(draws.normal());
  s.tissue.day = draws.uniform();
  s.steps.next_step = draws.uniform();
  for (float& x : s.steps.scale) x = static_cast<float>(draws.uniform());
  s.steps.accepted = 41;
  s.steps.rejected = 3;
  s.steps.made_positive = 2;
  s.stops_done = 5;
  s.record.disorder_peak = draws.uniform();
  for (int k = 0; k < 4; ++k) {
    PatchRow row;
    row.day = draws.uniform();
    row.after_visit = k % 2 == 0;
    for (auto* values : {&row.mean, &row.low, &row.high})
      for (double& x : *values) x = draws.normal();
    s.record.rows.push_back(row);
  }
  s.record.visits = {{1.0, 12, {0.5, 0.25}, 0.125}, {2.0, 9, {}, 0.0}};
  return s;
}

bool same(PatchState& a, PatchState& b) {
  const auto x = arrays_of(a), y = arrays_of(b);
  for (std::size_t k = 0; k < x.size(); ++k)
    if (x[k]->size() != y[k]->size() ||
        !std::equal(x[k]->data(), x[k]->data() + x[k]->size(), y[k]->data()))
      return false;
  const auto rows = [](const PatchRow& r, const PatchRow& q) {
    return r.day == q.day && r.after_visit == q.after_visit && r.mean == q.mean && r.low == q.low &&
           r.high == q.high;
  };
  const auto visits = [](const PatchVisit& v, const PatchVisit& w) {
    return v.day == w.day && v.channels == w.channels && v.damage == w.damage &&
           v.torn_share == w.torn_share;
  };
  return a.tissue.day == b.tissue.day && a.tissue.barrier_watched == b.tissue.barrier_watched &&
         a.tissue.one_balance == b.tissue.one_balance && a.steps.next_step == b.steps.next_step &&
         std::equal(a.steps.scale, a.steps.scale + kAllFields, b.steps.scale) &&
         a.steps.accepted == b.steps.accepted && a.steps.rejected == b.steps.rejected &&
         a.steps.made_positive == b.steps.made_positive && a.stops_done == b.stops_done &&
         a.record.disorder_peak == b.record.disorder_peak &&
         std::equal(a.record.rows.begin(), a.record.rows.end(), b.record.rows.begin(),
                    b.record.rows.end(), rows) &&
         std::equal(a.record.visits.begin(), a.record.visits.end(), b.record.visits.begin(),
                    b.record.visits.end(), visits);
}

RunIdentity some_identity() { return {{{"the case", hash_of("case")}, {"--seed", "1"}}}; }

// What it says, and nothing where it is taken.
std::string refusal_of(const std::string& path, const RunIdentity& identity, bool set_points) {
  PatchState s = empty_state(set_points);
  try {
    read_checkpoint(path, identity, s);
  } catch (const Failure& e) {
    CHECK((e.code() == FailureCode::corrupt_data || e.code() == FailureCode::cannot_read));
    return e.what();
  } catch (const InvalidInput& e) {
    CHECK(e.problems().size() == 1);
    return e.what();
  }
  return {};
}

struct Kept {
  TemporaryFolder folder{};
  std::string path{folder.path() + "/patch.checkpoint"};
  std::string bytes{};

  explicit Kept(std::uint64_t seed = 1) {
    const PatchState state = drawn_state(seed);
    write_checkpoint(path, some_identity(), state);
    bytes = read_file(path, kLimit);
    CHECK(bytes.size() == checkpoint_bytes(some_identity(), state));
  }
  void put(std::string_view other) const {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << other;
  }
};

TEST_CASE("What is kept is what is read, every number of it") {
  for (const bool set_points : {false, true})
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
      const TemporaryFolder folder;
      const std::string path = folder.path() + "/patch.checkpoint";
      PatchState state = drawn_state(seed, set_points);
      write_checkpoint(path, some_identity(), state);
      PatchState read = empty_state(set_points);
      CHECK_FALSE(same(read, state));
      read_checkpoint(path, some_identity(), read);
      CHECK(same(read, state));
      // Written again it is the same file.
      write_checkpoint(path + "2", some_identity(), read);
      CHECK(read_file(path, kLimit) == read_file(path + "2", kLimit));
    }
}

TEST_CASE("A file with any one byte changed is refused") {
  const Kept kept;
  RandomStream draws = Seed(3).stream("damage");
  const auto damaged = [&](std::size_t at) {
    std::string bytes = kept.bytes;
    bytes[at] = static_cast<char>(bytes[at] ^ static_cast<char>(1 + draws.bits() % 255));
    kept.put(bytes);
    return refusal_of(kept.path, some_identity(), true);
  };
  std::string taken;
  // All of the header, the identity and the checksum; the rest at random.
  for (std::size_t at = 0; at < kept.bytes.size();
       at += at < 300 || at + 64 > kept.bytes.size() ? 1 : 1 + draws.bits() % 40)
    if (damaged(at).empty()) taken += fmt::format(" {}", at);
  CHECK(taken.empty());
}

TEST_CASE("A file that is cut off anywhere, or goes on after its end, is refused") {
  const Kept kept;
  RandomStream draws = Seed(4).stream("cut");
  std::string taken;
  for (std::size_t length = 0; length < kept.bytes.size();
       length += length < 300 || length + 64 > kept.bytes.size() ? 1 : 1 + draws.bits() % 40) {
    kept.put(std::string_view(kept.bytes).substr(0, length));
    const std::string said = refusal_of(kept.path, some_identity(), true);
    if (said.find("is cut off") == std::string::npos) taken += fmt::format(" {}", length);
  }
  CHECK(taken.empty());
  kept.put(kept.bytes + "x");
  CHECK(refusal_of(kept.path, some_identity(), true).find("is damaged") != std::string::npos);
}

TEST_CASE("A file of other inputs is refused, and told by what it differs") {
  const Kept kept;
  RunIdentity other = some_identity();
  other.parts[1].value = "2";
  CHECK(refusal_of(kept.path, other, true) ==
        kept.path +
            ": belongs to another run: --seed was 1 and is 2 now. Give the same again, or "
            "delete it and start without --resume");
  other = some_identity();
  other.parts[0].value = hash_of("another case");
  CHECK(refusal_of(kept.path, other, true).find("the case was ") != std::string::npos);
  other = some_identity();
  other.parts.push_back({"--cell", "20 um"});
  CHECK(refusal_of(kept.path, other, true).find("--cell was not known") != std::string::npos);
  // The same by name, of another size all the same.
  CHECK(refusal_of(kept.path, some_identity(), false).find("does not hold") != std::string::npos);
  CHECK(refusal_of(kept.path, some_identity(), true).empty());
}

// With a true checksum nothing but the sizes in it can be wrong: none of them is believed.
TEST_CASE("A size beyond the end of a file is refused without taking the memory") {
  const Kept kept;
  const std::size_t end = kept.bytes.size() - 32;
  for (std::size_t at = 32; at + 8 <= end; ++at) {
    std::string bytes = kept.bytes;
    bytes.replace(at, 8, std::string(7, '\xff') + '\x7f');
    unsigned char hash[32];
    crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(bytes.data()), end,
                       nullptr, 0);
    bytes.replace(end, 32, std::string(reinterpret_cast<const char*>(hash), 32));
    kept.put(bytes);
    (void)refusal_of(kept.path, some_identity(), true);  // anything but an end of the program
  }
}

TEST_CASE("What is no file is told as such") {
  const TemporaryFolder folder;
  for (const std::string& path : {folder.path(), folder.path() + "/none"})
    CHECK(refusal_of(path, some_identity(), true).find("there is nothing to resume") !=
          std::string::npos);
}

}  // namespace
}  // namespace stipple
