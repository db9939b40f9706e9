// SPDX-License-Identifier: Apache-2.0
// The schema against an independent validator, and the reference page against the program.
//
// With the sanitizers on, g++ 12 sees uninitialised use inside its own <regex>, which valijson
// uses.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "casefile/case.h"
#include "core/file.h"

namespace stipple {
namespace {

using Json = nlohmann::json;

Json parsed(const std::string& text) { return Json::parse(text, nullptr, true, true); }

class CaseSchema {
 public:
  CaseSchema() {
    const Json json = parsed(case_schema());
    valijson::SchemaParser().populateSchema(valijson::adapters::NlohmannJsonAdapter(json), schema_);
  }
  [[nodiscard]] bool allows(const Json& json) const {
    valijson::Validator validator;
    return validator.validate(schema_, valijson::adapters::NlohmannJsonAdapter(json), nullptr);
  }

 private:
  valijson::Schema schema_{};
};

TEST_CASE("the shipped cases, as they are and as written, are valid by the schema") {
  const CaseSchema schema;
  for (const auto& entry : std::filesystem::directory_iterator("cases")) {
    const std::string path = entry.path().string();
    if (!path.ends_with(".json")) continue;
    CAPTURE(path);
    const std::string text = read_file(path, kDocumentLimit);
    CHECK(schema.allows(parsed(text)));
    const Document document = parse_document(text, path);
    for (std::uint64_t member = 0; member < 5; ++member)
      CHECK(schema.allows(
          parsed(write_case(read_case(document, {.seed = Seed(2), .member = member})))));
  }
}

TEST_CASE("what the schema can see, it refuses as the reader does") {
  const CaseSchema schema;
  const Json good = parsed(read_file("cases/acne-scars.json", kDocumentLimit));
  const auto refuses = [&](const char* pointer, const Json& value) {
    Json bad = good;
    bad[Json::json_pointer(pointer)] = value;
    bool read = true;
    try {
      read_case(parse_document(bad.dump(), "x"));
    } catch (const InvalidInput&) {
      read = false;
    }
    CHECK_MESSAGE(!read, pointer);
    CHECK_MESSAGE(!schema.allows(bad), pointer);
  };
  CHECK(schema.allows(good));
  refuses("/patient/age", 29);
  refuses("/patient/age", "29 mm");
  refuses("/patient/age", "29");
  refuses("/patient/agee", "29 years");
  refuses("/patient/phototype", "VII");
  refuses("/patient/concerns", Json::object());
  refuses("/course/start", "2.3.2026");
  refuses("/course/series/count", 0);
  refuses("/course/series/count", 2.5);
  refuses("/course/series/settings/depth", Json::parse(R"({"uniform": ["1 mm"]})"));
  refuses("/course/series/settings/depth", Json::parse(R"({"unifrom": ["1 mm", "2 mm"]})"));
  refuses("/course/aftercare/sunscreen_spf", 0.5);
  refuses("/course/aftercare/retinoid", "yes");
  refuses("/version", 2);
  for (const char* missing : {"version", "name", "patient", "course"}) {
    Json bad = good;
    bad.erase(missing);
    CHECK(!schema.allows(bad));
  }
}

TEST_CASE("each unit of each dimension that the reader takes, the schema takes") {
  const Json schema = parsed(case_schema());
  const CaseSchema checker;
  Json good = parsed(read_file("cases/acne-scars.json", kDocumentLimit));
  for (const UnitName& u : units_of(Dimension::length)) {
    good["course"]["series"]["settings"]["depth"] = " +1.5e-3 " + std::string(u.symbol) + " ";
    CHECK_MESSAGE(checker.allows(good), u.symbol);
  }
  for (const char* share : {"50 %", "0.5", "5e-1 1"}) {
    good["course"]["aftercare"]["sunscreen_use"] = share;
    CHECK_MESSAGE(checker.allows(good), share);
  }
}

TEST_CASE("the reference page in docs is the one that the program writes") {
  const char* page = "docs/case-files.md";
  // STIPPLE_UPDATE=1 writes it anew: then look at what changed.
  if (std::getenv("STIPPLE_UPDATE")) atomic_write(page, case_reference());
  const bool same = read_file(page, 1 << 20) == case_reference();
  CHECK_MESSAGE(same, "docs/case-files.md is out of date: run casefile_test with STIPPLE_UPDATE=1");
}

}  // namespace
}  // namespace stipple
