// SPDX-License-Identifier: Apache-2.0
// Any bytes as a case file: they are refused with InvalidInput, or they read; what is written of a
// case that reads must read back the same, nominal and drawn.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "casefile/case.h"
#include "core/error.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stipple;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  try {
    const Document document = parse_document(bytes, "fuzz.json");
    for (const ReadMode& mode : {ReadMode{}, ReadMode{.seed = Seed(1), .member = 3}}) {
      const Case c = read_case(document, mode);
      Case again;
      try {
        again = read_case(parse_document(write_case(c), "again.json"));
      } catch (const InvalidInput&) {
        STIPPLE_REQUIRE(!"what was written reads back");
      }
      STIPPLE_REQUIRE(again == c);
    }
  } catch (const InvalidInput& e) {
    STIPPLE_REQUIRE(!e.problems().empty());
    for (const Problem& p : e.problems()) STIPPLE_REQUIRE(!to_text(p).empty());
  }
  return 0;
}
