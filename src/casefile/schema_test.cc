// SPDX-License-Identifier: Apache-2.0
// The schema against an independent validator, and the reference page against the program.
//
// With the sanitizers on, g++ 12 sees uninitialised use inside its own <regex>, which valijson
// uses.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>
#include <vector>

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

// Fills every field that a struct describes with some value within its limits.
class Filler final : public Visitor {
 public:
  explicit Filler(RandomStream random) : random_(random) {}
  bool begin_field(std::string_view, const FieldSpec&) override { return true; }
  bool begin_optional(std::string_view, const FieldSpec&, bool) override { return coin(); }
  void end_field() override {}
  bool begin_object() override { return true; }
  void end_object() override {}
  std::size_t begin_list(std::size_t, const FieldSpec&) override { return 1 + below(3); }
  bool begin_element(std::size_t) override { return true; }
  void end_element() override {}
  void end_list() override {}
  void quantity(double& x, Dimension, const FieldSpec& s) override { number(x, s); }
  void number(double& x, const FieldSpec& s) override {
    REQUIRE(std::isfinite(s.high - s.low));  // every number of a case has limits
    x = s.low + random_.uniform() * (s.high - s.low);
    if (below(8) == 0) x = s.high;
    if (below(8) == 0 && !s.low_open) x = s.low;
  }
  void integer(long& x, const FieldSpec& s) override {
    double wide = 0.0;
    number(wide, s);
    x = std::lround(wide);
  }
  void boolean(bool& x, const FieldSpec&) override { x = coin(); }
  void text(std::string& x, const FieldSpec& s) override {
    static const std::vector<std::string> texts{"", "plain", "\"{[\\", "µ 中文 😀\n", "</script>"};
    x = texts[below(texts.size())].substr(0, s.most);
  }
  void date(Date& x, const FieldSpec&) override {
    x = days_after(*parse_date("1950-01-01"), static_cast<int>(below(20'000)));
  }
  void choice(int& x, std::span<const std::string_view> names, const FieldSpec&) override {
    x = static_cast<int>(below(names.size()));
  }
  bool coin() { return random_.uniform() < 0.5; }
  std::size_t below(std::size_t n) {
    return static_cast<std::size_t>(random_.uniform() * static_cast<double>(n));
  }

 private:
  RandomStream random_;
};

void settle(SessionSettings& s) {
  if (s.density)
    s.passes = 0.0;
  else if (s.passes == 0.0)
    s.passes = 1.0;
}

// A case of any values that agree with one another.
Case any_case(std::uint64_t index) {
  Filler filler(Seed(11).stream("case", index));
  Case c;
  describe(filler, c);
  for (Concern& concern : c.patient.concerns)
    if (concern.kind != ConcernKind::fine_lines) concern.strain_ratio.reset();
  if (c.patient.history.isotretinoin != Taking::stopped)
    c.patient.history.isotretinoin_stopped.reset();
  if (c.patient.history.other_retinoid != Taking::stopped)
    c.patient.history.other_retinoid_stopped.reset();
  for (Override& o : c.screening.overrides)
    for (std::string* text : {&o.name, &o.role, &o.reason})
      if (text->empty()) *text = "given";
  c.care.times = {"14:30"};
  if (c.care.practice)
    for (std::string* text : {&c.care.practice->name, &c.care.practice->phone})
      if (text->empty()) *text = "given";
  if (c.care.released)
    for (std::string* text :
         {&c.care.released->name, &c.care.released->role, &c.care.released->draft})
      if (text->empty()) *text = "given";
  c.course.start.reset();
  c.course.device = "some-pen";
  if (filler.coin()) {
    Device& d = c.course.custom_device.emplace();
    describe(filler, d);
    d.drive = Pen{Frequency(100.0, Hz), Length(2.5, mm), Length(7.0, mm)};
    d.needle.tip_diameter = std::min(d.needle.tip_diameter, d.needle.diameter);
    d.needle.taper = std::min(d.needle.taper, d.needle.length);
    c.course.device.clear();
  } else {
    c.course.custom_device.reset();
  }
  c.course.series.reset();
  for (std::size_t i = 0; i < c.course.visits.size(); ++i) {
    Visit& visit = c.course.visits[i];
    settle(visit.settings);
    visit.date.reset();
    visit.day = i == 0 ? Duration{} : c.course.visits[i - 1].day + Duration(1.0 / 3.0, week);
  }
  return c;
}

TEST_CASE("any case within the limits is written, allowed by the schema and read back the same") {
  const CaseSchema schema;
  for (std::uint64_t i = 0; i < 300; ++i) {
    const Case c = any_case(i);
    const std::string text = write_case(c);
    CAPTURE(text);
    REQUIRE(schema.allows(parsed(text)));
    REQUIRE(read_case(parse_document(text, "memory")) == c);
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
