// SPDX-License-Identifier: Apache-2.0
// One number and one hash per shipped case, from the stated values of all parameters alone: any
// change of the model, its data or its numerics moves them. They may move, but not unnoticed: the
// list is bound to an entry under Results by its digest.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>

#include "casefile/case.h"
#include "core/file.h"
#include "course/member.h"
#include "evidence/data_files.h"
#include "format/node.h"

namespace stipple {
namespace {

constexpr const char* kGoldenFile = "tests/golden/golden.json";
constexpr const char* kNumber = "dermal_collagen_gain_after_90_days";
constexpr const char* kState = "state";

// Every bit of what is kept of the runs.
class Digest {
 public:
  void add(double x) {
    const auto bits = std::bit_cast<std::uint64_t>(x);
    for (int byte = 0; byte < 8; ++byte) bytes_ += static_cast<char>((bits >> (8 * byte)) & 0xff);
  }
  void add(const std::vector<double>& xs) {
    add(static_cast<double>(xs.size()));
    for (const double x : xs) add(x);
  }
  [[nodiscard]] std::string text() const { return of(bytes_); }
  static std::string of(const std::string& bytes) {
    return DataFiles(std::map<std::string, std::string, std::less<>>{{"bytes", bytes}})
        .evidence_hash()
        .substr(0, 16);
  }

 private:
  std::string bytes_{};
};

std::string state_of(const std::vector<RunRecord>& records) {
  Digest digest;
  for (const RunRecord& r : records) {
    for (const auto& watched : r.watched) digest.add(watched);
    for (const double x : r.before) digest.add(x);
    for (const auto& profile : r.profiles) digest.add(profile);
    digest.add(r.depth_mm);
    digest.add(r.erythema_days);
    digest.add(r.closed_hours);
    digest.add(r.disorder_peak);
    digest.add(static_cast<double>(r.steps));
  }
  return digest.text();
}

struct Golden {
  double gain{};
  std::string state{};
};

Golden golden_of(const std::string& path, const Library& library) {
  const Case c = read_case(parse_document(read_file(path, kDocumentLimit), path));
  const CoursePlan plan = plan_course(c.patient, c.course, library);
  const MemberValues stated = stated_member(library);
  MemberRuns member = member_runs(plan, library, stated);
  const double day = plan.visit_days.back() + 90.0;
  const Timeline timeline = treated_timeline(plan, {day}, stated.healing);
  const std::vector<RunThresholds> limits(member.runs.size(), thresholds_of(stated));
  const auto records = simulate_runs(timeline, member.runs, limits, StepControl{}, 1);
  const RunRecord& plain = records.front();
  REQUIRE_FALSE(plain.failed);
  const auto at = std::ranges::find(timeline.grid, day);
  REQUIRE(at != timeline.grid.end());
  const auto k = static_cast<std::size_t>(at - timeline.grid.begin());
  return {plain.watched[kCollagen][k] / plain.before[kCollagen] - 1.0, state_of(records)};
}

std::map<std::string, Golden> computed() {
  const Library library = load_library(DataFiles::embedded());
  std::map<std::string, Golden> all;
  for (const auto& entry : std::filesystem::directory_iterator("cases"))
    if (entry.path().extension() == ".json")
      all[entry.path().stem().string()] = golden_of(entry.path().string(), library);
  return all;
}

std::string written(const std::map<std::string, Golden>& all) {
  Node root = Node::object();
  for (const auto& [name, golden] : all) {
    Node& one = root.add(name, Node::object());
    one.add(kNumber, golden.gain);
    one.add(kState, golden.state);
  }
  return to_json(root) + "\n";
}

const std::string kHowToUpdate =
    "\nIf the change is meant: STIPPLE_UPDATE_GOLDEN=1 build/release/tests/golden_test, look at "
    "the "
    "difference,\nand say under Results in docs/changes/ which numbers moved, why, and by how "
    "much.";

// The text under "# Results" of every note on the changes since the last release, and of the
// releases.
std::string results_entries() {
  std::string results;
  std::vector<std::filesystem::path> notes{"CHANGELOG.md"};
  for (const auto& entry : std::filesystem::directory_iterator("docs/changes"))
    notes.push_back(entry.path());
  for (const auto& note : notes) {
    std::ifstream file(note);
    bool under = false;
    for (std::string line; std::getline(file, line);) {
      if (line.starts_with("#")) under = line.ends_with(" Results");
      if (under) results += line + "\n";
    }
  }
  return results;
}

}  // namespace

TEST_CASE("the golden numbers stand") {
  const std::map<std::string, Golden> now = computed();
  REQUIRE(now.size() >= 10);
  if (std::getenv("STIPPLE_UPDATE_GOLDEN") != nullptr) atomic_write(kGoldenFile, written(now));
  const Document kept = parse_document(read_file(kGoldenFile, kDocumentLimit), kGoldenFile);
  CHECK_MESSAGE(kept.root.keys().size() == now.size(), "a case was added or removed", kHowToUpdate);
  for (const auto& entry : now) {  // no structured binding: clang 14 cannot capture one
    const auto& name = entry.first;
    const auto& golden = entry.second;
    const Node* one = kept.root.find(name);
    if (!one) {
      FAIL_CHECK("cases/" << name << ".json has no golden number" << kHowToUpdate);
      continue;
    }
    const double before = one->find(kNumber)->number();
    CHECK_MESSAGE(golden.gain == before, name,
                  fmt::format(": {} moved from {:.9g} to {:.9g}", kNumber, before, golden.gain),
                  kHowToUpdate);
    CHECK_MESSAGE(golden.state == one->find(kState)->text(), name, ": some bit of the state moved",
                  kHowToUpdate);
  }
}

TEST_CASE("golden numbers move with an entry under Results") {
  const std::string digest = Digest::of(read_file(kGoldenFile, kDocumentLimit));
  const bool told = results_entries().find("Golden numbers: `" + digest + "`") != std::string::npos;
  CHECK_MESSAGE(told,
                "no note in docs/changes/ holds, under the heading Results, the line\nGolden "
                "numbers: `",
                digest, "`\nafter the words on which numbers moved, why, and by how much");
}

}  // namespace stipple
