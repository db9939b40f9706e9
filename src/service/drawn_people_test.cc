// SPDX-License-Identifier: Apache-2.0
#include "service/drawn_people.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <numeric>
#include <set>

#include "core/file.h"
#include "service/memory_need.h"

namespace stipple {
namespace {

Document document_of(const std::string& path) {
  return parse_document(read_file(path, kDocumentLimit), path);
}

std::vector<std::string> shipped_cases() {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator("cases"))
    if (entry.path().extension() == ".json") paths.push_back(entry.path().string());
  return paths;
}

std::vector<std::size_t> first_members(std::size_t count) {
  std::vector<std::size_t> numbers(count);
  std::iota(numbers.begin(), numbers.end(), std::size_t{0});
  return numbers;
}

// Devices that can do whatever is drawn.
CaseNames anything_goes() {
  CaseNames known{.zones = {"cheek", "face"}};
  for (const char* id : {"skinpen-precision", "exceed"})
    known.devices.push_back({.id = id,
                             .needle = {.length = Length(9, mm)},
                             .needle_count = 1,
                             .drive = Stamp{.plate_area = Area(1, cm2)},
                             .max_depth = Length(9, mm)});
  return known;
}

std::vector<Duration> days_of(const Course& c) {
  std::vector<Duration> days;
  for (const Visit& v : c.visits) days.push_back(v.day);
  return days;
}

TEST_CASE("a case holds distributions exactly where its draws differ") {
  std::size_t with = 0;
  for (const std::string& path : shipped_cases()) {
    CAPTURE(path);
    const Document document = document_of(path);
    const Case nominal = read_case(document);
    bool differs = false;
    for (const std::size_t member : first_members(20))
      differs = differs || !(read_case(document, ReadMode{Seed(3), member}) == nominal);
    CHECK(holds_distribution(document) == differs);
    with += differs;
  }
  CHECK(with >= 2);
}

TEST_CASE("members share the calendar and the device and keep everything else of their draw") {
  const Document document = document_of("cases/cohort-of-acne-scars.json");
  const Case nominal = read_case(document);
  const DrawnPeople people =
      draw_people(document, nominal, anything_goes(), Seed(5), first_members(50));
  REQUIRE(people.by_member.size() == 50);
  std::set<double> depths, ages;
  for (const auto& [member, person] : people.by_member) {
    const Case drawn = read_case(document, ReadMode{Seed(5), member});
    CHECK(days_of(person.course) == days_of(nominal.course));
    CHECK(person.patient == drawn.patient);
    for (const Visit& v : person.course.visits)
      CHECK(v.settings == drawn.course.visits.front().settings);
    depths.insert(person.course.visits.front().settings.depth.in(mm));
    ages.insert(person.patient.age.in(year));
  }
  CHECK(depths == std::set<double>{1.25, 1.5, 2.0});
  CHECK(ages.size() == 50);
  REQUIRE(people.warnings.size() == 1);
  CHECK(people.warnings[0].find("the number of visits, the days of the visits.") !=
        std::string::npos);
}

TEST_CASE("a draw does not depend on who else is drawn") {
  const Document document = document_of("cases/cohort-of-acne-scars.json");
  const Case nominal = read_case(document);
  const DrawnPeople all =
      draw_people(document, nominal, anything_goes(), Seed(9), first_members(30));
  const DrawnPeople few = draw_people(document, nominal, anything_goes(), Seed(9), {17, 4, 17});
  REQUIRE(few.by_member.size() == 2);
  for (const auto& [member, person] : few.by_member) {
    CHECK(person.patient == all.by_member.at(member).patient);
    CHECK(person.course == all.by_member.at(member).course);
  }
}

TEST_CASE("nothing is shared, and nothing warned of, where only the person varies") {
  const Document document = document_of("cases/fine-lines.json");
  const DrawnPeople people =
      draw_people(document, read_case(document), anything_goes(), Seed(2), first_members(20));
  CHECK(people.warnings.empty());
}

TEST_CASE("more visits and more lesions never need less memory, and too many members are refused") {
  const Library library = load_library(DataFiles::embedded());
  Case c = read_case(document_of("cases/acne-scars.json"));
  const double all = bytes_per_member(c, library);
  Case shorter = c;
  shorter.course.visits.resize(1);
  CHECK(bytes_per_member(shorter, library) < all);
  Case fewer = c;
  fewer.patient.concerns.resize(1);
  CHECK(bytes_per_member(fewer, library) < all);
  CHECK(all > 50e3);
  CHECK(all < 5e6);
  CHECK_NOTHROW(require_memory(c, library, 1));
  CHECK_THROWS_AS(require_memory(c, library, 1'000'000'000'000), InvalidInput);
}

}  // namespace
}  // namespace stipple
