// SPDX-License-Identifier: Apache-2.0
#include "candidacy/names.h"

#include <doctest/doctest.h>

#include "core/error.h"

namespace stipple {
namespace {

const NameTables& tables() {
  static const NameTables shipped = load_names(DataFiles::embedded());
  return shipped;
}

bool is_in(const char* text, const char* cls) {
  return tables().medicines.recognise(text).classes.contains(cls);
}

TEST_CASE("a medicine is known by its generic and its brand name, with or without a dose") {
  for (const char* text : {"apixaban", "Eliquis", "ELIQUIS 5 mg twice a day", "Eliquis® 5mg",
                           "apixaban (5 mg) morning and evening", "Apixaban 2,5 mg 1-0-1"}) {
    CAPTURE(text);
    CHECK(is_in(text, "anticoagulant"));
    CHECK(tables().medicines.recognise(text).whole);
  }
}

TEST_CASE("the longest name counts: a gel is no tablet, and no part of a word is a name") {
  CHECK(is_in("isotretinoin 20 mg", "isotretinoin"));
  CHECK(!is_in("isotretinoin gel", "isotretinoin"));
  CHECK(is_in("isotretinoin gel", "topical_active"));
  CHECK(!is_in("tretinoin cream", "isotretinoin"));
  CHECK(tables().medicines.recognise("assistant").classes.empty());
}

TEST_CASE("a name may belong to two classes") {
  CHECK(is_in("amiodarone 200 mg", "antiarrhythmic"));
  CHECK(is_in("amiodarone 200 mg", "photosensitiser"));
  CHECK(is_in("warfarin", "anticoagulant"));
  CHECK(is_in("warfarin", "vitamin_k_antagonist"));
}

TEST_CASE("what is not known is not replaced by what is near, only named as perhaps meant") {
  const Recognised r = tables().medicines.recognise("apixabon 5 mg");
  CHECK(r.classes.empty());
  CHECK(!r.whole);
  CHECK(r.did_you_mean == "apixaban");
}

TEST_CASE("a word that nobody knows beside a name keeps the entry open") {
  for (const char* text : {"no aspirin", "aspirin stopped", "apixaban and something green"}) {
    const Recognised r = tables().medicines.recognise(text);
    CHECK_MESSAGE(!r.whole, text);
    CHECK_MESSAGE(!r.classes.empty(), text);
  }
}

TEST_CASE("none is an answer, in both languages, and a text without a word is none of it") {
  for (const char* text : {"none", "None.", "keine", "Keine Medikamente"})
    CHECK(tables().medicines.recognise(text).none);
  for (const char* text : {"", "   ", "5 mg", "daily"}) {
    CHECK_MESSAGE(!tables().medicines.recognise(text).none, text);
    CHECK_MESSAGE(!tables().medicines.recognise(text).whole, text);
  }
}

TEST_CASE("umlauts and capital letters are one spelling") {
  CHECK(tables().procedures.recognise("Hyaluronsäure").classes.contains("filler"));
  CHECK(tables().procedures.recognise("HYALURONSAEURE").classes.contains("filler"));
  CHECK(tables().allergies.recognise("Lokalanästhetika").classes.contains("anaesthetic"));
}

TEST_CASE("a table is read strictly") {
  const auto problems = [](const char* json) {
    try {
      NameTable::read(json, "names.json");
    } catch (const InvalidInput& e) {
      return e.problems().size();
    }
    return std::size_t{0};
  };
  CHECK(problems(R"({"version": "1", "fill": [], "none": [], "classes": {}})") == 0);
  CHECK(problems(R"({"version": "1", "fill": [], "none": []})") == 1);
  CHECK(problems(R"({"version": "1", "fill": [], "none": [], "classes": {"a": {"names": []}}})") ==
        1);
  CHECK(problems(R"({"version": "1", "fill": [], "none": [], "classes":
      {"a": {"help": "x", "names": ["aspirin", "Aspirin", 3]}}})") == 2);
}

}  // namespace
}  // namespace stipple
