// SPDX-License-Identifier: Apache-2.0
#include "evidence/parameters.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "core/error.h"

namespace stipple {
namespace {

const char* const kReferences = R"({"Babraj2005": {"authors": "Babraj et al.", "year": 2005,
  "id": "", "read": "read", "published": "Am J Physiol"}})";

Bibliography small_bibliography() { return read_bibliography(kReferences, "references.json"); }

std::string one_parameter(const std::string& from = "", const std::string& to = "") {
  std::string text = R"({"k3": {"value": 0.04, "low": 0.02, "high": 0.09, "unit": "1/day",
    "status": "literature", "basis": "measured", "sources": ["Babraj2005"], "help": "Turnover."}})";
  if (!from.empty()) text.replace(text.find(from), from.size(), to);
  return text;
}

std::size_t problem_count(const std::string& json) {
  try {
    read_parameters(json, "p.json", small_bibliography());
  } catch (const InvalidInput& e) {
    return e.problems().size();
  }
  return 0;
}

}  // namespace

TEST_CASE("a sound parameter file reads back as written") {
  const ParameterTable table = read_parameters(one_parameter(), "p.json", small_bibliography());
  CHECK(table.names() == std::vector<std::string>{"k3"});
  CHECK(table.value("k3") == 0.04);
  CHECK(table.at("k3").sources == std::vector<std::string>{"Babraj2005"});
  CHECK(table.at("k3").status == Status::literature);
  CHECK_THROWS_AS((void)table.at("k4"), InvalidInput);
}

TEST_CASE("each single fault of a parameter is one problem") {
  const std::pair<const char*, const char*> faults[] = {
      {"\"high\": 0.09", "\"high\": 0.03"},        // value above its range
      {"\"low\": 0.02", "\"low\": 0.05"},          // value below its range
      {"\"1/day\"", "\"furlong\""},                // unknown unit
      {"\"literature\"", "\"guessed\""},           // unknown status
      {"[\"Babraj2005\"]", "[\"Nobody1999\"]"},    // unknown source (and so a value without one)
      {", \"help\": \"Turnover.\"", ""},           // missing field
      {"\"value\": 0.04", "\"value\": \"0.04\""},  // wrong type
      {"\"value\": 0.04", "\"value\": 1e999"},     // not finite
      {"\"help\"", "\"hepl\": 1, \"help\""},       // unknown field
      {"\"low\": 0.02", "\"low\": 0.02, \"low\": 0.02"},  // field given twice
      {"\"measured\"", "\"\""},                           // empty basis
      {"}}", "}"},                                        // cut off
  };
  CHECK(problem_count(one_parameter()) == 0);
  for (const auto& fault : faults) {
    CAPTURE(fault.first);
    CAPTURE(fault.second);
    CHECK(problem_count(one_parameter(fault.first, fault.second)) >= 1);
  }
}

TEST_CASE("a literature value must name a source, an assumed one need not") {
  CHECK(problem_count(one_parameter("[\"Babraj2005\"]", "[]")) == 1);
  std::string assumed = one_parameter("[\"Babraj2005\"]", "[]");
  assumed.replace(assumed.find("literature"), 10, "assumed");
  CHECK(problem_count(assumed) == 0);
}

TEST_CASE("all problems of a file come at once") {
  std::string text = one_parameter();
  text.insert(text.rfind('}'), R"(, "a": {"value": 2}, "b": 7)");
  text.replace(text.find("1/day"), 5, "miles");
  CHECK(problem_count(text) >= 3);
}

TEST_CASE("a model and its file must name the same symbols") {
  const ParameterTable table = read_parameters(one_parameter(), "p.json", small_bibliography());
  CHECK_NOTHROW(table.require_exactly(std::vector<std::string_view>{"k3"}));
  CHECK_THROWS_AS(table.require_exactly(std::vector<std::string_view>{"k3", "k4"}), InvalidInput);
  CHECK_THROWS_AS(table.require_exactly(std::vector<std::string_view>{}), InvalidInput);
}

TEST_CASE("every shipped parameter file is sound") {
  const DataFiles files = DataFiles::embedded();
  const Bibliography bibliography = load_bibliography(files);
  const auto names = files.names("parameters/");
  REQUIRE(names.size() >= 3);
  for (const std::string& name : names) {
    CAPTURE(name);
    const ParameterTable table = load_parameters(files, name, bibliography);
    CHECK(!table.all().empty());
    // A parameter that cannot vary would give a band of no width.
    for (const Parameter& p : table.all()) CHECK_MESSAGE(p.low < p.high, p.symbol);
  }
}

TEST_CASE("no literature value rests on unconfirmed sources alone") {
  const DataFiles files = DataFiles::embedded();
  const Bibliography bibliography = load_bibliography(files);
  for (const std::string& name : files.names("parameters/")) {
    const ParameterTable table = load_parameters(files, name, bibliography);
    for (const Parameter& p : table.all()) {
      if (p.status != Status::literature) continue;
      const bool followed = std::ranges::any_of(p.sources, [&](const std::string& key) {
        return bibliography.find(key)->reading != Reading::unconfirmed;
      });
      CHECK_MESSAGE(followed, p.symbol);
    }
  }
}

TEST_CASE("young collagen turns over as fast as dermal collagen was measured to [Babraj2005]") {
  const DataFiles files = DataFiles::embedded();
  const ParameterTable healing =
      load_parameters(files, "parameters/healing.json", load_bibliography(files));
  // 0.037 +- 0.003 % of all collagen an hour.
  const double percent_per_hour = 100.0 * healing.value("th3") * healing.value("k3") / 24.0;
  CHECK(percent_per_hour == doctest::Approx(0.037).epsilon(0.003 / 0.037));
}

}  // namespace stipple
