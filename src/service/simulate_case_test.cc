// SPDX-License-Identifier: Apache-2.0
#include "service/simulate_case.h"

#include <doctest/doctest.h>

#include <filesystem>

#include "core/error.h"
#include "core/file.h"
#include "format/document.h"
#include "service/temporary_folder_for_tests.h"

namespace stipple {
namespace {

constexpr std::size_t kLimit = 1 << 24;

SimulateJob job_for(std::string case_path) {
  SimulateJob job;
  job.case_path = std::move(case_path);
  job.members = 2;
  return job;
}

// A short course that someone writes by hand.
std::string small_case(std::string_view age, std::string_view depth) {
  return R"({"version": 1, "name": "Small", "patient": {"age": )" + std::string(age) +
         R"(, "sex": "female", "phototype": "III", "zone": "cheek",
  "concerns": [{"kind": "fine_lines", "severity": "mild"}], "history": {"keloid": "none"}},
  "course": {"device": "exceed", "series": {"count": 1, "interval": "28 days",
  "settings": {"depth": ")" +
         std::string(depth) + R"(", "density": "200 1/cm2", "glide": "20 mm/s"}}}})";
}

}  // namespace

TEST_CASE("the same case and seed give the same bytes on any threads; another seed others") {
  const TemporaryFolder folder;
  const std::string path = folder.path() + "/case.json";
  atomic_write(path, small_case(R"({"normal": {"mean": "40 years", "sd": "5 years"}})", "1 mm"));
  SimulateJob job = job_for(path);
  job.members = 3;
  const SimulateOutput one = simulate_case(job);
  job.threads = 3;
  CHECK(simulate_case(job).result_json == one.result_json);
  job.seed = Seed(2);
  CHECK(simulate_case(job).result_json != one.result_json);
  const Document document = parse_document(one.result_json, "result.json");
  for (const char* part : {"program", "case", "outcomes", "trajectory", "warnings"})
    CHECK(document.root.find(part) != nullptr);
  CHECK(one.files.empty());  // no folder was asked for
}

TEST_CASE("files come whole into the folder, and again over the old ones") {
  const TemporaryFolder folder;
  const std::string path = folder.path() + "/case.json";
  atomic_write(path, small_case("\"40 years\"", "1 mm"));
  SimulateJob job = job_for(path);
  job.out_folder = folder.path() + "/deep/out";
  const SimulateOutput out = simulate_case(job);
  REQUIRE(out.files.size() == 3);
  for (const std::string& file : out.files) CHECK_FALSE(read_file(file, kLimit).empty());
  CHECK(read_file(*job.out_folder + "/result.json", kLimit) == out.result_json);
  // Stopped half way: what was there is as it was.
  job.seed = Seed(3);
  job.progress = [](std::size_t, std::size_t) { return false; };
  CHECK_THROWS_AS((void)simulate_case(job), Cancelled);
  CHECK(read_file(*job.out_folder + "/result.json", kLimit) == out.result_json);
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& f : std::filesystem::directory_iterator(*job.out_folder))
    ++files;
  CHECK(files == 3);
}

TEST_CASE("what is wrong is told before the work begins") {
  const TemporaryFolder folder;
  const std::string path = folder.path() + "/case.json";
  const auto never = [](std::size_t, std::size_t) -> bool {
    FAIL("work began");
    return false;
  };
  SimulateJob job = job_for(path);
  job.progress = never;
  CHECK_THROWS_AS((void)simulate_case(job), Failure);  // no such file
  atomic_write(path, small_case("\"40 years\"", "9 mm"));
  CHECK_THROWS_AS((void)simulate_case(job), InvalidInput);
  atomic_write(path, small_case("\"40 years\"", "1 mm"));
  job.data_folder = folder.path() + "/no-evidence";
  CHECK_THROWS_AS((void)simulate_case(job), Failure);
  job.data_folder.reset();
  atomic_write(folder.path() + "/in-the-way", "");
  job.out_folder = folder.path() + "/in-the-way";
  CHECK_THROWS_AS((void)simulate_case(job), Failure);
}

TEST_CASE("results of a case go to a folder of its name") {
  CHECK(default_out_folder("cases/acne-scars.json") == "out/acne-scars");
  CHECK(default_out_folder("x") == "out/x");
}

}  // namespace stipple
