// SPDX-License-Identifier: Apache-2.0
#include "format/document.h"

#include <doctest/doctest.h>

#include <string>

#include "core/error.h"
#include "format/shown.h"

namespace stipple {
namespace {

using namespace std::string_literals;

// The one problem of bytes that are no JSON document.
Problem problem_of(const std::string& bytes) {
  try {
    parse_document(bytes, "x.json");
  } catch (const InvalidInput& e) {
    REQUIRE(e.problems().size() == 1);
    CHECK(e.problems()[0].file == "x.json");
    return e.problems()[0];
  }
  FAIL("was read: " << bytes.substr(0, 60));
  return {};
}

TEST_CASE("every value knows its line, whatever follows it") {
  const Document d = parse_document(
      "// opening\n{ \"a\": 1\n, \"b\": [2,\n3\n], /* two\nlines */ \"c\": \"x\",\r\n\"d\": "
      "{\n\"e\": "
      "true}}",
      "x");
  const Node& r = d.root;
  CHECK(r.line() == 2);
  CHECK(r.find("a")->line() == 2);
  CHECK(r.find("b")->line() == 3);
  CHECK(r.find("b")->values()[0].line() == 3);
  CHECK(r.find("b")->values()[1].line() == 4);
  CHECK(r.find("c")->line() == 6);
  CHECK(r.find("d")->line() == 7);
  CHECK(r.find("d")->find("e")->line() == 8);
}

TEST_CASE("what is no UTF-8 text is named as what it is") {
  CHECK(problem_of("\xff\xfe{\0}\0"s).message == "is UTF-16 text; save it as UTF-8");
  CHECK(problem_of("\xfe\xff\0{\0}"s).message == "is UTF-16 text; save it as UTF-8");
  const Problem nul = problem_of("{\n\"a\": \"x\0y\"}"s);
  CHECK(nul.line == 2);
  CHECK(nul.message.find("NUL") != std::string::npos);
  const Problem latin = problem_of("{\n\n\"a\": \"\xe4\"}");
  CHECK(latin.line == 3);
  CHECK(latin.message.find("0xe4") != std::string::npos);
  CHECK(parse_document("\xef\xbb\xbf{}", "x").root.kind() == Node::Kind::object);
}

TEST_CASE("an empty file, a cut-off file and rubbish each get one message with a line") {
  CHECK(problem_of("").message == "the file is empty");
  CHECK(problem_of(" \n\t ").message == "the file is empty");
  const std::string whole = "{\n\"a\": [1, \"two\",\n{\"b\": true}],\n\"c\": null }";
  for (std::size_t size = 1; size < whole.size(); ++size) {
    const Problem p = problem_of(whole.substr(0, size));
    CHECK(p.line >= 1);
    CHECK(p.line <= 4);
  }
  CHECK(problem_of("{\n\"a\": [1").message ==
        "the file is cut off: it ends in the middle of a value");
  CHECK(problem_of("{\n\"a\": [1").line == 2);
  CHECK(problem_of("{\"a\":\n NaN}").message.find("NaN and Infinity") != std::string::npos);
  CHECK(problem_of("{\"a\":\n NaN}").line == 2);
  CHECK(problem_of("{\"a\": 1e400}").message == "a number is too large to be represented");
  CHECK(problem_of("{} {}").message.find("not valid JSON") != std::string::npos);
  CHECK(problem_of("{\"a\": 'x'}").message.find("not valid JSON") != std::string::npos);
}

TEST_CASE("hostile sizes are refused without harm") {
  CHECK(problem_of(std::string(200'000, '[')).message == "nested more than 64 levels deep");
  std::string nested;
  for (int i = 0; i < 200'000; ++i) nested += "{\"a\":";
  CHECK(problem_of(nested).message == "nested more than 64 levels deep");
  std::string many = "[0";
  for (int i = 0; i < 1'000'001; ++i) many += ",0";
  CHECK(problem_of(many + "]").message == "the file holds more than a million values");
  CHECK(problem_of(std::string(kDocumentLimit + 1, ' ')).message ==
        "is larger than the 16 MiB allowed");
}

TEST_CASE("others' text in our messages is short and cannot steer a terminal") {
  CHECK(shown("plain µ") == "plain µ");
  CHECK(shown("\x1b[31m\xc2\x9b\x7f\n") == "?[31m???");
  CHECK(shown(std::string(100, 'a')) == std::string(40, 'a') + "...");
  CHECK(shown("aµ", 2) == "a...");
  const Problem p = problem_of("{\"a\": tr\x1b[31m" + std::string(5000, 'u') + "}");
  CHECK(p.message.size() < 300);
  CHECK(p.message.find('\x1b') == std::string::npos);
}

TEST_CASE("overlong forms, surrogates and numbers beyond Unicode are not UTF-8") {
  for (const char* bad : {"\xc0\x80", "\xc1\xbf", "\xe0\x80\x80", "\xed\xa0\x80",
                          "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\x80", "\xe2\x82", "\xff"})
    CHECK(find_bad_utf8(std::string("ok") + bad) == 2);
  CHECK(find_bad_utf8("aé€😀") == std::string_view::npos);
}

}  // namespace
}  // namespace stipple
