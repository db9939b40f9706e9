// SPDX-License-Identifier: Apache-2.0
// The shipped tables as a whole: they load, and what must hold between them holds.
#include <doctest/doctest.h>

#include <set>

#include "core/error.h"
#include "evidence/csv.h"
#include "evidence/device_records.h"
#include "evidence/lesions.h"
#include "evidence/validation_rows.h"
#include "evidence/zones.h"

namespace stipple {
namespace {

struct Shipped {
  DataFiles files{DataFiles::embedded()};
  Bibliography bibliography{load_bibliography(files)};
};

}  // namespace

TEST_CASE("a worse lesion of a kind never lies nearer to normal skin") {
  const Shipped shipped;
  const LesionTable table = load_lesions(shipped.files, shipped.bibliography);
  std::set<std::string> kinds;
  for (const Lesion& l : table.all()) kinds.insert(l.kind);
  CHECK(kinds.size() >= 12);
  for (const std::string& kind : kinds) {
    CAPTURE(kind);
    const Lesion& mild = table.at(kind, "mild");
    const Lesion& moderate = table.at(kind, "moderate");
    const Lesion& severe = table.at(kind, "severe");
    for (const auto& [less, more] : {std::pair(&mild, &moderate), std::pair(&moderate, &severe)}) {
      CHECK(std::abs(less->C_h.value - 1) <= std::abs(more->C_h.value - 1));
      CHECK(less->L_h.value >= more->L_h.value);
      CHECK(less->q_h.value <= more->q_h.value);
      CHECK(less->depth.value <= more->depth.value);
      CHECK(less->width.value <= more->width.value);
    }
    CHECK(severe.q_h.high <= 1.0);
    CHECK(severe.C_h.low > 0.0);
  }
  CHECK_THROWS_AS((void)table.at("freckle", "mild"), InvalidInput);
}

TEST_CASE("every zone has a dermis thicker than its epidermis, and an unknown zone is refused") {
  const Shipped shipped;
  const ZoneTable table = load_zones(shipped.files, shipped.bibliography);
  for (const Zone& zone : table.all()) {
    CAPTURE(zone.id);
    CHECK(zone.epidermis.low > 0.0);
    CHECK(zone.epidermis.high < zone.dermis_female.value);
    CHECK(zone.epidermis.high < zone.dermis_male.value);
  }
  CHECK(table.at("forehead").dermis_female.value == 0.86);  // [Meng2022], table 2
  CHECK_THROWS_AS((void)table.at("forhead"), InvalidInput);
}

TEST_CASE("every named device loads, an unknown one is refused with the known names") {
  const Shipped shipped;
  const auto ids = device_ids(shipped.files);
  CHECK(ids.size() >= 7);
  for (const std::string& id : ids)
    CHECK(load_device_record(shipped.files, id, shipped.bibliography).id == id);
  try {
    load_device_record(shipped.files, "skinpin", shipped.bibliography);
    FAIL("accepted");
  } catch (const InvalidInput& e) {
    CHECK(e.problems().at(0).message.find("skinpen-precision") != std::string::npos);
  }
}

TEST_CASE("each line of the validation tables becomes one row") {
  const Shipped shipped;
  std::size_t lines = 0;
  for (const std::string& name : shipped.files.names("validation/"))
    if (name.ends_with(".csv")) lines += read_csv(shipped.files.text(name), name).rows.size();
  const auto rows = load_validation_rows(shipped.files, shipped.bibliography);
  CHECK(rows.size() == lines);
  CHECK(rows.size() > 100);
  // What calibration fits must carry a figure to fit.
  for (const ValidationRow& row : rows)
    if (row.use == RowUse::calibrate) {
      CAPTURE(row.line);
      CHECK((row.value || row.after || (row.low && row.high)));
    }
}

TEST_CASE("a faulty validation row is refused") {
  const Shipped shipped;
  const std::string header = "study,doi_or_id,what,unit,value,low,high,relation,tag,use\n";
  const auto refused = [&](const std::string& row) {
    try {
      read_validation_rows(header + row, "t.csv", shipped.bibliography);
    } catch (const InvalidInput&) {
      return true;
    }
    return false;
  };
  CHECK_FALSE(refused("Kalluri2011,x,depth,mm,1,0.5,2,=,R,check\n"));
  CHECK(refused("Kalluri2011,x,depth,mm,one,,,=,R,check\n"));
  CHECK(refused("Kalluri2011,x,depth,mm,1e999,,,=,R,check\n"));
  CHECK(refused("Nobody1999,x,depth,mm,1,,,=,R,check\n"));
  CHECK(refused("Kalluri2011,x,depth,mm,1,,,~,R,check\n"));
  CHECK(refused("Kalluri2011,x,depth,mm,1,,,=,Q,check\n"));
  CHECK(refused("Kalluri2011,x,depth,mm,1,,,=,R,fit\n"));
  CHECK(refused("Kalluri2011,x,depth,mm,1,2,3,=,R,check\n"));
  CHECK(refused("Kalluri2011,x,,mm,1,,,=,R,check\n"));
}

}  // namespace stipple
