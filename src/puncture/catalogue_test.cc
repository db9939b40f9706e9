// SPDX-License-Identifier: Apache-2.0
#include "puncture/catalogue.h"

#include <doctest/doctest.h>

#include <string>

#include "device/cartridge.h"
#include "device/kinematics.h"

namespace stipple {
namespace {

struct Shipped {
  DataFiles files{DataFiles::embedded()};
  Bibliography bibliography{load_bibliography(files)};

  [[nodiscard]] Device named(std::string_view id) const {
    return device_named(files, id, bibliography);
  }
  // What is said of a device file with one text in it changed.
  [[nodiscard]] std::string refusal(std::string_view id, const std::string& old,
                                    const std::string& changed) const {
    const std::string file = "devices/" + std::string(id) + ".json";
    std::string json(files.text(file));
    const std::size_t place = json.find(old);
    REQUIRE(place != std::string::npos);
    json.replace(place, old.size(), changed);
    try {
      (void)device_from(read_device_record(json, file, id, bibliography));
    } catch (const InvalidInput& e) {
      CHECK(e.problems().size() == 1);
      return to_text(e.problems().front());
    }
    return {};
  }
};

}  // namespace

TEST_CASE("the named devices are what their makers and the trade say they are") {
  const Shipped shipped;
  CHECK(shipped.named("exceed").needle_count == 6);
  CHECK(shipped.named("skinpen-precision").needle_count == 14);
  CHECK(shipped.named("pen-12").needle_count == 12);
  CHECK(shipped.named("pen-36").needle_count == 36);
  CHECK(shipped.named("roller-192").needle_count == 192);
  CHECK(shipped.named("roller-540-home").needle_count == 540);
  // 7,000 turns a minute [DEN160029]; the file rounds to a tenth.
  CHECK(std::get<Pen>(shipped.named("skinpen-precision").drive).frequency.in(Hz) ==
        doctest::Approx(7000.0 / 60.0).epsilon(0.001));
  CHECK(std::get<Roller>(shipped.named("roller-192").drive).needles_around == 24);
  CHECK(std::holds_alternative<Stamp>(shipped.named("stamp").drive));
  for (const std::string& id : device_ids(shipped.files))
    CHECK(problems_of(shipped.named(id), "").empty());
}

TEST_CASE("a device file says how the needles stand, and only what can be built") {
  const Shipped shipped;
  const auto says = [&](std::string_view id, const char* old, const char* changed,
                        const char* expected) {
    const std::string said = shipped.refusal(id, old, changed);
    CAPTURE(said);
    CHECK(said.find(expected) != std::string::npos);
  };
  CHECK(shipped.refusal("exceed", "rings", "hexagonal").empty());
  says("exceed", "rings", "spiral", "arrangement.value: is not one of rings, square");
  says("exceed", R"("value": "rings", "status": "assumed")",
       R"("value": "rings", "status": "guessed")", "status is not one of literature");
  says("roller-192", R"("figures")",
       R"("arrangement": {"value": "rows", "status": "assumed", "basis": "b", "sources": []},
          "figures")",
       "a pen or stamp states how its needles stand, a roller not");
  says("roller-192", R"("value": 24, "low": 24)", R"("value": 23, "low": 23)",
       "figures.roller.needles_around: 192 needles do not make 23 equal rows");
  says("stamp", R"("pitch": {"value": 1.58)", R"("pitch": {"value": 2.4)",
       "figures.pitch: 40 needles at this pitch do not fit on the plate");
}

}  // namespace stipple
