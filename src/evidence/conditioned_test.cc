// SPDX-License-Identifier: Apache-2.0
#include "evidence/conditioned.h"

#include <doctest/doctest.h>

#include <map>

#include "core/error.h"
#include "core/random.h"

namespace stipple {
namespace {

ConditionedEnsemble some_ensemble(RandomStream& random) {
  ConditionedEnsemble e;
  e.seed = random.bits() >> 11;  // numbers in a file are exact to 53 bits
  e.candidates = 4000;
  e.plausible = 1 + static_cast<long>(100.0 * random.uniform());
  e.effective_sample_size = 1.0 + 50.0 * random.uniform();
  e.puncture_effective_sample_size = 1.0 + 50.0 * random.uniform();
  e.barrier_effective_sample_size = 1.0 + 50.0 * random.uniform();
  e.parameters_hash = parameters_hash(DataFiles::embedded());
  e.program_version = "0.1.0";
  e.calibrated_on = {"Somebody2001: \"quoted\" metric, µm"};
  e.windows = {"window: a", "window: b"};
  for (long k = 0; k < e.plausible; ++k) {
    e.numbers.push_back(static_cast<std::size_t>(4000.0 * random.uniform()));
    e.puncture_numbers.push_back(static_cast<std::size_t>(4000.0 * random.uniform()));
    e.weights.push_back(random.uniform());
    e.barrier_numbers.push_back(static_cast<std::size_t>(k));
    e.barrier_weights.push_back(random.uniform());
  }
  return e;
}

DataFiles files_with(std::string_view path, std::string bytes) {
  const DataFiles shipped = DataFiles::embedded();
  std::map<std::string, std::string, std::less<>> all;
  for (const std::string& name : shipped.names("")) all[name] = shipped.text(name);
  all[std::string(path)] = std::move(bytes);
  return DataFiles(std::move(all));
}

std::string with(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

bool refused(const std::string& json) {
  try {
    read_conditioned(json, "conditioned.json");
  } catch (const InvalidInput& e) {
    CHECK_FALSE(e.problems().empty());
    return true;
  }
  return false;
}

}  // namespace

TEST_CASE("an ensemble is read back as it was written, bit for bit") {
  RandomStream random = Seed(21).stream("ensemble");
  for (int round = 0; round < 50; ++round) {
    const ConditionedEnsemble e = some_ensemble(random);
    CHECK(read_conditioned(write_conditioned(e), "conditioned.json") == e);
  }
}

TEST_CASE("a damaged ensemble is refused") {
  RandomStream random = Seed(22).stream("ensemble");
  ConditionedEnsemble e = some_ensemble(random);
  e.numbers = {3, 5};
  e.puncture_numbers = {1, 2};
  e.weights = {0.25, 0.75};
  const std::string good = write_conditioned(e);
  REQUIRE_FALSE(refused(good));
  for (const char* field :
       {"seed", "candidates", "plausible", "effective_sample_size", "parameters_hash",
        "program_version", "calibrated_on", "windows", "members", "barrier_members",
        "barrier_effective_sample_size", "puncture_effective_sample_size"}) {
    CAPTURE(field);
    const std::string key = "\"" + std::string(field) + "\":";
    CHECK(refused(with(good, key, "\"x\":")));                   // missing
    CHECK(refused(with(good, key, key + " true, \"other\":")));  // of another kind
  }
  CHECK(refused(with(good, "0.25", "-0.25")));
  CHECK(refused(with(good, "0.25", "\"0.25\"")));
  CHECK(refused(good.substr(0, good.size() / 2)));
  CHECK(refused("[]"));
  CHECK(refused(""));
  ConditionedEnsemble weightless = e;
  weightless.weights = {0.0, 0.0};
  CHECK(refused(write_conditioned(weightless)));
  ConditionedEnsemble nobody = e;
  nobody.numbers.clear();
  nobody.puncture_numbers.clear();
  nobody.weights.clear();
  CHECK(refused(write_conditioned(nobody)));
  ConditionedEnsemble more = e;
  more.numbers = {3, 987654};
  for (const char* number : {"987654.5", "-987654", "1e300", "null", "\"987654\""}) {
    CAPTURE(number);
    CHECK(refused(with(write_conditioned(more), "987654", number)));
  }
  ConditionedEnsemble counted = e;
  counted.seed = 987654;
  for (const char* number : {"987654.5", "-987654", "1e300"}) {
    CAPTURE(number);
    CHECK(refused(with(write_conditioned(counted), "987654", number)));
  }
}

TEST_CASE("an ensemble of other parameters is refused, of other rows or devices it is not") {
  RandomStream random = Seed(23).stream("ensemble");
  const ConditionedEnsemble e = some_ensemble(random);
  const DataFiles good = files_with(kConditionedFile, write_conditioned(e));
  CHECK(load_conditioned(good) == e);
  for (const char* path : {"parameters/healing.json", "lesions.json", "skin/zones.json"}) {
    CAPTURE(path);
    CHECK(parameters_hash(files_with(path, "{}")) != e.parameters_hash);
    std::map<std::string, std::string, std::less<>> all;
    for (const std::string& name : good.names("")) all[name] = good.text(name);
    all[path] += " ";
    CHECK_THROWS_AS((void)load_conditioned(DataFiles(std::move(all))), InvalidInput);
  }
  CHECK(parameters_hash(files_with("validation/clinical.csv", "")) == e.parameters_hash);
}

TEST_CASE("the shipped ensemble, where there is one, belongs to the shipped parameters") {
  const DataFiles files = DataFiles::embedded();
  const auto shipped = load_conditioned(files);  // throws otherwise
  if (!shipped) return;
  CHECK(shipped->numbers.size() == shipped->weights.size());
  CHECK(shipped->plausible >= static_cast<long>(shipped->numbers.size()));
  CHECK(shipped->effective_sample_size <= static_cast<double>(shipped->plausible));
  for (const std::size_t number : shipped->numbers)
    CHECK(number < static_cast<std::size_t>(shipped->candidates));
}

}  // namespace stipple
