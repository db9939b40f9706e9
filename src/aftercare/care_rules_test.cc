// SPDX-License-Identifier: Apache-2.0
#include "aftercare/care_rules.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "aftercare/plan_for_tests.h"
#include "core/error.h"
#include "evidence/node_checks.h"

namespace stipple {
namespace {

using Lines = std::vector<std::string>;

const std::string kInstruction = R"({"id": "i", "version": 1, "kind": "pause", "pictogram": "pool",
"when": {"cold_sores": "yes"},
"after": {"shortest": "24 h", "default": "3 days", "longest": "5 days", "views": "v"},
"lengthened_by": "closure", "sources": ["NeedlingLeaflets"], "strength": ["E"],
"confirmed": "read"})";
const std::string kCall = R"({"id": "c", "version": 1, "urgency": "same_day", "from": "1 day",
"to": "3 days", "sources": ["King2017"], "strength": ["S"], "confirmed": "read"})";
const std::string kSimulate = R"(, "simulate": {"says": "s", "kept": {"irritant": 0},
"broken": {"irritant": 0.5}, "outcomes": ["pih_peak"]})";

std::string document(const std::string& instruction, const std::string& call) {
  return R"({"version": "1", "instructions": [)" + instruction + R"(], "calls": [)" + call + "]}";
}

Lines problems_of(const std::string& json) {
  const DataFiles files = DataFiles::embedded();
  Lines lines;
  try {
    read_care_rules(json, "care.json", load_bibliography(files), shipped_rules());
  } catch (const InvalidInput& e) {
    for (const Problem& p : e.problems()) lines.push_back(p.path + ": " + p.message);
  }
  return lines;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

// The one message that a slip gives.
void check_slip(const std::string& from, const std::string& to, const std::string& message) {
  const Lines lines = problems_of(replaced(document(kInstruction, kCall), from, to));
  CAPTURE(to);
  REQUIRE(lines.size() == 1);
  CHECK_MESSAGE(lines[0].find(message) != std::string::npos, lines[0]);
}

TEST_CASE("each slip in an instruction or a call gives one message with its id") {
  REQUIRE(problems_of(document(kInstruction, kCall)).empty());
  check_slip("\"24 h\"", "\"4 days\"", "i: the default lies outside its own span");
  check_slip("\"5 days\"", "\"2 days\"", "i: the default lies outside its own span");
  check_slip("\"3 days\", \"longest\"", "\"3 moons\", \"longest\"", "i: default \"3 moons\"");
  check_slip("\"v\"", "\"\"", "i: who says what (views) is empty");
  check_slip("\"pool\"", "\"pool\", \"colour\": 1", "i: the field colour is not known here");
  check_slip("\"pictogram\": \"pool\",", "", "i: the field pictogram is missing");
  check_slip("\"pause\"", "\"stop\"", "is not one of pause, begin, keep, never");
  check_slip("\"pause\"", "\"never\"", "what never ends has no span");
  check_slip("\"closure\"", "\"next_visit\"", "closure, healed_surface or redness");
  check_slip("\"closure\"", "\"nothing\"", "closure, healed_surface or redness");
  check_slip("\"closure\"", "\"closing\"", "is not one of nothing, closure");
  check_slip("NeedlingLeaflets", "Nobody1999", "i: the source Nobody1999 is not in references");
  check_slip("[\"NeedlingLeaflets\"], \"strength\": [\"E\"]", "[], \"strength\": [\"L\"]",
             "the source is missing");
  check_slip("[\"E\"]", "[\"E\", \"Z\"]", "a strength is one of");
  check_slip("cold_sores", "cold_soress", "did you mean \"cold_sores\"?");
  check_slip("\"yes\"", "\"unknown\"", "counts as the stricter one");
  check_slip("{\"cold_sores\": \"yes\"}", R"({"procedure": {"is": "filler", "within": "wait"}})",
             "there is no wait");
  check_slip("\"confirmed\": \"read\"", "\"confirmed\": \"seen\"", "is not one of read");
}

TEST_CASE("a call ends after it begins, in one unit, and an id stands once") {
  check_slip("\"1 day\"", "\"4 days\"", "c: it ends before it begins");
  check_slip("\"1 day\"", "\"1 h\"", "c: from and to are both hours or both days");
  check_slip("\"1 day\"", "\"soon\"", "c: from \"soon\" is no time");
  check_slip("\"same_day\"", "\"soon\"", "is not one of emergency, same_day");
  const auto twice = [](const std::string& row) { return fmt::format("{},{}", row, row); };
  for (const auto& json :
       {document(twice(kInstruction), kCall), document(kInstruction, twice(kCall))})
    CHECK(problems_of(json).size() == 1);
}

TEST_CASE("a habit that is simulated is one of the case file, and kept is not broken") {
  const std::string with = replaced(kInstruction, ", \"sources\"", kSimulate + ", \"sources\"");
  REQUIRE(problems_of(document(with, kCall)).empty());
  for (const auto& [from, to, message] :
       {std::tuple{"{\"irritant\": 0.5}", "{\"irritate\": 0.5}", "irritate"},
        std::tuple{"{\"irritant\": 0.5}", "{\"irritant\": 99}", "irritant"},
        std::tuple{"{\"irritant\": 0.5}", "{\"irritant\": 0}", "the same habits"},
        std::tuple{"[\"pih_peak\"]", "[]", "outcomes"}}) {
    const Lines lines = problems_of(document(replaced(with, from, to), kCall));
    REQUIRE(lines.size() == 1);
    CHECK_MESSAGE(lines[0].find(message) != std::string::npos, lines[0]);
  }
}

TEST_CASE("each shipped default lies in its published span, with the views behind it") {
  for (const Instruction& i : shipped_care().instructions) {
    CAPTURE(i.id);
    for (const auto& span : {i.before, i.after}) {
      if (!span) continue;
      CHECK(span->shortest_hours <= span->taken_hours);
      CHECK(span->taken_hours <= span->longest_hours);
      CHECK(!span->views.empty());
      CHECK(span->set_by.empty());
      if (span->in_days) CHECK(span->taken_hours % 24 == 0);
    }
  }
}

TEST_CASE("what nobody confirmed says so, and what was read names what was read") {
  const auto check = [](const auto& rules) {
    for (const auto& r : rules) {
      CAPTURE(r.id);
      const bool proposed = r.confirmed == Confirmation::proposal;
      if (r.confirmed == Confirmation::read || r.confirmed == Confirmation::second_hand)
        CHECK(!r.sources.empty());
      if (proposed) CHECK(r.strength == std::vector{Strength::proposal});
    }
  };
  check(shipped_care().instructions);
  check(shipped_care().calls);
}

TEST_CASE("the defaults where leaflets conflict are those that were decided") {
  const auto after = [](std::string_view id) {
    return std::ranges::find(shipped_care().instructions, id, &Instruction::id)->after.value();
  };
  // Nothing through open channels for 72 hours, for everybody: no practice can shorten it.
  CHECK(after("nothing-through-channels").shortest_hours == 72);
  CHECK(after("tinted-sunscreen").shortest_hours == 72);
  CHECK(after("make-up").shortest_hours >= 48);
  CHECK(after("make-up").taken_hours <= 72);
  CHECK(after("sunscreen").taken_hours == 24);
  for (const char* id : {"keep-prescribed", "no-home-rolling"})
    CHECK(std::ranges::find(shipped_care().instructions, id, &Instruction::id)->kind ==
          InstructionKind::never);
}

TEST_CASE("other treatments and tans are put off for as long as screening makes a visit wait") {
  const auto before = [](std::string_view id) {
    return std::ranges::find(shipped_care().instructions, id, &Instruction::id)
        ->before->taken_hours;
  };
  const auto wait_hours = [](std::string_view rule) {
    return 24 * longest_days(shipped_rules().find(rule)->wait->taken);
  };
  for (const char* rule : {"superficial-peel", "filler", "botulinum-toxin", "needled-recently"})
    CHECK(before("other-treatments") >= wait_hours(rule));
  CHECK(before("sun-avoidance") >= wait_hours("sunburn-dated"));
  CHECK(before("self-tan") >= 48);
}

TEST_CASE("a practice changes a time within its span, and its source line is told") {
  const auto practice = [](const std::string& care) {
    return with_practice(
        shipped_care(),
        R"({"practice": "Practice A", "version": "3", "waits": {}, "care": {)" + care + "}}",
        "practice.json");
  };
  const auto of = [](const CareRules& rules, std::string_view id) {
    return *std::ranges::find(rules.instructions, id, &Instruction::id);
  };
  const CareRules set = practice(
      R"("make-up": {"after": "48 h", "source": "house rule"},
         "actives": {"before": "3 days", "after": "5 days", "source": "Dr. Example"})");
  CHECK(of(set, "make-up").after->taken_hours == 48);
  CHECK(of(set, "make-up").after->set_by == "Practice A: house rule");
  CHECK(of(set, "actives").before->taken_hours == 72);
  CHECK(of(set, "actives").before->in_days);
  CHECK(of(set, "actives").after->set_by == "Practice A: Dr. Example");
  CHECK(set.practice == "Practice A, version 3");
  CHECK(of(set, "pool-sea").after == of(shipped_care(), "pool-sea").after);
  for (const char* bad :
       {R"("make-up": {"after": "24 h", "source": "s"})",     // below what is published
        R"("make-up": {"after": "30 days", "source": "s"})",  // above it
        R"("make-up": {"after": "soon", "source": "s"})",
        R"("make-up": {"after": "72 h", "source": ""})", R"("make-up": {"after": "72 h"})",
        R"("make-up": {"source": "s"})",
        R"("make-up": {"before": "24 h", "source": "s"})",         // has none before
        R"("keep-prescribed": {"after": "24 h", "source": "s"})",  // has no time
        R"("no-such-rule": {"after": "24 h", "source": "s"})",
        R"("nothing-through-channels": {"after": "24 h", "source": "s"})"})
    CHECK_THROWS_AS(practice(bad), InvalidInput);
}

TEST_CASE("screening and care read the same practice file without complaint") {
  const char* both = R"({"practice": "A", "version": "1",
    "waits": {"filler": {"wait": "2 months", "source": "s"}},
    "care": {"make-up": {"after": "72 h", "source": "s"}}})";
  CHECK(with_practice(shipped_rules(), both, "p.json").practice == "A, version 1");
  CHECK(with_practice(shipped_care(), both, "p.json").practice == "A, version 1");
  const char* waits = R"({"practice": "A", "version": "1", "waits": {}})";
  CHECK(with_practice(shipped_care(), waits, "p.json").practice.empty());
  const char* care = R"({"practice": "A", "version": "1", "care": {}})";
  CHECK(with_practice(shipped_rules(), care, "p.json").find("filler")->wait->set_by.empty());
  const char* neither = R"({"practice": "A", "version": "1"})";
  CHECK_THROWS_AS(with_practice(shipped_rules(), neither, "p.json"), InvalidInput);
}

// Names in braces of a text.
std::set<std::string> names_in(const std::string& text) {
  std::set<std::string> names;
  for (auto open = text.find('{'); open != std::string::npos; open = text.find('{', open + 1))
    names.insert(text.substr(open + 1, text.find('}', open) - open - 1));
  return names;
}

TEST_CASE("every instruction, call and broken habit has its words in every language") {
  const DataFiles files = DataFiles::embedded();
  const std::set<std::string> dated{"from", "until"}, undated{"before", "after"};
  const auto subset = [](const std::set<std::string>& names, std::set<std::string> of,
                         const Instruction& i) {
    if (!i.before) of.erase("from"), of.erase("before");
    if (!i.after) of.erase("until"), of.erase("after");
    return std::ranges::includes(of, names);
  };
  for (const std::string& name : files.names("text/")) {
    CAPTURE(name);
    const Node root = parse_data_object(files.text(name), name);
    const auto text = [&](const char* section, const std::string& id, const char* field) {
      const Node* row = field_of(root, section).find(id);
      REQUIRE_MESSAGE(row, section << "." << id);
      const Node* said = row->find(field);
      REQUIRE_MESSAGE(said, section << "." << id << "." << field);
      CHECK(!said->text().empty());
      return said->text();
    };
    for (const Instruction& i : shipped_care().instructions) {
      CAPTURE(i.id);
      CHECK(names_in(text("instruction", i.id, "title")).empty());
      CHECK(subset(names_in(text("instruction", i.id, "say")), dated, i));
      CHECK(subset(names_in(text("instruction", i.id, "say_undated")), undated, i));
      if (i.broken) {
        const auto key = i.broken->says.substr(std::string_view("broken.").size());
        CHECK(field_of(root, "broken").find(key));
      }
    }
    CHECK(field_of(root, "instruction").keys().size() == shipped_care().instructions.size());
    for (const CallRule& c : shipped_care().calls)
      for (const char* field : {"what", "do"}) CHECK(names_in(text("call", c.id, field)).empty());
    CHECK(field_of(root, "call").keys().size() == shipped_care().calls.size());
  }
}

TEST_CASE("a title is short: it stands beside a picture") {
  const DataFiles files = DataFiles::embedded();
  for (const std::string& name : files.names("text/")) {
    const Node root = parse_data_object(files.text(name), name);
    for (const Node& row : field_of(root, "instruction").values())
      CHECK_MESSAGE(field_of(row, "title").text().size() <= 32, field_of(row, "title").text());
  }
}

}  // namespace
}  // namespace stipple
