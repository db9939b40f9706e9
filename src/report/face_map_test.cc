// SPDX-License-Identifier: Apache-2.0
#include "report/face_map.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "evidence/bibliography.h"
#include "evidence/zones.h"
#include "report/well_formed_for_tests.h"

using namespace stipple;

namespace {

std::vector<std::string> shipped_zones() {
  const DataFiles files = DataFiles::embedded();
  std::vector<std::string> ids;
  const ZoneTable zones = load_zones(files, load_bibliography(files));
  for (const Zone& zone : zones.all()) ids.push_back(zone.id);
  return ids;
}

bool inside(Point p, const std::vector<Outline>& areas) {
  return std::ranges::any_of(areas, [&](const Outline& a) { return lies_inside(p, a); });
}

}  // namespace

TEST_CASE("every zone has a place on a drawing, and no other name has") {
  for (const std::string& zone : shipped_zones()) {
    CAPTURE(zone);
    CHECK(zone_is_mapped(zone));
    const BodyMap map = map_of_zone(zone);
    CHECK_FALSE(map.treated.empty());
    for (const auto* outlines : {&map.treated, &map.kept_off})
      for (const Outline& area : *outlines)
        for (const Point& p : area) {
          CHECK((p.x >= 0 && p.x <= map.width));
          CHECK((p.y >= 0 && p.y <= map.height));
        }
  }
  CHECK_FALSE(zone_is_mapped("knee of somebody"));
  CHECK(map_of_zone("knee of somebody").treated.empty());
}

TEST_CASE("no place belongs to two zones, and no zone but the lid to what is kept off") {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> share(0.0, 1.0);
  const std::vector<std::string> zones = shipped_zones();
  for (const bool on_face : {true, false}) {
    std::vector<BodyMap> maps;
    for (const std::string& zone : zones)
      if (zone_is_on_face(zone) == on_face && zone != "face" && zone != "eyelid")
        maps.push_back(map_of_zone(zone));
    for (int k = 0; k < 4000; ++k) {
      const Point p{share(random) * maps.front().width, share(random) * maps.front().height};
      const auto count =
          std::ranges::count_if(maps, [&](const BodyMap& map) { return inside(p, map.treated); });
      CHECK(count <= 1);
      if (on_face && count == 1) CHECK_FALSE(inside(p, maps.front().kept_off));
    }
  }
}

TEST_CASE("a zone lies as far left of the middle line as right of it") {
  std::mt19937 random(11);
  std::uniform_real_distribution<double> share(0.0, 1.0);
  for (const std::string& zone : shipped_zones()) {
    if (!zone_is_on_face(zone)) continue;
    const BodyMap map = map_of_zone(zone);
    for (int k = 0; k < 300; ++k) {
      const Point p{share(random) * map.width, share(random) * map.height};
      const Point mirror{map.width - p.x, p.y};
      CHECK(inside(p, map.treated) == inside(mirror, map.treated));
    }
  }
}

TEST_CASE("hatching stays inside what it hatches and covers more when it is denser") {
  for (const char* zone : {"face", "breast"}) {
    for (const Outline& area : map_of_zone(zone).kept_off) {
      const std::vector<Outline> lines = hatching(area, 1.0);
      CHECK(hatching(area, 0.5).size() > lines.size());
      for (const Outline& line : lines) {
        REQUIRE(line.size() == 2);
        CHECK(lies_inside({(line[0].x + line[1].x) / 2, (line[0].y + line[1].y) / 2}, area));
      }
    }
  }
}

TEST_CASE("the drawing for a page is well-formed for every zone") {
  for (const std::string& zone : shipped_zones())
    CHECK(well_formed(face_map_svg(zone, "Where <it> is", 120)).empty());
}
