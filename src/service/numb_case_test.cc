// SPDX-License-Identifier: Apache-2.0
#include "service/numb_case.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "core/error.h"
#include "core/file.h"
#include "service/temporary_folder_for_tests.h"

namespace stipple {
namespace {

using Json = nlohmann::json;

constexpr const char* kCase = R"({"version": 1, "name": "Numbed", "patient": {"age": "34 years",
  "sex": "female", "phototype": "III", "zone": "cheek",
  "concerns": [{"kind": "fine_lines", "severity": "mild"}], "history": {"keloid": "none"}},
  "course": {"device": "exceed", "series": {"count": 1, "interval": "28 days",
  "settings": {"depth": "1 mm", "density": "200 1/cm2", "glide": "20 mm/s"}},
  "numbing": {"product": "lidocaine_prilocaine", "strength": "5 %", "amount": "12 g",
  "area": "120 cm2", "time_on": "60 min", "occluded": true}}})";

NumbJob job(const std::string& path, const std::string& set = {}) {
  NumbJob j;
  j.case_path = path;
  j.set = set;
  j.members = 12;
  return j;
}

// The case with another numbing or weight.
struct Written {
  TemporaryFolder folder{};
  Json document = Json::parse(kCase);

  [[nodiscard]] NumbOutput run(const std::string& set = {}) const {
    const std::string path = folder.path() + "/case.json";
    atomic_write(path, document.dump());
    return numb_case(job(path, set));
  }
  [[nodiscard]] Json result(const std::string& set = {}) const {
    return Json::parse(run(set).json);
  }
};

}  // namespace

TEST_CASE("the document names what it promises, over the minutes and with a band") {
  Written w;
  w.document["patient"]["history"]["weight"] = "60 kg";
  const Json r = w.result();
  CHECK(r["numb_depth_mm"].size() == r["minutes"].size());
  CHECK(r["numb_depth_mm"][0] == 0.0);
  CHECK(r["plasma_peak_ug_per_ml"].get<double>() > 0.0);
  CHECK(r["dose_mg_per_kg"].get<double>() == doctest::Approx(600.0 / 60.0));
  for (const char* name : {"median", "low", "high"}) CHECK(r["pain_0_10"][name].is_number());
  CHECK(r["warnings"].is_array());
}

TEST_CASE("an unknown set or file is an error, and the same seed gives the same bytes") {
  const Written w;
  CHECK_THROWS_AS(w.run("no such set"), InvalidInput);
  CHECK(w.run("default").json == w.run("default").json);
  CHECK(w.result("default")["sets"].size() == 1);
  CHECK_THROWS_AS(numb_case(job(w.folder.path() + "/none.json")), Failure);
}

TEST_CASE("a case without numbing has nothing numb, no level and no dose") {
  Written w;
  w.document["course"].erase("numbing");
  w.document["patient"]["history"].erase("weight");
  const Json r = w.result();
  CHECK(r["numb_depth_mm"] == Json::array({0.0}));
  CHECK(r["plasma_peak_ug_per_ml"] == 0.0);
  CHECK(r["dose_mg_per_kg"].is_null());
  CHECK(r["pain_0_10"] == r["pain_without_cream_0_10"]);
}

}  // namespace stipple
