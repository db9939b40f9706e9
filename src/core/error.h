// SPDX-License-Identifier: Apache-2.0
// The kinds of error, never mixed (style guide, rule 7): the user's input is wrong -> InvalidInput
// with every problem; the world failed -> Failure; we are wrong -> STIPPLE_REQUIRE aborts; a
// numerical step went bad -> a return value.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace stipple {

// One thing wrong in an input: where (a path in the document, a file and a line when known) and
// what.
struct Problem {
  std::string path{};     // "course.sessions[2].depth"; empty for the whole document
  std::string file{};     // as the user named it
  int line{};             // 1-based, 0 when unknown
  std::string message{};  // what was found, what is allowed
  friend bool operator==(const Problem&, const Problem&) = default;
};

// "case.json:12: course.sessions[2].depth: 9 mm is above the allowed 3 mm"
std::string to_text(const Problem&);

class InvalidInput : public std::runtime_error {
 public:
  explicit InvalidInput(std::vector<Problem> problems);
  [[nodiscard]] const std::vector<Problem>& problems() const { return problems_; }

 private:
  std::vector<Problem> problems_;
};

enum class FailureCode {
  cannot_read,
  cannot_write,
  out_of_memory,
  not_found,
  corrupt_data,
  cannot_compute,
};

class Failure : public std::runtime_error {
 public:
  Failure(FailureCode code, const std::string& message)
      : std::runtime_error(message), code_(code) {}
  [[nodiscard]] FailureCode code() const { return code_; }

 private:
  FailureCode code_;
};

// Work was stopped on request; carries what was kept.
class Cancelled : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Exit statuses of the program, kept stable for scripts.
enum class ExitStatus : int {
  fine = 0,
  invalid_input = 2,
  failure = 3,
  our_bug = 4,
  refused = 5,
  cancelled = 130,
};

[[noreturn]] void require_failed(std::string_view condition, std::string_view file, int line);

}  // namespace stipple

// Our own mistakes end the program at once with the place: never for a user's input.
#define STIPPLE_REQUIRE(condition) \
  ((condition) ? void(0) : ::stipple::require_failed(#condition, __FILE__, __LINE__))
