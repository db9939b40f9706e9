// SPDX-License-Identifier: Apache-2.0
#include "service/puncture_case.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "core/error.h"
#include "core/file.h"
#include "evidence/data_files.h"
#include "service/bench_tables.h"
#include "service/temporary_folder_for_tests.h"

using namespace stipple;

namespace {

constexpr std::size_t kLimit = 1 << 24;

std::string case_of(const std::string& device, const std::string& settings) {
  return R"({"version": 1, "name": "Small", "patient": {"age": "40 years", "sex": "female",
  "phototype": "III", "zone": "cheek", "concerns": [{"kind": "fine_lines", "severity": "mild"}],
  "history": {"keloid": "none"}}, "course": {"device": ")" +
         device + R"(", "series": {"count": 2, "interval": "28 days", "settings": {)" + settings +
         "}}}}";
}

// A case in a folder of its own, judged by the parameters' ranges alone.
struct Bench {
  Bench(const std::string& device, const std::string& settings) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator("data"))
      if (entry.is_regular_file() && entry.path().parent_path() != "data/ensemble") {
        const auto to = std::filesystem::path(folder.path()) / entry.path();
        std::filesystem::create_directories(to.parent_path());
        std::filesystem::copy_file(entry.path(), to);
      }
    job.case_path = folder.path() + "/case.json";
    job.data_folder = folder.path() + "/data";
    job.members = 4;
    atomic_write(job.case_path, case_of(device, settings));
  }
  [[nodiscard]] nlohmann::json json() const {
    return nlohmann::json::parse(puncture_case(job).json);
  }
  [[nodiscard]] std::string refused() const {
    try {
      puncture_case(job);
    } catch (const InvalidInput& e) {
      CHECK(e.problems().size() == 1);
      return e.what();
    }
    return {};
  }

  TemporaryFolder folder;
  PunctureJob job;
};

const std::string kPen = R"("depth": "1 mm", "passes": 2, "glide": "40 mm/s", "area": "9 cm2")";

}  // namespace

TEST_CASE("the same case and seed give the same bytes, another seed others") {
  Bench b("exceed", kPen);
  const std::string one = puncture_case(b.job).json;
  CHECK(puncture_case(b.job).json == one);
  b.job.seed = Seed(2);
  CHECK(puncture_case(b.job).json != one);
}

TEST_CASE("every device is punctured with; what its kind cannot have is 0") {
  for (const auto& [device, motor] :
       {std::pair{"exceed", true}, {"pen-36", true}, {"roller-192", false}, {"stamp", false}}) {
    const auto j = Bench(device, R"("depth": "1 mm", "passes": 2, "glide": "40 mm/s")").json();
    CHECK((j["entry_speed_m_per_s"].get<double>() > 0.0) == motor);
    CHECK(j["true_depth_mm"]["p5"] <= j["true_depth_mm"]["mean"]);
    CHECK(j["true_depth_mm"]["mean"] <= j["true_depth_mm"]["p95"]);
    CHECK(j["insertion_force_mN"] > 0.0);
    CHECK(j["coverage"].get<double>() < 1.0);
    CHECK(j["patch"]["punctures"].get<double>() ==
          doctest::Approx(4.0 * j["density_per_cm2"].get<double>()).epsilon(0.3));
    CHECK((j["entry_angle_deg"].get<double>() > 0.0) == (std::string(device) == "roller-192"));
  }
}

TEST_CASE("a session with hardly a puncture is told, not stumbled over") {
  for (const char* passes : {"0.001", "0.01", "0.1"}) {
    const auto j = Bench("roller-192", R"("depth": "0.5 mm", "passes": )" + std::string(passes) +
                                           R"(, "glide": "40 mm/s")")
                       .json();
    CHECK(j["coverage"].get<double>() < 0.2);
  }
}

TEST_CASE("what is asked for and is not there is one message with its place") {
  Bench b("exceed", kPen);
  b.job.visit = 3;
  CHECK(b.refused().find("course.visits: has 2 visits: there is no visit 3") != std::string::npos);
  Bench whole("exceed", R"("depth": "1 mm", "passes": 2, "glide": "40 mm/s")");
  whole.job.whole_area = true;
  CHECK(whole.refused().find("course.visits[0].settings.area") != std::string::npos);
  Bench deep("exceed", R"("depth": "9 mm", "passes": 2, "glide": "40 mm/s")");
  CHECK(deep.refused().find("depth") != std::string::npos);
}

TEST_CASE("the whole area is a square as large, and has its punctures") {
  Bench b("exceed", kPen);
  b.job.whole_area = true;
  const auto j = b.json();
  CHECK(j["patch"]["width_mm"].get<double>() == doctest::Approx(30.0));
}

TEST_CASE("all files are written, or none when stopped") {
  Bench b("exceed", kPen);
  b.job.bench_report = true;
  b.job.out_folder = b.folder.path() + "/out";
  b.job.progress = [](std::size_t done, std::size_t total) { return done < total || total > 1; };
  CHECK_THROWS_AS(puncture_case(b.job), Cancelled);
  CHECK(std::filesystem::is_empty(*b.job.out_folder));
  b.job.progress = {};
  const PunctureOutput out = puncture_case(b.job);
  CHECK(out.files.size() == 7);
  CHECK(read_file(out.files.back(), kLimit) == out.json);
}

TEST_CASE("no setting is held safe whose punctures leave the dermis; thin skin never allows more") {
  Bench b("skinpen-precision", kPen);
  b.job.bench_report = true;
  const auto bench = b.json()["bench"];
  CHECK(bench["deepest_settings"].size() > 20);
  for (const auto& zone : bench["deepest_settings"]) {
    const auto& usual = zone["deepest_setting_mm"];
    const auto& thin = zone["deepest_setting_thin_skin_mm"];
    CHECK_FALSE(zone["reason"].get<std::string>().empty());
    if (zone["zone"] == "Eyelid") CHECK((usual.is_null() && thin.is_null()));
    if (thin.is_null()) continue;
    REQUIRE(usual.is_number());
    CHECK(thin <= usual);
    CHECK(usual <= 1.5);
  }
  double last = 0.0;
  for (const auto& step : bench["depths"]) {
    CHECK(step["mean"] >= last);
    last = step["mean"];
    CHECK(step["p95"].get<double>() <= step["set_depth_mm"].get<double>() + 0.15 + 1e-9);
  }
}

TEST_CASE("every law that a bench report names is held by a test of that name") {
  std::string tests;
  for (const auto& entry : std::filesystem::recursive_directory_iterator("src"))
    if (entry.path().string().ends_with("_test.cc")) tests += read_file(entry.path(), kLimit);
  for (const VerifiedLaw& law : verified_laws())
    CHECK_MESSAGE(tests.find("TEST_CASE(\"" + law.test + "\")") != std::string::npos, law.test);
}
