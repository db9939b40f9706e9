// SPDX-License-Identifier: Apache-2.0
#include "service/evidence_jobs.h"

#include <doctest/doctest.h>

#include <cmath>
#include <filesystem>

#include "core/error.h"
#include "core/file.h"
#include "evidence/conditioned.h"
#include "evidence/parameters.h"
#include "format/document.h"
#include "outcome/scales.h"
#include "service/temporary_folder_for_tests.h"

namespace stipple {
namespace {

constexpr std::size_t kLimit = 1 << 24;

// The evidence as a folder, with an ensemble or without.
void copy_evidence(const std::string& to) {
  const DataFiles shipped = DataFiles::embedded();
  for (const std::string& name : shipped.names()) {
    if (name.starts_with("ensemble/")) continue;
    const std::filesystem::path path = std::filesystem::path(to) / name;
    std::filesystem::create_directories(path.parent_path());
    atomic_write(path.string(), shipped.text(name));
  }
}

}  // namespace

TEST_CASE("what calibrate writes is evidence that validate takes") {
  const TemporaryFolder folder;
  copy_evidence(folder.path());
  CalibrateJob job;
  job.data_folder = folder.path();
  job.out_folder = folder.path() + "/ensemble";
  job.candidates = 8;
  job.scale_members = 1;
  const CalibrateOutput made = calibrate_evidence(job);
  CHECK(made.files.size() == 3);
  CHECK(made.lines.size() > 10);

  const DataFiles files = DataFiles::from_directory(folder.path());
  const auto ensemble = load_conditioned(files);
  REQUIRE(ensemble.has_value());
  CHECK(ensemble->candidates == 8);
  const ParameterTable scales = load_parameters(files, kScalesFile, load_bibliography(files));
  CHECK(scales.find("lemperle") != nullptr);

  ValidateJob validate;
  validate.data_folder = folder.path();
  validate.members = 1;
  const ValidateOutput out = validate_model(validate);
  const Document document = parse_document(out.json, "validation.json");
  const Node& program = *document.root.find("program");
  CHECK(program.find("evidence_hash")->text() == files.evidence_hash());
  CHECK(program.find("conditioned")->boolean());
  CHECK(out.table.find("rows that fall outside") != std::string::npos);

  // Another parameter: the ensemble no longer belongs to it.
  std::string healing(files.text("parameters/healing.json"));
  atomic_write(folder.path() + "/parameters/healing.json", healing + "\n");
  CHECK_THROWS_AS((void)validate_model(validate), InvalidInput);
}

TEST_CASE("each published row is in the table of rows once, with a figure or a reason") {
  ValidateJob job;
  job.members = 1;
  const ValidateOutput one = validate_model(job);
  const Document document = parse_document(one.json, "validation.json");
  const DataFiles files = DataFiles::embedded();
  const auto rows = load_validation_rows(files, load_bibliography(files));
  const Node& list = *document.root.find("rows");
  REQUIRE(list.values().size() == rows.size());
  for (std::size_t k = 0; k < rows.size(); ++k) {
    const Node& row = list.values()[k];
    CHECK(row.find("study")->text() == rows[k].study);
    CHECK(row.find("metric")->text() == rows[k].metric);
    const std::string judgement = row.find("judgement")->text();
    const bool scored = judgement == "inside" || judgement == "OUTSIDE";
    CHECK((row.find("predicted")->kind() == Node::Kind::number) == scored);
    if (!scored) CHECK_FALSE(row.find("reason")->text().empty());
  }
  job.threads = 2;
  CHECK(validate_model(job).json == one.json);
  job.seed = Seed(2);
  CHECK(validate_model(job).json != one.json);
}

TEST_CASE("calibrate tells of a folder that cannot be written before it works") {
  const TemporaryFolder folder;
  atomic_write(folder.path() + "/in-the-way", "");
  CalibrateJob job;
  job.out_folder = folder.path() + "/in-the-way";
  job.candidates = 1000000;  // would take hours
  CHECK_THROWS_AS((void)calibrate_evidence(job), Failure);
  CHECK(read_file(folder.path() + "/in-the-way", kLimit).empty());
}

TEST_CASE("a calibration that is asked to stop leaves nothing behind") {
  const TemporaryFolder folder;
  CalibrateJob job;
  job.out_folder = folder.path() + "/out";
  job.candidates = 16;
  job.progress = [](std::size_t, std::size_t) { return false; };
  CHECK_THROWS_AS((void)calibrate_evidence(job), Cancelled);
  CHECK(std::filesystem::is_empty(job.out_folder));
}

}  // namespace stipple
